"""Child protection: section 47 enquiries, conferences, plans and their reviews.

Belongs here: who is enquired about, conferenced, planned for and reviewed, and when plans end.
Does not belong here: visits (casework) and the demonstration's exact shares (calibration).
"""

import random
from datetime import date, timedelta

from pipelines.demo.people import weighted
from pipelines.demo.volumes import MonthVolumes
from pipelines.demo.working_days import Month, WorkingDays, add_months
from pipelines.demo.world import (
    Conference,
    Enquiry,
    ProtectionPlan,
    Referral,
    Review,
    World,
)

CATEGORIES = (("NEG", 42), ("EMO", 36), ("PHY", 10), ("SAB", 5), ("MUL", 7))
CONFERENCES_PER_PLAN = 1.14
NEW_CASE_SHARE = 0.85
FIRST_MONTHS, LATER_MONTHS = 3, 6
TRANSFERS_IN_A_YEAR = 4
END_WEIGHTS = (0.25, 1.0, 1.3, 1.6, 2.0)


def start_enquiries(
    world: World,
    days: WorkingDays,
    rng: random.Random,
    month: Month,
    volumes: MonthVolumes,
    new: list[Referral],
) -> None:
    """The month's section 47 enquiries: mostly new referrals, some on cases already open."""
    fresh = [item for item in new if item.outcome == "assess" and not item.is_transfer_in]
    rng.shuffle(fresh)
    fresh.sort(key=lambda item: _family_rank(item, month))
    older = [item for item in world.open_referrals if item not in set(new) and _is_free(item)]
    rng.shuffle(older)
    wanted = min(len(fresh), round(volumes.section_47 * NEW_CASE_SHARE))
    chosen = fresh[:wanted] + older[: volumes.section_47 - wanted]
    for referral in chosen:
        earliest = max(referral.on, month.first)
        spread = 6 if referral in fresh else 31
        latest = max(earliest, min(month.last, earliest + timedelta(days=spread)))
        start = rng.choice(days.in_span(earliest, latest))
        is_late = rng.random() < volumes.late_conference_share
        wait = rng.randint(16, 24) if is_late else rng.randint(7, 15)
        referral.enquiries.append(
            Enquiry(world.number("enquiry"), referral, start, days.add(start, wait))
        )


def _family_rank(referral: Referral, month: Month) -> int:
    """Keeps siblings together and the order of families without meaning."""
    return (referral.child.family * 7919 + month.first.toordinal()) % 10_007


def _is_free(referral: Referral) -> bool:
    """True if the case is assessed or in need with no enquiry, plan or care under way."""
    return (
        bool(referral.assessments)
        and not referral.plans
        and not referral.care
        and all(step.end is not None for step in referral.enquiries)
        and (not referral.enquiries or _may_have_another(referral))
    )


def _may_have_another(referral: Referral) -> bool:
    """One case in three can have a second enquiry."""
    return referral.number % 3 == 0 and len(referral.enquiries) < 2


def hold_conferences(
    world: World, days: WorkingDays, rng: random.Random, month: Month, volumes: MonthVolumes
) -> None:
    """Holds the month's initial conferences and ends the enquiries that come to nothing."""
    waiting = [
        step
        for referral in world.open_referrals
        for step in referral.enquiries
        if step.leads_to_conference is None and month.holds(step.conference_on)
    ]
    rng.shuffle(waiting)
    waiting.sort(key=lambda step: _family_rank(step.referral, month))
    free = [step for step in waiting if not step.referral.plans and not step.referral.care]
    plans_wanted = volumes.plans_started - _transfers_in(world, days, rng, month, volumes)
    chosen = free[: round(plans_wanted * CONFERENCES_PER_PLAN)]
    without_plan = len(chosen) - plans_wanted
    meetings: dict[tuple[int, date], int] = {}
    for place, step in enumerate(chosen):
        step.leads_to_conference, step.end = True, step.conference_on
        key = (step.referral.child.family, step.conference_on)
        meeting = meetings.setdefault(key, len(meetings) + 1)
        conference = _conference(world, step, meeting)
        if place >= without_plan:
            conference.plan = start_plan(world, days, rng, conference, volumes.late_review_share)
    for step in waiting:
        if step.leads_to_conference is None:
            step.leads_to_conference = False
            longest = max(1, min(15, days.between(step.start, month.last)))
            step.end = days.add(step.start, rng.randint(min(5, longest), longest))


