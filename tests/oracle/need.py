"""Children in need: open cases, their plans, reviews and visits, and who has no worker.

Belongs here: figures about open episodes of need. Does not belong here: referrals, assessments and
the caseload of workers.

Readings: a child in need has an episode open that was not decided as no further action; of several
the first referred is the child's. A review or visit counts for the child if it lies in the plan's
time. A case without a lead worker is an open referral, whatever its outcome; it has been without
one since the last lead in its time ended, else since the referral.
"""

from datetime import date, timedelta

from tests.oracle.assessing import found_factors
from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, working_days
from tests.oracle.figures import Measure, Part
from tests.oracle.front_door import counted_referrals
from tests.oracle.makers import STOCK, Maker
from tests.oracle.protection import current_plans
from tests.oracle.records import Drop, Record, by_person, unborn

LONG_MONTHS, PROXY_MONTHS = 24, 12
PLAN_WAIT_WORKING_DAYS = 45
FIRST_REVIEW_MONTHS, LATER_REVIEW_MONTHS = 3, 6
VISIT_INTERVAL = timedelta(days=42)
LEAVER_AGE = 16
EXPLOITATION_FACTORS = {"11A", "12A", "13A", "24A"}
KINDS, RISKS = ("sexual", "criminal"), ("high", "medium", "low")
WAITS = ("0 to 1 working days", "2 to 5 working days", "6 working days and over")


def in_need(drop: Drop, end: date) -> dict[str, Record]:
    """The open episode of each child in need at the end of a day, the first referred of several."""
    if ("in need", end) not in drop.found:
        held: dict[str, Record] = {}
        for row in sorted(counted_referrals(drop), key=_in_order):
            is_open = row["referral_date"] <= end < (row["close_date"] or FOREVER)
            if is_open and row["referral_nfa"] is not True:
                held.setdefault(row["person"], row)
        drop.found["in need", end] = held
    return drop.found["in need", end]


def stock(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: CIN episodes open at period end, excluding NFA referrals; one child = 1."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person in in_need(drop, end)
    ]


def long_open(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: CIN episodes open at period end, and those open >= 2 years."""
    return [
        Part(
            end,
            int(row["referral_date"] <= add_months(end, -LONG_MONTHS)),
            1,
            leads.at_start(person, end),
            is_stock=True,
        )
        for end in ends
        for person, row in in_need(drop, end).items()
    ]


def _open_plans(drop: Drop, end: date) -> dict[str, Record]:
    """The child in need plan of each child, the first to start of several."""
    held: dict[str, Record] = {}
    for row in sorted(
        drop["cin_plans"], key=lambda row: (row["cin_plan_start_date"], row["cin_plan_id"])
    ):
        if row["cin_plan_start_date"] <= end < (row["cin_plan_end_date"] or FOREVER):
            held.setdefault(row["person"], row)
    return held


def plan_in_place(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: open cases assessed, not CP, not CLA, not care leaver, open longer than 45 wd."""
    authorised: dict[str, list[date]] = {}
    for row in drop["cin_assessments"]:
        if row["assessment_auth_date"] and row["referral_id"]:
            authorised.setdefault(row["referral_id"], []).append(row["assessment_auth_date"])
    leavers = {row["person"] for row in drop["care_leavers"]}
    parts = []
    for end in ends:
        planned, protected = _open_plans(drop, end), current_plans(drop, end)
        for person, row in in_need(drop, end).items():
            is_assessed = any(day <= end for day in authorised.get(row["referral_id"], []))
            is_leaver = person in leavers and care.reached(person, LEAVER_AGE, end)
            is_old = working_days(row["referral_date"], end) > PLAN_WAIT_WORKING_DAYS
            if not is_assessed or not is_old or is_leaver:
                continue
            if person not in protected and not care.is_looked_after(person, end):
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(person in planned), 1, credit, is_stock=True))
    return parts


