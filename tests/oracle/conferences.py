"""Child protection conferences: reviews by their due day, who took part, plans soon ended.

Belongs here: review conferences one by one, participation, quoracy, repeated and short plans. Does
not belong here: the share of children whose reviews are all in time (protection).

Readings: a review held is its chair's; one not held is that of the last chair known, in the team of
the day they last chaired. One not held when the plan ended by its due day is not owed. Of several
records of one conference any may say that it was quorate or that the child took part. Conferences
on plans held for another authority are left out, as those plans are.
"""

from datetime import date, timedelta

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, birthday
from tests.oracle.enquiries import conferences
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import FLOWS, STOCK, WHOLE, YEARS, Maker
from tests.oracle.protection import (
    FIRST_REVIEW_MONTHS,
    LATER_REVIEW_MONTHS,
    LOOK_BACK_MONTHS,
    anchor_of,
    conference_by_plan,
    current_plans,
    is_timely,
    own_plans,
    reviews,
)
from tests.oracle.records import Drop, Record, births, by_person, per_drop

FIRST_REVIEW_DAYS, LATER_REVIEW_DAYS = timedelta(days=91), timedelta(days=183)
PARTICIPATION_AGE = 4
SHORT_MONTHS = 3


@per_drop
def _reviews_held(drop: Drop) -> dict[tuple[str, date], Record]:
    """Reviews held by own plan and day: child, chair, whether the child took part, quorate."""
    own = {row["cp_plan_id"]: row["person"] for row in own_plans(drop)}
    held = {plan: set(days) for plan, days in reviews(drop).items() if plan in own}
    found: dict[tuple[str, date], Record] = {}
    for row in sorted(drop["cp_reviews"], key=lambda row: row["chair_id"] or "~"):
        plan, day = row["cp_plan_id"], row["cp_review_date"]
        if day in held.get(plan, set()):
            one = found.setdefault(
                (plan, day),
                {"person": own[plan], "chair": row["chair_id"], "took": False, "quorate": False},
            )
            one["took"] |= row["cp_review_participation"] is True
            one["quorate"] |= row["cp_review_quorate"] is True
    return found


def reviews_due(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: review conferences due in the period (held or not), held on or before due date."""
    met, first, held, parts = reviews(drop), conference_by_plan(drop), _reviews_held(drop), []
    initial = {row["icpc_id"]: row for row in drop["initial_cp_conference"]}
    for plan in own_plans(drop):
        number, over = plan["cp_plan_id"], plan["cp_plan_end_date"] or FOREVER
        anchor, last = anchor_of(plan, first), leads.known(None, None)
        if plan["icpc_id"] in initial:
            conference = initial[plan["icpc_id"]]
            last = leads.of_officer(conference["chair_id"], conference["icpc_date"])
        due = add_months(anchor, FIRST_REVIEW_MONTHS)
        for day in met.get(number, []):
            chair = held[number, day]["chair"]
            credit = leads.of_officer(chair, day)
            parts.append(Part(due, int(day <= due), 1, credit))
            due = add_months(day, LATER_REVIEW_MONTHS)
            last = credit if chair else last
        if due < over:
            parts.append(Part(due, 0, 1, last))
    return parts


def clocks_differ(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: store both results and print how many children differ; the entry test likewise."""
    met, first, parts = reviews(drop), conference_by_plan(drop), []
    for end in ends:
        for person, plan in current_plans(drop, end).items():
            anchor, held = anchor_of(plan, first), met.get(plan["cp_plan_id"], [])
            by_months = by_days = None
            if add_months(anchor, FIRST_REVIEW_MONTHS) <= end:
                by_months = is_timely(anchor, held, end)
            if anchor + FIRST_REVIEW_DAYS <= end:
                by_days = _timely_by_days(anchor, held, end)
            if by_months != by_days:
                parts.append(Part(end, 1, None, leads.at_start(person, end), is_stock=True))
    return parts


def _timely_by_days(anchor: date, held: list[date], end: date) -> bool:
    look_back, due = add_months(end, -LOOK_BACK_MONTHS), anchor + FIRST_REVIEW_DAYS
    for day in [one for one in held if one <= end]:
        if day > due > look_back:
            return False
        due = day + LATER_REVIEW_DAYS
    return due > end


def second_or_later(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: plans started; any earlier plan in this LA (recorded count, or on record)."""
    parts = []
    for person, plans in by_person(own_plans(drop)).items():
        for plan in plans:
            day = plan["cp_plan_start_date"]
            passes = (plan["cp_plan_previous_count"] or 0) > 0 or any(
                other["cp_plan_start_date"] < day for other in plans
            )
            parts.append(Part(day, int(passes), 1, leads.at_event(person, day)))
    return parts


def ended_first_review(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: plans ended within 3 calendar months of start, or at the first review conference."""
    met, parts = reviews(drop), []
    for plan in own_plans(drop):
        over = plan["cp_plan_end_date"]
        if over:
            held = met.get(plan["cp_plan_id"], [])
            passes = over <= add_months(plan["cp_plan_start_date"], SHORT_MONTHS)
            passes = passes or (bool(held) and held[0] == over)
            parts.append(Part(over, int(passes), 1, leads.at_event(plan["person"], over)))
    return parts


def _held(drop: Drop) -> list[tuple[str, date, str | None, bool, bool]]:
    """Initial and review conferences held: child, day, chair, took part, quorate."""
    first = [
        (
            row["person"],
            row["icpc_date"],
            row["chair_id"],
            row["icpc_participation"] is True,
            row["icpc_quorate"] is True,
        )
        for row in conferences(drop)
    ]
    return first + [
        (one["person"], day, one["chair"], one["took"], one["quorate"])
        for (_, day), one in _reviews_held(drop).items()
    ]


def took_part(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: initial and review conferences held of a child aged 4+, views attended or conveyed."""
    born = births(drop)
    return [
        Part(day, int(took), 1, leads.of_officer(chair, day))
        for person, day, chair, took, _ in _held(drop)
        if person in born and birthday(born[person], PARTICIPATION_AGE) <= day
    ]


def quorate(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: initial and review conferences held, per child; conferences quorate."""
    return [
        Part(day, int(is_quorate), 1, leads.of_officer(chair, day))
        for _, day, chair, _, is_quorate in _held(drop)
    ]


REVIEWED = (("cp_plans", 12), ("cp_reviews", 18))
SIX = (("cp_plans", 6), ("cp_reviews", 6))
MEASURES: dict[Measure, Maker] = {
    Measure("rcpc_timely_pct", FLOWS, history=SIX): reviews_due,
    Measure(
        "cpp_review_timely_pct", STOCK, "clocks_differ", levels=WHOLE, history=REVIEWED
    ): clocks_differ,
    Measure("cpp_second_subsequent_pct", FLOWS, history=(("cp_plans", 24),)): second_or_later,
    Measure("cpp_ended_first_review_pct", YEARS, history=SIX): ended_first_review,
    Measure("cp_conference_participation_pct", ("IM", "YTD")): took_part,
    Measure("cp_conference_participation_pct", ("IM", "YTD"), "quorate"): quorate,
}
