"""Earlier short stays in care, and rarer legal statuses, laid over the records of care.

Belongs here: a stay of some weeks that ended within a year before the care a child came into
later, so that re-entries occur, and first statuses the simulation does not draw. Does not belong
here: the simulated periods of care. Each stay lies within one calendar month, so no count of
children looked after at a month's end changes.
"""

import random
from datetime import date, timedelta

from pipelines.demo.draws import happens
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Tables
from pipelines.demo.working_days import Month, add_months
from pipelines.demo.world import CarePeriod

STAYS_FROM = date(2011, 6, 1)
STAYS_A_YEAR = 14
REMANDED, DETAINED_BY_POLICE = 0.10, 0.4
OLD_ENOUGH = 12


def add_earlier_stays(
    rng: random.Random, profile: CouncilProfile, tables: Tables, periods: list[CarePeriod]
) -> None:
    """Adds episodes, a placement and a legal status for each earlier stay.

    Args:
        rng: Random stream.
        profile: The council.
        tables: Changed in place.
        periods: Periods of care in a fixed order.
    """
    able = [
        item
        for item in periods
        if item.start >= STAYS_FROM and (item.start - item.referral.on).days > 70
    ]
    years = (profile.until - STAYS_FROM).days / 365.25
    wanted = min(len(able), round(profile.scaled(STAYS_A_YEAR, least=1) * years))
    for period in sorted(rng.sample(able, wanted), key=lambda item: item.number):
        months_back = rng.randint(1, 13)
        month = Month.of(add_months(period.start, -months_back))
        start = max(month.first + timedelta(days=rng.randint(1, 6)), period.referral.on)
        end = start + timedelta(days=rng.randint(4, 16))
        if Month.of(start) == Month.of(end) and end < min(period.start, month.last):
            _stay(tables, period, start, end, "E4B" if rng.random() < 0.4 else "E4A")


def _stay(tables: Tables, period: CarePeriod, start: date, end: date, reason: str) -> None:
    """One stay with a foster carer under section 20, from entry to return home."""
    key, number = person_id(period.child), period.number
    cla_id, placement = f"CLA9{number:05d}", f"PLC9{number:05d}"
    tables["cla_episodes"].append(
        {
            "cla_episode_id": f"EPI9{number:05d}00",
            "source_person_id": key,
            "cla_episode_start_date": start,
            "cla_episode_start_reason": "S",
            "cla_primary_need_code": period.referral.need,
            "cla_episode_ceased_date": end,
            "cla_episode_ceased_reason": reason,
            "cla_id": cla_id,
            "referral_id": f"REF{period.referral.number:06d}",
            "cla_placement_id": placement,
            "entered_care_date": start,
        }
    )
    tables["cla_placement"].append(
        {
            "cla_placement_id": placement,
            "cla_placement_start_date": start,
            "cla_placement_type": "U6",
            "cla_placement_distance": None,
            "cla_id": cla_id,
            "cla_placement_provider": "PR1",
            "cla_placement_end_date": end,
            "source_person_id": key,
            "cla_placement_carer_id": f"C9{number:05d}",
        }
    )
    tables["legal_status"].append(
        {
            "legal_status_id": f"LEG9{number:05d}0",
            "source_person_id": key,
            "legal_status": "V2",
            "legal_status_start_date": start,
            "legal_status_end_date": end,
        }
    )


def vary_first_statuses(rng: random.Random, tables: Tables, periods: list[CarePeriod]) -> None:
    """Some teenagers are remanded (J1); some emergencies were the police's (L1)."""
    by_id = {row["legal_status_id"]: row for row in tables["legal_status"]}
    for period in periods:
        first = by_id[f"LEG{period.number:06d}0"]
        fate = happens(rng, REMANDED), happens(rng, DETAINED_BY_POLICE)
        is_plain = len(period.statuses) == 1 and not period.child.is_uasc
        if first["legal_status"] == "V2" and is_plain and fate[0]:
            if period.child.age_on(period.start) >= OLD_ENOUGH:
                first["legal_status"] = "J1"
        elif first["legal_status"] == "L2" and fate[1]:
            first["legal_status"] = "L1"
