"""Where looked-after children live.

Belongs here: figures about the placement of a day and how many there were in a year. Does not
belong here: long-term stability (care), entering and leaving (entries).

Readings: a child in care lives somewhere, so the placement begun last goes on until the next
begins. Where no placement is known the child stays in the denominator. Placements of a year are
those that lasted a day or more and ran on some day of the twelve months; the same carer or, no
carer being recorded, the same registration number or postcode on both sides of a change is no move,
and neither is a temporary stay (T0 to T4) with the same carer before and after. One under a short
break alone is no placement in care.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, year_start
from tests.oracle.figures import Part
from tests.oracle.records import Record

FOSTER = {"U1", "U2", "U3", "U4", "U5", "U6"}
RESIDENTIAL = {"K1", "K2"}
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
FAR_MILES = Decimal(20)
MANY_PLACEMENTS = 3
GROUPS = {
    **dict.fromkeys(("U1", "U2", "U3"), "kin foster"),
    **dict.fromkeys(("U4", "U5", "U6"), "other foster"),
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "placed for adoption"),
    "P1": "parents",
    "H5": "supported or independent",
    "P2": "supported or independent",
    "K1": "secure",
    "K2": "childrens home",
}
GROUP_NAMES = (*dict.fromkeys(GROUPS.values()), "other", "not recorded")
Maker = Callable[[Care, Leads, list[date]], list[Part]]


def share(
    passes: Callable[[Record], bool], counts: Callable[[Record], bool] | None = None
) -> Maker:
    """Children in care, and those whose placement passes; ``counts`` limits who is counted."""

    def make(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
        parts = []
        for end in ends:
            for person in care.looked_after(end):
                row = care.placement_on(person, end)
                if counts is None or (row is not None and counts(row)):
                    good = int(row is not None and passes(row))
                    parts.append(Part(end, good, 1, leads.at_start(person, end), is_stock=True))
        return parts

    return make


def is_foster(row: Record) -> bool:
    """Whether a placement is with foster carers."""
    return row["cla_placement_type"] in FOSTER


def is_residential(row: Record) -> bool:
    """Whether a placement is in a secure unit or children's home."""
    return row["cla_placement_type"] in RESIDENTIAL


def is_in_house(row: Record) -> bool:
    """Whether the authority itself provides a placement."""
    return row["cla_placement_provider"] == "PR1"


def is_outside(row: Record) -> bool:
    """Whether a placement lies outside the authority."""
    return row["cla_placement_location"] == "OUT"


def is_far(row: Record) -> bool:
    """Whether it lies outside and more than twenty miles from home."""
    miles = row["cla_placement_distance"]
    return is_outside(row) and miles is not None and FAR_MILES < miles < Decimal("999.9")


def unaccompanied(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
    """Children in care, and those seeking asylum alone."""
    return [
        Part(
            end,
            int(care.is_unaccompanied(person, end)),
            1,
            leads.at_start(person, end),
            is_stock=True,
        )
        for end in ends
        for person in care.looked_after(end)
    ]


def types(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
    """Children in care by the kind of placement."""
    parts = []
    for end in ends:
        for person in care.looked_after(end):
            row = care.placement_on(person, end)
            kind = row["cla_placement_type"] if row else None
            group = "not recorded" if kind is None else GROUPS.get(kind, "other")
            credit = leads.at_start(person, end)
            parts.append(Part(end, 1, 1, credit, is_stock=True, category=group))
    return parts


def many(care: Care, leads: Leads, ends: list[date]) -> list[Part]:
    """Children in care, and those with three or more placements in twelve months."""
    return [
        Part(
            end,
            int(_placements_of_year(care, person, end) >= MANY_PLACEMENTS),
            1,
            leads.at_start(person, end),
            is_stock=True,
        )
        for end in ends
        for person in care.looked_after(end)
    ]


def _placements_of_year(care: Care, person: str, end: date) -> int:
    start, count = year_start(end), 0
    before: Record | None = None
    for row in care.placements(person):
        begun, over = row["cla_placement_start_date"], row["cla_placement_end_date"] or FOREVER
        if begun > end or row["cla_placement_type"] in TEMPORARY:
            continue
        if over <= start or over - begun < timedelta(days=1):
            continue
        if care.only_short_breaks(person, begun) and care.only_short_breaks(person, _last(over)):
            continue
        if before is None or not _same_place(before, row):
            count += 1
        before = row
    return count


def _last(over: date) -> date:
    """The last day of a placement."""
    return over - timedelta(days=1)


def _same_place(before: Record, row: Record) -> bool:
    carers = before["cla_placement_carer_id"], row["cla_placement_carer_id"]
    if None not in carers:
        return carers[0] == carers[1]
    return any(
        row[name] is not None and row[name] == before[name]
        for name in ("cla_placement_urn", "cla_placement_postcode")
    )
