"""Reading what a team's own workbook shows: its people, what is due, and the rows behind figures.

Belongs here: queries on the restricted database, for all teams at once. Does not belong here:
figures (marts), layout. What these queries return names children and workers: it goes into files
that only their owner can read, and never into a message.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.reports.marts import Record, columns_of, records
from pipelines.reports.styles import safe_text

NO_TEAM = "UNALLOCATED"
WORDS_FOR_NOBODY = {"UNALLOCATED": "No allocated worker", "NONE": "Not a worker's"}


@dataclass(frozen=True)
class Team:
    """One team as at the publication's month."""

    team_id: str
    name: str
    service: str


def teams(con: duckdb.DuckDBPyConnection, on: date) -> list[Team]:
    """Teams open on ``on`` in order of service and name, then work that no team holds."""
    rows = records(
        con,
        "select team_id, team_name, service_name from marts.team"
        " where valid_from <= ? and coalesce(valid_to, date '9999-12-31') > ?"
        " order by service_name, team_name, team_id",
        [on, on],
    )
    found = {
        row["team_id"]: Team(
            row["team_id"], row["team_name"] or row["team_id"], row["service_name"]
        )
        for row in rows
    }
    found.pop(NO_TEAM, None)
    return [*found.values(), Team(NO_TEAM, "No allocated team", "")]


