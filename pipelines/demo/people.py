"""Children and families made up as they become known.

Belongs here: drawing a new child or sibling group with age, sex, ethnicity and needs. Does not
belong here: what happens to them afterwards.
"""

import random
from datetime import date, timedelta

from pipelines.demo.world import Child, World

ETHNICITIES = (
    ("WBRI", 30), ("WOTH", 8), ("WROM", 3), ("APKN", 20), ("AIND", 11), ("AOTH", 5),
    ("BAFR", 6), ("BCRB", 4), ("MWBC", 5), ("MWAS", 3), ("MOTH", 3), ("OOTH", 2),
)  # fmt: skip
AGE_BANDS = ((0, 0, 9), (1, 4, 27), (5, 9, 30), (10, 15, 28), (16, 17, 6))
UNBORN_SHARE = 0.015
DISABLED_SHARE = 0.08
GROUP_SIZES = (1, 1, 1, 1, 2, 2, 3)


def weighted(rng: random.Random, options: tuple[tuple[str, int], ...]) -> str:
    """One of the options, drawn by its weight."""
    return rng.choices([text for text, _ in options], [weight for _, weight in options])[0]


def new_child(
    world: World, rng: random.Random, on: date, family: int, is_unborn: bool = False
) -> Child:
    """A child first known on a day; an unborn child has only an expected date of birth."""
    number = world.number("child")
    child = Child(number, family, rng.choice("MF"), weighted(rng, ETHNICITIES), None, known_on=on)
    if is_unborn:
        child.expected = on + timedelta(days=rng.randint(20, 150))
        child.sex = "U"
    else:
        low, high, _ = rng.choices(AGE_BANDS, [band[2] for band in AGE_BANDS])[0]
        oldest = on - timedelta(days=int((high + 1) * 365.25) - 1)
        youngest = on - timedelta(days=int(low * 365.25) + 1)
        child.born = oldest + timedelta(days=rng.randint(0, (youngest - oldest).days))
        child.is_disabled = rng.random() < DISABLED_SHARE
    world.children.append(child)
    return child


def new_family(world: World, rng: random.Random, on: date, at_most: int) -> list[Child]:
    """One to three siblings first known on the same day; one family in sixty expects a child."""
    family = world.number("family")
    size = min(at_most, rng.choice(GROUP_SIZES))
    return [
        new_child(world, rng, on, family, is_unborn=rng.random() < UNBORN_SHARE)
        for _ in range(size)
    ]


def births(world: World, until: date) -> None:
    """Unborn children whose expected date has come are born on it."""
    for child in world.children:
        if child.born is None and child.expected is not None and child.expected <= until:
            child.born = child.expected
            child.sex = "M" if child.number % 2 else "F"
