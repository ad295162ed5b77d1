"""Child protection plans by the day they start and end: how many, how long, and how often again.

Belongs here: which plans count as started, ended, long or repeated. Does not belong here: their
reviews and the plans open at a month end as a rate (protection); periods and totals (figures).
"""

from collections.abc import Callable
from datetime import date

from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months
from tests.oracle.figures import Part
from tests.oracle.records import Drop, Record, by_person

LONG_DAYS, AGAIN_MONTHS = 729, 24


def _own(drop: Drop) -> list[Record]:
    """Plans not held for another authority."""
    return [row for row in drop["cp_plans"] if not row["cp_plan_ola"]]


def _is_long(plan: Record, last: date) -> bool:
    """Whether a plan ran more than 729 days, both its first and its last day counted."""
    return (last - plan["cp_plan_start_date"]).days + 1 > LONG_DAYS


def started(drop: Drop, leads: Leads) -> list[Part]:
    """Plans started."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in _own(drop)
        for day in [row["cp_plan_start_date"]]
    ]


def ceased(drop: Drop, leads: Leads) -> list[Part]:
    """Plans ended."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in _own(drop)
        for day in [row["cp_plan_end_date"]]
        if day
    ]


def ceased_long(drop: Drop, leads: Leads) -> list[Part]:
    """Plans ended, and those of them that had run two years."""
    return [
        Part(day, int(_is_long(row, day)), 1, leads.at_event(row["person"], day))
        for row in _own(drop)
        for day in [row["cp_plan_end_date"]]
        if day
    ]


def open_long(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Children with a plan at each month end, and those whose plan has run two years.

    Of two plans open at once the first to start is the child's.
    """
    parts = []
    for end in ends:
        held = [
            row
            for row in _own(drop)
            if row["cp_plan_start_date"] <= end < (row["cp_plan_end_date"] or FOREVER)
        ]
        for person, plans in by_person(held).items():
            plan = min(plans, key=lambda row: (row["cp_plan_start_date"], row["cp_plan_id"]))
            credit = leads.at_start(person, end)
            parts.append(Part(end, int(_is_long(plan, end)), 1, credit, is_stock=True))
    return parts


def within_two_years(is_moved: bool) -> Callable[[Drop, Leads], list[Part]]:
    """Plans started, and those with an earlier plan of the child ended in the 24 months before.

    Plans made by the conference of a child who moved here with one are counted apart.
    """
    return lambda drop, leads: _within_two_years(drop, leads, is_moved)


def _within_two_years(drop: Drop, leads: Leads, is_moved: bool) -> list[Part]:
    moved = {row["icpc_id"] for row in drop["initial_cp_conference"] if row["icpc_transfer_in"]}
    parts = []
    for person, plans in by_person(_own(drop)).items():
        ended = [row["cp_plan_end_date"] for row in plans if row["cp_plan_end_date"]]
        for plan in plans:
            if (plan["icpc_id"] in moved) != is_moved:
                continue
            day = plan["cp_plan_start_date"]
            is_again = any(add_months(day, -AGAIN_MONTHS) <= end < day for end in ended)
            parts.append(Part(day, int(is_again), 1, leads.at_event(person, day)))
    return parts
