"""Reading what a team's own workbook shows: its people and what is due.

Belongs here: queries on the restricted database, for all teams at once. Does not belong here:
figures (marts), the rows behind them (rows_behind), layout. What these queries return names
children and workers: it goes into files that only their owner can read, and never into a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.reports.marts import Record, columns_of, records

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
