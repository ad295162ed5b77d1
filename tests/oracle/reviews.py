"""Reviews of looked-after children, and what is done for them: contacts, plans, workers.

Belongs here: review dates and plans held against them, reviewing officers and social workers. Does
not belong here: participation in reviews (education), visits.

Readings: the clock starts with each period of care, short breaks left out; a cancelled review was
not held, several records of one day are one. A review not held when care ended by its due day is
not owed; one owed at the end of its due day is overdue.
"""

from datetime import date
from typing import NamedTuple

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import (
    FOREVER,
    add_months,
    working_day_after,
    working_days,
    year_start,
)
from tests.oracle.entries import first_day
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import FLOWS, STOCK, YEARS, Maker
from tests.oracle.records import Drop, Record, by_person

FIRST_WORKING_DAYS = 20
SECOND_MONTHS, LATER_MONTHS, LOOK_BACK_MONTHS = 3, 6, 12
SETTLING_WORKING_DAYS = PLAN_BEFORE_REVIEW = 10
PLAN_MONTHS, PATHWAY_AGE = 6, 16
MANY_WORKERS = 3
OFFICER_POST = "independent_reviewing_officer"


class Reviewed(NamedTuple):
    """One period of care: the child, its first and last day, and its reviews in order."""

    person: str
    begun: date
    over: date
    held: list[Record]

    @property
    def days(self) -> list[date]:
        """The days reviews were held."""
        return [row["cla_review_date"] for row in self.held]


def periods(drop: Drop, care: Care) -> dict[str, Reviewed]:
    """Periods of care that count, with their reviews, by number."""
    if "reviewed periods" not in drop.found:
        found = {}
        for person, rows_of_periods in care.periods.items():
            for rows in rows_of_periods:
                begun = first_day(care, person, rows)
                if begun is not None:
                    over = care.left(person, rows) or FOREVER
                    found[rows[0]["cla_id"]] = Reviewed(person, begun, over, [])
        seen = set()
        for row in sorted(
            drop["cla_reviews"],
            key=lambda row: (row["cla_review_date"] or FOREVER, row["cla_review_id"]),
        ):
            period, day = found.get(row["cla_id"]), row["cla_review_date"]
            if period is None or day is None or row["cla_review_cancelled"]:
                continue
            if period.begun < day <= period.over and (row["cla_id"], day) not in seen:
                seen.add((row["cla_id"], day))
                period.held.append(row)
        drop.found["reviewed periods"] = found
    return drop.found["reviewed periods"]


def _steps(period: Reviewed) -> list[tuple[date, date | None]]:
    """Every review owed: the day it was due and the day it was held, the last still to come."""
    steps, due, months = [], working_day_after(period.begun, FIRST_WORKING_DAYS), SECOND_MONTHS
    for day in period.days:
        steps.append((due, day))
        due, months = add_months(day, months), LATER_MONTHS
    return [*steps, (due, None)]


def period_on(drop: Drop, care: Care, person: str, day: date) -> Reviewed | None:
    """The period of care of a child on a day; of two the one begun last."""
    mine = [
        one
        for one in periods(drop, care).values()
        if one.person == person and one.begun <= day < one.over
    ]
    return max(mine, key=lambda one: one.begun, default=None)


