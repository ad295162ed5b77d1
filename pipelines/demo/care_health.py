"""Health, wellbeing and offending of looked-after children.

Belongs here: the rows of cla_health, cla_immunisations, cla_immunisation_checks, sdq_scores and
cla_convictions, from the periods of care. Does not belong here: the periods of care, and
schooling. Nothing here changes once recorded, but for the latest immunisation status, which the
source overwrites; its history stands in the checks.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from pipelines.demo.draws import happens, weekday_on_or_after
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Tables
from pipelines.demo.working_days import WorkingDays
from pipelines.demo.world import CarePeriod

RECORDS_FROM = date(2011, 4, 1)
INITIAL_IN_TIME, INITIAL_LATE, ASSESSED_BEFORE = 0.70, 0.22, 0.03
BY_NURSE, REFUSED, MISSED = 0.05, 0.02, 0.03
CHECKED_TEETH, UP_TO_DATE, SCORED = 0.88, 0.87, 0.82
CONVICTED_A_YEAR = 0.05
ADULT_TEETH_FROM = 2
TABLES = (
    "cla_health", "cla_immunisations", "cla_immunisation_checks", "sdq_scores", "cla_convictions",
)  # fmt: skip


def health_tables(
    rng: random.Random, profile: CouncilProfile, periods: list[CarePeriod], days: WorkingDays
) -> Tables:
    """Rows of the five tables.

    Args:
        rng: Random stream.
        profile: The council.
        periods: Periods of care of born children, short breaks left out, in a fixed order.
        days: Working days.
    """
    tables: Tables = {name: [] for name in TABLES}
    for period in periods:
        last = min(period.end or profile.until, profile.until)
        _assessments(tables, rng, period, last, days)
        _teeth(tables, rng, period, last)
        _immunisations(tables, rng, period, last)
        _questionnaires(tables, rng, period, last)
        _convictions(tables, rng, period, last)
    return tables


def _check(
    tables: Tables, period: CarePeriod, kind: str, on: date, status: str, **more: object
) -> None:
    """A row of cla_health, if the extracts reach back to it."""
    if on < RECORDS_FROM:
        return
    number = len(tables["cla_health"]) + 1
    tables["cla_health"].append(
        {
            "health_check_id": f"HC{number:06d}",
            "source_person_id": person_id(period.child),
            "health_check_type": kind,
            "health_check_date": on,
            "health_check_status": status,
            "health_check_practitioner": more.get("practitioner"),
            "health_check_report_date": more.get("report_date"),
        }
    )


def _every(rng: random.Random, first: date, last: date, least: int, most: int) -> Iterator[date]:
    """Weekdays up to ``last``, each least to most days after the one before."""
    day = first
    while day <= last:
        yield day
        day = weekday_on_or_after(day + timedelta(days=rng.randint(least, most)))


def _assessments(
    tables: Tables, rng: random.Random, period: CarePeriod, last: date, days: WorkingDays
) -> None:
    """An initial assessment, then one every six months under 5 and every year from 5 on."""
    fate = rng.random()
    due = days.add(period.start, 20)
    # a late one comes after the first review too, so that no figure of an earlier month moves
    too_late = max([due, *(item.held for item in period.reviews[:1])])
    known_for = (period.start - period.referral.on).days
    if fate < ASSESSED_BEFORE and known_for > 30:
        day = weekday_on_or_after(period.start - timedelta(days=rng.randint(6, min(known_for, 80))))
    elif fate < ASSESSED_BEFORE + INITIAL_IN_TIME:
        day = days.on_or_before(period.start + timedelta(days=rng.randint(6, 27)))
    else:
        day = days.add(too_late, rng.randint(2, 25))
    if fate < ASSESSED_BEFORE + INITIAL_IN_TIME + INITIAL_LATE and day <= last:
        who = "Nurse" if happens(rng, BY_NURSE) else "Doctor"
        report = weekday_on_or_after(day + timedelta(days=rng.randint(3, 12)))
        _check(
            tables, period, "Initial Health Assessment", day, "Completed",
            practitioner=who, report_date=report,
        )  # fmt: skip
    day = max(day, period.start) + timedelta(days=150)
    while True:
        gap = (150, 172) if period.child.age_on(day) < 5 else (325, 361)
        day = weekday_on_or_after(day + timedelta(days=rng.randint(*gap)) - timedelta(days=3))
        if day > last:
            return
        fate = rng.random()
        if fate < MISSED:
            continue
        refuses = period.child.age_on(day) >= 12 and fate < MISSED + 4 * REFUSED
        status = "Refused" if refuses else "Completed"
        _check(tables, period, "Review Health Assessment", day, status, practitioner="Nurse")


def _teeth(tables: Tables, rng: random.Random, period: CarePeriod, last: date) -> None:
    """A dental check about every ten months from the second birthday on."""
    first = weekday_on_or_after(period.start + timedelta(days=rng.randint(20, 150)))
    for day in _every(rng, first, last, 250, 350):
        if period.child.age_on(day) >= ADULT_TEETH_FROM or happens(rng, 0.4):
            status = "Completed" if happens(rng, CHECKED_TEETH) else "Refused"
            _check(tables, period, "Dental Check", day, status)


def _immunisations(tables: Tables, rng: random.Random, period: CarePeriod, last: date) -> None:
    """A check soon after entry and about every eleven months; the source shows the latest."""
    key = person_id(period.child)
    first = weekday_on_or_after(period.start + timedelta(days=rng.randint(14, 60)))
    said: list[tuple[date, bool]] = []
    for day in _every(rng, first, last, 300, 355):
        is_up_to_date = happens(rng, UP_TO_DATE)
        said.append((day, is_up_to_date))
        if day >= RECORDS_FROM:
            number = len(tables["cla_immunisation_checks"]) + 1
            tables["cla_immunisation_checks"].append(
                {
                    "immunisation_check_id": f"IC{number:06d}",
                    "source_person_id": key,
                    "check_date": day,
                    "is_complete": is_up_to_date,
                }
            )
    known = [row for row in tables["cla_immunisations"] if row["source_person_id"] == key]
    if not said:
        return
    changes = [
        (day, {"immunisations_status": flag, "immunisations_status_date": day})
        for day, flag in said
    ]
    if known:  # a second period of care: one row per child
        earlier = known[0].get("_changes")
        both = [*(earlier if isinstance(earlier, list) else []), *changes]
        known[0]["_changes"] = sorted(both, key=lambda change: change[0])
        return
    tables["cla_immunisations"].append(
        {
            "source_person_id": key,
            "immunisations_status": said[0][1],
            "immunisations_status_date": said[0][0],
            "_recorded_on": said[0][0],
            "_changes": changes[1:],
        }
    )


def _questionnaires(tables: Tables, rng: random.Random, period: CarePeriod, last: date) -> None:
    """A questionnaire a year from 4 to 16, some without a score and a reason why."""
    usual = rng.gauss(14.5, 6.5)
    first = weekday_on_or_after(period.start + timedelta(days=rng.randint(60, 160)))
    for day in _every(rng, first, last, 320, 362):
        if not 4 <= period.child.age_on(day) <= 16 or day < RECORDS_FROM:
            continue
        score = max(0, min(40, round(usual + rng.gauss(0, 2.5))))
        has_score = happens(rng, SCORED)
        tables["sdq_scores"].append(
            {
                "table_id": f"SDQ{len(tables['sdq_scores']) + 1:06d}",
                "source_person_id": person_id(period.child),
                "sdq_completed_date": day,
                "sdq_reason": None if has_score else f"SDQ{rng.randint(1, 5)}",
                "sdq_score": str(score) if has_score else None,
            }
        )


def _convictions(tables: Tables, rng: random.Random, period: CarePeriod, last: date) -> None:
    """Convictions and cautions from the tenth birthday on, more of them from 14."""
    for day in _every(rng, max(period.start, RECORDS_FROM) + timedelta(days=40), last, 150, 215):
        age = period.child.age_on(day)
        chance = CONVICTED_A_YEAR / 2 * (2.0 if age >= 14 else 0.5)
        if age >= 10 and happens(rng, chance):
            tables["cla_convictions"].append(
                {
                    "cla_conviction_id": f"CV{len(tables['cla_convictions']) + 1:05d}",
                    "source_person_id": person_id(period.child),
                    "cla_conviction_date": day,
                    "cla_conviction_offence": rng.choice(("Conviction", "Youth caution")),
                }
            )
