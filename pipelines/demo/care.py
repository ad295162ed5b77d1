"""Children looked after: who comes into care, who leaves it and how.

Belongs here: the start and end of each period of care and the reason it ended. Does not belong
here: placements and legal statuses inside a period (placements) and reviews or visits
(casework).
"""

import random
from datetime import date, timedelta

from pipelines.demo.people import ETHNICITIES, weighted
from pipelines.demo.protection import end_plan
from pipelines.demo.volumes import WARM_UP_FROM, MonthVolumes
from pipelines.demo.working_days import Month, WorkingDays, add_months, birthday
from pipelines.demo.world import CarePeriod, Child, Referral, World

ADOPTED, GUARDIANSHIP = ("E11", "E12"), ("E43", "E44")
HOME_REASONS = (("E4A", 62), ("E4B", 14), ("E41", 12), ("E13", 6), ("E8", 6))
ADULT_REASONS = (("E5", 40), ("E6", 42), ("E7", 10), ("E9", 8))
STAY_WEIGHTS = ((1, 3.5), (6, 2.6), (12, 0.9), (24, 0.16), (600, 0.025))
LEAST_MONTHS, USUAL_MONTHS = 8, 30
PLAN_SHARE = 0.5


def children_already_in_care(world: World, rng: random.Random, count: int) -> None:
    """The children looked after when the simulation begins, in care for up to twelve years."""
    for _ in range(count):
        age = rng.choices((0, 2, 5, 8, 11, 14, 16), (5, 12, 16, 18, 22, 18, 9))[0]
        days_old = int((age + rng.random() * 1.4) * 365.25) + 20
        born = WARM_UP_FROM - timedelta(days=days_old)
        stay = min(days_old, int(rng.expovariate(1 / 900)) + 1)
        start = WARM_UP_FROM - timedelta(days=stay)
        child = Child(
            world.number("child"), world.number("family"), rng.choice("MF"),
            weighted(rng, ETHNICITIES), born, known_on=start,
        )  # fmt: skip
        referral = Referral(world.number("referral"), child, start, "5A", "N1", decided_on=start)
        child.referrals.append(referral)
        world.children.append(child)
        world.referrals.append(referral)
        world.open_referrals.append(referral)
        referral.care.append(CarePeriod(world.number("care"), referral, start, [("V2", start)]))


def change_care(
    world: World, days: WorkingDays, rng: random.Random, month: Month, volumes: MonthVolumes
) -> None:
    """The month's leavers and starters, so that the stock aimed at is met on its last day."""
    in_care = [
        period
        for referral in world.open_referrals
        for period in referral.care
        if period.end is None and not period.is_short_break
    ]
    in_care = _adults_leave(rng, month, in_care)
    in_care = _orders(days, rng, month, in_care, volumes.adoptions, ADOPTED, 7)
    in_care = _orders(days, rng, month, in_care, volumes.guardianships, GUARDIANSHIP, 13)
    going_home = len(in_care) + volumes.care_started - volumes.care_open
    starting = volumes.care_started - min(0, going_home)
    in_care = _go_home(days, rng, month, in_care, max(0, going_home))
    _start_care(world, rng, month, starting, volumes.young_plans_may_end)


def _adults_leave(rng: random.Random, month: Month, periods: list[CarePeriod]) -> list[CarePeriod]:
    """Young people leave the day before they turn 18; returns those who stay."""
    staying = []
    for period in periods:
        born = period.child.born
        last_day = birthday(born, 18) - timedelta(days=1) if born else date.max
        if last_day <= month.last:
            period.end, period.reason = last_day, weighted(rng, ADULT_REASONS)
        else:
            staying.append(period)
    return staying


