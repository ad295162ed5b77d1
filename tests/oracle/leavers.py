"""Care leavers: whom the authority supports, how they live and whether plans are in time.

Belongs here: figures about young people who are leaving or have left care. Does not belong here:
children ceasing to be looked after (entries).

Readings: what the source overwrites is known for the month of the drop alone; a contact or review
after the month's end is the latest all the same. Of merged records the one with the latest contact
counts. The council's own category decides who is relevant; without one, 91 days looked after from
the 14th birthday on and some time after the 16th, short breaks left out. From the 21st birthday
only who asked for support is open. Home six months before the birthday (E4, E4A, E4B, E41 as the
last reason) is out.
"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, birthday, month_end, window_start
from tests.oracle.entries import ends_of_care, stays
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import STOCK, YEARS, Maker
from tests.oracle.placements import FOSTER
from tests.oracle.records import Drop, Record, by_person

ACCOMMODATION = "BCDEGHKRSTUVWXYZ"
NOT_KNOWN_WHERE = {"G", "H", "R"}
WITH_CARER = "Z"
IN_TOUCH, GONE = "YES", {"DIED", "RHOM"}
TAKEN_OVER, HOME = "E3", {"E4", "E4A", "E4B", "E41"}
HOME_MONTHS = 6
IN_EDUCATION_OR_WORK = {"F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5"}
CONTACT_DAYS = timedelta(days=56)
PLAN_MONTHS, FIRST_PLAN_MONTHS, AFTER_18_MONTHS = 6, 3, 3
MIN_DAYS = 91
HEADLINE, YOUNGER = (19, 20, 21), (17, 18)
Test = Callable[[Record], bool]


def _known_ends(drop: Drop, ends: list[date]) -> list[date]:
    """The month ends whose own drop holds the list."""
    mine = month_end(date.fromisoformat(f"{drop.month}-01"))
    return [end for end in ends if end == mine]


def _list(drop: Drop) -> dict[str, Record]:
    kept: dict[str, Record] = {}
    for row in sorted(
        drop["care_leavers"],
        key=lambda row: (
            -(row["care_leaver_latest_contact"] or date.min).toordinal(),
            row["table_id"],
        ),
    ):
        kept.setdefault(row["person"], row)
    return kept


def _kind(row: Record) -> str | None:
    said = row["care_leaver_eligibility"]
    return said.lower() if said else None


def _is_relevant(care: Care, person: str, row: Record, end: date) -> bool:
    """By the council's category or, without one, by the time in care."""
    kind, begun = _kind(row), _eligible_from(care, person)
    return "relevant" in kind if kind else begun is not None and begun <= end


def _open(drop: Drop, care: Care, end: date, with_eligible: bool) -> list[tuple[str, Record]]:
    found = []
    for person, row in _list(drop).items():
        counts = _is_relevant(care, person, row, end)
        counts = counts or (with_eligible and "eligible" in (_kind(row) or ""))
        is_open = (row["care_leaver_closed_date"] or FOREVER) > end
        is_open = is_open and row["care_leaver_in_touch"] not in GONE
        is_old = care.reached(person, 21, end) and row["care_leaver_support_requested"] is not True
        if counts and is_open and not is_old:
            found.append((person, row))
    return found


def _part(leads: Leads, person: str, end: date, passes: bool, kind: str | None = None) -> Part:
    return Part(end, int(passes), 1, leads.at_start(person, end), True, kind)


def _accommodation(row: Record) -> str:
    code = (row["care_leaver_accommodation"] or " ")[0]
    return code if code in ACCOMMODATION else "not_recorded"


