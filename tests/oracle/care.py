"""Children looked after: how many, how settled, and how many found a permanent family.

Belongs here: who is looked after on a day, since when, in which placement. Does not belong here:
periods and totals (figures).
"""

from datetime import date, timedelta

from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, birthday
from tests.oracle.figures import Part
from tests.oracle.records import Drop, Record, births, by_person

SHORT_BREAKS = {"V3", "V4"}
ADOPTED_OR_GUARDIANSHIP = {"E11", "E12", "E43", "E44", "E45", "E46", "E47", "E48"}
WITH_ADOPTERS = {"A3", "A4", "A5", "A6"}
SETTLED_CARE_MONTHS, SETTLED_PLACEMENT_MONTHS, PERMANENCE_MONTHS = 30, 24, 6


class Care:
    """The care histories of one drop."""

    def __init__(self, drop: Drop) -> None:
        self.episodes = by_person(drop["cla_episodes"])
        self.periods = {person: _periods(rows) for person, rows in self.episodes.items()}
        self._statuses = by_person(drop["legal_status"])
        self._placements = by_person(drop["cla_placement"])
        self._immigration = by_person(drop["immigration_status"])
        self._born = births(drop)
        self._looked_after: dict[date, list[str]] = {}

    def looked_after(self, day: date) -> list[str]:
        """Children in care at the end of a day: not for short breaks only, not adults."""
        if day not in self._looked_after:
            self._looked_after[day] = [
                person for person in self.episodes if self._is_looked_after(person, day)
            ]
        return self._looked_after[day]

    def is_looked_after(self, person: str, day: date) -> bool:
        """Whether one child is looked after at the end of a day."""
        return person in self.episodes and self._is_looked_after(person, day)

    def in_care(self, person: str, day: date) -> bool:
        """Whether a period of care runs at the end of a day."""
        return any(
            rows[0]["cla_episode_start_date"] <= day < period_over(rows)
            for rows in self.periods[person]
        )

    def _is_looked_after(self, person: str, day: date) -> bool:
        """Care ends the day before the eighteenth birthday, so that day's end is out already."""
        return (
            self.in_care(person, day)
            and not self.reached(person, 18, day + timedelta(days=1))
            and not self.only_short_breaks(person, day)
            and not self.never_but_short_breaks(person, day)
        )

    def reached(self, person: str, age: int, day: date) -> bool:
        """Whether a child is that old at the end of a day; unknown birth: no."""
        born = self._born.get(person)
        return born is not None and birthday(born, age) <= day

    def is_under(self, person: str, age: int, day: date) -> bool:
        """Whether a child is known to be younger than that."""
        return person in self._born and not self.reached(person, age, day)

    def statuses(self, person: str) -> list[Record]:
        """Legal statuses of a child."""
        return self._statuses.get(person, [])

    def placements(self, person: str) -> list[Record]:
        """Placements of a child, in the order they began."""
        rows = self._placements.get(person, [])
        return sorted(
            rows, key=lambda row: (row["cla_placement_start_date"], row["cla_placement_id"])
        )

    def placement_on(self, person: str, day: date) -> Record | None:
        """Where a child lives on a day: not known if that has ended and nothing has begun."""
        rows = [row for row in self.placements(person) if row["cla_placement_start_date"] <= day]
        is_over = rows and (rows[-1]["cla_placement_end_date"] or FOREVER) <= day
        return None if is_over or not rows else rows[-1]

    def born(self, person: str) -> date | None:
        """A child's date of birth."""
        return self._born.get(person)

    def left(self, person: str, rows: list[Record]) -> date | None:
        """The day a period of care ended, at the latest the day before the 18th birthday."""
        ended = rows[-1]["cla_episode_ceased_date"]
        born = self._born.get(person)
        if born is None:
            return ended
        last = birthday(born, 18) - timedelta(days=1)
        return min(ended or FOREVER, last)

    def only_short_breaks(self, person: str, day: date) -> bool:
        """Whether short breaks are all that holds on a day."""
        held = {
            row["legal_status"]
            for row in self._statuses.get(person, [])
            if row["legal_status_start_date"] <= day < (row["legal_status_end_date"] or FOREVER)
        }
        return bool(held) and held <= SHORT_BREAKS

    def never_but_short_breaks(self, person: str, day: date) -> bool:
        """Whether short breaks are all the statuses recorded for the period of care of a day."""
        held: set[str] = set()
        for rows in self.periods[person]:
            start, end = rows[0]["cla_episode_start_date"], period_over(rows)
            if start <= day < end:
                held |= {
                    row["legal_status"]
                    for row in self._statuses.get(person, [])
                    if row["legal_status_start_date"] < end
                    and start < (row["legal_status_end_date"] or FOREVER)
                }
        return bool(held) and held <= SHORT_BREAKS

    def since(self, person: str, day: date) -> date:
        """The first day of the unbroken time in care a day belongs to, short breaks left out."""
        start = day
        for rows in reversed(self.periods[person]):
            if rows[0]["cla_episode_start_date"] <= start <= period_over(rows):
                start = rows[0]["cla_episode_start_date"]
        for row in self._statuses.get(person, []):
            ended: date = row["legal_status_end_date"] or FOREVER
            is_inside = start < ended <= day
            if is_inside and self.only_short_breaks(person, ended - timedelta(days=1)):
                start = ended
        changes = {
            row[name]
            for row in self._statuses.get(person, [])
            for name in ("legal_status_start_date", "legal_status_end_date")
            if row[name] is not None
        }
        for change in sorted(changes):
            if start < change <= day and self.only_short_breaks(person, start):
                start = change
        return start

    def is_unaccompanied(self, person: str, day: date) -> bool:
        """Whether the child seeks asylum here without a parent."""
        return any(
            row["immigration_status"] == "UASC"
            and (row["immigration_status_start_date"] or date.min) <= day
            and day < (row["immigration_status_end_date"] or FOREVER)
            for row in self._immigration.get(person, [])
        )

    def placed_since(self, person: str, day: date) -> date | None:
        """Since when the child lives with today's carers; adopters with the placement before.

        A child in care lives somewhere: until the next placement begins, the last one goes on.
        """
        rows = [
            row
            for row in self._placements.get(person, [])
            if row["cla_placement_start_date"] <= day
        ]
        rows.sort(key=lambda row: (row["cla_placement_start_date"], row["cla_placement_id"]))
        if not rows:
            return None
        place = len(rows) - 1
        if rows[place]["cla_placement_type"] in WITH_ADOPTERS:
            while _goes_on(rows, place) and _adoptive(rows[place - 1]):
                place -= 1
            if place and _meets(rows, place):
                place -= 1
        while _goes_on(rows, place):
            place -= 1
        return rows[place]["cla_placement_start_date"]