def _orders(
    days: WorkingDays,
    rng: random.Random,
    month: Month,
    periods: list[CarePeriod],
    count: int,
    reasons: tuple[str, str],
    below_age: int,
) -> list[CarePeriod]:
    """Adoption or special guardianship orders for young children long enough in care."""
    able = [
        period
        for period in periods
        if period.start <= add_months(month.first, -LEAST_MONTHS)
        and 0 <= period.child.age_on(month.last) < below_age
        and not period.child.is_uasc
    ]
    usual = [item for item in able if item.start > add_months(month.first, -USUAL_MONTHS)]
    able = usual if len(usual) >= count else able
    chosen = rng.sample(able, min(count, len(able)))
    for period in chosen:
        period.end = rng.choice(days.in_span(month.first, month.last))
        period.reason = rng.choices(reasons, (45, 55))[0]
        period.referral.stay_days = rng.randint(0, 10)
    return [period for period in periods if period.end is None]


def _go_home(
    days: WorkingDays, rng: random.Random, month: Month, periods: list[CarePeriod], count: int
) -> list[CarePeriod]:
    """Returns home and other endings, the shorter the stay the likelier."""
    keyed = []
    for period in periods:
        earliest = max(month.first, period.start + timedelta(days=3))
        if earliest + timedelta(days=4) <= month.last and not period.child.is_uasc:
            months = (month.first - period.start).days / 30.4
            weight = next(weight for limit, weight in STAY_WEIGHTS if months < limit)
            keyed.append((rng.random() ** (1 / weight), period.number, earliest, period))
    for _, _, earliest, period in sorted(keyed, key=lambda item: item[:2], reverse=True)[:count]:
        period.end = rng.choice(days.in_span(earliest, month.last))
        period.reason = weighted(rng, HOME_REASONS)
        period.referral.stay_days = rng.randint(30, 180)
    return [period for period in periods if period.end is None]


def _start_care(
    world: World, rng: random.Random, month: Month, count: int, young_plans_may_end: bool
) -> None:
    """New periods of care: unaccompanied children at once, then children on plans, then others."""
    free = [item for item in world.open_referrals if _may_enter(item, month)]
    alone = [item for item in free if item.child.is_uasc][:count]
    young_from = add_months(month.last, -3)
    on_plan = [
        item
        for item in free
        if item.plans
        and item.plans[-1].end is None
        and (young_plans_may_end or item.plans[-1].start <= young_from)
    ]
    others = [
        item
        for item in free
        if not item.plans and not item.child.is_uasc and item.outcome == "assess"
    ]
    from_plans = min(len(on_plan), round((count - len(alone)) * PLAN_SHARE))
    chosen = alone + _by_age(rng, on_plan, from_plans, month)
    chosen += _by_age(rng, others, count - len(chosen), month)
    for referral in chosen:
        earliest = max(referral.on, month.first)
        if referral.plans:
            earliest = max(earliest, referral.plans[-1].start + timedelta(days=10))
        spread = 2 if referral.child.is_uasc else 30
        latest = max(earliest, min(month.last - timedelta(days=1), earliest + timedelta(spread)))
        start = earliest + timedelta(days=rng.randint(0, (latest - earliest).days))
        period = CarePeriod(world.number("care"), referral, start, [("V2", start)])
        referral.care.append(period)
        if referral.plans:
            end_plan(rng, referral.plans[-1], min(month.last, start + timedelta(rng.randint(0, 9))))


def _may_enter(referral: Referral, month: Month) -> bool:
    """True if the child can come into care this month."""
    born = referral.child.born
    return (
        born is not None
        and referral.on <= month.last - timedelta(days=2)
        and born <= month.first
        and referral.child.age_on(month.last) < 17 + referral.child.is_uasc
        and not referral.care
        and not (referral.plans and referral.plans[-1].start > month.last - timedelta(days=14))
        and referral.outcome == "assess"
    )


def _by_age(
    rng: random.Random, referrals: list[Referral], count: int, month: Month
) -> list[Referral]:
    """Some of the children, babies and teenagers likelier than others."""
    keyed = []
    for referral in referrals:
        age = referral.child.age_on(month.last)
        weight = 2.5 if age < 1 else 1.4 if 11 <= age <= 14 else 0.5 if age >= 15 else 1.0
        keyed.append((rng.random() ** (1 / weight), referral.number, referral))
    return [referral for _, _, referral in sorted(keyed, reverse=True)[: max(0, count)]]
