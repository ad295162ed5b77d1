"""Small random draws shared by the generators.

Belongs here: draws of dates and sizes that more than one generator needs. Does not belong
here: working-day rules (the pipeline owns those) and anything about one subject.
"""

import random
from datetime import date, timedelta


def weekday_on_or_after(day: date) -> date:
    """The same day, or the Monday after if it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def weekday_between(rng: random.Random, first: date, last: date) -> date:
    """A random Monday to Friday from first to last, both included.

    Raises:
        ValueError: if there is no weekday between the two dates.
    """
    for _ in range(60):
        day = first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
        if day.weekday() <= 4 and first <= day <= last:
            return day
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day.weekday() <= 4:
            return day
    raise ValueError("no weekday between the two dates")


def happens(rng: random.Random, chance: float) -> bool:
    """True with the given chance (0 to 1)."""
    return rng.random() < chance


def count_of(rng: random.Random, mean: float) -> int:
    """A small random count with about the given mean (Poisson, by adding up waiting times)."""
    total, count = rng.expovariate(1.0), 0
    while total < mean:
        count += 1
        total += rng.expovariate(1.0)
    return count


def days_after(rng: random.Random, day: date, least: int, most: int) -> date:
    """A weekday about so many days after a day."""
    return weekday_on_or_after(day + timedelta(days=rng.randint(least, most)))


def verdicts(
    rng: random.Random, number: int, chance: float, exactly: int | None = None
) -> list[bool]:
    """So many yes and no judgements in random order; a given number of yes if ``exactly``."""
    if exactly is None:
        return [happens(rng, chance) for _ in range(number)]
    result = [position < exactly for position in range(number)]
    rng.shuffle(result)
    return result
