"""Schools of looked-after children: places, judgements, attendance, suspensions and results.

Belongs here: figures from school rolls, judgements, attendance, exclusions and results. Does not
belong here: personal education plans, activity after 16 (education).

Readings: a judgement is in force from the day it was made to the next one of the school. A roll
without hours is full time. The pupils of a school year were looked after from 1 April to 31 March
in it without a break; they count if 5 to 15 years old when it began.
"""

from datetime import date
from decimal import Decimal

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, birthday
from tests.oracle.education import (
    end_of_year_11,
    is_of_compulsory_age,
    latest_after_16,
    starts_school,
)
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import FLOWS, STOCK, WHOLE, Maker
from tests.oracle.quality import NOBODY
from tests.oracle.records import Drop, Record, by_person

INADEQUATE = 4
FULL_TIME_HOURS = Decimal(25)
PERSISTENT, SEVERE = Decimal("0.1"), Decimal("0.5")
SUSPENDED = "FIXD"
SCHOOL_YEAR = ("AY",)
PUPIL_AGES = range(5, 16)


def _judgement(drop: Drop, school: str, day: date) -> int | None:
    rows = [
        row
        for row in drop["school_judgements"]
        if row["school_urn"] == school and row["judgement_date"] <= day
    ]
    return max(rows, key=lambda row: row["judgement_date"])["overall_grade"] if rows else None


def _rolls(drop: Drop, day: date) -> dict[str, list[Record]]:
    return by_person(
        [
            row
            for row in drop["school_rolls"]
            if row["start_date"] <= day < (row["end_date"] or FOREVER)
        ]
    )


def _is_pupil(care: Care, person: str, day: date) -> bool:
    """Reception to Y11: from the September after the fourth birthday to the end of Year 11."""
    born = care.born(person)
    if born is None:
        return False
    four = birthday(born, 4)
    begins = date(four.year + (four.month >= 9), 9, 1)
    return begins <= day <= end_of_year_11(born)


def at_schools(grade: int | None) -> Maker:
    """Rule: school-age CLA (Reception-Y11) on a roll; judged inadequate, or not yet inspected."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        parts = []
        for end in ends:
            rolls = _rolls(drop, end)
            for person in care.looked_after(end):
                if rolls.get(person) and _is_pupil(care, person, end):
                    row = max(rolls[person], key=lambda row: (row["start_date"], row["roll_id"]))
                    passes = int(_judgement(drop, row["school_urn"], end) == grade)
                    credit = leads.at_start(person, end)
                    parts.append(Part(end, passes, 1, credit, is_stock=True))
        return parts

    return make


def joined_inadequate(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: school moves in the period to a school inadequate ON THE MOVE DATE."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in drop["school_rolls"]
        for day in [row["start_date"]]
        if care.is_looked_after(row["person"], day)
        and _judgement(drop, row["school_urn"], day) == INADEQUATE
    ]


def _without_school(drop: Drop, care: Care, end: date) -> list[tuple[str, str, list[Record]]]:
    """Children of school age on no roll, or on rolls of fewer than 25 hours."""
    rolls, found = _rolls(drop, end), []
    for person in care.looked_after(end):
        if is_of_compulsory_age(care, person, end):
            now = rolls.get(person, [])
            hours = [row["weekly_hours"] for row in now]
            if not now:
                found.append((person, "no_school_roll", now))
            elif None not in hours and sum(hours) < FULL_TIME_HOURS:
                found.append((person, "part_time", now))
    return found


def without_school(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: CLA of statutory school age with no school roll, or a timetable under 25 hours."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True, category=kind)
        for end in ends
        for person, kind, _ in _without_school(drop, care, end)
    ]


def days_without(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: days so far."""
    every, parts = by_person(drop["school_rolls"]), []
    for end in ends:
        for person, _, now in _without_school(drop, care, end):
            begun = [care.since(person, end), starts_school(care, person)]
            begun += [row["start_date"] for row in now]
            ended = [row["end_date"] for row in every.get(person, [])]
            begun += [day for day in ended if not now and day and day <= end]
            credit = leads.at_start(person, end)
            days = (end - max(day for day in begun if day)).days
            parts.append(Part(end, days, 1, credit, is_stock=True))
    return parts


