"""Education of looked-after children, and reviews of their care that they took part in.

Belongs here: personal education plans, activity after 16, participation in reviews. Does not
belong here: school places and results.

Readings: statutory school age runs from the term after the fifth birthday to the end of August of
the school year in which the child turns 16 (the law ends it on the last Friday of June). "16 or 17
(Y12-13)" are those past that year. Terms begin in January, April and September; a plan
from before this time in care does not count. A review belongs
to a period of care, short breaks left out; of several records on one day one counts. An officer's
team is that of the last involvement begun by then. Unknown age: PN0 alone says under four.
"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, birthday, working_day_after, working_days
from tests.oracle.entries import first_day, starts
from tests.oracle.figures import Part
from tests.oracle.records import Drop, Record, by_person

TERM_MONTHS = (1, 4, 9)
FRIDAY = 4
SCHOOL_YEAR_MONTH = 9
SETTLING_WORKING_DAYS = INITIAL_WORKING_DAYS = 10
PARTICIPATING = {"PN1", "PN2", "PN3", "PN5", "PN6"}
PARTICIPATION_AGE = 4
IN_EDUCATION_OR_WORK = {"F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5"}


def _term_start(day: date, back: int = 0) -> date:
    """The first day of a date's term, or of one some terms before."""
    begun = [date(day.year - off, month, 1) for off in (2, 1, 0) for month in TERM_MONTHS]
    return [one for one in begun if one <= day][-1 - back]


def starts_school(care: Care, person: str) -> date | None:
    """The first day of the term after the fifth birthday."""
    born = care.born(person)
    if born is None:
        return None
    five = birthday(born, 5)
    return min(
        one
        for year in (five.year, five.year + 1)
        for month in TERM_MONTHS
        for one in [date(year, month, 1)]
        if one > five
    )


def is_of_school_age(care: Care, person: str, day: date) -> bool:
    """Statutory school age on a day."""
    born, begins = care.born(person), starts_school(care, person)
    return born is not None and begins is not None and begins <= day <= end_of_year_11(born)


def is_of_compulsory_age(care: Care, person: str, day: date) -> bool:
    """Statutory school age as the law ends it: on the last Friday of June of Year 11."""
    born = care.born(person)
    if born is None or not is_of_school_age(care, person, day):
        return False
    june = end_of_year_11(born).replace(month=6, day=30)
    return day <= june - timedelta(days=(june.weekday() - FRIDAY) % 7)


def end_of_year_11(born: date) -> date:
    """The end of August of the school year in which somebody turns 16."""
    return date(born.year + 16 + (born.month >= SCHOOL_YEAR_MONTH), 8, 31)


def current_plans(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """School-age children in care for over ten working days, and those with a plan of this term.

    A plan completed in the term before counts too.
    """
    plans = by_person([row for row in drop["peps"] if row["completed_date"]])
    parts = []
    for end in ends:
        term = _term_start(end, back=1)
        for person in care.looked_after(end):
            begun = care.since(person, end)
            since = max(term, begun)
            is_settled = working_days(begun, end) > SETTLING_WORKING_DAYS
            if is_settled and is_of_school_age(care, person, end):
                passes = any(since <= row["completed_date"] <= end for row in plans.get(person, []))
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def first_plans(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """School-age children by their tenth working day in care, and those with a plan begun."""
    plans = by_person(drop["peps"])
    parts = []
    for person, begun, rows in starts(care):
        placed = [
            row["cla_placement_start_date"]
            for row in care.placements(person)
            if row["cla_id"] == rows[0]["cla_id"]
        ]
        # the start of the first placement, normally the day of entry
        day = max(begun, min(placed, default=begun))
        due = working_day_after(day, INITIAL_WORKING_DAYS)
        if care.is_looked_after(person, due) and is_of_school_age(care, person, day):
            passes = any(begun <= row["started_date"] <= due for row in plans.get(person, []))
            parts.append(Part(due, int(passes), 1, leads.at_event(person, due)))
    return parts


def latest_after_16(
    drop: Drop, leads: Leads, care: Care, ends: list[date], passes: Callable[[Record], bool]
) -> list[Part]:
    """Young people of 16 and 17 in care, and those whose latest activity passes."""
    spells = by_person(drop["post_16_activity"])
    parts = []
    for end in ends:
        for person in care.looked_after(end):
            born = care.born(person)
            if born and end_of_year_11(born) < end:
                now = [
                    row
                    for row in spells.get(person, [])
                    if row["start_date"] <= end < (row["end_date"] or FOREVER)
                ]
                now.sort(key=lambda row: (row["start_date"], row["activity_id"]))
                met = bool(now) and passes(now[-1])
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(met), 1, credit, is_stock=True))
    return parts


def after_16(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Those in education, employment or training."""
    return latest_after_16(
        drop, leads, care, ends, lambda row: row["activity_code"] in IN_EDUCATION_OR_WORK
    )


def took_part(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Reviews held for children of four and over, and those at which their views were heard."""
    periods = {
        rows[0]["cla_id"]: (person, first_day(care, person, rows), care.left(person, rows))
        for person, found in care.periods.items()
        for rows in found
    }
    parts, seen = [], set()
    for row in sorted(drop["cla_reviews"], key=lambda row: row["cla_review_id"]):
        held = row["cla_review_date"]
        person, begun, over = periods.get(row["cla_id"], (None, None, None))
        if held is None or row["cla_review_cancelled"] or person is None or begun is None:
            continue
        if not begun < held <= (over or FOREVER) or (row["cla_id"], held) in seen:
            continue
        seen.add((row["cla_id"], held))
        code = row["cla_review_participation"]
        is_counted = care.reached(person, PARTICIPATION_AGE, held)
        if care.born(person) is None:
            is_counted = code != "PN0"
        if is_counted:
            credit = leads.of_officer(row["iro_id"], held)
            parts.append(Part(held, int(code in PARTICIPATING), 1, credit))
    return parts
