"""Single assessments: started after a referral, completed in or out of 45 working days.

Belongs here: which assessments start and which are authorised on which day. Does not belong
here: the referral before and the plan after.
"""

import random
from datetime import timedelta

from pipelines.demo.volumes import MonthVolumes
from pipelines.demo.working_days import Month, WorkingDays
from pipelines.demo.world import Assessment, Referral, World

LIMIT = 45
SHORTEST = 6
LONGEST = 95
OVERDUE_KEPT = 0.4
NFA_SHARE = 0.45
IN_NEED_SHARE = 0.6


def start_assessments(
    world: World, days: WorkingDays, rng: random.Random, referrals: list[Referral]
) -> None:
    """Starts an assessment within three working days for every referral to be assessed."""
    for referral in referrals:
        if referral.outcome == "assess":
            start = days.add(referral.on, rng.choice((0, 1, 1, 2, 3)))
            referral.assessments.append(Assessment(world.number("assessment"), referral, start))


def complete_assessments(
    world: World, days: WorkingDays, rng: random.Random, month: Month, volumes: MonthVolumes
) -> None:
    """Authorises the month's number of assessments, the given number of them in time.

    Those already past day 45 are the late ones; of those whose day 45 falls in the month as many
    are left to run over as later months will need.
    """
    pool = [
        step
        for referral in world.open_referrals
        for step in referral.assessments
        if step.authorised is None
    ]
    rng.shuffle(pool)
    pool.sort(key=lambda step: step.start)
    late_wanted = volumes.assessments - volumes.assessments_on_time
    overdue = [step for step in pool if days.add(step.start, LIMIT) < month.first]
    crossing = [step for step in pool if month.first <= days.add(step.start, LIMIT) <= month.last]
    fresh = [
        step
        for step in pool
        if days.add(step.start, LIMIT) > month.last and days.add(step.start, SHORTEST) <= month.last
    ]
    late = overdue[:late_wanted]
    missing = late_wanted - len(late)
    left_over = len(overdue) - len(late)
    to_slip = missing + max(0, round(late_wanted * (1 + OVERDUE_KEPT)) - left_over)
    kept_back = min(to_slip, len(crossing))
    chosen_to_slip = set(rng.sample(range(len(crossing)), kept_back))
    slippers = [step for place, step in enumerate(crossing) if place in chosen_to_slip]
    in_time = [step for place, step in enumerate(crossing) if place not in chosen_to_slip]
    late += _able_to_be_late(days, month, slippers)[:missing]
    more = max(0, volumes.assessments_on_time - len(in_time))
    in_time = in_time[: volumes.assessments_on_time] + _mostly_older(rng, fresh, more)
    _authorise(days, rng, month, late, is_late=True)
    _authorise(days, rng, month, in_time, is_late=False)


def _able_to_be_late(days: WorkingDays, month: Month, steps: list[Assessment]) -> list[Assessment]:
    """Those whose day 46 still falls in the month."""
    return [step for step in steps if days.add(step.start, LIMIT + 1) <= month.last]


def _mostly_older(rng: random.Random, steps: list[Assessment], count: int) -> list[Assessment]:
    """Some of the assessments, the older the likelier."""
    ranked = sorted(range(len(steps)), key=lambda place: (place + 1) * rng.random())
    return [steps[place] for place in ranked[:count]]


def _authorise(
    days: WorkingDays, rng: random.Random, month: Month, steps: list[Assessment], is_late: bool
) -> None:
    """Dates the assessments inside the month on the right side of day 45, and their outcome."""
    for step in steps:
        limit = days.add(step.start, LIMIT)
        first, last = days.add(step.start, SHORTEST), min(month.last, limit)
        if is_late:
            first, last = limit + timedelta(days=1), month.last
        step.authorised = rng.choice(days.in_span(max(first, month.first), last))
        referral = step.referral
        is_needed = bool(referral.plans or referral.care)
        step.is_nfa = not is_needed and rng.random() < NFA_SHARE
        if is_needed or not step.is_nfa:
            referral.in_need_from = step.authorised
        stays_on = not step.is_nfa and rng.random() < IN_NEED_SHARE
        referral.stay_days = rng.randint(60, 330) if stays_on else rng.randint(1, 12)