def attendance(drop: Drop, _leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: sessions attended over sessions possible, school age, while looked after."""
    return [
        Part(last, row["sessions_attended"], row["sessions_possible"], NOBODY)
        for row in drop["school_attendance"]
        for person, first, last in [(row["person"], row["start_date"], row["end_date"])]
        if care.is_looked_after(person, first)
        and care.is_looked_after(person, last)
        and is_of_compulsory_age(care, person, last)
        and row["sessions_attended"] <= row["sessions_possible"]
    ]


def _cohort(care: Care, end: date) -> list[str]:
    """12-month CLA of the school year that ends on 31 August."""
    march = date(end.year, 3, 31)
    return [
        person
        for person in care.looked_after(march)
        if care.since(person, march) <= date(end.year - 1, 4, 1)
    ]


def _pupils(care: Care, end: date) -> list[str]:
    """Those of the cohort aged 5 to 15 when the year began."""
    begins = date(end.year - 1, 9, 1)
    return [
        person
        for person in _cohort(care, end)
        if care.reached(person, 5, begins) and care.is_under(person, 16, begins)
    ]


def _missed(drop: Drop, end: date) -> dict[str, tuple[int, int]]:
    """Sessions possible and missed by each child in the school year."""
    found: dict[str, tuple[int, int]] = {}
    for row in drop["school_attendance"]:
        if date(end.year - 1, 9, 1) <= row["end_date"] <= end:
            possible, missed = found.get(row["person"], (0, 0))
            missed += row["sessions_possible"] - row["sessions_attended"]
            found[row["person"]] = (possible + row["sessions_possible"], missed)
    return {person: one for person, one in found.items() if one[0] > 0}


def _years(ends: list[date]) -> list[date]:
    return [end for end in ends if end.month == 8]


def persistent(drop: Drop, _leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: 12-month pupils with absence data (5-15) missing 10% or more of possible sessions."""
    parts = []
    for end in _years(ends):
        missed = _missed(drop, end)
        for person in _pupils(care, end):
            if person in missed:
                possible, absent = missed[person]
                passes = int(absent >= PERSISTENT * possible)
                parts.append(Part(end, passes, 1, NOBODY, is_stock=True))
    return parts


def absence_bands(drop: Drop, _leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: absence under 10%, 10-50%, over 50% as bands."""
    parts = []
    for end in _years(ends):
        missed = _missed(drop, end)
        for person in _pupils(care, end):
            if person in missed:
                possible, absent = missed[person]
                place = (absent >= PERSISTENT * possible) + (absent > SEVERE * possible)
                parts.append(Part(end, 1, 1, NOBODY, is_stock=True, category=BANDS[place]))
    return parts


def suspended(drop: Drop, _leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: 12-month CLA pupils with 1+ fixed-period exclusion in the academic year."""
    held = by_person([row for row in drop["school_exclusions"] if row["category"] == SUSPENDED])
    return [
        Part(
            end,
            int(
                any(
                    date(end.year - 1, 9, 1) <= row["start_date"] <= end
                    for row in held.get(person, [])
                )
            ),
            1,
            NOBODY,
            is_stock=True,
        )
        for end in _years(ends)
        for person in _pupils(care, end)
    ]


def results(drop: Drop, _leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: continuously for 12 months at 31 March, matched to a result; the year's headline."""
    parts = []
    for end in _years(ends):
        rows = [
            row for row in drop["key_stage_4_results"] if row["academic_year_ending"] == end.year
        ]
        taken = by_person(rows)
        for person in _cohort(care, end):
            if person in taken:
                passes = any(row["has_headline_measure"] is True for row in taken[person])
                parts.append(Part(end, int(passes), 1, NOBODY, is_stock=True))
    return parts


def with_plan(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: CLA aged 16 or 17 (Y12-13); variant: with a post-16 education plan."""
    return latest_after_16(drop, leads, care, ends, lambda row: row["has_plan"] is True)


BANDS = ("under_10_pct", "10_to_50_pct", "over_50_pct")
COHORT, ATTENDED = ("cla_episodes", 5), ("school_attendance", 0)
MEASURES: dict[Measure, Maker] = {
    Measure("cla_school_inadequate_pct", STOCK): at_schools(INADEQUATE),
    Measure("cla_school_inadequate_pct", STOCK, "not_inspected"): at_schools(None),
    Measure("cla_new_placement_inadequate_school", FLOWS): joined_inadequate,
    Measure("cla_not_full_time_education", STOCK): without_school,
    Measure("cla_not_full_time_education", STOCK, "days"): days_without,
    Measure("cla_attendance_pct", ("IM", "AY"), levels=WHOLE, history=(ATTENDED,)): attendance,
    Measure(
        "cla_attendance_pct",
        SCHOOL_YEAR,
        "absence_band",
        levels=WHOLE,
        categories=BANDS,
        history=(COHORT, ATTENDED),
    ): absence_bands,
    Measure(
        "cla_persistent_absence_pct", SCHOOL_YEAR, levels=WHOLE, history=(COHORT, ATTENDED)
    ): persistent,
    Measure(
        "cla_suspension_pct", SCHOOL_YEAR, levels=WHOLE, history=(COHORT, ("school_exclusions", 0))
    ): suspended,
    Measure("cla_ks4_pct", SCHOOL_YEAR, levels=WHOLE, history=(COHORT,)): results,
    Measure("cla_post16_eet_pct", STOCK, "with_plan"): with_plan,
}
