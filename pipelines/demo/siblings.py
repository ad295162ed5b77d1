"""Which looked-after children are brothers and sisters of one another.

Belongs here: sibling groups of children who came into care in the same weeks, and their rows of
family. Does not belong here: families known from referrals (people_tables), and who lives with
whom (placement_records).
"""

import random

from pipelines.demo.draws import happens
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import Row
from pipelines.demo.world import CarePeriod, Child

HAS_SIBLING, HAS_TWO = 0.42, 0.3
NEAR_DAYS, NEAR_YEARS = 120, 9
Groups = dict[Child, int]


def sibling_groups(
    rng: random.Random, periods: list[CarePeriod], families: list[Row]
) -> tuple[Groups, list[Row]]:
    """The group of each child, and rows of family for those without one.

    Args:
        rng: Random stream.
        periods: Periods of care in a fixed order.
        families: The rows of family there are; children in them stay in their family alone.
    """
    known = {row["source_person_id"] for row in families}
    groups: Groups = {}
    for period in periods:
        if person_id(period.child) in known:
            groups.setdefault(period.child, period.child.family)
    alone = [item for item in periods if item.child not in groups]
    rows: list[Row] = []
    for place, period in enumerate(sorted(alone, key=lambda item: (item.start, item.number))):
        wants = happens(rng, HAS_SIBLING) + happens(rng, HAS_TWO)
        if period.child in groups:
            continue
        group = 900_000 + period.number
        others = [item for item in alone if _could_be_sibling(item, period, groups)]
        chosen = [period, *others[:wants]] if others and wants else []
        for item in chosen:
            groups[item.child] = group
            rows.append(
                {
                    "table_id": f"FAM9{item.child.number:06d}",
                    "family_id": f"F{group:06d}",
                    "source_person_id": person_id(item.child),
                    "_recorded_on": item.start,
                }
            )
        if not chosen:
            groups.setdefault(period.child, -place - 1)
    return groups, rows


def _could_be_sibling(item: CarePeriod, period: CarePeriod, groups: Groups) -> bool:
    """True if a child came into care near another, is near in age and has no group yet."""
    born, other = item.child.born, period.child.born
    return (
        item.child is not period.child
        and item.child not in groups
        and not item.child.is_uasc
        and not period.child.is_uasc
        and 0 <= (item.start - period.start).days <= NEAR_DAYS
        and born is not None
        and other is not None
        and 280 < abs((born - other).days) < NEAR_YEARS * 365
    )