def accommodation(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: each accommodation code; care leavers in the cohort shown."""
    return [
        _part(leads, person, end, True, _accommodation(row))
        for end in _known_ends(drop, ends)
        for person, row in _open(drop, care, end, with_eligible=False)
    ]


def contacted(youngest: int, limit: int) -> Maker:
    """Rule: latest contact within 56 days; 18-20, and 21-25 who asked for support apart."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        parts = []
        for end in _known_ends(drop, ends):
            for person, row in _open(drop, care, end, with_eligible=False):
                if care.reached(person, youngest, end) and care.is_under(person, limit, end):
                    last = row["care_leaver_latest_contact"]
                    passes = last is not None and end - CONTACT_DAYS <= last
                    parts.append(_part(leads, person, end, passes))
        return parts

    return make


def advised(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: relevant and former relevant open, with a named adviser at period end."""
    return [
        _part(leads, person, end, row["care_leaver_personal_advisor"] is not None)
        for end in _known_ends(drop, ends)
        for person, row in _open(drop, care, end, with_eligible=False)
    ]


def planned(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: eligible, relevant and former relevant; plan reviewed in the last 6 months."""
    return [
        _part(leads, person, end, last is not None and add_months(end, -PLAN_MONTHS) <= last)
        for end in _known_ends(drop, ends)
        for person, row in _open(drop, care, end, with_eligible=True)
        for last in [row["pathway_plan_review_date"]]
    ]


def _birthdays(
    drop: Drop, care: Care, start: date, end: date, ages: tuple[int, ...]
) -> list[tuple[str, date, Record]]:
    """Rule: one cohort function: birthday in the year; out: still looked after on the birthday or
    after it, care transferred to another authority, died, home 6+ months."""
    found, in_care = [], stays(care)
    left: dict[str, tuple[date, str | None]] = {}
    for person, day, rows in sorted(ends_of_care(care), key=lambda one: one[1]):
        left[person] = (day, rows[-1]["cla_episode_ceased_reason"])
    for person, row in _list(drop).items():
        born = care.born(person)
        if born is None or row["care_leaver_in_touch"] in GONE:
            continue
        last = max((over for _, over in in_care.get(person, [])), default=date.min)
        over, reason = left.get(person, (date.min, None))
        for age in ages:
            day = birthday(born, age)
            is_home = reason in HOME and add_months(over, HOME_MONTHS) <= day
            if not start <= day <= end or last > day or reason == TAKEN_OVER or is_home:
                continue
            if _is_relevant(care, person, row, end):
                found.append((person, day, row))
    return found


def by_birthday(ages: tuple[int, ...], passes: Test, counts: Test | None = None) -> Maker:
    """Rule: one cohort function; each answer as the drop of the period end has it."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        return [
            _part(leads, person, end, passes(row))
            for end in _known_ends(drop, ends)
            for person, _, row in _birthdays(drop, care, window_start("R12", end), end, ages)
            if counts is None or counts(row)
        ]

    return make


def accommodation_at_birthday(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: birthdays YTD."""
    return [
        _part(leads, person, end, True, _accommodation(row))
        for end in _known_ends(drop, ends)
        for person, _, row in _birthdays(drop, care, window_start("YTD", end), end, HEADLINE)
    ]


def _fostered_at_18(care: Care) -> set[str]:
    """Children whose care ended on the 18th birthday out of a foster placement."""
    found = set()
    for person, day, _ in ends_of_care(care):
        born = care.born(person)
        if born and day == birthday(born, 18) - timedelta(days=1):
            row = care.placement_on(person, day - timedelta(days=1))
            if row and row["cla_placement_type"] in FOSTER:
                found.add(person)
    return found


def stayed(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: ceased on the 18th birthday in a foster placement; at 19, 20, with former carer."""
    fostered = _fostered_at_18(care)
    return [
        _part(leads, person, end, _accommodation(row) == WITH_CARER)
        for end in _known_ends(drop, ends)
        for person, _, row in _birthdays(drop, care, window_start("R12", end), end, (19, 20))
        if person in fostered
    ]


def stayed_at_18(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: at 18 (3 months after)."""
    fostered, parts = _fostered_at_18(care), []
    for end in _known_ends(drop, ends):
        for person, row in _list(drop).items():
            born = care.born(person)
            if born and person in fostered and row["care_leaver_in_touch"] not in GONE:
                day = add_months(birthday(born, 18), AFTER_18_MONTHS)
                if window_start("R12", end) <= day <= end:
                    parts.append(_part(leads, person, end, _accommodation(row) == WITH_CARER))
    return parts


def _eligible_from(care: Care, person: str) -> date | None:
    """Rule: eligibility = later of the 16th birthday and the 13-week date."""
    born, lived = care.born(person), 0
    if born is None:
        return None
    sixteen = birthday(born, 16)
    for begun, over in sorted(stays(care).get(person, [])):
        first = max(begun, birthday(born, 14))
        days = (over - first).days
        if days <= 0:
            continue
        if lived + days >= MIN_DAYS:
            day = max(first + timedelta(days=max(0, MIN_DAYS - lived)), sixteen)
            if day <= over and sixteen < over:
                return day
        lived += days
    return None


def first_plans(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: plan completed on or before add_months(eligibility, 3); limit in the period."""
    plans, parts = by_person(drop["pathway_plans"]), []
    for person in care.periods:
        begun = _eligible_from(care, person)
        if begun:
            due = add_months(begun, FIRST_PLAN_MONTHS)
            passes = any(
                row["completed_date"] and row["completed_date"] <= due
                for row in plans.get(person, [])
            )
            parts.append(Part(due, int(passes), 1, leads.at_event(person, due)))
    return parts


def _works(row: Record) -> bool:
    return row["care_leaver_activity"] in IN_EDUCATION_OR_WORK


def _is_in_touch(row: Record) -> bool:
    return row["care_leaver_in_touch"] == IN_TOUCH


def _is_suitable(row: Record) -> bool:
    return row["care_leaver_accom_suitable"] == "1"


def _is_where_known(row: Record) -> bool:
    return _accommodation(row) not in NOT_KNOWN_WHERE


R12 = ("R12",)
CODES = (*ACCOMMODATION, "not_recorded")
MEASURES: dict[Measure, Maker] = {
    Measure("cl_accommodation_type_pct", STOCK, categories=CODES, of_drop=True): accommodation,
    Measure("cl_accommodation_type_pct", ("YTD",), "birthdays", categories=CODES, of_drop=True): (
        accommodation_at_birthday
    ),
    Measure("cl_contact_current_pct", STOCK, of_drop=True): contacted(18, 21),
    Measure("cl_contact_current_pct", STOCK, "aged_21_25", of_drop=True): contacted(21, 26),
    Measure("cl_pa_allocated_pct", STOCK, of_drop=True): advised,
    Measure("cl_pathway_plan_current_pct", STOCK, of_drop=True): planned,
    Measure("cl_in_touch_pct", R12, of_drop=True): by_birthday(HEADLINE, _is_in_touch),
    Measure("cl_in_touch_pct", R12, "aged_17_18", of_drop=True): by_birthday(YOUNGER, _is_in_touch),
    Measure("cl_eet_pct", R12, of_drop=True): by_birthday(HEADLINE, _works),
    Measure("cl_eet_pct", R12, "aged_17_18", of_drop=True): by_birthday(YOUNGER, _works),
    Measure("cl_suitable_accom_pct", R12, of_drop=True): by_birthday(
        HEADLINE, _is_suitable, _is_where_known
    ),
    Measure("cl_suitable_accom_pct", R12, "aged_17_18", of_drop=True): by_birthday(
        YOUNGER, _is_suitable, _is_where_known
    ),
    Measure("cl_staying_put_pct", R12, of_drop=True): stayed,
    Measure("cl_staying_put_pct", R12, "aged_18", of_drop=True): stayed_at_18,
    Measure(
        "pathway_plan_first_3m_pct", YEARS, history=(("cla_episodes", 27), ("pathway_plans", 3))
    ): first_plans,
}
