"""Adoption: how long it took, who still waits, and the approved adopters.

Belongs here: days from care to family, from order to match, children and adopters waiting. Does not
belong here: decisions (adoption), the share of leavers adopted (entries).

Readings: a child is adopted on the day care ended for E11 or E12, out of the last period of care.
Placed for adoption is the first day of a placement A3 to A6 in that period. The placement order is
the permanence record's or, where that is blank, legal status E1 or D1. A foster carer adopts where
the record says so or, if it is silent, where the placement is A3 or A5; then the clock stops on the
day recorded, else on the first day with that carer.
"""

from datetime import date
from typing import NamedTuple

from tests.oracle.care import WITH_ADOPTERS, Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months
from tests.oracle.entries import ADOPTED, first_day
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import STOCK, Maker
from tests.oracle.records import Drop, Record

PERIODS = ("R12", "R36")
WAIT_MONTHS = 14
BY_CARER = {"A3", "A5"}
ORDERS = {"E1", "D1"}


class Adopted(NamedTuple):
    """One adoption: the child, the day of the order, care begun, and the permanence record."""

    person: str
    day: date
    begun: date
    record: Record | None


def _records(drop: Drop) -> dict[str, Record]:
    """The permanence record of each child: the latest decided."""
    found = {}
    for row in sorted(
        drop["permanence"],
        key=lambda row: (row["adm_decision_date"] or date.min, row["table_id"]),
    ):
        found[row["person"]] = row
    return found


def _adoptions(drop: Drop, care: Care) -> list[Adopted]:
    records, found = _records(drop), []
    for person, periods in care.periods.items():
        for rows in periods:
            day, begun = care.left(person, rows), first_day(care, person, rows)
            if rows[-1]["cla_episode_ceased_reason"] in ADOPTED and day and begun:
                found.append(Adopted(person, day, begun, records.get(person)))
    return found


def _placed(care: Care, person: str, begun: date, until: date) -> Record | None:
    """The first placement for adoption in a period of care."""
    rows = [
        row
        for row in care.placements(person)
        if row["cla_placement_type"] in WITH_ADOPTERS
        and begun <= row["cla_placement_start_date"] <= until
    ]
    return rows[0] if rows else None


