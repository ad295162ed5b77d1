"""Looked-after children's immunisations, questionnaires, orders and returns; children missing.

Belongs here: immunisations, SDQ, deprivation of liberty, missing episodes of all children, return
interviews offered, how care began again or in an emergency. Does not belong here: health and dental
checks, missing episodes as a share of care (health).

Readings: of two immunisation records of one day a "no" counts. A score is a whole number from 0 to
40. A missing episode is of the place the record of care says, unless placed here by another
authority; a child counts once, for the episode that reached furthest into the window.
"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, window_start, working_day_after, year_start
from tests.oracle.entries import ends_of_care, starts, stays
from tests.oracle.figures import Measure, Part
from tests.oracle.health import (
    ASSESSMENTS,
    DOCTOR,
    EARLIER_MONTHS,
    INITIAL_WORKING_DAYS,
    done_checks,
    is_in_year_cohort,
    missing_episodes,
)
from tests.oracle.makers import FLOWS, STOCK, WHOLE, YEARS, Maker
from tests.oracle.records import Drop, Record, by_person
from tests.oracle.reviews import periods

YEAR_MONTHS = 12
MOST_SCORE, FROM_AGE, UNDER_AGE = 40, 4, 17
FREQUENT, FREQUENT_DAYS = 3, timedelta(days=90)
WRONG_WITH_ORDER = {"K1", "P1", "R5", "H5", "K3"}
BY_ORDER = {"E11", "E12", "E43", "E44", "E45", "E46", "E47", "E48"}
EARLIER_PERMANENCE = {"P1", "P2"}
EMERGENCY = {"L1", "L2"}


def _statuses(drop: Drop) -> dict[str, list[tuple[date, bool]]]:
    """What was recorded of each child's immunisations, by day."""
    found: dict[str, list[tuple[date, bool]]] = {}
    for row in drop["cla_immunisation_checks"]:
        one = (row["check_date"], row["is_complete"] is True)
        found.setdefault(row["person"], []).append(one)
    for row in drop["cla_immunisations"]:
        if row["immunisations_status_date"]:
            one = (row["immunisations_status_date"], row["immunisations_status"] is True)
            found.setdefault(row["person"], []).append(one)
    return found


def immunised(of_year: bool) -> Maker:
    """Rule: 12-month cohort with all immunisations; current variant: all CLA, last 12 months."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        known, parts = _statuses(drop), []
        for end in ends:
            for person in care.looked_after(end):
                if of_year and not is_in_year_cohort(care, person, end):
                    continue
                said = [one for one in known.get(person, []) if one[0] <= end]
                last = max((one[0] for one in said), default=date.min)
                passes = bool(said) and all(yes for day, yes in said if day == last)
                passes = passes and (of_year or last > add_months(end, -YEAR_MONTHS))
                credit = leads.at_start(person, end)
                parts.append(Part(end, int(passes), 1, credit, is_stock=True))
        return parts

    return make


def _scores(drop: Drop) -> dict[str, list[tuple[date, str, int]]]:
    """Total difficulties scores by day."""
    found: dict[str, list[tuple[date, str, int]]] = {}
    for row in drop["sdq_scores"]:
        said, day = row["sdq_score"] or "", row["sdq_completed_date"]
        if day and said.isdigit() and int(said) <= MOST_SCORE:
            found.setdefault(row["person"], []).append((day, row["table_id"], int(said)))
    return found


def _of_age(care: Care, person: str, end: date) -> bool:
    """Rule: aged 4 or over at the start of the year and under 17 at the end of it."""
    start = year_start(end)
    return care.reached(person, FROM_AGE, start) and care.is_under(person, UNDER_AGE, end)


def scored(of_year: bool) -> Maker:
    """Rule: total difficulties score in the last 12 months; cohort, or all of 4 to 16."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        scores, parts = _scores(drop), []
        for end in ends:
            for person in care.looked_after(end):
                if of_year:
                    counts = is_in_year_cohort(care, person, end) and _of_age(care, person, end)
                else:
                    counts = care.reached(person, FROM_AGE, end)
                    counts = counts and care.is_under(person, UNDER_AGE, end)
                if counts:
                    start = year_start(end)
                    passes = any(start <= one[0] <= end for one in scores.get(person, []))
                    credit = leads.at_start(person, end)
                    parts.append(Part(end, int(passes), 1, credit, is_stock=True))
        return parts

    return make