def worker_names(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What to call each worker: the name where this file has it, else the id; leavers marked."""
    name = "worker_name" if "worker_name" in columns_of(con, "worker") else "null"
    rows = records(con, f"select worker_id, {name} as name, status from marts.worker")
    found = {}
    for row in rows:
        status = str(row["status"] or "")
        left = f" ({status})" if status.startswith("left") else ""
        found[row["worker_id"]] = f"{row['name'] or row['worker_id']}{left}"
    return WORDS_FOR_NOBODY | found


def ratings(
    con: duckdb.DuckDBPyConnection, period_end: date
) -> dict[tuple[str, str, str], str | None]:
    """The colour of each team's figure against the council's target, by team, file and basis.

    The rule is the authority's own: the rounded value, amber within tolerance, none under 10.
    """
    found = con.execute(RATINGS, {"period_end": period_end}).fetchall()
    return {(team, stem, basis): rag for team, stem, basis, rag in found}


def actions(con: duckdb.DuckDBPyConnection, within_wd: int) -> list[Record]:
    """What is overdue or due within so many working days, with the child's id; oldest first."""
    return records(
        con,
        "select actions.*, people.id as child_id"
        " from marts.action_list as actions"
        " left join (select distinct key, id from marts.key_map where key_kind = 'person')"
        " as people on people.key = actions.person_key"
        " where actions.is_overdue or actions.working_days_left <= ?"
        " order by not actions.is_overdue, actions.due_date, people.id, actions.action",
        [within_wd],
    )


def caseloads(con: duckdb.DuckDBPyConnection) -> list[Record]:
    """How many children and families each worker holds."""
    return records(con, "select * from marts.worker_caseload order by team_id, worker_id")


RATINGS = """
with latest as (
    select period.basis, max(period.period_end) as period_end
    from marts.period as period
    where period.period_end <= $period_end
    group by period.basis
)

select
    figures.team_id,
    figures.file_stem,
    figures.basis,
    case
        when figures.value_rounded is null or figures.status <> 'ok' then null
        when against.target_kind = 'information' or catalogue.polarity = 'contextual' then null
        when catalogue.polarity = 'lower' and figures.value_rounded <= against.target
            then 'green'
        when
            catalogue.polarity = 'lower'
            and figures.value_rounded <= against.target + against.tolerance
            then 'amber'
        when catalogue.polarity = 'lower' then 'red'
        when
            figures.value_rounded >= against.target
            and figures.value_rounded <= coalesce(against.target_upper, figures.value_rounded)
            then 'green'
        when
            figures.value_rounded >= against.target - against.tolerance
            and figures.value_rounded
            <= coalesce(against.target_upper + against.tolerance, figures.value_rounded)
            then 'amber'
        else 'red'
    end as rag
from marts.kpi_value as figures
inner join latest using (basis, period_end)
inner join marts.kpi_catalogue as catalogue using (file_stem)
inner join marts.kpi_comparison as against
    on
        against.file_stem = figures.file_stem
        and against.basis = figures.basis
        and against.period_end = figures.period_end
        and against.category_key = figures.category_key
where figures.level = 'team' and figures.category_key = '' and against.target is not null
"""

ROWS_BEHIND = """
with latest as (
    select period.basis, max(period.period_end) as period_end
    from marts.period as period
    where period.period_end <= $period_end
    group by period.basis
),

measures as (
    select
        catalogue.file_stem,
        catalogue.name,
        catalogue.domain,
        catalogue.measure,
        catalogue.polarity,
        catalogue.headline_basis as basis,
        latest.period_end
    from marts.kpi_catalogue as catalogue
    inner join latest on latest.basis = catalogue.headline_basis
),

people as (
    select distinct key, id from marts.key_map where key_kind = 'person'
),

still_open as (
    select record_key, max(-working_days_left) as days_over
    from marts.action_list
    where is_overdue
    group by record_key
),

sources as (
    select key, first(source_file order by source_file, source_row) as source_file,
        first(source_row order by source_file, source_row) as source_row
    from marts.key_map
    where key_kind = 'record'
    group by key
)

select
    cohort.team_id,
    measures.domain,
    measures.name as measure,
    measures.basis,
    measures.period_end,
    people.id as child_id,
    coalesce(cohort.event_date, cohort.snapshot_date) as date,
    cohort.worker_id,
    cohort.category,
    cohort.numerator,
    cohort.denominator,
    case
        when measures.measure not in ('percentage', 'share') or measures.polarity = 'contextual'
            then 'counted'
        when measures.polarity = 'lower' and cohort.numerator > 0 then 'against'
        when measures.polarity = 'lower' then 'clear'
        when cohort.numerator >= cohort.denominator then 'met'
        else 'missed'
    end as outcome,
    months.month_end = measures.period_end as is_latest_month,
    still_open.days_over,
    sources.source_file,
    sources.source_row
from marts.kpi_cohort as cohort
inner join measures
    on measures.file_stem = cohort.file_stem
inner join marts.period_month as months
    on
        months.basis = measures.basis
        and months.period_end = measures.period_end
        and months.month_end = cohort.month_end
left join people on people.key = cohort.person_key
left join still_open on still_open.record_key = cohort.record_key
left join sources on sources.key = cohort.record_key
where
    cohort.from_month <= measures.period_end
    and (not cohort.is_stock or cohort.month_end = measures.period_end)
"""


_CSV_COLUMNS = (
    "measure", "basis", "period_end", "child_id", "date", "worker_id", "category", "numerator",
    "denominator", "outcome", "days_over", "source_file", "source_row",
)  # fmt: skip


def make_rows_behind(con: duckdb.DuckDBPyConnection, period_end: date) -> None:
    """Make ``memory.main.rows_behind``: every cohort row of each headline figure, once.

    Grain: KPI variant x record x category. ``outcome`` is 'met' or 'missed' where more is
    better, 'clear' or 'against' where less is, else 'counted'. ``days_over`` is known only for work
    still open at the extract.
    """
    con.execute(
        f"create or replace table memory.main.rows_behind as {ROWS_BEHIND}",
        {"period_end": period_end},
    )


def rows_to_look_at(con: duckdb.DuckDBPyConnection, team_id: str) -> list[Record]:
    """A team's rows that a manager reads: the latest month's, and the period's misses."""
    return records(
        con,
        "select * from memory.main.rows_behind where team_id = ?"
        " and (is_latest_month or outcome in ('missed', 'against'))"
        " order by domain, measure, outcome in ('met', 'clear'), date desc, child_id,"
        " worker_id, category, source_file, source_row, numerator, denominator, days_over, basis",
        [team_id],
    )


def rows_csv(con: duckdb.DuckDBPyConnection, team_id: str) -> str:
    """All of a team's rows behind its headline figures, as CSV text with a heading line."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\r\n")
    cursor = con.execute(
        f"select {', '.join(_CSV_COLUMNS)} from memory.main.rows_behind where team_id = ?"
        " order by domain, measure, date, child_id, worker_id, category, source_file, source_row,"
        " numerator, denominator, days_over, basis",
        [team_id],
    )
    out.writerow(_CSV_COLUMNS)
    for row in cursor.fetchall():
        out.writerow([safe_text(one) if isinstance(one, str) else one for one in row])
    return buffer.getvalue()
