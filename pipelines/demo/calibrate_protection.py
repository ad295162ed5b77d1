"""Adjustments to reviews of protection plans so that timeliness stays within given bounds.

Belongs here: choosing the few reviews that are held late. Does not belong here: the figures
(calibration) and the reviews themselves (protection).
"""

from datetime import date

from pipelines.demo.protection import LATER_MONTHS
from pipelines.demo.working_days import WorkingDays, add_months, months_between
from pipelines.demo.world import ProtectionPlan, Review, World

LEAST_FAILING, MOST_FAILING = 0.011, 0.025
LATE_BY_WORKING_DAYS = (4, 9, 6, 11)
OLD_ENOUGH_MONTHS, LOOK_BACK_MONTHS = 3, 12

Bounds = dict[date, tuple[int, int]]


def bring_review_timeliness(
    world: World, days: WorkingDays, span: tuple[date, date], exact: dict[date, int]
) -> None:
    """Makes single reviews late until every month end lies between the bounds.

    All reviews of the span must be on time beforehand. A plan with a late review fails on every
    month end until the review's due day is more than a year past, or the plan ends.

    Args:
        world: The simulated truth.
        days: Working days.
        span: First and last month end.
        exact: Children failing on particular month ends.

    Raises:
        ValueError: if no choice of reviews meets the bounds.
    """
    ends = [month.last for month in months_between(*span)]
    plans = [item for item in world.plans() if not item.is_other_authority]
    bounds = {end: _bounds(plans, end, exact.get(end)) for end in ends}
    failing = dict.fromkeys(ends, 0)
    candidates = [
        (plan, review, _month_ends_failed(plan, review, ends))
        for plan in plans
        for review in plan.reviews[:-1] + plan.reviews[-1:] * (plan.next_review is not None)
    ]
    used: set[ProtectionPlan] = set()
    for end in ends:
        while failing[end] < bounds[end][0]:
            chosen = _best(candidates, end, failing, bounds, used)
            if chosen is None:
                raise ValueError(f"calibration: too few late reviews on {end}")
            plan, review, failed = chosen
            _hold_late(days, plan, review, len(used))
            used.add(plan)
            for day in failed:
                failing[day] += 1
    if any(not low <= failing[end] <= high for end, (low, high) in bounds.items()):
        raise ValueError("calibration: review timeliness lies outside its bounds")


def _bounds(plans: list[ProtectionPlan], end: date, exact: int | None) -> tuple[int, int]:
    """Least and most children who may fail on a month end."""
    if exact is not None:
        return exact, exact
    old_enough = sum(
        plan.is_open(end) and add_months(plan.start, OLD_ENOUGH_MONTHS) <= end for plan in plans
    )
    least = -int(-LEAST_FAILING * old_enough // 1)
    return least, int(MOST_FAILING * old_enough)


def _month_ends_failed(plan: ProtectionPlan, review: Review, ends: list[date]) -> list[date]:
    """The month ends on which the plan would fail if this review were late."""
    return [
        end
        for end in ends
        if review.due <= end
        and plan.is_open(end)
        and add_months(plan.start, OLD_ENOUGH_MONTHS) <= end
        and review.due > add_months(end, -LOOK_BACK_MONTHS)
    ]


def _best(
    candidates: list[tuple[ProtectionPlan, Review, list[date]]],
    end: date,
    failing: dict[date, int],
    bounds: Bounds,
    used: set[ProtectionPlan],
) -> tuple[ProtectionPlan, Review, list[date]] | None:
    """The late review that helps longest and takes no month end over its bound."""
    able = [
        (len(failed), -plan.number, review.number, (plan, review, failed))
        for plan, review, failed in candidates
        if end in failed
        and plan not in used
        and 2 <= review.due.day <= 27
        and (plan.end is None or (plan.end - review.due).days > 40)
        and all(failing[day] + 1 <= bounds[day][1] for day in failed)
    ]
    return max(able)[3] if able else None


def _hold_late(days: WorkingDays, plan: ProtectionPlan, review: Review, turn: int) -> None:
    """Holds the review some days after it was due; the next one is owed from then."""
    late_by = LATE_BY_WORKING_DAYS[turn % len(LATE_BY_WORKING_DAYS)]
    review.held = days.add(review.due, late_by)
    following = [item for item in plan.reviews if item.due > review.due]
    next_one = following[0] if following else plan.next_review
    if next_one is not None:
        next_one.due, next_one.set_on = add_months(review.held, LATER_MONTHS), review.held
