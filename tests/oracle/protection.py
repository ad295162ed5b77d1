"""Child protection plans: how many are open, and whether they were reviewed in time.

Belongs here: plans and their review conferences at month ends. Does not belong here: periods
and totals (figures).
"""

from datetime import date

from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months
from tests.oracle.figures import Part
from tests.oracle.records import Drop, Record, per_drop

FIRST_REVIEW_MONTHS, LATER_REVIEW_MONTHS, LOOK_BACK_MONTHS = 3, 6, 12


def own_plans(drop: Drop) -> list[Record]:
    """Plans not held for another authority."""
    return [row for row in drop["cp_plans"] if not row["cp_plan_ola"]]


def current_plans(drop: Drop, day: date) -> dict[str, Record]:
    """The plan of each child at the end of a day: of two in force the first to start."""
    held: dict[str, Record] = {}
    for row in sorted(
        own_plans(drop), key=lambda row: (row["cp_plan_start_date"], row["cp_plan_id"])
    ):
        if row["cp_plan_start_date"] <= day < (row["cp_plan_end_date"] or FOREVER):
            held.setdefault(row["person"], row)
    return held


def children_with_a_plan(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Children with an open plan at each month end."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person in current_plans(drop, end)
    ]


def reviewed_in_time(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Children on a plan for three months, and those with every review in time."""
    held = reviews(drop)
    conferences = conference_by_plan(drop)
    parts = []
    for end in ends:
        for person, plan in current_plans(drop, end).items():
            anchor = anchor_of(plan, conferences)
            if add_months(anchor, FIRST_REVIEW_MONTHS) <= end:
                passes = is_timely(anchor, held.get(plan["cp_plan_id"], []), end)
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


@per_drop
def reviews(drop: Drop) -> dict[str, list[date]]:
    """Days on which each plan's review conference met; not on or before the plan's start."""
    starts = {row["cp_plan_id"]: row["cp_plan_start_date"] for row in drop["cp_plans"]}
    found: dict[str, set[date]] = {}
    for row in drop["cp_reviews"]:
        plan, met = row["cp_plan_id"], row["cp_review_date"]
        if met and plan in starts and met > starts[plan]:
            found.setdefault(plan, set()).add(met)
    return {plan: sorted(days) for plan, days in found.items()}


@per_drop
def conference_by_plan(drop: Drop) -> dict[str, Record]:
    """The initial conference that made each plan; a transfer in made none here."""
    own = {row["icpc_id"]: row for row in drop["initial_cp_conference"]}
    by_plan = {row["cp_plan_id"]: row for row in own.values() if row["cp_plan_id"]}
    for plan in drop["cp_plans"]:
        if plan["icpc_id"] in own:
            by_plan[plan["cp_plan_id"]] = own[plan["icpc_id"]]
    return {plan: row for plan, row in by_plan.items() if not row["icpc_transfer_in"]}


def anchor_of(plan: Record, conferences: dict[str, Record]) -> date:
    """The day the review clock starts: the initial conference, else the plan's start."""
    conference = conferences.get(plan["cp_plan_id"])
    return conference["icpc_date"] if conference else plan["cp_plan_start_date"]


def is_timely(anchor: date, reviews: list[date], end: date) -> bool:
    """No review owed in the look-back was late, and none is overdue."""
    look_back = add_months(end, -LOOK_BACK_MONTHS)
    due = add_months(anchor, FIRST_REVIEW_MONTHS)
    for met in [day for day in reviews if day <= end]:
        if met > due > look_back:
            return False
        due = add_months(met, LATER_REVIEW_MONTHS)
    return due > end
