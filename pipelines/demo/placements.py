"""Inside a period of care: placements with carers and legal statuses.

Belongs here: drawing the moves, building placements from them, and the legal path. Does not
belong here: entering and leaving care (care) and the demonstration's exact stability figures
(calibration).
"""

import random
from datetime import date, timedelta

from pipelines.demo.care import ADOPTED, GUARDIANSHIP
from pipelines.demo.people import weighted
from pipelines.demo.working_days import add_months
from pipelines.demo.world import CarePeriod, Placement, World

EARLY_MOVE_DAYS, SETTLED_MOVE_DAYS = 260, 1500
LONG_STAY_MONTHS = 30
SAME_CARER_ADOPTS = 0.25
ORDER_SPREAD = 4
FOSTER = (("U4", 40), ("U6", 34), ("U1", 12), ("U3", 8), ("P1", 6))
OLDER = (("U4", 30), ("U6", 30), ("K2", 18), ("U1", 10), ("P1", 5), ("S1", 4), ("K1", 3))
NEARLY_ADULT = (("H5", 45), ("U6", 25), ("K2", 16), ("U4", 10), ("P2", 4))
MOVE_REASONS = (
    ("CARPL", 42),
    ("CREQB", 26),
    ("CHILD", 8),
    ("LAREQ", 10),
    ("CLOSE", 5),
    ("PLACE", 9),
)


def draw_moves(world: World, rng: random.Random, until: date) -> None:
    """The days on which each child moves to another carer; more early on than later."""
    for period in world.care_periods():
        if period.is_short_break:
            continue
        end = period.end or until
        day = period.start
        while True:
            settled = (day - period.start).days > 200
            mean = SETTLED_MOVE_DAYS if settled else EARLY_MOVE_DAYS
            day += timedelta(days=int(rng.expovariate(1 / mean)) + 7)
            if day >= end - timedelta(days=10):
                break
            period.moves.append(day)
        if period.reason in ADOPTED:
            latest = end - timedelta(days=rng.randint(100, 260))
            period.adoptive_from = max(period.start + timedelta(days=60), latest)


def build_placements(world: World, rng: random.Random) -> None:
    """Placements from the moves; an adopter is a new carer, or the same one who now adopts."""
    for period in world.care_periods():
        if period.is_short_break:
            period.placements = [_placement(world, rng, period, period.start, period.end)]
            period.placements[0].kind = "U6"
            continue
        starts = [period.start, *sorted(day for day in period.moves if day > period.start)]
        adoptive = period.adoptive_from
        if adoptive is not None:
            starts = [day for day in starts if day < adoptive]
        for place, start in enumerate(starts):
            last = place + 1 == len(starts)
            end = (adoptive or period.end) if last else starts[place + 1]
            period.placements.append(_placement(world, rng, period, start, end))
        if adoptive is not None:
            _adoptive_placement(world, rng, period, adoptive)
        for item in period.placements[:-1]:
            item.reason = item.reason or weighted(rng, MOVE_REASONS)


def _placement(
    world: World, rng: random.Random, period: CarePeriod, start: date, end: date | None
) -> Placement:
    """One stay with a new carer, of a kind that fits the child's age."""
    age = period.child.age_on(start)
    kind = weighted(rng, NEARLY_ADULT if age >= 16 else OLDER if age >= 10 else FOSTER)
    provider = "PR0" if kind == "P1" else "PR1" if rng.random() < 0.55 else "PR4"
    number = world.number("placement")
    carer = f"C{number:06d}"
    miles = round(min(180.0, rng.lognormvariate(2.0, 1.0)), 1)
    return Placement(number, kind, provider, carer, start, end, miles=miles)


def _adoptive_placement(world: World, rng: random.Random, period: CarePeriod, on: date) -> None:
    """The placement for adoption; children long with a carer are adopted by that carer."""
    before = period.placements[-1]
    is_long_stay = add_months(period.start, LONG_STAY_MONTHS) <= (period.end or date.max)
    same_carer = is_long_stay or period.end is None or rng.random() < SAME_CARER_ADOPTS
    number = world.number("placement")
    kind = "A5" if same_carer else "A6"
    carer = before.carer if same_carer else f"C{number:06d}"
    period.placements.append(
        Placement(number, kind, "PR1", carer, on, period.end, miles=before.miles)
    )
    before.reason = "CARPL"


def draw_statuses(world: World, rng: random.Random, until: date) -> None:
    """The legal path of each period: agreed care or orders, then a placement order for some."""
    for period in world.care_periods():
        if period.is_short_break or len(period.statuses) > 1:
            continue
        end = period.end or until
        steps = [("V2", period.start)]
        if not period.child.is_uasc and rng.random() < 0.55:
            steps = [("C1", period.start)]
            if rng.random() < 0.2:
                steps = [("L2", period.start), ("C1", period.start + timedelta(days=8))]
            steps.append(("C2", period.start + timedelta(days=rng.randint(170, 300))))
        elif rng.random() < 0.3 and not period.child.is_uasc:
            steps.append(("C1", period.start + timedelta(days=rng.randint(60, 200))))
        if period.reason in GUARDIANSHIP and len(steps) == 1:
            steps.append(("C1", period.start + timedelta(days=40)))
        if period.adoptive_from is not None:
            steps = [step for step in steps if step[1] < period.adoptive_from]
            before = 20 + ORDER_SPREAD * (rng.randint(20, 90) - 20)
            order = max(steps[-1][1], period.adoptive_from - timedelta(days=before))
            steps.append(("E1", order + timedelta(days=1)))
        last_day = end - timedelta(days=2)
        period.statuses = [steps[0]] + [step for step in steps[1:] if step[1] < last_day]
