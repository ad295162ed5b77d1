"""Adjustments to periods of care so that lengths of stay and stability come to given figures.

Belongs here: moving the day a child came into care across a boundary, and moves between carers
in or out of the two years before a date. Does not belong here: the figures (calibration).
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.demo.working_days import add_months, birthday
from pipelines.demo.world import CarePeriod, World

COHORT_MONTHS, STABLE_MONTHS, CHILD_AGE = 30, 24, 16


def is_under_16(period: CarePeriod, on: date) -> bool:
    """True if the child's sixteenth birthday comes after the day."""
    born = period.child.born
    return born is not None and birthday(born, CHILD_AGE) > on


def bring_care_lengths(
    world: World,
    on: date,
    months: int,
    wanted: int,
    is_counted: Callable[[CarePeriod], bool],
) -> None:
    """Makes the number in care on a day for so many months or more what is wanted.

    Those who came into care nearest the boundary came a little later or earlier instead; nobody
    else's stay and no number in care on the day changes.

    Raises:
        ValueError: if too few children came into care near the boundary.
    """
    boundary = add_months(on, -months)
    periods = [
        item
        for item in world.care_periods()
        if item.is_open(on) and not item.is_short_break and is_counted(item)
    ]
    longer = sorted((item for item in periods if item.start <= boundary), key=_newest_first)
    surplus = len(longer) - wanted
    for place, period in enumerate(longer[: max(0, surplus)]):
        period.start = boundary + timedelta(days=2 + 2 * place)
        period.statuses = [(period.statuses[0][0], period.start)]
    movable = sorted(
        (item for item in periods if item.start > boundary and item.referral.on < boundary),
        key=lambda item: (item.start, item.number),
    )
    for place, period in enumerate(movable[: max(0, -surplus)]):
        period.start = max(period.referral.on, boundary - timedelta(days=2 + 2 * place))
        period.statuses = [(period.statuses[0][0], period.start)]
    if len(movable) < -surplus:
        raise ValueError(f"calibration: {-surplus - len(movable)} children short of {wanted}")


def _newest_first(period: CarePeriod) -> tuple[int, int]:
    """Sorts the latest comer first."""
    return -period.start.toordinal(), period.number


def bring_stability(
    world: World, rng: random.Random, on: date, wanted: int, kept_dates: list[date]
) -> None:
    """Makes the number of long-stayers with the same carer for two years what is wanted.

    A child is made to stay by dropping the moves of the two years, or to move by adding one.
    Whether a child is stable on any of ``kept_dates`` does not change.

    Raises:
        ValueError: if too few children can be changed without touching the kept dates.
    """
    cohort = [
        item
        for item in world.care_periods()
        if item.for_months(on, COHORT_MONTHS) and not item.is_short_break and is_under_16(item, on)
    ]
    rng.shuffle(cohort)
    missing = wanted - sum(_is_stable(item, on) for item in cohort)
    for period in cohort:
        if missing == 0:
            return
        if missing > 0 and not _is_stable(period, on):
            changed = [day for day in period.moves if not _is_recent(day, on)]
        elif missing < 0 and _is_stable(period, on) and period.adoptive_from is None:
            added = add_months(on, -STABLE_MONTHS) + timedelta(days=rng.randint(20, 330))
            changed = sorted([*period.moves, added if kept_dates else _lately(rng, on)])
        else:
            continue
        if _keeps(period, changed, kept_dates):
            period.moves = changed
            missing += -1 if missing > 0 else 1
    if missing:
        raise ValueError(f"calibration: {abs(missing)} children short of {wanted} stable")


def _is_recent(day: date, on: date) -> bool:
    """True if the day lies in the two years before, so that it breaks stability."""
    return add_months(on, -STABLE_MONTHS) < day <= on


def _lately(rng: random.Random, on: date) -> date:
    """A day within the last year."""
    return on - timedelta(days=rng.randint(30, 330))


def _is_stable(period: CarePeriod, on: date, moves: list[date] | None = None) -> bool:
    """True if the child has been with the same carer for two years on the day."""
    adoptive = period.adoptive_from or date.max
    days = period.moves if moves is None else moves
    return not any(_is_recent(day, on) for day in days if day < adoptive)


def _keeps(period: CarePeriod, changed: list[date], kept_dates: list[date]) -> bool:
    """True if the changed moves leave stability on the kept dates as it is."""
    return all(_is_stable(period, day) == _is_stable(period, day, changed) for day in kept_dates)