def mean_score(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: sum of latest scores over children with a score in the 12-month cohort."""
    scores, parts = _scores(drop), []
    for end in ends:
        start = year_start(end)
        for person in care.looked_after(end):
            mine = [one for one in scores.get(person, []) if start <= one[0] <= end]
            if mine and is_in_year_cohort(care, person, end) and _of_age(care, person, end):
                credit = leads.at_start(person, end)
                parts.append(Part(end, max(mine)[2], 1, credit, is_stock=True))
    return parts


def orders(in_places: set[str] | None) -> Maker:
    """Rule: CLA with a DoLO open at period end; those in some places listed as error."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        held, parts = by_person(drop["deprivation_orders"]), []
        for end in ends:
            for person in care.looked_after(end):
                place = care.placement_on(person, end)
                is_open = any(
                    row["start_date"] <= end < (row["end_date"] or FOREVER)
                    for row in held.get(person, [])
                )
                is_there = place is not None and place["cla_placement_type"] in (in_places or ())
                if is_open and (in_places is None or is_there):
                    credit = leads.at_start(person, end)
                    parts.append(Part(end, 1, None, credit, is_stock=True))
        return parts

    return make


def orders_begun(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: starts, of looked-after children."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in drop["deprivation_orders"]
        for day in [row["start_date"]]
        if care.is_looked_after(row["person"], day)
    ]


def after_permanence(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: count separately a previous exit by adoption or SGO."""
    left: dict[str, list[date]] = {}
    for person, day, rows in ends_of_care(care):
        if rows[-1]["cla_episode_ceased_reason"] in BY_ORDER:
            left.setdefault(person, []).append(day)
    recorded = {
        row["person"]
        for row in drop["cla_previous_permanence"]
        if row["previous_permanence_option"] in EARLIER_PERMANENCE
    }
    return [
        Part(day, 1, None, leads.at_event(person, day))
        for person, day, _ in starts(care)
        if person in recorded or any(one <= day for one in left.get(person, []))
    ]


def emergencies(_drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: emergency = L1, L2, or no placement decision dated before entry."""
    parts = []
    for person, day, rows in starts(care):
        held = {
            row["legal_status"]
            for row in care.statuses(person)
            if row["legal_status_start_date"] <= day < (row["legal_status_end_date"] or FOREVER)
        }
        begun = [row for row in rows if row["cla_episode_start_date"] <= day]
        decided = begun[-1]["placement_decision_date"] if begun else None
        passes = bool(held & EMERGENCY) or decided is None or decided >= day
        parts.append(Part(day, int(passes), 1, leads.at_event(person, day)))
    return parts


def assessed_before_review(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: variant: before the first review, which may fall sooner (none held: day 20)."""
    checks, reviewed, parts = done_checks(drop, ASSESSMENTS), periods(drop, care), []
    # a child who left and is back by day 20 is not still looked after
    over = {(person, day): left for person, times in stays(care).items() for day, left in times}
    for person, day, rows in starts(care):
        due = working_day_after(day, INITIAL_WORKING_DAYS)
        mine = checks.get(person, [])
        is_still_in = due < over[person, day] and care.is_looked_after(person, due)
        if due > drop.extracted or not is_still_in:
            continue
        earlier = add_months(day, -EARLIER_MONTHS)
        if any(earlier <= row["health_check_date"] < day for row in mine):
            continue
        held = reviewed[rows[0]["cla_id"]].days
        limit = held[0] if held else due
        passes = any(day <= row["health_check_date"] <= limit and _by_doctor(row) for row in mine)
        parts.append(Part(due, int(passes), 1, leads.at_event(person, due)))
    return parts


def _by_doctor(row: Record) -> bool:
    return row["health_check_practitioner"] in (None, DOCTOR)


def _placed(drop: Drop, care: Care) -> Callable[[Record], str]:
    in_care = stays(care)

    def place(row: Record) -> str:
        begun = row["missing_episode_start_date"]
        if row["missing_from"] == "placed_here":
            return "placed_here"
        times = in_care.get(row["person"], [])
        return "own_care" if any(first <= begun < over for first, over in times) else "home"

    return place


def children_missing(kind: str) -> Maker:
    """Rule: distinct children with an episode overlapping the period; home, own, placed here."""

    def make(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
        place, parts = _placed(drop, care), []
        rows = [row for row, *_ in missing_episodes(drop) if row["missing_episode_type"] == kind]
        for basis in FLOWS:
            for end in ends:
                start = window_start(basis, end)
                latest: dict[str, tuple[date, str, Record]] = {}
                for row in rows:
                    over = row["missing_episode_end_date"] or FOREVER
                    if row["missing_episode_start_date"] <= end and over >= start:
                        one = (min(end, over), row["table_id"], row)
                        latest[row["person"]] = max(latest.get(row["person"], one), one, key=_when)
                for person, (last, _, row) in latest.items():
                    credit = leads.at_event(person, last)
                    parts.append(Part(end, 1, None, credit, True, place(row), basis))
        return parts

    return make


def _when(one: tuple[date, str, Record]) -> tuple[date, str]:
    return one[:2]


def episodes_missing(drop: Drop, leads: Leads, care: Care, _ends: list[date]) -> list[Part]:
    """Rule: episodes begun in it."""
    place = _placed(drop, care)
    return [
        Part(day, 1, None, leads.at_event(row["person"], day), category=place(row))
        for row, *_ in missing_episodes(drop)
        for day in [row["missing_episode_start_date"]]
        if row["missing_episode_type"] == "M"
    ]


def often_missing(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: children with 3 or more begun in the last 90 days."""
    rows = by_person(
        [row for row, *_ in missing_episodes(drop) if row["missing_episode_type"] == "M"]
    )
    return [
        Part(end, 1, None, leads.at_start(person, end), is_stock=True)
        for end in ends
        for person, mine in rows.items()
        if sum(end - FREQUENT_DAYS < row["missing_episode_start_date"] <= end for row in mine)
        >= FREQUENT
    ]


def interview_steps(step: str) -> Maker:
    """Rule: missing episodes ended; each step recorded."""

    def make(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
        parts = []
        for row, done, offered, accepted in missing_episodes(drop):
            day = row["missing_episode_end_date"]
            if row["missing_episode_type"] == "M" and day:
                passes = {"offered": offered, "accepted": accepted}.get(step, done is not None)
                parts.append(Part(day, int(passes), 1, leads.at_event(row["person"], day)))
        return parts

    return make


ORDERS, MISSING = (("deprivation_orders", 0),), (("missing", 0),)
SDQ, IMMUNISED = (("sdq_scores", 12),), (("cla_immunisations", 12),)
MEASURES: dict[Measure, Maker] = {
    Measure("cla_immunisation_pct", STOCK, history=IMMUNISED): immunised(of_year=True),
    Measure("cla_immunisation_pct", STOCK, "current", history=IMMUNISED): immunised(of_year=False),
    Measure("cla_sdq_completed_pct", STOCK, history=SDQ): scored(of_year=True),
    Measure("cla_sdq_completed_pct", STOCK, "current", history=SDQ): scored(of_year=False),
    Measure("cla_sdq_average", STOCK, levels=WHOLE, history=SDQ): mean_score,
    Measure("cla_dolo_open", STOCK, history=ORDERS): orders(None),
    Measure("cla_dolo_open", STOCK, "wrong_placement", history=ORDERS): orders(WRONG_WITH_ORDER),
    Measure("cla_dolo_open", FLOWS, "starts", history=ORDERS): orders_begun,
    Measure("cla_reentry_12m_pct", YEARS, "after_permanence"): after_permanence,
    Measure("cla_started_route_pct", YEARS, "emergency"): emergencies,
    Measure(
        "cla_iha_20wd_pct", FLOWS, "before_first_review", history=(("cla_health", 3),)
    ): assessed_before_review,
    Measure("missing_children", FLOWS, history=MISSING): children_missing("M"),
    Measure("missing_children", FLOWS, "away", history=MISSING): children_missing("A"),
    Measure("missing_children", FLOWS, "episodes", history=MISSING): episodes_missing,
    Measure("missing_children", STOCK, "frequent", history=(("missing", 3),)): often_missing,
    Measure("rhi_offered_pct", FLOWS, history=MISSING): interview_steps("offered"),
    Measure("rhi_offered_pct", FLOWS, "accepted", history=MISSING): interview_steps("accepted"),
    Measure("rhi_offered_pct", FLOWS, "completed", history=MISSING): interview_steps("completed"),
}
