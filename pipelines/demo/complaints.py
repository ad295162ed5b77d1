"""Complaints and compliments, and allegations about adults who work with children.

Belongs here: the rows of complaints and lado_referrals; neither names a child or an adult. Does
not belong here: audits (quality.py).
"""

import random
from datetime import date, timedelta

from pipelines.demo.draws import days_after, happens, weekday_between
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import working_days

COMPLAINTS_A_YEAR, COMPLIMENTS_A_YEAR = 58, 75
EXTENDED_CHANCE, IN_TIME_CHANCE, WITHDRAWN_CHANCE, NEVER_ANSWERED_CHANCE = 0.18, 0.74, 0.04, 0.02
TAKEN_FURTHER_CHANCE = 0.12
STAGE_NOT_RECORDED_CHANCE = 0.01
ALLEGATIONS_A_YEAR = 130
MET_THRESHOLD_CHANCE, THRESHOLD_NOT_RECORDED_CHANCE = 0.55, 0.02
CONCLUDED_IN_THREE_MONTHS_CHANCE, STILL_OPEN_CHANCE = 0.87, 0.02
OUTCOMES = ("substantiated", "unsubstantiated", "unfounded", "false", "malicious")
LIMIT_WD, EXTENDED_LIMIT_WD = 10, 20


def complaint_tables(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> Tables:
    """Rows of complaints and lado_referrals, oldest first."""
    rows: list[Row] = []
    for _ in range(_over_the_years(profile, COMPLAINTS_A_YEAR)):
        received = weekday_between(rng, profile.history_from, profile.until)
        rows += _complaint(rng, rng.choice(organisation.teams), received)
    for _ in range(_over_the_years(profile, COMPLIMENTS_A_YEAR)):
        received = weekday_between(rng, profile.history_from, profile.until)
        rows.append(_row("compliment", None, rng.choice(organisation.teams), received))
    rows.sort(key=lambda row: (str(row["received_date"]), str(row["kind"]), str(row["team_id"])))
    for number, row in enumerate(rows, start=1):
        row["complaint_id"] = f"CC{number:05d}"
    return {"complaints": rows, "lado_referrals": _allegations(rng, profile)}


def _over_the_years(profile: CouncilProfile, number_a_year: float) -> int:
    years = (profile.until - profile.history_from).days / 365.25
    return profile.scaled(number_a_year * years, least=12)


def _complaint(rng: random.Random, team_id: str, received: date) -> list[Row]:
    """A complaint at stage 1 and, if it is taken further, at stage 2 and 3."""
    first = _row("complaint", 1, team_id, received)
    first["is_extended"] = happens(rng, EXTENDED_CHANCE)
    limit = EXTENDED_LIMIT_WD if first["is_extended"] else LIMIT_WD
    due = working_days().add(received, limit)
    if happens(rng, WITHDRAWN_CHANCE):
        first["withdrawn_date"] = days_after(rng, received, 1, 20)
        return [first]
    if happens(rng, NEVER_ANSWERED_CHANCE):
        return [first]
    if happens(rng, IN_TIME_CHANCE):
        answered = weekday_between(rng, received + timedelta(days=3), due)
    else:
        answered = days_after(rng, due, 1, 30)
    first["responded_date"] = answered
    if happens(rng, STAGE_NOT_RECORDED_CHANCE):
        first["stage"] = None
    rows = [first]
    for stage in (2, 3):
        if not happens(rng, TAKEN_FURTHER_CHANCE):
            break
        asked = days_after(rng, answered, 5, 20)
        answered = days_after(rng, asked, 25, 90)
        rows.append(_row("complaint", stage, team_id, asked) | {"responded_date": answered})
    return rows


def _row(kind: str, stage: int | None, team_id: str, received: date) -> Row:
    return {
        "complaint_id": "",
        "kind": kind,
        "stage": stage,
        "team_id": team_id,
        "received_date": received,
        "is_extended": None,
        "responded_date": None,
        "withdrawn_date": None,
    }


def _allegations(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    number = _over_the_years(profile, ALLEGATIONS_A_YEAR)
    referred = sorted(
        weekday_between(rng, profile.history_from, profile.until) for _ in range(number)
    )
    return [_allegation(rng, place, on) for place, on in enumerate(referred, start=1)]


def _allegation(rng: random.Random, number: int, referred: date) -> Row:
    is_met: bool | None = happens(rng, MET_THRESHOLD_CHANCE)
    if happens(rng, THRESHOLD_NOT_RECORDED_CHANCE):
        is_met = None
    concluded: date | None
    if happens(rng, STILL_OPEN_CHANCE):
        concluded = None
    elif not is_met:
        concluded = days_after(rng, referred, 0, 10)
    elif happens(rng, CONCLUDED_IN_THREE_MONTHS_CHANCE):
        concluded = days_after(rng, referred, 7, 87)
    else:
        concluded = days_after(rng, referred, 93, 300)
    return {
        "lado_referral_id": f"LR{number:05d}",
        "referral_date": referred,
        "meets_threshold": is_met,
        "concluded_date": concluded,
        "outcome": rng.choice(OUTCOMES) if concluded and is_met else None,
    }
