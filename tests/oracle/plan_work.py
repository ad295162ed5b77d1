"""Work under child protection plans: visits, core groups, workers, conferences, kinds of plan.

Belongs here: what is done while a plan runs, its category and its length so far. Does not belong
here: how many plans there are (plans, protection), whether all reviews were in time (protection).

Readings: of two plans open at once the first to start is the child's. Seen means recorded as seen;
before birth the visit to the mother counts. A visit or core group counts for the child, not for
one plan, if it lies in the plan's time, first and last day included; a visit not made when the
plan ended by its due day is not owed. One visit that two plans owe is the one due first.
"""

from datetime import date, timedelta

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, birthday, working_day_after
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import FLOWS, STOCK, Maker
from tests.oracle.plans import LONG_DAYS
from tests.oracle.protection import anchor_of, conference_by_plan, current_plans, own_plans
from tests.oracle.records import Drop, births, by_person, per_drop, unborn

VISIT_INTERVAL, CORE_GROUP_INTERVAL = timedelta(days=28), timedelta(days=42)
FIRST_WORKING_DAYS = 10
SEEN_ALONE_AGE = 4
WORKER_ROLES = {"SW"}
LONG_MONTHS, SHORT_MONTHS = 15, 3
DAY = timedelta(days=1)
CATEGORIES = {
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "Multiple",
}
CATEGORY_NAMES = (*CATEGORIES.values(), "not recorded")
BANDS = ("to 3 months", "to 6 months", "to 12 months", "to 18 months", "to 24 months")
LONGEST = "24 months and over"


@per_drop
def _seen(drop: Drop) -> dict[str, list[date]]:
    """Days on which each child was seen, or before birth the mother visited."""
    is_unborn, found = unborn(drop), {}
    for row in drop["cp_visits"]:
        person, day = row["person"], row["cp_visit_date"]
        if row["cp_visit_seen"] is True or is_unborn(person, day):
            found.setdefault(person, set()).add(day)
    return {person: sorted(days) for person, days in found.items()}


