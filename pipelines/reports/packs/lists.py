"""Reading the lists of every team's pack, for all teams at once.

Belongs here: queries on the restricted database behind the pack's own lists. Does not belong here:
the action list (team_marts), rows behind figures (rows_behind), words and layout (page, sheets).
What these queries return names children: it goes into files that only their owner can read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from pipelines.reports.fix_lists.read import read_fix_list
from pipelines.reports.marts import Record, columns_of, records

Rows = Sequence[Record]


@dataclass(frozen=True)
class TeamLists:
    """One team's lists; ``None`` = the publication has no such table, which is not an empty list.

    ``ahead`` one row per member, action and horizon; ``unheld`` one per child without a worker now
    or in the year; ``handed`` one per holding of a late assessment; ``moved`` one per figure
    restated for the month before; ``fix`` one per row of the team's fix list;
    ``chance`` what the funnel says of each measure by file stem.
    """

    ahead: Rows | None = None
    unheld: Rows | None = None
    handed: Rows | None = None
    moved: Rows | None = None
    fix: Rows | None = None
    chance: dict[str, str] | None = None


_PEOPLE = (
    "left join (select distinct key, id from marts.key_map where key_kind = 'person') as people "
    "on people.key = lists.person_key "
)
AHEAD = "select * from marts.forward_look where level in ('team', 'worker')"
UNHELD = f"""
select lists.*, people.id as child_id
from marts.child_allocation as lists
{_PEOPLE}
where lists.is_unallocated or lists.days_without_worker_12m > 0
order by
    not lists.is_unallocated, lists.days_unallocated desc, lists.days_without_worker_12m desc,
    people.id
"""
# Only what the team can still learn from: assessments open, or completed in the month.
HANDED = f"""
with holdings as (
    select
        *,
        holding_number = max(holding_number) over (partition by record_key) as is_last_holding
    from marts.assessment_handover
)

select lists.*, people.id as child_id
from holdings as lists
{_PEOPLE}
where
    (
        lists.authorised_date > $month_before and lists.authorised_date <= $month_end
        and lists.is_completed_late
    )
    or (lists.authorised_date is null and lists.due_date < $month_end)
order by lists.due_date, people.id, lists.record_key, lists.holding_number
"""
MOVED = """
select moves.*, catalogue.name as measure
from marts.restatement as moves
inner join marts.kpi_catalogue as catalogue
    on catalogue.file_stem = moves.file_stem and catalogue.headline_basis = moves.basis
where moves.level = 'team' and moves.category_key = '' and moves.period_end = $month_before
order by catalogue.name, moves.file_stem
"""
CHANCE = """
select funnel.team_id, funnel.file_stem, funnel.significance
from marts.kpi_funnel as funnel
inner join (
    select basis, max(period_end) as period_end from marts.period
    where period_end <= $month_end group by basis
) as latest using (basis, period_end)
"""


def read_lists(
    con: duckdb.DuckDBPyConnection, month_before: date, month_end: date
) -> defaultdict[str, TeamLists]:
    """Every team's lists by team; records to fix are those of the fix lists."""
    days = {"month_before": month_before, "month_end": month_end}
    read = {
        "ahead": _by_team(con, "forward_look", AHEAD, {}),
        "unheld": _by_team(con, "child_allocation", UNHELD, {}),
        "handed": _by_team(con, "assessment_handover", HANDED, days),
        "moved": _by_team(con, "restatement", MOVED, {"month_before": month_before}),
        "fix": _grouped(read_fix_list(con, f"{month_end:%Y-%m}", month_end)),
    }
    judged = _by_team(con, "kpi_funnel", CHANCE, {"month_end": month_end})
    nothing: dict[str, Any] = {name: None if found is None else [] for name, found in read.items()}
    nothing["chance"] = None if judged is None else {}
    lists: defaultdict[str, TeamLists] = defaultdict(lambda: TeamLists(**nothing))
    every = [found for found in (*read.values(), judged) if found is not None]
    for team_id in {team_id for found in every for team_id in found}:
        own: dict[str, Any] = {
            name: None if found is None else found.get(team_id, []) for name, found in read.items()
        }
        said = None
        if judged is not None:
            own_lines = judged.get(team_id, [])
            said = {row["file_stem"]: str(row["significance"] or "") for row in own_lines}
        lists[team_id] = TeamLists(**own, chance=said)
    return lists


def _by_team(
    con: duckdb.DuckDBPyConnection, mart: str, sql: str, days: dict[str, date]
) -> dict[str, list[Record]] | None:
    """A query's rows by team, in its order; ``None`` where an older publication lacks the mart."""
    if not columns_of(con, mart):
        return None
    return _grouped(records(con, sql, days))


def _grouped(rows: Sequence[Record] | None) -> dict[str, list[Record]] | None:
    if rows is None:
        return None
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(str(row["team_id"]), []).append(row)
    return found
