"""Rows about permanence: plans, adoptions, special guardianship, and approved adopters.

Belongs here: the tables permanence and adopter_households. Does not belong here: who leaves care
how (care), where children live (placements), plans that did not end in adoption (adoption_plans).
"""

import random
from datetime import date, timedelta

from pipelines.demo.allocations import Allocations
from pipelines.demo.care import ADOPTED, GUARDIANSHIP
from pipelines.demo.draws import days_after, happens, weekday_between
from pipelines.demo.fostering import TEAM_ID as ADOPTION_TEAM
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.world import CarePeriod, Referral

MATCHED_BEFORE_ORDER = 0.12
HOUSEHOLDS_A_YEAR = 7
HOUSEHOLDS_FROM = date(2011, 4, 4)


def permanence_tables(
    kept: list[Referral], allocations: Allocations, profile: CouncilProfile, rng: random.Random
) -> Tables:
    """Rows of the two tables.

    Args:
        kept: The referrals the extracts hold.
        allocations: Who led each case when.
        profile: The council.
        rng: Random stream.
    """
    rows: list[Row] = []
    for referral in kept:
        for period in referral.care:
            if period.adoptive_from is not None:
                rows.append(_adoption(period, allocations, rng))
            elif period.reason in GUARDIANSHIP:
                rows.append(_row(period, allocations, {"_recorded_on": period.end}))
            elif period.plan is not None:
                rows.append(_planned(period, allocations))
    return {"permanence": rows, "adopter_households": _households(profile, allocations, rng)}


def _adoption(period: CarePeriod, allocations: Allocations, rng: random.Random) -> Row:
    """A child placed for adoption: decision, order, match and move, in nearly that order."""
    placed = period.adoptive_from or period.start
    orders = [start for code, start in period.statuses if code == "E1"]
    ordered = orders[0] if orders else placed - timedelta(days=1)
    decided = max(period.start, ordered - timedelta(days=rng.randint(20, 80)))
    wait = (placed - ordered).days
    matched = ordered + timedelta(days=rng.randint(0, max(0, wait - 10)))
    if happens(rng, MATCHED_BEFORE_ORDER):
        matched = max(decided, ordered - timedelta(days=rng.randint(5, 30)))
    carers = [item.carer for item in period.placements]
    is_same_carer = len(carers) > 1 and carers[-1] == carers[-2]
    values: Row = {
        "adm_decision_date": decided,
        "placement_order_date": ordered,
        "matched_date": matched,
        "placed_for_adoption_date": placed,
        "adopted_by_carer_flag": is_same_carer,
        "placed_foster_carer_date": period.placements[-2].start if is_same_carer else None,
        "_recorded_on": decided,
    }
    return _row(period, allocations, values)


def _planned(period: CarePeriod, allocations: Allocations) -> Row:
    """A child who waits, or whose plan was reversed."""
    plan = period.plan
    if plan is None:
        raise ValueError("no plan")
    values: Row = {
        "adm_decision_date": plan.decided,
        "placement_order_date": plan.ordered,
        "matched_date": plan.matched,
        "decision_reversed_date": plan.reversed_on,
        "decision_reversed_reason": "RD3" if plan.reversed_on else None,
        "_recorded_on": plan.decided,
    }
    return _row(period, allocations, values)


def _row(period: CarePeriod, allocations: Allocations, values: Row) -> Row:
    """What every record of permanence says, and this one's own dates."""
    is_order = period.reason in (*ADOPTED, *GUARDIANSHIP)
    kind = "Adoption" if period.reason in ADOPTED else "SGO"
    lead = allocations.lead_on(period.referral, period.end or period.adoptive_from or period.start)
    return {
        "table_id": f"PER{period.number:06d}",
        "source_person_id": person_id(period.child),
        "cla_id": f"CLA{period.number:06d}",
        "part_of_sibling_group": False,
        "permanence_order_date": period.end if is_order else None,
        "permanence_order_type": kind if is_order else None,
        "adoption_worker_id": lead.worker if lead else None,
    } | values


def _households(profile: CouncilProfile, allocations: Allocations, rng: random.Random) -> list[Row]:
    """Households approved to adopt; most are matched within a year, some step back."""
    rows: list[Row] = []
    for year in range(HOUSEHOLDS_FROM.year, profile.until.year + 1):
        last = min(date(year, 12, 20), profile.until)
        for _ in range(profile.scaled(HOUSEHOLDS_A_YEAR, least=2)):
            approved = weekday_between(rng, date(year, 1, 5), last)
            matched = days_after(rng, approved, 40, 420) if happens(rng, 0.75) else None
            ended = days_after(rng, matched or approved, 180, 500)
            workers = allocations.organisation.lead_workers(ADOPTION_TEAM, approved)
            worker = rng.choice(workers) if workers else None
            rows.append(
                {
                    "household_id": f"ADH{len(rows) + 1:04d}",
                    "approval_date": approved,
                    "matched_date": matched,
                    "ended_date": ended,
                    "team_id": ADOPTION_TEAM,
                    "worker_id": worker,
                }
            )
    return [row for row in rows if row["approval_date"] >= HOUSEHOLDS_FROM]  # type: ignore[operator]
