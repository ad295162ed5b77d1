"""Plans for adoption of young children in care that did not, or not yet, end in an adoption.

Belongs here: who is to be adopted, the days of decision, order, match and reversal, and the legal
status the order brings. Does not belong here: adoptions (care, placements) and the rows of either
(permanence_tables).
"""

import random
from datetime import date, timedelta

from pipelines.demo.draws import days_after, happens
from pipelines.demo.working_days import add_months
from pipelines.demo.world import AdoptionPlan, CarePeriod, World

PLAN_SHARE, REVERSED_SHARE, MATCHED_SHARE = 0.85, 0.3, 0.3
OLDEST_AGE = 8
CARE_FROM = date(2009, 7, 1)
ORDERED_UNDER = ("C1", "C2")


def draw_adoption_plans(world: World, rng: random.Random, until: date) -> None:
    """Plans of children who were not adopted; some were reversed, the others still wait."""
    for period in world.care_periods():
        if _may_be_planned(period, until) and happens(rng, PLAN_SHARE):
            _plan(rng, period, period.end or until)


def _may_be_planned(period: CarePeriod, until: date) -> bool:
    """True for a young child under a care order, in care long enough to be planned for."""
    return (
        period.adoptive_from is None
        and period.start >= CARE_FROM
        and period.child.born is not None
        and 0 <= period.child.age_on(period.start) < OLDEST_AGE
        and period.statuses[-1][0] in ORDERED_UNDER
        and (period.end is None or period.reason not in ("E43", "E44"))
        and add_months(period.start, 8) < (period.end or until)
    )


def _plan(rng: random.Random, period: CarePeriod, last: date) -> None:
    """A decision, an order some weeks later and, for some, a match or a reversal."""
    earliest = max(period.start + timedelta(days=60), period.statuses[-1][1])
    decided = days_after(rng, earliest, 20, 260)
    ordered = days_after(rng, decided, 15, 70)
    matched = days_after(rng, ordered, 40, 300) if happens(rng, MATCHED_SHARE) else None
    reversed_on = days_after(rng, ordered, 150, 600) if happens(rng, REVERSED_SHARE) else None
    if ordered >= last - timedelta(days=20):
        return
    if reversed_on is not None and reversed_on >= last - timedelta(days=20):
        reversed_on = None
    if matched is not None and reversed_on is not None and matched >= reversed_on:
        matched = None
    back_to = period.statuses[-1][0]
    period.statuses = [*period.statuses, ("E1", ordered)]
    if reversed_on is not None:
        period.statuses = [*period.statuses, (back_to, reversed_on)]
    period.plan = AdoptionPlan(decided, ordered, matched, reversed_on)