def all_in_time(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: CLA for at least 20 working days; all reviews due in the last 12 months on time."""
    parts = []
    for end in ends:
        look_back = add_months(end, -LOOK_BACK_MONTHS)
        for person in care.looked_after(end):
            period = period_on(drop, care, person, end)
            if period is None or working_days(care.since(person, end), end) < FIRST_WORKING_DAYS:
                continue
            late = any(
                due <= end and (due > look_back if held and held <= end else True)
                for due, held in _steps(period)
                if held is None or held > due
            )
            parts.append(Part(end, int(not late), 1, leads.at_start(person, end), is_stock=True))
    return parts


def due_in_time(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: event view: reviews due in period held <= due date."""
    return [
        Part(due, int(held is not None and held <= due), 1, leads.at_event(period.person, due))
        for period in periods(drop, care).values()
        for due, held in _steps(period)
        if held is not None or due < period.over
    ]


def officer_contact(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: reviews held with IRO contact after the previous review (first: after entry)."""
    contacts = by_person(drop["cla_iro_contacts"])
    parts = []
    for period in periods(drop, care).values():
        days = [row["contact_date"] for row in contacts.get(period.person, [])]
        days += [
            row["cla_last_iro_contact_date"]
            for row in care.episodes[period.person]
            if row["cla_last_iro_contact_date"]
        ]
        before: date | None = None
        for row in period.held:
            held = row["cla_review_date"]
            passes = any(
                (day > before if before else day >= period.begun) and day <= held for day in days
            )
            parts.append(Part(held, int(passes), 1, leads.of_officer(row["iro_id"], held)))
            before = held
    return parts


def permanence_planned(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: still looked after, second review due in the period; permanence plan by its date."""
    plans = by_person(drop["cla_care_plan"])
    parts = []
    for period in periods(drop, care).values():
        if not period.held:
            continue
        due, held = _steps(period)[1]
        if due < period.over and care.is_looked_after(period.person, due):
            passes = any(
                row["cla_care_plan_start_date"]
                and period.begun <= row["cla_care_plan_start_date"] <= (held or due)
                and '"Y"' in (row["cla_care_plan_json"] or "")
                for row in plans.get(period.person, [])
            )
            parts.append(Part(due, int(passes), 1, leads.at_event(period.person, due)))
    return parts


def plan_current(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: plan started since the later of the last review - 10 wd and 6 months ago."""
    plans, pathways = by_person(drop["cla_care_plan"]), by_person(drop["pathway_plans"])
    parts = []
    for end in ends:
        for person in care.looked_after(end):
            if working_days(care.since(person, end), end) <= SETTLING_WORKING_DAYS:
                continue
            if care.reached(person, PATHWAY_AGE, end):
                rows = pathways.get(person, [])
                days = [day for row in rows for day in (row["started_date"], row["completed_date"])]
            else:
                days = [row["cla_care_plan_start_date"] for row in plans.get(person, [])]
            period = period_on(drop, care, person, end)
            held = [day for day in period.days if day <= end] if period else []
            passes = any(
                add_months(end, -PLAN_MONTHS) <= day <= end
                and (not held or working_days(day, held[-1]) <= PLAN_BEFORE_REVIEW)
                for day in days
                if day
            )
            parts.append(Part(end, int(passes), 1, leads.at_start(person, end), is_stock=True))
    return parts


def many_workers(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: 3+ distinct lead social workers in the last 12 months, before care included."""
    held = by_person([row for row in drop["involvements"] if row["professional_role_id"] == "SW"])
    parts = []
    for end in ends:
        start = year_start(end)
        for person in care.looked_after(end):
            workers = {
                row["professional_id"]
                for row in held.get(person, [])
                for begun, over in [(row["involvement_start_date"], row["involvement_end_date"])]
                if begun <= end and (over is None or over > max(start, begun))
            }
            passes = int(len(workers) >= MANY_WORKERS)
            parts.append(Part(end, passes, 1, leads.at_start(person, end), is_stock=True))
    return parts


def officers_load(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: CLA held by IROs at period end over FTE IROs in post."""
    held = by_person([row for row in drop["involvements"] if row["professional_role_id"] == "IRO"])
    posts = [
        row
        for row in drop["posts"]
        if row["job_role"] == OFFICER_POST and row["contract"] != "vacant"
    ]
    parts = []
    for end in ends:
        for person in care.looked_after(end):
            now = [
                row
                for row in held.get(person, [])
                if row["involvement_start_date"] <= end < (row["involvement_end_date"] or FOREVER)
            ]
            if now:
                latest = max(row["involvement_start_date"] for row in now)
                same = [row for row in now if row["involvement_start_date"] == latest]
                row = min(same, key=lambda row: row["involvements_id"])
                credit = leads.known(row["professional_team"], row["professional_id"])
                parts.append(Part(end, 1, None, credit, is_stock=True))
        for row in posts:
            if row["valid_from"] <= end < (row["valid_to"] or FOREVER):
                credit = leads.known(row["team_id"], row["worker_id"])
                parts.append(Part(end, None, row["fte"], credit, is_stock=True))
    return parts


MEASURES: dict[Measure, Maker] = {
    Measure(
        "cla_review_timely_pct", STOCK, history=(("cla_episodes", 12), ("cla_reviews", 21))
    ): all_in_time,
    Measure(
        "cla_review_timely_pct", FLOWS, "events", history=(("cla_episodes", 12), ("cla_reviews", 9))
    ): due_in_time,
    Measure("cla_iro_contact_pct", FLOWS, history=(("cla_reviews", 6),)): officer_contact,
    Measure(
        "permanence_second_review_pct",
        YEARS,
        history=(("cla_reviews", 6), ("cla_care_plan", 6)),
    ): permanence_planned,
    Measure(
        "cla_care_plan_current_pct", STOCK, history=(("cla_care_plan", 6), ("cla_reviews", 6))
    ): plan_current,
    Measure("cla_3plus_social_workers_pct", STOCK, history=(("involvements", 12),)): many_workers,
    Measure("iro_caseload_avg", STOCK): officers_load,
}
