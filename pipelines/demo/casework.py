"""What workers do on their cases: visits, supervision, and the rows of who worked with whom.

Belongs here: rows of visits to children in need, on plans and in care, of case supervision and
of involvements. Does not belong here: who is allocated (allocations) and the plans themselves.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from pipelines.demo.allocations import LEAD, Allocations
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays
from pipelines.demo.world import Referral

VISITS_FROM = date(2012, 4, 1)
SUPERVISION_FROM = date(2013, 4, 1)
USUAL_DAYS, SELDOM_DAYS = (23, 31), (35, 75)
USUAL_SHARE = 0.86


def involvement_rows(allocations: Allocations, kept: list[Referral]) -> list[Row]:
    """A row per involvement on a kept case, numbered in the order they were made."""
    wanted = {item.number for item in kept}
    return [
        {
            "involvements_id": f"INV{number:06d}",
            "professional_id": item.worker,
            "professional_role_id": item.role,
            "professional_team": item.team,
            "involvement_start_date": item.start,
            "involvement_end_date": item.end,
            "worker_change_reason": item.reason,
            "source_person_id": person_id(item.referral.child),
            "referral_id": f"REF{item.referral.number:06d}",
        }
        for number, item in enumerate(allocations.involvements, start=1)
        if item.referral.number in wanted
    ]


def casework_tables(
    kept: list[Referral],
    tables: Tables,
    allocations: Allocations,
    days: WorkingDays,
    profile: CouncilProfile,
    rng: random.Random,
) -> Tables:
    """Visits and supervisions.

    Args:
        kept: The referrals the extracts hold.
        tables: The journey's tables; child in need visits follow its plans.
        allocations: Who led each case when.
        days: Working days.
        profile: The council.
        rng: The stream of draws.
    """
    return {
        "cin_visits": _in_need_visits(tables["cin_plans"], days, profile, rng),
        "cp_visits": _protection_visits(kept, days, profile, rng),
        "cla_visits": _care_visits(kept, days, profile, rng),
        "supervisions": _supervisions(allocations, days, profile, rng),
    }


def _every(
    rng: random.Random, days: WorkingDays, span: tuple[date, date], low: int, high: int
) -> Iterator[date]:
    """Working days inside a span, each low to high days after the one before."""
    day, last = span
    while True:
        day = days.on_or_after(day + timedelta(days=rng.randint(low, high)))
        if day > last:
            return
        yield day


def _span(start: date, end: date | None, earliest: date, until: date) -> tuple[date, date]:
    """The part of a plan on which visits are generated."""
    return max(start, earliest), min(end or until, until)


def _in_need_visits(
    plans: list[Row], days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> list[Row]:
    """Visits to children in need about every five weeks."""
    rows: list[Row] = []
    for plan in plans:
        start, end = plan["cin_plan_start_date"], plan["cin_plan_end_date"]
        assert isinstance(start, date)  # noqa: S101 - narrows the type of our own row
        assert end is None or isinstance(end, date)  # noqa: S101
        span = _span(start, end, VISITS_FROM, profile.until)
        for number, day in enumerate(_every(rng, days, span, 22, 46)):
            row: Row = {
                "cin_visit_id": f"VN{plan['cin_plan_id']}{number:03d}",
                "source_person_id": plan["source_person_id"],
                "cin_visit_date": day,
            }
            rows.append(row | _seen(rng, "cin_visit"))
    return rows


def _seen(rng: random.Random, prefix: str) -> Row:
    """Whether the child, alone, and the bedroom were seen."""
    seen = rng.random() < 0.95
    return {
        f"{prefix}_seen": seen,
        f"{prefix}_seen_alone": seen and rng.random() < 0.7,
        f"{prefix}_bedroom": seen and rng.random() < 0.6,
    }


def _protection_visits(
    kept: list[Referral], days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> list[Row]:
    """Visits to children on plans about every two weeks."""
    rows: list[Row] = []
    for referral in kept:
        for plan in referral.plans:
            span = _span(plan.start, plan.end, VISITS_FROM, profile.until)
            for number, day in enumerate(_every(rng, days, span, 8, 17)):
                row: Row = {
                    "cp_visit_id": f"VP{plan.number:06d}{number:03d}",
                    "source_person_id": person_id(referral.child),
                    "cp_plan_id": f"CPP{plan.number:06d}",
                    "cp_visit_date": day,
                }
                rows.append(row | _seen(rng, "cp_visit"))
    return rows


def _care_visits(
    kept: list[Referral], days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> list[Row]:
    """A visit in the first week of each placement, then about every five weeks."""
    rows: list[Row] = []
    for referral in kept:
        for period in referral.care:
            for item in period.placements:
                first = days.on_or_before(item.start + timedelta(days=6))
                span = _span(max(first, item.start), item.end, VISITS_FROM, profile.until)
                visits = [] if first < VISITS_FROM or first > span[1] else [first]
                for day in [*visits, *_every(rng, days, span, 25, 44)]:
                    seen = rng.random() < 0.97
                    rows.append(
                        {
                            "cla_visit_id": f"VC{item.number:06d}{day:%y%m%d}",
                            "cla_id": f"CLA{period.number:06d}",
                            "source_person_id": person_id(referral.child),
                            "cla_visit_date": day,
                            "cla_visit_seen": seen,
                            "cla_visit_seen_alone": seen and rng.random() < 0.75,
                        }
                    )
    return rows


def _supervisions(
    allocations: Allocations, days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> list[Row]:
    """Monthly case supervision of every lead worker, some of it late or not recorded."""
    rows: list[Row] = []
    number = 0
    for item in allocations.involvements:
        last = min(item.end or profile.until, profile.until)
        if item.role != LEAD or last < SUPERVISION_FROM:
            continue
        day = max(item.start, SUPERVISION_FROM)
        while True:
            gap = USUAL_DAYS if rng.random() < USUAL_SHARE else SELDOM_DAYS
            day = days.on_or_before(day + timedelta(days=rng.randint(*gap)))
            if day > last:
                break
            number += 1
            managers = allocations.organisation.managers(item.team, day)
            rows.append(
                {
                    "supervision_id": f"SUP{number:06d}",
                    "source_person_id": person_id(item.referral.child),
                    "worker_id": item.worker,
                    "supervisor_id": managers[number % len(managers)] if managers else None,
                    "supervision_date": day,
                }
            )
    return rows
