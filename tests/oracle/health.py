"""Looked-after children's health, missing episodes and convictions.

Belongs here: figures from health checks, missing episodes and convictions. Does not belong here:
visits and reviews.

Readings: a check counts if its status says it took place or, no status being recorded, if it has a
date; a refusal does not count. "In the 12 months" is the rolling window; "current" is since the day
after the same date 12, or 6, months before. The day care ended is still one in care; missing
is counted while in care. An interview's limit has to have passed within the window. Who assessed a
child, if not recorded, was a doctor. Children of the 12-month cohort have been looked after without
a break since the same day a year before.
"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import (
    FOREVER,
    add_months,
    birthday,
    window_start,
    working_day_after,
    year_start,
)
from tests.oracle.entries import starts, stays
from tests.oracle.figures import Part
from tests.oracle.records import Drop, Record, births, by_person, per_drop

DONE = {"completed", "complete", "done", "attended", "held", "yes", "y", "1"}
ASSESSMENTS = {"Initial Health Assessment", "Review Health Assessment"}
DENTAL = {"Dental Check"}
DOCTOR = "Doctor"
UNDER_FIVE_MONTHS, FROM_FIVE_MONTHS, YEAR_MONTHS, EARLIER_MONTHS = 6, 12, 12, 3
INITIAL_WORKING_DAYS = 20
CONVICTION_AGE, ADULT_AGE = 10, 18
INTERVIEW_DAYS = timedelta(days=3)
FLOWS = ("IM", "YTD", "R12")
Maker = Callable[[Drop, Leads, Care, list[date]], list[Part]]


def done_checks(drop: Drop, kinds: set[str]) -> dict[str, list[Record]]:
    """Checks of some kinds that took place, by child."""
    return by_person(
        [
            row
            for row in drop["cla_health"]
            if row["health_check_type"] in kinds
            and row["health_check_date"]
            and (row["health_check_status"] or "done").lower() in DONE
        ]
    )


def is_in_year_cohort(care: Care, person: str, end: date) -> bool:
    """Whether a child has been looked after for twelve months without a break."""
    return care.since(person, end) <= add_months(end, -YEAR_MONTHS)


def year_basis(kinds: set[str], young_twice: bool) -> Maker:
    """Children of the 12-month cohort, and those checked as often as needed in the year."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        checks = done_checks(drop, kinds)
        parts = []
        for end in ends:
            start = year_start(end)
            for person in care.looked_after(end):
                if is_in_year_cohort(care, person, end):
                    days = {
                        row["health_check_date"]
                        for row in checks.get(person, [])
                        if start <= row["health_check_date"] <= end
                    }
                    needed = 2 if young_twice and care.is_under(person, 5, end) else 1
                    credit = leads.at_start(person, end)
                    parts.append(Part(end, int(len(days) >= needed), 1, credit, is_stock=True))
        return parts

    return make


def current(kinds: set[str], young_months: int) -> Maker:
    """Children in care, and those whose last check is still current."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        checks = done_checks(drop, kinds)
        parts = []
        for end in ends:
            for person in care.looked_after(end):
                months = young_months if care.is_under(person, 5, end) else FROM_FIVE_MONTHS
                passes = any(
                    add_months(end, -months) < row["health_check_date"] <= end
                    for row in checks.get(person, [])
                )
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
        return parts

    return make


def initial(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Children still in care on working day 20, and those a doctor had assessed by then.

    Out: children with a full assessment in the three months before they came in.
    """
    checks = done_checks(drop, ASSESSMENTS)
    # a child who left and is back by day 20 is not still looked after
    over = {(person, day): left for person, times in stays(care).items() for day, left in times}
    parts = []
    for person, day, _ in starts(care):
        due = working_day_after(day, INITIAL_WORKING_DAYS)
        mine = checks.get(person, [])
        before = add_months(day, -EARLIER_MONTHS)
        is_still_in = due < over[person, day] and care.is_looked_after(person, due)
        if due > drop.extracted or not is_still_in:
            continue
        if any(before <= row["health_check_date"] < day for row in mine):
            continue
        passes = any(
            day <= row["health_check_date"] <= due
            and row["health_check_practitioner"] in (None, DOCTOR)
            for row in mine
        )
        parts.append(Part(due, int(passes), 1, leads.at_event(person, due)))
    return parts


def convicted(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Children of ten or over in the 12-month cohort, and those convicted or cautioned."""
    found = by_person([row for row in drop["cla_convictions"] if row["cla_conviction_date"]])
    parts = []
    for end in ends:
        start = year_start(end)
        for person in care.looked_after(end):
            if is_in_year_cohort(care, person, end) and care.reached(person, CONVICTION_AGE, end):
                passes = any(
                    start <= row["cla_conviction_date"] <= end for row in found.get(person, [])
                )
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
    return parts


def missing(kind: str) -> Maker:
    """Children in care at any time of a window, and those missing on some day of it."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        episodes = by_person(
            [row for row in drop["missing"] if row["missing_episode_type"] == kind]
        )
        in_care = stays(care)
        parts = []
        for basis in FLOWS:
            for end in ends:
                start = window_start(basis, end)
                for person, times in in_care.items():
                    inside = [
                        (max(start, begun), min(end, over))
                        for begun, over in times
                        if begun <= end and over >= start
                    ]
                    if not inside:
                        continue
                    passes = any(
                        row["missing_episode_start_date"] <= last
                        and (row["missing_episode_end_date"] or FOREVER) >= first
                        for row in episodes.get(person, [])
                        for first, last in inside
                    )
                    last = max(last for _, last in inside)
                    credit = leads.at_event(person, last)
                    parts.append(Part(end, int(passes), 1, credit, is_stock=True, basis=basis))
        return parts

    return make


@per_drop
def missing_episodes(drop: Drop) -> list[tuple[Record, date | None, bool, bool]]:
    """Episodes of children: the record, interview completed, whether offered, whether accepted.

    One interview answers several episodes of a child if linked and within the limit of each.
    """
    born = births(drop)
    shared: dict[tuple[str, str], list[Record]] = {}
    for row in drop["missing"]:
        if row["missing_rhi_id"]:
            shared.setdefault((row["person"], row["missing_rhi_id"]), []).append(row)
    found = []
    for row in drop["missing"]:
        person, begun = row["person"], row["missing_episode_start_date"]
        if person in born and birthday(born[person], ADULT_AGE) <= begun:
            continue
        answers, done = [row], row["missing_rhi_completed_date"]
        linked = shared.get((person, row["missing_rhi_id"]), [])
        days = [one["missing_rhi_completed_date"] for one in linked]
        day = max((one for one in days if one), default=None)
        ended = row["missing_episode_end_date"]
        if day and ended and ended <= day <= ended + INTERVIEW_DAYS:
            answers, done = linked, day
        offered = any(one["missing_rhi_offered"] == "Y" for one in [row, *answers])
        accepted = any(one["missing_rhi_accepted"] == "Y" for one in [row, *answers])
        found.append((row, done, offered, accepted))
    return found


def interviews(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Missing episodes that ended three days before a window did, and those interviewed."""
    parts = []
    for row, done, _, _ in missing_episodes(drop):
        ended = row["missing_episode_end_date"]
        if row["missing_episode_type"] == "M" and ended:
            passes = int(done is not None and ended <= done <= ended + INTERVIEW_DAYS)
            credit = leads.at_event(row["person"], ended)
            parts += [
                Part(end, passes, 1, credit, is_stock=True, basis=basis)
                for basis in FLOWS
                for end in ends
                if window_start(basis, end) <= ended and ended + INTERVIEW_DAYS <= end
            ]
    return parts