def _conference(world: World, step: Enquiry, meeting: int) -> Conference:
    """An initial conference after an enquiry."""
    on = step.conference_on
    number = world.number("conference")
    conference = Conference(number, on.toordinal() * 100 + meeting, step.referral, on, step)
    step.referral.conferences.append(conference)
    return conference


def _transfers_in(
    world: World, days: WorkingDays, rng: random.Random, month: Month, volumes: MonthVolumes
) -> int:
    """Families that move in with a plan: a conference without an enquiry of this authority."""
    arrivals = [
        item
        for item in world.open_referrals
        if item.is_transfer_in and not item.conferences and item.on < month.first
    ]
    for place, referral in enumerate(arrivals):
        on = rng.choice(days.in_span(month.first, month.last))
        number = world.number("conference")
        conference = Conference(number, on.toordinal() * 100 + 90 + place, referral, on, None)
        conference.is_transfer_in = True
        referral.conferences.append(conference)
        conference.plan = start_plan(world, days, rng, conference, volumes.late_review_share)
    return len(arrivals)


def start_plan(
    world: World,
    days: WorkingDays,
    rng: random.Random,
    conference: Conference,
    late_share: float,
) -> ProtectionPlan:
    """A plan from the day of the conference, with its first review set."""
    category = weighted(rng, CATEGORIES)
    on, referral = conference.on, conference.referral
    plan = ProtectionPlan(world.number("plan"), referral, on, category, conference)
    set_review(world, days, rng, plan, on, late_share)
    referral.plans.append(plan)
    referral.in_need_from = referral.in_need_from or on
    return plan


def set_review(
    world: World,
    days: WorkingDays,
    rng: random.Random,
    plan: ProtectionPlan,
    anchor: date,
    late_share: float,
) -> None:
    """Sets the next review: due some months after the anchor, held shortly before, seldom after."""
    due = add_months(anchor, LATER_MONTHS if plan.reviews else FIRST_MONTHS)
    if rng.random() < late_share:
        held = days.add(due, rng.randint(2, 12))
    else:
        held = days.add(days.on_or_before(due), -rng.choice((0, 0, 1, 2, 3, 5, 8)))
    plan.next_review = Review(world.number("review"), due, held, anchor)


def review_plans(
    world: World, days: WorkingDays, rng: random.Random, month: Month, volumes: MonthVolumes
) -> None:
    """Holds the month's reviews and ends as many plans as the stock aimed at asks for."""
    plans = [
        plan for item in world.open_referrals for plan in item.plans if plan.is_open(month.last)
    ]
    ends = max(0, len(plans) - volumes.plans_open)
    young_from = add_months(month.last, -FIRST_MONTHS)
    able = [plan for plan in plans if volumes.young_plans_may_end or plan.start <= young_from]
    reviewed = [plan for plan in able if _is_reviewed_in(plan, month)]
    ending = set(_by_weight(rng, reviewed, ends))
    others = [plan for plan in able if plan not in ending and not _is_reviewed_in(plan, month)]
    for plan in plans:
        if _is_reviewed_in(plan, month) and plan.next_review is not None:
            review = plan.next_review
            plan.reviews.append(review)
            plan.next_review = None
            if plan in ending:
                end_plan(rng, plan, review.held)
            else:
                set_review(world, days, rng, plan, review.held, volumes.late_review_share)
    for plan in rng.sample(others, min(len(others), max(0, ends - len(ending)))):
        earliest = max(month.first, plan.start + timedelta(days=14))
        choices = days.in_span(earliest, month.last)
        if choices:
            end_plan(rng, plan, rng.choice(choices))


def end_plan(rng: random.Random, plan: ProtectionPlan, on: date) -> None:
    """Ends a plan; the child stays in need for some months after."""
    plan.end, plan.next_review = on, None
    plan.referral.stay_days = rng.randint(45, 200)


def _is_reviewed_in(plan: ProtectionPlan, month: Month) -> bool:
    """True if the plan's next review is held in the month."""
    return plan.next_review is not None and month.holds(plan.next_review.held)


def _by_weight(rng: random.Random, plans: list[ProtectionPlan], count: int) -> list[ProtectionPlan]:
    """Plans to end at their review: seldom at the first, likelier with each later one."""
    keyed = [
        (rng.random() ** (1 / END_WEIGHTS[min(len(plan.reviews), 4)]), plan.number, plan)
        for plan in plans
    ]
    return [plan for _, _, plan in sorted(keyed, reverse=True)[:count]]
