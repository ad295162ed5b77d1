"""Children coming into care and leaving it.

Belongs here: the day care began or ended, once per child and window where the definition says so,
the way in and the reason out. Does not belong here: who is in care on a day (care).

Readings: care begins on the first day on which a child is looked after and was not the day before,
so a period of care that follows another without a day between is no new start, and a child known
only for short breaks starts when another status does. It ends with the last episode of the period
and at the latest the day before the eighteenth birthday; a last episode that ends with X1 (care
goes on) is no end. Of several ends in a window the last one counts. Of several starts one counts,
credited to who led on the latest ("first start only" could also mean the credit of the first).
"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.care import SHORT_BREAKS, Care, period_over
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, window_start
from tests.oracle.figures import Part
from tests.oracle.records import Record

DAY = timedelta(days=1)
CARE_GOES_ON = "X1"
REENTRY_MONTHS = 12
ADOPTED = {"E11", "E12"}
GUARDIANSHIP = {"E43", "E44", "E45", "E46", "E47", "E48"}
REASONS = {
    **dict.fromkeys(ADOPTED, "adopted"),
    **dict.fromkeys(GUARDIANSHIP, "special guardianship"),
    "E41": "child arrangements order",
    "E4A": "home planned",
    "E4B": "home unplanned",
    "E13": "home without parental responsibility",
    "E5": "independent living",
    "E6": "independent living",
    "E9": "custody",
}
UNSAID = ("other", "not recorded")
REASON_GROUPS = (*dict.fromkeys(REASONS.values()), *UNSAID)
PERMANENT = {"adopted", "special guardianship", "child arrangements order"}
ROUTES = {
    "V2": "section 20",
    "C1": "interim care order",
    "C2": "full care order",
    "E1": "placement order",
    "L1": "police protection",
    "L2": "emergency protection order",
    "J1": "youth justice",
    "J2": "youth justice",
    "J3": "youth justice",
}
ROUTE_GROUPS = (*dict.fromkeys(ROUTES.values()), *UNSAID)
Maker = Callable[[Care, Leads, list[date]], list[Part]]
Entry = tuple[str, date, list[Record]]


def starts(care: Care) -> list[Entry]:
    """Every start of care: child, day, episodes of the period."""
    found = []
    for person, periods in care.periods.items():
        for rows in periods:
            day = first_day(care, person, rows)
            if day is None or care.reached(person, 18, day + DAY):
                continue
            if care.never_but_short_breaks(person, day):
                continue
            if not care.in_care(person, day - DAY) or day > rows[0]["cla_episode_start_date"]:
                found.append((person, day, rows))
    return found


def first_day(care: Care, person: str, rows: list[Record]) -> date | None:
    """The first day of a period that is not spent on short breaks alone."""
    day, end = rows[0]["cla_episode_start_date"], period_over(rows)
    changes = sorted(
        row[name] or FOREVER
        for row in care.statuses(person)
        for name in ("legal_status_start_date", "legal_status_end_date")
    )
    while day < end:
        if not care.only_short_breaks(person, day):
            return day
        day = next((one for one in changes if one > day), FOREVER)
    return None


def ends_of_care(care: Care) -> list[Entry]:
    """Every end of care: child, day, episodes of the period."""
    found = []
    for person, periods in care.periods.items():
        for rows in periods:
            day = care.left(person, rows)
            if day is None or rows[-1]["cla_episode_ceased_reason"] == CARE_GOES_ON:
                continue
            is_out = not care.in_care(person, day) or care.reached(person, 18, day + DAY)
            before = day - DAY
            is_break = care.only_short_breaks(person, before)
            if is_out and not is_break and not care.never_but_short_breaks(person, before):
                found.append((person, day, rows))
    return found


def stays(care: Care) -> dict[str, list[tuple[date, date]]]:
    """Unbroken times in care by child: the first day, and the day it ended (far ahead: open)."""
    found: dict[str, list[tuple[date, date]]] = {}
    for person, day, _ in starts(care):
        over = day
        for rows in care.periods[person]:
            if rows[0]["cla_episode_start_date"] <= over:
                over = max(over, care.left(person, rows) or FOREVER)
        found.setdefault(person, []).append((day, over))
    return found


def _in_order(entry: Entry) -> tuple[date, int]:
    """By day; of two records that agree on it the one begun first comes last."""
    return entry[1], -entry[2][0]["cla_episode_start_date"].toordinal()


def _per_window(
    found: list[Entry], bases: tuple[str, ...], ends: list[date]
) -> list[tuple[str, date, Entry]]:
    """One entry per child and window: the last."""
    chosen = []
    for basis in bases:
        for end in ends:
            start = window_start(basis, end)
            one: dict[str, Entry] = {}
            for entry in sorted(found, key=_in_order):
                if start <= entry[1] <= end:
                    one[entry[0]] = entry
            chosen += [(basis, end, entry) for entry in one.values()]
    return chosen


def started(bases: tuple[str, ...]) -> Maker:
    """Children who came into care, once a window."""

    def make(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
        return [
            Part(end, 1, None, leads.at_event(person, day), is_stock=True, basis=basis)
            for basis, end, (person, day, _) in _per_window(starts(care), bases, ends)
        ]

    return make


def every_start(care: Care, leads: Leads, _ends: list[date]) -> list[Part]:
    """Starts of care, every one of a child."""
    return [Part(day, 1, None, leads.at_event(person, day)) for person, day, _ in starts(care)]


def ceased(
    bases: tuple[str, ...], passes: set[str] | None = None, by_reason: bool = False
) -> Maker:
    """Children who left care, once a window; with ``passes`` the share who left that way."""

    def make(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
        parts = []
        for basis, end, (person, day, rows) in _per_window(ends_of_care(care), bases, ends):
            reason = rows[-1]["cla_episode_ceased_reason"]
            group = "not recorded" if reason is None else REASONS.get(reason, "other")
            counts, whole = 1, None
            if passes is not None or by_reason:
                counts, whole = int(passes is None or group in passes), 1
            credit = leads.at_event(person, day)
            parts.append(
                Part(end, counts, whole, credit, True, group if by_reason else None, basis)
            )
        return parts

    return make


def routes(care: Care, leads: Leads, _ends: list[date]) -> list[Part]:
    """Starts of care by the legal status they began with."""
    parts = []
    for person, day, rows in starts(care):
        over = care.left(person, rows) or FOREVER
        held = [
            row
            for row in care.statuses(person)
            if row["legal_status_start_date"] < over
            and day < (row["legal_status_end_date"] or FOREVER)
            and row["legal_status"] not in SHORT_BREAKS
        ]
        # the status of the first day, else the first one recorded; the latest begun, lowest number
        held.sort(key=lambda row: row["legal_status_id"])
        held.sort(key=lambda row: row["legal_status_start_date"], reverse=True)
        held.sort(key=lambda row: max(row["legal_status_start_date"], day))
        group = ROUTES.get(held[0]["legal_status"], "other") if held else "not recorded"
        parts.append(Part(day, 1, 1, leads.at_event(person, day), category=group))
    return parts


def came_back(care: Care, leads: Leads, _ends: list[date]) -> list[Part]:
    """Starts of care, and those that follow care ended in the twelve months before."""
    exits: dict[str, list[date]] = {}
    for person, day, _ in ends_of_care(care):
        exits.setdefault(person, []).append(day)
    return [
        Part(
            day,
            int(
                any(
                    add_months(day, -REENTRY_MONTHS) <= left < day for left in exits.get(person, [])
                )
            ),
            1,
            leads.at_event(person, day),
        )
        for person, day, _ in starts(care)
    ]
