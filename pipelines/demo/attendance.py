"""School attendance of looked-after children, suspensions, and timetables that are not full.

Belongs here: the tables school_attendance and school_exclusions, and hours on school rolls. Does
not belong here: the rolls themselves (schooling) and the periods of care.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from pipelines.demo.draws import happens, weekday_between
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.schooling import CareSpell, school_age
from pipelines.demo.working_days import Month, working_days

ATTENDANCE_FROM = date(2012, 9, 1)
OFTEN_AWAY, MOSTLY_AWAY = 0.11, 0.015
NOT_RECORDED, PART_TIME = 0.15, 0.03
PART_TIME_HOURS = ("10", "12.5", "15", "20")
# First and last day of the half terms, by month and day.
HALF_TERMS = (
    ((9, 4), (10, 25)), ((11, 4), (12, 19)), ((1, 6), (2, 14)), ((2, 24), (4, 2)),
    ((4, 20), (5, 22)), ((6, 1), (7, 22)),
)  # fmt: skip
OFF_ROLL_ON = date(2015, 2, 13)
CHILDREN_OFF_ROLL = 4


def attendance_tables(
    rng: random.Random, profile: CouncilProfile, spells: Iterable[CareSpell]
) -> Tables:
    """Rows of the two tables.

    Args:
        rng: Random stream.
        profile: The council.
        spells: Periods of care of born children, short breaks left out, in any order.
    """
    attended: list[Row] = []
    excluded: list[Row] = []
    for spell in sorted(spells, key=lambda one: (one.start, one.source_person_id)):
        opened, closed = school_age(spell.born)
        first = max(spell.start, opened, ATTENDANCE_FROM)
        last = min(spell.last_day(profile.until + timedelta(days=1)) - timedelta(days=1), closed)
        if first < last:
            _attendance(rng, spell, first, last, attended)
            _suspensions(rng, spell, first, last, excluded)
    for name, rows, prefix in (
        ("attendance_id", attended, "ATT"),
        ("exclusion_id", excluded, "EXC"),
    ):
        for number, row in enumerate(rows, start=1):
            row[name] = f"{prefix}{number:06d}"
    return {"school_attendance": attended, "school_exclusions": excluded}


def _attendance(
    rng: random.Random, spell: CareSpell, first: date, last: date, rows: list[Row]
) -> None:
    """A row a month, cut where care begins or ends; most children miss little."""
    fate = rng.random()
    away = rng.betavariate(2, 50)
    if fate < MOSTLY_AWAY:
        away = rng.uniform(0.5, 0.8)
    elif fate < MOSTLY_AWAY + OFTEN_AWAY:
        away = rng.uniform(0.1, 0.35)
    month = Month.of(first)
    while month.first <= last:
        begins, ends = max(month.first, first), min(month.last, last)
        possible = 2 * sum(map(_is_school_day, working_days().in_span(begins, ends)))
        if possible:
            missed = sum(happens(rng, away) for _ in range(possible))
            rows.append(
                {
                    "attendance_id": "",
                    "source_person_id": spell.source_person_id,
                    "start_date": begins,
                    "end_date": ends,
                    "sessions_possible": possible,
                    "sessions_attended": possible - missed,
                }
            )
        month = month.next


def _is_school_day(day: date) -> bool:
    """True within a half term."""
    here = (day.month, day.day)
    return any(first <= here <= last for first, last in HALF_TERMS)


def _suspensions(
    rng: random.Random, spell: CareSpell, first: date, last: date, rows: list[Row]
) -> None:
    """Suspensions, likelier of older children; once in a long while a permanent exclusion."""
    age = (first - spell.born).days // 365
    chance = 0.22 if age >= 11 else 0.05
    day = first
    while (last - day).days > 30:
        until = min(last, day + timedelta(days=364))
        if happens(rng, chance * (until - day).days / 365):
            for _ in range(rng.choice((1, 1, 1, 2, 3))):
                category = rng.choices(("FIXD", "LNCH", "PERM"), (92, 6, 2))[0]
                on = weekday_between(rng, day, until)
                if _is_school_day(on):
                    sessions = rng.choice((1, 2, 2, 4, 6, 10)) if category == "FIXD" else None
                    rows.append(
                        {
                            "exclusion_id": "",
                            "source_person_id": spell.source_person_id,
                            "start_date": on,
                            "category": category,
                            "sessions": sessions,
                        }
                    )
        day = until + timedelta(days=1)


def fill_timetables(rng: random.Random, rolls: list[Row]) -> None:
    """Hours a week on each roll, changed in place; a few children are taken off roll for good."""
    off_roll = 0
    for row in rolls:
        fate = rng.random()
        hours = "25" if fate < 0.5 else "26.25"
        if fate > 1 - PART_TIME:
            hours = rng.choice(PART_TIME_HOURS)
        row["weekly_hours"] = None if happens(rng, NOT_RECORDED) else hours
        begun = row["start_date"]
        if (
            off_roll < CHILDREN_OFF_ROLL
            and row["end_date"] is None
            and isinstance(begun, date)
            and date(2013, 9, 1) < begun < date(2014, 9, 1)
            and happens(rng, 0.3)
        ):
            row["end_date"] = OFF_ROLL_ON
            off_roll += 1