def reviewed(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: plan open longer than the interval; last CIN review within the local interval."""
    reviews, parts = by_person(drop["cin_reviews"]), []
    for end in ends:
        for person, plan in _open_plans(drop, end).items():
            start = plan["cin_plan_start_date"]
            if add_months(start, FIRST_REVIEW_MONTHS) < end:
                met = [row["cin_review_date"] for row in reviews.get(person, [])]
                met = [day for day in met if start <= day <= end]
                passes = bool(met) and end <= add_months(max(met), LATER_REVIEW_MONTHS)
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def visited(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: plans open longer than the interval, or already visited; seen within the interval."""
    is_unborn, parts = unborn(drop), []
    seen = by_person([row for row in drop["cin_visits"] if row["cin_visit_seen"] is True])
    for end in ends:
        for person, plan in _open_plans(drop, end).items():
            start = plan["cin_plan_start_date"]
            days = [row["cin_visit_date"] for row in seen.get(person, [])]
            is_old = start + VISIT_INTERVAL < end
            if is_unborn(person, end) or not (is_old or any(start <= day <= end for day in days)):
                continue
            passes = any(end - VISIT_INTERVAL <= day <= end for day in days)
            parts.append(Part(end, int(passes), 1, leads.at_start(person, end), is_stock=True))
    return parts


def unallocated(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: open cases with no open lead-worker involvement, by age 0-1, 2-5, 6+ working days.

    Credit: pseudo-worker UNALLOCATED in the holding team, which held it last or got the referral.
    """
    parts = []
    for end in ends:
        held: dict[str, Record] = {}
        for row in counted_referrals(drop):
            if row["referral_date"] <= end < (row["close_date"] or FOREVER):
                before = held.get(row["person"], row)
                held[row["person"]] = min(row, before, key=_in_order)
        for person, row in held.items():
            if leads.lead_on(person, end) is None:
                last = leads.last_ended(person, row["referral_date"], end)
                since = last["involvement_end_date"] if last else row["referral_date"]
                wait = working_days(since, end)
                band = WAITS[(wait > 1) + (wait > 5)]
                team = last["professional_team"] if last else row["referral_team"]
                credit = leads.known(team, None)
                parts.append(Part(end, 1, None, credit, is_stock=True, category=band))
    return parts


def _in_order(row: Record) -> tuple[date, str]:
    return row["referral_date"], row["referral_id"]


def _at_risk(drop: Drop, end: date) -> set[tuple[str, str]]:
    """Children with an assessment of exploitation in force, by kind and its latest level."""
    found: dict[tuple[str, str], str] = {}
    for row in sorted(
        drop["exploitation_assessments"],
        key=lambda row: (row["start_date"], row["exploitation_assessment_id"]),
    ):
        if row["start_date"] <= end < (row["end_date"] or FOREVER):
            kind = row["exploitation_type"] if row["exploitation_type"] in KINDS else "other"
            risk = row["risk_level"] if row["risk_level"] in RISKS else "other"
            found[row["person"], kind] = "not recorded" if row["risk_level"] is None else risk
    return {(person, f"{kind}, {risk}") for (person, kind), risk in found.items()}


def exploited(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: children with an open exploitation risk assessment or marker at period end."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person in {person for person, _ in _at_risk(drop, end)}
    ]


def exploited_by_type(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: by type and level."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True, category=kind)
        for end in ends
        for person, kind in _at_risk(drop, end)
    ]


def exploited_proxy(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: proxy: assessment factors in the last 12 months, of children in need."""
    factors = found_factors(drop)
    days: dict[str, list[date]] = {}
    for row in drop["cin_assessments"]:
        found = factors.get(row["assessment_id"], set()) & EXPLOITATION_FACTORS
        if row["assessment_auth_date"] and found:
            days.setdefault(row["person"], []).append(row["assessment_auth_date"])
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person in in_need(drop, end)
        if any(add_months(end, -PROXY_MONTHS) < day <= end for day in days.get(person, []))
    ]


MEASURES: dict[Measure, Maker] = {
    Measure("cin_rate_per_10k", STOCK): stock,
    Measure("cin_open_2y_pct", STOCK, history=(("cin_episodes", 24),)): long_open,
    Measure(
        "cin_plan_in_place_pct", STOCK, history=(("cin_episodes", 3), ("cin_assessments", 3))
    ): plan_in_place,
    Measure(
        "cin_plan_review_timely_pct", STOCK, history=(("cin_plans", 3), ("cin_reviews", 6))
    ): reviewed,
    Measure("cin_visit_timely_pct", STOCK, history=(("cin_visits", 2),)): visited,
    Measure("unallocated_cases", STOCK): unallocated,
    Measure("exploitation_open", STOCK, history=(("exploitation_assessments", 0),)): exploited,
    Measure(
        "exploitation_open",
        STOCK,
        "by_type",
        has_whole=False,
        history=(("exploitation_assessments", 0),),
    ): exploited_by_type,
    Measure(
        "exploitation_open", STOCK, "proxy", history=(("assessment_factors", 12),)
    ): exploited_proxy,
}
