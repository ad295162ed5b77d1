"""The simulation: month by month, children move from contact to the end of their journey.

Belongs here: the order of steps within a month, and the closing of cases. Does not belong
here: the steps themselves (front_door, assessing, protection, care), volumes, calibration.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.demo.assessing import complete_assessments, start_assessments
from pipelines.demo.care import ADOPTED, GUARDIANSHIP, change_care, children_already_in_care
from pipelines.demo.front_door import decide, receive_contacts, receive_referrals
from pipelines.demo.people import births
from pipelines.demo.profile import CouncilProfile
from pipelines.demo.protection import hold_conferences, review_plans, start_enquiries
from pipelines.demo.volumes import VolumePlan
from pipelines.demo.working_days import Month, WorkingDays, birthday, working_days
from pipelines.demo.world import Referral, World

UASC_PER_MONTH = 0.5
TRANSFERS_PER_MONTH = 0.35
ASYLUM_NEED, ADULT_AGE_LEFT_TO = "N8", 21


def simulate(
    profile: CouncilProfile,
    plan: VolumePlan,
    progress: Callable[[str], None] | None = None,
) -> World:
    """Every journey from the warm-up to the last day of the profile.

    Args:
        profile: The council; its seed drives every draw.
        plan: Quotas per month.
        progress: Told each January which year is being simulated.
    """
    rng = random.Random(f"{profile.seed}/{profile.la_code}/journeys")
    days, world = working_days(), World()
    for number, (month, volumes) in enumerate(sorted(plan.items(), key=lambda item: item[0].first)):
        if number == 0:
            children_already_in_care(world, rng, volumes.care_open)
        if progress and month.first.month == 1:
            progress(f"simulating {month.first.year}")
        births(world, month.first)
        new = receive_referrals(world, days, rng, month, volumes)
        _special_arrivals(profile, rng, new, month)
        decide(days, rng, new, volumes)
        if month.last >= profile.history_from:
            receive_contacts(world, days, rng, month, volumes, new)
        start_assessments(world, days, rng, new)
        start_enquiries(world, days, rng, month, volumes, new)
        hold_conferences(world, days, rng, month, volumes)
        change_care(world, days, rng, month, volumes)
        review_plans(world, days, rng, month, volumes)
        complete_assessments(world, days, rng, month, volumes)
        close_cases(world, days, rng, month)
    return world


def _special_arrivals(
    profile: CouncilProfile, rng: random.Random, new: list[Referral], month: Month
) -> None:
    """Makes a few of the new children unaccompanied, and a few ones who moved in with a plan."""
    first_time = [
        item for item in new if len(item.child.referrals) == 1 and item.child.born is not None
    ]
    rng.shuffle(first_time)
    for _ in range(int(UASC_PER_MONTH * profile.size + rng.random())):
        if first_time:
            child = first_time.pop().child
            child.is_uasc, child.sex, child.ethnicity = True, "M", "AOTH"
            child.is_disabled = False
            child.born = month.first - timedelta(days=rng.randint(5600, 6350))
            child.referrals[-1].need = ASYLUM_NEED
    for _ in range(int(TRANSFERS_PER_MONTH * profile.size + rng.random())):
        if first_time:
            referral = first_time.pop()
            referral.is_transfer_in, referral.source = True, "5A"


def close_cases(world: World, days: WorkingDays, rng: random.Random, month: Month) -> None:
    """Closes the cases on which nothing is under way and whose time has come."""
    still_open = []
    for referral in world.open_referrals:
        if not referral.is_busy:
            on = _closing_day(referral, days)
            if on <= month.last:
                referral.closed_on = max(on, referral.last_step())
                referral.close_reason = _closing_reason(referral, rng)
        if referral.closed_on is None:
            still_open.append(referral)
    world.open_referrals = still_open


def _closing_day(referral: Referral, days: WorkingDays) -> date:
    """When a case with nothing under way closes; care leavers are supported until 21."""
    if referral.is_transfer_in and not referral.plans:
        return date.max
    if referral.care and referral.child.born:
        adult = birthday(referral.child.born, 18)
        end = referral.care[-1].end
        if end is not None and (adult - end).days == 1:
            return birthday(referral.child.born, ADULT_AGE_LEFT_TO)
    return days.on_or_after(referral.last_step() + timedelta(days=referral.stay_days))


def _closing_reason(referral: Referral, rng: random.Random) -> str:
    """The census reason for closure that fits how the case ended."""
    if referral.care and referral.care[-1].reason in ADOPTED:
        return "RC1"
    if referral.care and referral.care[-1].reason in GUARDIANSHIP:
        return "RC4"
    if referral.assessments and referral.assessments[-1].is_nfa and not referral.plans:
        return "RC8" if rng.random() < 0.7 else "RC9"
    return "RC5" if rng.random() < 0.05 else "RC7"
