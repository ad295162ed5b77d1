"""What is known of each placement beside its dates: where, with whom, registered, at what price.

Belongs here: columns laid over the rows of cla_placement, and the rows of placement_costs. Does
not belong here: the placements themselves (placements, care_tables). Nothing already on a row is
drawn anew but the distance of unaccompanied children, which is not known, and three placements
made wrong so that the checks of registration find something.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

from pipelines.demo.draws import happens
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.siblings import Groups
from pipelines.demo.world import CarePeriod, Placement

COSTS_FROM = date(2012, 4, 1)
WITHOUT_COST, YEARLY_RISE = 0.05, Decimal("0.015")
TOGETHER = 0.65
# Weekly price by kind of placement and whether it is the authority's own: least and most.
PRICES: dict[str, tuple[int, int]] = {
    "kin": (290, 430), "own": (410, 660), "agency": (780, 1_050), "K1": (4_900, 5_900),
    "K2": (2_700, 4_300), "H5": (650, 1_250), "P2": (180, 420), "S1": (1_900, 3_100),
}  # fmt: skip
FAMILY_KINDS = ("U1", "U3", "U4", "U6")


def complete_placements(
    rng: random.Random, periods: list[CarePeriod], rows: list[Row], groups: Groups
) -> None:
    """Lays location, term, visiting rule, registration and postcode over the placements' rows."""
    by_id = {row["cla_placement_id"]: row for row in rows}
    homes = _homes(rng, periods, groups)
    for period in periods:
        for item in period.placements:
            row = by_id[f"PLC{item.number:06d}"]
            row["cla_placement_location"] = _location(rng, item.miles)
            row["cla_placement_is_long_term"] = item.kind in ("U1", "U4") and happens(rng, 0.8)
            row["cla_placement_visit_rule"] = _visit_rule(rng, item)
            row["cla_placement_postcode"] = homes[item.number]
            row["cla_placement_outside_england"] = item.kind == "K2" and item.miles > 60
            if period.child.is_uasc:
                row["cla_placement_distance"] = None
    _make_wrong(periods, by_id)


def cost_tables(rng: random.Random, profile: CouncilProfile, periods: list[CarePeriod]) -> Tables:
    """Rows of placement_costs: a price for each placement and financial year it reaches into."""
    rows: list[Row] = []
    for period in periods:
        for item in period.placements:
            price, has_price = _price(rng, item), not happens(rng, WITHOUT_COST)
            if price is None or not has_price:
                continue
            start, end = item.start, item.end or date.max
            while start < end and start <= profile.until:
                year_ends = date(start.year + (start.month > 3), 4, 1)
                if year_ends > COSTS_FROM:
                    years = year_ends.year - COSTS_FROM.year
                    rows.append(
                        {
                            "placement_cost_id": f"PC{item.number:06d}{year_ends:%y}",
                            "cla_placement_id": f"PLC{item.number:06d}",
                            "weekly_cost": (price * (1 + YEARLY_RISE * years)).quantize(
                                Decimal("0.01")
                            ),
                            "valid_from": start,
                            "valid_to": min(year_ends, end),
                        }
                    )
                start = year_ends
    return {"placement_costs": rows}


def _price(rng: random.Random, item: Placement) -> Decimal | None:
    """A weekly price of the kind; parents and adopters are paid none."""
    if item.kind in ("U1", "U3"):
        kind = "kin"
    elif item.kind in ("U4", "U6"):
        kind = "own" if item.provider == "PR1" else "agency"
    else:
        kind = item.kind
    least, most = PRICES.get(kind, (0, 0))
    drawn = Decimal(rng.randint(least, most))
    return drawn if kind in PRICES else None


def _location(rng: random.Random, miles: float) -> str | None:
    """In a small borough most placements over a few miles lie outside it; some are not known."""
    fate = rng.random()
    if fate < 0.01:
        return None
    chance = 0.12 if miles <= 3 else 0.55 if miles <= 10 else 0.97
    return "OUT" if fate < chance else "IN"


def _visit_rule(rng: random.Random, item: Placement) -> str | None:
    """The few placements to which another visiting rule applies."""
    fate = rng.random()
    if item.kind == "U3" and fate < 0.1:
        return "temporary_connected"
    if item.kind == "P1" and fate < 0.1:
        return "parent_before_assessment"
    if item.kind == "U4" and item.start < date(2013, 4, 1) and fate < 0.12:
        return "agreed_six_months"
    return None


def _homes(rng: random.Random, periods: list[CarePeriod], groups: Groups) -> dict[int, str]:
    """A made-up postcode for each placement; brothers and sisters share many of them."""
    homes: dict[int, str] = {}
    placed: dict[int, list[tuple[CarePeriod, Placement]]] = {}
    for period in periods:
        for item in period.placements:
            near = [
                other
                for earlier, other in placed.get(groups[period.child], [])
                if earlier.child is not period.child and _overlap(other, item)
            ]
            homes[item.number] = _postcode(item.number)
            shares = happens(rng, TOGETHER)
            if near and shares and item.kind in FAMILY_KINDS:
                homes[item.number] = homes[near[-1].number]
            if item.kind in FAMILY_KINDS:
                placed.setdefault(groups[period.child], []).append((period, item))
    return homes


def _overlap(one: Placement, other: Placement) -> bool:
    """True if two placements hold on a common day."""
    return one.start < (other.end or date.max) and other.start < (one.end or date.max)


def _postcode(number: int) -> str:
    """A postcode of no real area, one for each number up to 67,600."""
    letters = "ABCDEFGHJKLMNOPQRSTUWXYZAB"
    first, second = letters[number // 26 % 26], letters[number % 26]
    return f"ZZ{number // 6760 % 10} {number // 676 % 10}{first}{second}"


def _make_wrong(periods: list[CarePeriod], by_id: dict[object, Row]) -> None:
    """Two homes without registration, one of them pending, and a child too young for H5."""
    homes = [
        (period, item)
        for period in periods
        for item in period.placements
        if item.kind == "K2"
        and item.start >= date(2012, 4, 1)
        and (item.end or date.max) - item.start > timedelta(days=60)
    ]
    in_2014 = [pair for pair in homes if pair[1].start >= date(2014, 7, 1)]
    for place, (_, item) in enumerate([*homes[:2], *in_2014[:2]]):
        row = by_id[f"PLC{item.number:06d}"]
        row["cla_placement_urn"] = None
        row["cla_placement_outside_england"] = False
        row["cla_placement_registration"] = "pending" if place % 2 else None
    too_young = [item for period, item in homes[2:] if period.child.age_on(item.start) in (14, 15)]
    for item in too_young[-1:]:
        row = by_id[f"PLC{item.number:06d}"]
        row |= {"cla_placement_type": "H5", "cla_placement_urn": None}