def to_family(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule A1: days from care start (latest period) to placed for adoption; never placed: out."""
    parts = []
    for one in _adoptions(drop, care):
        row = _placed(care, one.person, one.begun, one.day)
        if row:
            days = (row["cla_placement_start_date"] - one.begun).days
            parts.append(Part(one.day, days, 1, leads.at_event(one.person, one.day)))
    return parts


def _with_carer_since(care: Care, row: Record) -> date:
    """The first day with the carer of a placement without another between."""
    rows = [
        one
        for one in care.placements(row["person"])
        if one["cla_placement_start_date"] <= row["cla_placement_start_date"]
    ]
    since, carer = row["cla_placement_start_date"], row["cla_placement_carer_id"]
    for one in reversed(rows):
        if carer is None or one["cla_placement_carer_id"] != carer:
            break
        since = one["cla_placement_start_date"]
    return since


def to_family_or_carer(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule A10: as A1, but adopted by foster carers: the start of that fostering placement."""
    parts = []
    for one in _adoptions(drop, care):
        row = _placed(care, one.person, one.begun, one.day)
        said = one.record["adopted_by_carer_flag"] if one.record else None
        by_carer = said if said is not None else bool(row and row["cla_placement_type"] in BY_CARER)
        stopped = row["cla_placement_start_date"] if row else None
        if by_carer:
            recorded = one.record["placed_foster_carer_date"] if one.record else None
            stopped = recorded or (_with_carer_since(care, row) if row else None)
        if stopped and one.begun <= stopped <= one.day:
            days = (stopped - one.begun).days
            parts.append(Part(one.day, days, 1, leads.at_event(one.person, one.day)))
    return parts


def _order(drop: Drop, care: Care, person: str, record: Record | None) -> date | None:
    """The day of the placement order."""
    if record and record["placement_order_date"]:
        return record["placement_order_date"]
    days = [
        row["legal_status_start_date"]
        for row in care.statuses(person)
        if row["legal_status"] in ORDERS
    ]
    return min(days, default=None)


def to_match(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule A2: days from placement order to match; matched before the order = 0 days."""
    parts = []
    for one in _adoptions(drop, care):
        order, record = _order(drop, care, one.person, one.record), one.record
        matched = record["matched_date"] if record else None
        if order and matched and _placed(care, one.person, one.begun, one.day):
            days = max(0, (matched - order).days)
            parts.append(Part(one.day, days, 1, leads.at_event(one.person, one.day)))
    return parts


def _is_reversed(record: Record, end: date) -> bool:
    day = record["decision_reversed_date"]
    return day is not None and day <= end


def waited_less(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule A3: adopted or with a plan; waited, or have waited, less than 14 months."""
    parts = []
    for one in _adoptions(drop, care):
        row = _placed(care, one.person, one.begun, one.day)
        if row:
            passes = row["cla_placement_start_date"] < add_months(one.begun, WAIT_MONTHS)
            parts.append(Part(one.day, int(passes), 1, leads.at_event(one.person, one.day)))
    records = _records(drop)
    for end in ends:
        for person in care.looked_after(end):
            record = records.get(person)
            decided = record["adm_decision_date"] if record else None
            if record and decided and decided <= end and not _is_reversed(record, end):
                begun = care.since(person, end)
                row = _placed(care, person, begun, end)
                until = row["cla_placement_start_date"] if row else end
                passes = until < add_months(begun, WAIT_MONTHS)
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def _waiting(drop: Drop, care: Care, end: date) -> list[tuple[str, date, date | None]]:
    """Children under a placement order not yet placed: the order and the match."""
    records, found = _records(drop), []
    for person in care.looked_after(end):
        record = records.get(person)
        order = _order(drop, care, person, record)
        if order is None or order > end or (record and _is_reversed(record, end)):
            continue
        if _placed(care, person, care.since(person, end), end) is None:
            found.append((person, order, record["matched_date"] if record else None))
    return found


def waiting(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: placement order not yet placed: unmatched / matched."""
    return [
        Part(
            end,
            1,
            None,
            leads.at_start(person, end),
            is_stock=True,
            category="matched" if matched and matched <= end else "unmatched",
        )
        for end in ends
        for person, _, matched in _waiting(drop, care, end)
    ]


def waiting_long(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: over 6 and 12 months since order."""
    names = ("to_6_months", "over_6_months", "over_12_months")
    return [
        Part(
            end,
            1,
            None,
            leads.at_start(person, end),
            is_stock=True,
            category=names[(add_months(order, 6) < end) + (add_months(order, 12) < end)],
        )
        for end in ends
        for person, order, _ in _waiting(drop, care, end)
    ]


def adopters(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: beside: adopters approved and unmatched."""
    return [
        Part(
            end,
            1,
            None,
            leads.known(row["team_id"], row["worker_id"]),
            is_stock=True,
            category="matched"
            if row["matched_date"] and row["matched_date"] <= end
            else "unmatched",
        )
        for end in ends
        for row in drop["adopter_households"]
        if row["approval_date"] <= end < (row["ended_date"] or FOREVER)
    ]


MEASURES: dict[Measure, Maker] = {
    Measure("adoption_a1_days", PERIODS): to_family,
    Measure("adoption_a10_days", PERIODS): to_family_or_carer,
    Measure("adoption_a2_days", PERIODS): to_match,
    Measure("adoption_a3_14m_pct", ("R36",)): waited_less,
    Measure("adoption_children_waiting", STOCK): waiting,
    Measure("adoption_children_waiting", STOCK, "by_wait"): waiting_long,
    Measure("adoption_children_waiting", STOCK, "adopters"): adopters,
}
