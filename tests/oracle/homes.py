"""Homes of looked-after children: registration, cost, siblings; foster and private care.

Belongs here: registration and price of placements, siblings, foster carers' reviews and places,
private fostering. Does not belong here: kinds of placement and moves (placements), recruitment of
foster carers (organisation, quality).

Readings: one is registered whose number is SC and six digits, or six or seven digits. A family is
the children with one family id. The price of a placement is the one in force on the day.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, birthday, working_day_after
from tests.oracle.early_help import families_of
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import STOCK, WHOLE, Maker
from tests.oracle.organisation import NO_WORKER
from tests.oracle.placements import FOSTER, is_in_house
from tests.oracle.records import Drop, Record

VALID_NUMBER = re.compile(r"(SC\d{6}|\d{6,7})", re.IGNORECASE)
HOME, SUPPORTED, TOO_YOUNG = "childrens home", "supported accommodation", "under 16"
SUPPORTED_FROM, LEAST_AGE = date(2023, 10, 28), 16
INDEPENDENT = {"H5", "P2"}
REVIEW_MONTHS = APPROVED_MONTHS = 12
APPROVED_KINDS = {"mainstream", "connected"}
KIN = {"U1", "U2", "U3"}
MAINSTREAM_ONLY_FROM = date(2022, 3, 31)
FIRST_VISIT_WD = 7
FIRST_YEAR_GAP, LATER_GAP = timedelta(days=42), timedelta(days=84)
COST_GROUPS = {
    **dict.fromkeys(("U1", "U2", "U3"), "kin foster"),
    **dict.fromkeys(("U4", "U5", "U6"), "other foster"),
    **dict.fromkeys(("K1", "K2"), "secure or childrens home"),
    **dict.fromkeys(("H5", "P2"), "supported or independent"),
}
PROVIDERS = {
    "PR0": "parents",
    "PR1": "own provision",
    "PR2": "another authority",
    "PR3": "other public",
    "PR4": "private",
    "PR5": "voluntary",
}
DAY = timedelta(days=1)
FINANCIAL_YEAR_END = (3, 31)


def _fault(care: Care, row: Record, day: date) -> str | None:
    """Rule: no valid Ofsted URN where one is required: K2, or H5 from 28 October 2023; under 16."""
    kind = row["cla_placement_type"]
    if row["cla_placement_outside_england"]:
        return None
    if kind in INDEPENDENT and care.is_under(row["person"], LEAST_AGE, day):
        return TOO_YOUNG
    number = row["cla_placement_urn"] or ""
    if VALID_NUMBER.fullmatch(number.strip()):
        return None
    if kind == "K2":
        return HOME
    return SUPPORTED if kind == "H5" and day >= SUPPORTED_FROM else None


def unregistered(is_pending: bool) -> Maker:
    """Rule: CLA in placements that should be registered and are not; pending listed apart."""

    def make(_drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        parts = []
        for end in ends:
            for person in care.looked_after(end):
                row = care.placement_on(person, end)
                fault = _fault(care, row, end) if row else None
                if row and fault and _is_pending(row, fault) == is_pending:
                    credit = leads.at_start(person, end)
                    parts.append(Part(end, 1, None, credit, is_stock=True, category=fault))
        return parts

    return make


def _is_pending(row: Record, fault: str) -> bool:
    return fault != TOO_YOUNG and row["cla_placement_registration"] == "pending"


def unregistered_begun(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: starts, of looked-after children."""
    parts = []
    for row in drop["cla_placement"]:
        person, day = row["person"], row["cla_placement_start_date"]
        fault = _fault(care, row, day)
        if fault and not _is_pending(row, fault) and care.is_looked_after(person, day):
            parts.append(Part(day, 1, None, leads.at_event(person, day), category=fault))
    return parts


def _approved(drop: Drop, end: date) -> list[Record]:
    return [
        row
        for row in drop["fostering_households"]
        if row["kind"] in APPROVED_KINDS
        and row["approval_date"]
        and row["approval_date"] <= end < (row["ceased_date"] or FOREVER)
    ]


