"""Rows of children looked after.

Belongs here: episodes of care, placements, legal statuses and statutory reviews. Does not belong
here: who is in care (care), where (placements), visits (casework), permanence
(permanence_tables), care leavers (leaver_tables).
"""

from datetime import date, timedelta
from decimal import Decimal

from pipelines.demo.allocations import REVIEWER, Allocations
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays, add_months
from pipelines.demo.world import CarePeriod, Referral, Review, World

FIRST_REVIEW_WORKING_DAYS = 20
CHANGES_FROM = date(2014, 6, 1)


def draw_care_reviews(world: World, days: WorkingDays, profile: CouncilProfile) -> None:
    """Statutory reviews of every period of care: 20 working days, 3 months, then 6 months."""
    for period in world.care_periods():
        if period.is_short_break:
            continue
        due, set_on, gap = days.add(period.start, FIRST_REVIEW_WORKING_DAYS), period.start, 3
        while set_on <= profile.until and (period.end is None or due < period.end):
            number = world.number("care_review")
            late = number % 23 == 0
            shift = number % 9 + 1 if late else -(number % 4)
            held = days.add(days.on_or_before(due), shift)
            period.reviews.append(Review(number, due, held, set_on))
            due, set_on, gap = add_months(held, gap), held, 6


def care_tables(kept: list[Referral], allocations: Allocations, profile: CouncilProfile) -> Tables:
    """Rows of every table named in the module's heading."""
    tables: Tables = {
        name: []
        for name in (
            "cla_episodes", "cla_placement", "legal_status", "cla_reviews",
        )
    }  # fmt: skip
    for referral in kept:
        for period in referral.care:
            _placements(tables, period)
            _statuses(tables, period)
            _episodes(tables, period)
            _reviews(tables, period, allocations, profile)
    return tables


def _placements(tables: Tables, period: CarePeriod) -> None:
    """A row per placement."""
    for item in period.placements:
        tables["cla_placement"].append(
            {
                "cla_placement_id": f"PLC{item.number:06d}",
                "cla_placement_start_date": item.start,
                "cla_placement_type": item.kind,
                "cla_placement_urn": f"SC{item.number:06d}" if item.kind in ("K1", "K2") else None,
                "cla_placement_distance": Decimal(str(item.miles)),
                "cla_id": f"CLA{period.number:06d}",
                "cla_placement_provider": item.provider,
                "cla_placement_end_date": item.end,
                "cla_placement_change_reason": item.reason,
                "source_person_id": person_id(period.child),
                "cla_placement_carer_id": item.carer,
            }
        )


def _statuses(tables: Tables, period: CarePeriod) -> None:
    """A row per legal status; each ends when the next begins."""
    ends = [start for _, start in period.statuses[1:]] + [period.end]
    for place, ((code, start), end) in enumerate(zip(period.statuses, ends, strict=True)):
        tables["legal_status"].append(
            {
                "legal_status_id": f"LEG{period.number:06d}{place}",
                "source_person_id": person_id(period.child),
                "legal_status": code,
                "legal_status_start_date": start,
                "legal_status_end_date": end,
            }
        )


def _episodes(tables: Tables, period: CarePeriod) -> None:
    """An episode for each change of legal status, placement or carer."""
    moves = {item.start: item for item in period.placements}
    legal = {start for _, start in period.statuses}
    starts = sorted(set(moves) | legal)
    placement = carer = None
    for place, start in enumerate(starts):
        last = place + 1 == len(starts)
        moved = moves.get(start)
        new_carer = moved is not None and moved.carer != carer
        reason = _start_reason(place == 0, moved is not None, new_carer, start in legal)
        if moved is not None:
            placement, carer = moved, moved.carer
        tables["cla_episodes"].append(
            {
                "cla_episode_id": f"EPI{period.number:06d}{place:02d}",
                "source_person_id": person_id(period.child),
                "cla_episode_start_date": start,
                "cla_episode_start_reason": reason,
                "cla_primary_need_code": period.referral.need,
                "cla_episode_ceased_date": period.end if last else starts[place + 1],
                "cla_episode_ceased_reason": period.reason if last else "X1",
                "cla_id": f"CLA{period.number:06d}",
                "referral_id": f"REF{period.referral.number:06d}",
                "cla_placement_id": f"PLC{placement.number:06d}" if placement else None,
                "entered_care_date": period.start,
                "cla_last_iro_contact_date": None,
                "_changes": _contacts_of_reviewer(period, start),
            }
        )


def _start_reason(is_first: bool, is_moved: bool, is_new_carer: bool, is_legal: bool) -> str:
    """The reason for a new episode."""
    if is_first:
        return "S"
    if not is_moved:
        return "L"
    if is_new_carer:
        return "B" if is_legal else "P"
    return "U" if is_legal else "T"


def _contacts_of_reviewer(period: CarePeriod, start: date) -> list[tuple[date, Row]]:
    """The reviewing officer sees the child some days before each review."""
    days = [item.held - timedelta(days=item.number % 30 + 2) for item in period.reviews]
    return [
        (day, {"cla_last_iro_contact_date": day}) for day in days if day >= max(start, CHANGES_FROM)
    ]


def _reviews(
    tables: Tables, period: CarePeriod, allocations: Allocations, profile: CouncilProfile
) -> None:
    """Reviews from a year before the history begins, the next one due included."""
    for item in period.reviews:
        if item.due < add_months(profile.history_from, -12):
            continue
        is_held = period.end is None or item.held <= period.end
        age = period.child.age_on(item.held)
        code = "PN0" if age < 4 else f"PN{(1, 1, 2, 3, 5, 6, 7, 1, 4, 1)[item.number % 10]}"
        tables["cla_reviews"].append(
            {
                "cla_review_id": f"CLR{item.number:06d}",
                "cla_id": f"CLA{period.number:06d}",
                "cla_review_due_date": item.due,
                "cla_review_date": item.held if is_held else None,
                "cla_review_cancelled": False,
                "cla_review_participation": code if is_held else None,
                "iro_id": allocations.quality_worker(REVIEWER, period.referral, item.held),
                "_recorded_on": item.set_on,
            }
        )
