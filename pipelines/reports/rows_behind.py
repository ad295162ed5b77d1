"""The rows behind every team's headline figures, each with its child, file and row.

Belongs here: one query that joins the cohorts of the period to what names them, and the two ways a
team's rows are handed over. Does not belong here: figures, other lists (team_marts), layout. What
is read here names children: it goes into files that only their owner can read.
"""

from __future__ import annotations

from datetime import date

import duckdb

from pipelines.reports.marts import Record, records
from pipelines.reports.styles import FORMULA_STARTS

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
        latest.period_end,
        months.month_end
    from marts.kpi_catalogue as catalogue
    inner join latest on latest.basis = catalogue.headline_basis
    inner join marts.period_month as months
        on months.basis = latest.basis and months.period_end = latest.period_end
),

-- the rows first: what names their children and files is looked up for these alone
cohort as materialized (
    select
        measures.domain,
        measures.name,
        measures.measure,
        measures.polarity,
        measures.basis,
        measures.period_end,
        cases.*
    from marts.kpi_cohort as cases
    inner join measures
        on measures.file_stem = cases.file_stem and measures.month_end = cases.month_end
    where
        cases.from_month <= measures.period_end
        and (not cases.is_stock or cases.month_end = measures.period_end)
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
    where key_kind = 'record' and key in (select cohort.record_key from cohort)
    group by key
)

select
    cohort.team_id,
    cohort.domain,
    cohort.name as measure,
    cohort.basis,
    cohort.period_end,
    people.id as child_id,
    coalesce(cohort.event_date, cohort.snapshot_date) as date,
    cohort.worker_id,
    cohort.category,
    cohort.numerator,
    cohort.denominator,
    case
        when cohort.measure not in ('percentage', 'share') or cohort.polarity = 'contextual'
            then 'counted'
        when cohort.polarity = 'lower' and cohort.numerator > 0 then 'against'
        when cohort.polarity = 'lower' then 'clear'
        when cohort.numerator >= cohort.denominator then 'met'
        else 'missed'
    end as outcome,
    cohort.month_end = cohort.period_end as is_latest_month,
    still_open.days_over,
    sources.source_file,
    sources.source_row
from cohort
left join people on people.key = cohort.person_key
left join still_open on still_open.record_key = cohort.record_key
left join sources on sources.key = cohort.record_key
"""
_TEXTS = ("measure", "basis", "child_id", "worker_id", "category", "outcome", "source_file")
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
    """All of a team's rows behind its headline figures, as CSV text with a heading line.

    The database puts the lines together: there are a hundred thousand of them.
    """
    line = " || ',' || ".join(_csv_field(name) for name in _CSV_COLUMNS)
    row = con.execute(
        f"select string_agg({line}, chr(13) || chr(10) order by domain, measure, date, child_id,"
        " worker_id, category, source_file, source_row, numerator, denominator, days_over, basis)"
        " from memory.main.rows_behind where team_id = ?",
        [team_id],
    ).fetchone()
    lines = [",".join(_CSV_COLUMNS), *([row[0]] if row and row[0] else [])]
    return "".join(f"{one}\r\n" for one in lines)


def _csv_field(name: str) -> str:
    """A column as CSV: empty for null, text quoted where it must be and safe for spreadsheets."""
    if name not in _TEXTS:
        return f"coalesce(cast({name} as varchar), '')"
    starts = ", ".join(f"chr({ord(one)})" for one in FORMULA_STARTS)
    safe = f"if(length({name}) > 1 and {name}[1] in ({starts}), '''' || {name}, {name})"
    quoted = f"""'"' || replace({safe}, '"', '""') || '"'"""
    return f"""coalesce(if(regexp_matches({name}, '[",\\r\\n]'), {quoted}, {safe}), '')"""