def with_carer_since(rows: list[Record]) -> date | None:
    """The first day with the carer of the last placement of a list."""
    place = len(rows) - 1
    while place > 0 and _goes_on(rows, place):
        place -= 1
    return rows[place]["cla_placement_start_date"] if rows else None


def _adoptive(row: Record) -> bool:
    return row["cla_placement_type"] in WITH_ADOPTERS


def _meets(rows: list[Record], place: int) -> bool:
    """Whether the placement before lasted until this one began."""
    ended = rows[place - 1]["cla_placement_end_date"] or FOREVER
    return ended >= rows[place]["cla_placement_start_date"]


def _goes_on(rows: list[Record], place: int) -> bool:
    """Whether the placement before was with the same carer and without a gap."""
    carer = rows[place]["cla_placement_carer_id"]
    return (
        place > 0
        and carer is not None
        and rows[place - 1]["cla_placement_carer_id"] == carer
        and _meets(rows, place)
    )


def _periods(rows: list[Record]) -> list[list[Record]]:
    """Episodes by period of care, both in the order they began.

    A period goes on until its last episode ends: days missing between two of its episodes are a
    slip of the pen, not a return home.
    """
    grouped: dict[str, list[Record]] = {}
    for row in sorted(rows, key=lambda row: row["cla_episode_start_date"]):
        grouped.setdefault(row["cla_id"], []).append(row)
    return list(grouped.values())


def period_over(rows: list[Record]) -> date:
    """The day a period of care ended; far ahead while it runs."""
    return rows[-1]["cla_episode_ceased_date"] or FOREVER


def children_looked_after(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
    """Children in care at each month end."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person in care.looked_after(end)
    ]


def settled(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
    """Children under 16 in care for two and a half years, and those two years in one place."""
    parts = []
    for end in ends:
        for person in care.looked_after(end):
            is_long = care.since(person, end) <= add_months(end, -SETTLED_CARE_MONTHS)
            if is_long and care.is_under(person, 16, end):
                placed = care.placed_since(person, end)
                limit = add_months(end, -SETTLED_PLACEMENT_MONTHS)
                passes = int(placed is not None and placed <= limit)
                credit = leads.at_start(person, end)
                parts.append(Part(end, passes, 1, credit, is_stock=True))
    return parts


def permanence(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
    """Adoptions and guardianships of a year over children in care six months at its end."""
    parts = []
    for person, periods in care.periods.items():
        left = {
            period_over(rows)
            for rows in periods
            if rows[-1]["cla_episode_ceased_reason"] in ADOPTED_OR_GUARDIANSHIP
            and not care.in_care(person, period_over(rows))
            and not care.reached(person, 18, period_over(rows))
        }
        parts += [Part(day, 1, None, leads.at_event(person, day)) for day in left]
    for end in ends:
        for person in care.looked_after(end):
            is_long = care.since(person, end) <= add_months(end, -PERMANENCE_MONTHS)
            if is_long and not care.is_unaccompanied(person, end):
                parts.append(Part(end, None, 1, leads.at_start(person, end), is_stock=True))
    return parts
