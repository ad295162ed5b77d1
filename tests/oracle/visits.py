"""Visits to looked-after children, by the interval that applies to each on the day.

Belongs here: regulation 28 as of a month end. Does not belong here: visits under protection and
child in need plans (plan_work, need).

Readings: a placement lasts as long as the carer stays the same. A visit counts unless the child is
recorded as not seen. Temporary placements (T0 to T4) end none; without one on record the clock
starts with care. What is due on a day and not done by its end is overdue. A first visit missed
fails the child for 42 days from the day it was due. The first review is that of the period of care.
"""

from datetime import date, timedelta

from tests.oracle.care import Care, with_carer_since
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import STOCK, Maker
from tests.oracle.placements import FOSTER, TEMPORARY
from tests.oracle.records import Drop, Record, by_person
from tests.oracle.reviews import period_on

WEEK, FOUR_WEEKS, SIX_WEEKS = timedelta(days=7), timedelta(days=28), timedelta(days=42)
LONG_TERM_MONTHS, AGREED_MONTHS, YEAR_MONTHS = 3, 6, 12
AGREED_FROM = date(2015, 4, 1)
WITH_PARENT, INTERIM, FULL_ORDER = "P1", "C1", "C2"


def _order_begun(care: Care, person: str, status: str, day: date) -> date | None:
    """Since when a legal status has been in force on a day."""
    begun = [
        row["legal_status_start_date"]
        for row in care.statuses(person)
        if row["legal_status"] == status
        and row["legal_status_start_date"] <= day < (row["legal_status_end_date"] or FOREVER)
    ]
    return min(begun, default=None)


def _next_due(
    row: Record | None, since: date, last: date, end: date, is_reviewed: bool, rule: str
) -> date:
    """Rule: <= 6 weeks; after a year 3 months if meant to last to 18, 6 if the child agrees."""
    if rule == "weekly then 28":
        return last + (FOUR_WEEKS if is_reviewed else WEEK)
    if rule == "weekly then 42":
        return last + (SIX_WEEKS if is_reviewed else WEEK)
    if row and add_months(since, YEAR_MONTHS) <= end and rule == "ordinary":
        is_foster = row["cla_placement_type"] in FOSTER
        agreed = row["cla_placement_visit_rule"] == "agreed_six_months" and is_foster
        if agreed and end >= AGREED_FROM:
            return add_months(last, AGREED_MONTHS)
        if row["cla_placement_is_long_term"]:
            return add_months(last, LONG_TERM_MONTHS)
    return last + SIX_WEEKS


def _rule(care: Care, row: Record, end: date) -> tuple[str, date | None]:
    """Which rule applies, and the day of the order it may count from."""
    person, is_with_parent = row["person"], row["cla_placement_type"] == WITH_PARENT
    said = row["cla_placement_visit_rule"]
    if said == "temporary_connected":
        return "weekly then 28", None
    if said == "parent_before_assessment":
        return "weekly then 42", None
    ordered = _order_begun(care, person, FULL_ORDER, end)
    if is_with_parent and ordered:
        return "on a care order", ordered
    if is_with_parent and _order_begun(care, person, INTERIM, end):
        return "weekly then 28", None
    return "ordinary", None


def in_time(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: CLA whose visits meet the interval that applies to them at the snapshot."""
    seen = by_person([row for row in drop["cla_visits"] if row["cla_visit_seen"] is not False])
    parts = []
    for end in ends:
        for person in care.looked_after(end):
            rows = [row for row in care.placements(person) if _is_home(row, end)]
            passes = _passes(drop, care, person, rows, seen.get(person, []), end)
            parts.append(Part(end, int(passes), 1, leads.at_start(person, end), is_stock=True))
    return parts


def _is_home(row: Record, end: date) -> bool:
    return row["cla_placement_start_date"] <= end and row["cla_placement_type"] not in TEMPORARY


def _passes(
    drop: Drop, care: Care, person: str, rows: list[Record], seen: list[Record], end: date
) -> bool:
    row = rows[-1] if rows else None
    rule, ordered = _rule(care, row, end) if row else ("ordinary", None)
    since = max(care.since(person, end), with_carer_since(rows) or date.min)
    begun = max(since, ordered) if ordered else since
    days = sorted(one["cla_visit_date"] for one in seen if begun <= one["cla_visit_date"] <= end)
    first_due = begun + WEEK
    if not days:
        return end < first_due
    if days[0] > first_due and end < first_due + SIX_WEEKS:
        return False
    period = period_on(drop, care, person, end)
    is_reviewed = period is not None and any(day <= end for day in period.days)
    return end < _next_due(row, since, days[-1], end, is_reviewed, rule)


MEASURES: dict[Measure, Maker] = {
    Measure("cla_visit_timely_pct", STOCK, history=(("cla_visits", 6),)): in_time,
}