def visited(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: on plan longer than the interval; last visit (child seen) within the interval."""
    seen, parts = _seen(drop), []
    for end in ends:
        for person, plan in current_plans(drop, end).items():
            if plan["cp_plan_start_date"] + VISIT_INTERVAL < end:
                passes = any(end - VISIT_INTERVAL <= day <= end for day in seen.get(person, []))
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def visits_due(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: first visit 10 working days after the conference, then every 28 days; by due day."""
    seen, conferences = _seen(drop), conference_by_plan(drop)
    made: dict[tuple[str, date], date] = {}
    missed: list[tuple[str, date]] = []
    for plan in own_plans(drop):
        person, begun = plan["person"], plan["cp_plan_start_date"]
        over = plan["cp_plan_end_date"] or FOREVER
        due = working_day_after(anchor_of(plan, conferences), FIRST_WORKING_DAYS)
        for day in [one for one in seen.get(person, []) if begun <= one <= over]:
            made[person, day] = min(due, made.get((person, day), due))
            due = day + VISIT_INTERVAL
        if due < over:
            missed.append((person, due))
    kept = [
        Part(due, int(day <= due), 1, leads.at_event(person, due))
        for (person, day), due in made.items()
    ]
    return kept + [Part(due, 0, 1, leads.at_event(person, due)) for person, due in missed]


def seen_alone(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: CP visits in the period to children aged 4+ who were seen; seen-alone = yes."""
    born = births(drop)
    return [
        Part(day, int(row["cp_visit_seen_alone"] is True), 1, leads.at_event(person, day))
        for row in drop["cp_visits"]
        for person, day in [(row["person"], row["cp_visit_date"])]
        if row["cp_visit_seen"] is True
        and person in born
        and birthday(born[person], SEEN_ALONE_AGE) <= day
    ]


def allocated(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: open involvement of a registered social worker at period end."""
    registered = {
        row["professional_id"]
        for row in drop["professionals"]
        if row["social_worker_registration_no"]
    }
    held = by_person(
        [
            row
            for row in drop["involvements"]
            if row["professional_role_id"] in WORKER_ROLES and row["professional_id"] in registered
        ]
    )
    parts = []
    for end in ends:
        for person in current_plans(drop, end):
            passes = any(
                row["involvement_start_date"] <= end < (row["involvement_end_date"] or FOREVER)
                for row in held.get(person, [])
            )
            parts.append(Part(end, int(passes), 1, leads.at_start(person, end), is_stock=True))
    return parts


def core_groups(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: plans past WD+10, or with a core group held; latest core group in the interval."""
    conferences, parts = conference_by_plan(drop), []
    groups = by_person(drop["core_groups"])
    for end in ends:
        for person, plan in current_plans(drop, end).items():
            met = [
                row["core_group_date"]
                for row in groups.get(person, [])
                if plan["cp_plan_start_date"] <= row["core_group_date"] <= end
            ]
            first_due = working_day_after(anchor_of(plan, conferences), FIRST_WORKING_DAYS)
            if met or first_due < end:
                passes = bool(met) and max(met) >= end - CORE_GROUP_INTERVAL
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def latest_category(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: plans open at period end with each latest category."""
    parts = []
    for end in ends:
        for person, plan in current_plans(drop, end).items():
            code = plan["cp_plan_latest_category"] or plan["cp_plan_initial_category"]
            name = CATEGORIES.get(code, "not recorded")
            parts.append(Part(end, 1, 1, leads.at_start(person, end), True, name))
    return parts


def first_category(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: starts view: plans started, by initial category."""
    return [
        Part(
            row["cp_plan_start_date"],
            1,
            1,
            leads.at_event(row["person"], row["cp_plan_start_date"]),
            category=CATEGORIES.get(row["cp_plan_initial_category"], "not recorded"),
        )
        for row in own_plans(drop)
    ]


def _band(start: date, end: date) -> str:
    """First and last day counted: 3 and 6 months to the day are below, 12 and 18 above."""
    after = end + DAY
    if (after - start).days > LONG_DAYS:
        return LONGEST
    limits = (after <= add_months(start, 3), after <= add_months(start, 6))
    limits += (after < add_months(start, 12), after < add_months(start, 18), True)
    return BANDS[limits.index(True)]


def durations(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: plans open in bands to 3 months, to 6, 12, 18, 24, and over; clock as 2 years."""
    return [
        Part(end, 1, 1, leads.at_start(person, end), True, _band(plan["cp_plan_start_date"], end))
        for end in ends
        for person, plan in current_plans(drop, end).items()
    ]


def long_plans(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: list every plan of 15 months or more."""
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person, plan in current_plans(drop, end).items()
        if add_months(plan["cp_plan_start_date"], LONG_MONTHS) <= end + DAY
    ]


MEASURES: dict[Measure, Maker] = {
    Measure("cp_visit_timely_pct", STOCK, history=(("cp_visits", 1),)): visited,
    Measure(
        "cp_visit_timely_pct", ("IM",), "visits_due", history=(("cp_plans", 1), ("cp_visits", 1))
    ): visits_due,
    Measure("cp_child_seen_alone_pct", FLOWS, history=(("cp_visits", 0),)): seen_alone,
    Measure("cp_allocated_sw_pct", STOCK): allocated,
    Measure("core_group_timely_pct", STOCK, history=(("core_groups", 2),)): core_groups,
    Measure("cpp_category_pct", STOCK, categories=CATEGORY_NAMES): latest_category,
    Measure("cpp_category_pct", FLOWS, "starts", categories=CATEGORY_NAMES): first_category,
    Measure(
        "cpp_duration_band_pct", STOCK, categories=(*BANDS, LONGEST), history=(("cp_plans", 24),)
    ): durations,
    Measure("cpp_duration_band_pct", STOCK, "long", history=(("cp_plans", 15),)): long_plans,
}