def carers_reviewed(kind: str) -> Maker:
    """Rule: approved for at least 12 months; last review <= 12 months before period end."""

    def make(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
        held: dict[str, list[date]] = {}
        for row in drop["fostering_reviews"]:
            if row["kind"] == kind:
                held.setdefault(row["household_id"], []).append(row["review_date"])
        parts = []
        for end in ends:
            since = add_months(end, -REVIEW_MONTHS)
            for row in _approved(drop, end):
                if row["approval_date"] <= since:
                    passes = any(since <= day <= end for day in held.get(row["household_id"], []))
                    credit = leads.known(row["team_id"], row["worker_id"] or NO_WORKER)
                    parts.append(Part(end, int(passes), 1, credit, is_stock=True))
        return parts

    return make


def places(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: children placed over approved places; family and friends excluded from 2022."""
    parts = []
    for end in ends:
        is_mainstream = end >= MAINSTREAM_ONLY_FROM
        for person in care.looked_after(end):
            row = care.placement_on(person, end)
            kinds = FOSTER - KIN if is_mainstream else FOSTER
            if row and row["cla_placement_type"] in kinds and is_in_house(row):
                parts.append(Part(end, 1, None, leads.at_start(person, end), is_stock=True))
        for row in _approved(drop, end):
            if row["approved_places_count"] and (row["kind"] == "mainstream" or not is_mainstream):
                credit = leads.known(row["team_id"], NO_WORKER)
                parts.append(Part(end, None, row["approved_places_count"], credit, is_stock=True))
    return parts


def second_tier(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: approved households on the tier-2 scheme at period end."""
    return [
        Part(end, 1, None, leads.known(row["team_id"], NO_WORKER), is_stock=True)
        for end in ends
        for row in _approved(drop, end)
        if row["tier"] == 2 and row["kind"] == "mainstream"
    ]


def _prices(drop: Drop) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in drop["placement_costs"]:
        if row["weekly_cost"] is not None:
            found.setdefault(row["cla_placement_id"], []).append(row)
    return found


def _priced(drop: Drop, care: Care, end: date) -> list[tuple[str, Record | None, Decimal | None]]:
    """Every child in care, where it lives and what that costs a week."""
    prices, found = _prices(drop), []
    for person in care.looked_after(end):
        row = care.placement_on(person, end)
        now = [
            one
            for one in prices.get(row["cla_placement_id"] if row else "", [])
            if one["valid_from"] <= end < (one["valid_to"] or FOREVER)
        ]
        latest = max(
            now, key=lambda one: (one["valid_from"], one["placement_cost_id"]), default=None
        )
        found.append((person, row, latest["weekly_cost"] if latest else None))
    return found


def costs(group: Callable[[Record], str]) -> Maker:
    """Rule: sum of weekly costs of open placements over placements with a cost."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        return [
            Part(end, price, 1, leads.at_start(person, end), is_stock=True, category=group(row))
            for end in ends
            for person, row, price in _priced(drop, care, end)
            if row is not None and price is not None
        ]

    return make


def kind_group(row: Record) -> str:
    """Kinds of placement as costs are shown."""
    kind = row["cla_placement_type"]
    return "not recorded" if kind is None else COST_GROUPS.get(kind, "other")


def provider_group(row: Record) -> str:
    """Providers as costs are shown."""
    return PROVIDERS.get(row["cla_placement_provider"], "not recorded")


def without_cost(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: share without a cost printed."""
    return [
        Part(end, int(price is None), 1, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person, _, price in _priced(drop, care, end)
    ]


def forecast(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: forecast to 31 March, open placements at today's price, by the day."""
    parts = []
    for end in ends:
        last = date(end.year + (end.month > FINANCIAL_YEAR_END[0]), *FINANCIAL_YEAR_END)
        days = (last - end).days
        for person, _, price in _priced(drop, care, end):
            if price is not None:
                amount = (price * days / 7).quantize(Decimal("0.0001"), ROUND_HALF_UP)
                parts.append(Part(end, amount, None, leads.at_start(person, end), is_stock=True))
    return parts


def _private(row: Record) -> tuple[date, date]:
    """From when the authority knew, and the day it ended."""
    return row["notified_date"], row["end_date"] or FOREVER


def privately_open(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: arrangements open."""
    return [
        Part(end, 1, None, leads.known(row["team_id"], row["worker_id"]), is_stock=True)
        for end in ends
        for row in drop["private_fostering"]
        for told, over in [_private(row)]
        if told <= end < over
    ]


def privately_visited(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: first visit <= WD+7 of notification, no gap over 6 weeks in year one, 12 after."""
    visits: dict[str, list[date]] = {}
    for row in drop["private_fostering_visits"]:
        visits.setdefault(row["arrangement_id"], []).append(row["visit_date"])
    parts = []
    for end in ends:
        first = end.replace(day=1)
        for row in drop["private_fostering"]:
            told, over = _private(row)
            if told <= end and over >= first:
                days = sorted(visits.get(row["arrangement_id"], []))
                days = [day for day in days if told <= day <= min(end, over)]
                passes = _has_no_gap(told, days, min(end, over))
                credit = leads.known(row["team_id"], row["worker_id"])
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def _has_no_gap(told: date, days: list[date], until: date) -> bool:
    due = working_day_after(told, FIRST_VISIT_WD)
    for day in days:
        if day > due:
            return False
        due = day + (FIRST_YEAR_GAP if day < birthday(told, 1) else LATER_GAP)
    return until <= due


def _groups(drop: Drop, care: Care, end: date) -> list[list[str]]:
    """Looked-after brothers and sisters by family, at least two."""
    family, found = families_of(drop), {}
    for person in care.looked_after(end):
        if person in family:
            found.setdefault(family[person], []).append(person)
    return [group for group in found.values() if len(group) > 1]


def _together(care: Care, one: str, other: str, end: date) -> bool:
    rows = care.placement_on(one, end), care.placement_on(other, end)
    if rows[0] is None or rows[1] is None:
        return False
    return any(
        rows[0][name] is not None and rows[0][name] == rows[1][name]
        for name in ("cla_placement_carer_id", "cla_placement_urn", "cla_placement_postcode")
    )


def siblings(quantity: Callable[[list[bool]], bool]) -> Maker:
    """Rule: CLA with a looked-after sibling; sharing carer, URN or postcode with one, or all."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        return [
            Part(
                end,
                int(quantity([_together(care, one, two, end) for two in group if two != one])),
                1,
                leads.at_start(one, end),
                is_stock=True,
            )
            for end in ends
            for group in _groups(drop, care, end)
            for one in group
        ]

    return make


REVIEWED, PRICED = (("fostering_reviews", 12),), (("placement_costs", 0),)
MEASURES: dict[Measure, Maker] = {
    Measure("cla_unregistered_count", STOCK): unregistered(is_pending=False),
    Measure("cla_unregistered_count", STOCK, "pending"): unregistered(is_pending=True),
    Measure("cla_unregistered_count", ("IM", "YTD"), "starts"): unregistered_begun,
    Measure("foster_carer_review_timely_pct", STOCK, history=REVIEWED): carers_reviewed(
        "annual_review"
    ),
    Measure(
        "foster_carer_review_timely_pct", STOCK, "unannounced_visit", history=REVIEWED
    ): carers_reviewed("unannounced_visit"),
    Measure("foster_places_filled_pct", STOCK, levels=WHOLE): places,
    Measure("foster_tier2_carers", STOCK, levels=WHOLE): second_tier,
    Measure("placement_cost_week", STOCK, levels=WHOLE, history=PRICED): costs(kind_group),
    Measure("placement_cost_week", STOCK, "by_provider", levels=WHOLE, history=PRICED): costs(
        provider_group
    ),
    Measure("placement_cost_week", STOCK, "without_cost", levels=WHOLE, history=PRICED): (
        without_cost
    ),
    Measure("placement_cost_week", STOCK, "forecast", levels=WHOLE, history=PRICED): forecast,
    Measure(
        "private_fostering_visit_timely_pct", STOCK, history=(("private_fostering_visits", 12),)
    ): privately_visited,
    Measure(
        "private_fostering_visit_timely_pct", STOCK, "open", history=(("private_fostering", 0),)
    ): privately_open,
    Measure("siblings_together_pct", STOCK): siblings(any),
    Measure("siblings_together_pct", STOCK, "whole_group"): siblings(all),
}
