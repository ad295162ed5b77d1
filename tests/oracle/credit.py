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
        self._officers: dict[str, list[tuple[date, str]]] = {}
        for row in drop["involvements"]:
            if row["professional_team"] is not None:
                one = (row["involvement_start_date"], row["professional_team"])
                self._officers.setdefault(row["professional_id"], []).append(one)
        self._teams = {row["team_id"] for row in drop["teams"]}
        self._events: dict[tuple[str, date], Credit] = {}
        self._starts: dict[tuple[str, date], Credit] = {}

    def known(self, team: str | None, worker: str | None) -> Credit:
        """The team and worker a record carries itself, unknown or missing ones made visible."""
        if team is None or team not in self._teams:
            team = UNALLOCATED
        return team, worker or UNALLOCATED

    def at_event(self, person: str, day: date) -> Credit:
        """Both ends included; on the day of a handover the one who hands over."""
        if (person, day) not in self._events:
            self._events[person, day] = self._at_event(person, day)
        return self._events[person, day]

    def _at_event(self, person: str, day: date) -> Credit:
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
        if (person, day) not in self._starts:
            self._starts[person, day] = self._of(self.lead_on(person, day))
        return self._starts[person, day]

    def lead_on(self, person: str, day: date) -> Record | None:
        """The lead involvement in force at the end of a day."""
        found = [
            row
            for row in self._rows.get(person, [])
            if row["involvement_start_date"] <= day < (row["involvement_end_date"] or FOREVER)
        ]
        return _chosen(_highest_role(found))

    def last_ended(self, person: str, since: date, day: date) -> Record | None:
        """The lead involvement that ended last between two days, both included."""
        ended = [
            row
            for row in self._rows.get(person, [])
            if since <= (row["involvement_end_date"] or FOREVER) <= day
        ]
        return max(
            ended,
            key=lambda row: (row["involvement_end_date"], row["involvements_id"]),
            default=None,
        )

    def of_officer(self, officer: str | None, day: date) -> Credit:
        """A chair or reviewing officer: the team of their last involvement begun by then."""
        known = [one for one in self._officers.get(officer or "", []) if one[0] <= day]
        latest = max((one[0] for one in known), default=None)
        team = min((one[1] for one in known if one[0] == latest), default=None)
        return self.known(team, officer)

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
