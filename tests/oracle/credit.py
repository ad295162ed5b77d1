"""Which team and worker a child's figure belongs to on a date.

Belongs here: the lead involvement on a date, by the rules for events, starts and month ends.
Does not belong here: records that carry a team and worker of their own.
"""

from datetime import date

from tests.oracle.days import FOREVER
from tests.oracle.records import Drop, Record, by_person

LEAD_ROLES = ("SW", "PA", "CHAIR", "IRO")
UNALLOCATED = "UNALLOCATED"
Credit = tuple[str, str]


class Leads:
    """Lead involvements of every child of one drop."""

    def __init__(self, drop: Drop) -> None:
        rows = [one for one in drop["involvements"] if one["professional_role_id"] in LEAD_ROLES]
        self._rows = by_person(rows)
        self._teams = {row["team_id"] for row in drop["teams"]}

    def known(self, team: str | None, worker: str | None) -> Credit:
        """The team and worker a record carries itself, unknown or missing ones made visible."""
        if team is None or team not in self._teams:
            team = UNALLOCATED
        return team, worker or UNALLOCATED

    def at_event(self, person: str, day: date) -> Credit:
        """Both ends included; on the day of a handover the one who hands over."""
        found = [
            row
            for row in self._rows.get(person, [])
            if row["involvement_start_date"] <= day <= (row["involvement_end_date"] or FOREVER)
        ]
        best = _highest_role(found)
        started = [row for row in best if row["involvement_start_date"] < day]
        if any(row["involvement_end_date"] == day for row in started):
            best = started
        return self._of(_chosen(best))

    def at_start(self, person: str, day: date) -> Credit:
        """From the start up to the day before the end: starts of work, and states."""
        return self._of(self.lead_on(person, day))

    def lead_on(self, person: str, day: date) -> Record | None:
        """The lead involvement in force at the end of a day."""
        found = [
            row
            for row in self._rows.get(person, [])
            if row["involvement_start_date"] <= day < (row["involvement_end_date"] or FOREVER)
        ]
        return _chosen(_highest_role(found))

    def _of(self, row: Record | None) -> Credit:
        if row is None:
            return UNALLOCATED, UNALLOCATED
        return self.known(row["professional_team"], row["professional_id"])


def _highest_role(rows: list[Record]) -> list[Record]:
    if not rows:
        return []
    best = min(LEAD_ROLES.index(row["professional_role_id"]) for row in rows)
    return [row for row in rows if row["professional_role_id"] == LEAD_ROLES[best]]


def _chosen(rows: list[Record]) -> Record | None:
    """The latest start; of the same start the lowest id."""
    if not rows:
        return None
    latest = max(row["involvement_start_date"] for row in rows)
    same = [row for row in rows if row["involvement_start_date"] == latest]
    return min(same, key=lambda row: row["involvements_id"])
