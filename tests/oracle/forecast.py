"""Permanent staff expected on the target date.

Belongs here: the forecast. Does not belong here: who is in post today (organisation, staff).

Readings: forecasts are made in the twelve months up to the target date. A permanent employee leaves
who has no post as an employee by the target date; a post filled by nobody in particular is left
when it ends. An offer not accepted by the month end, or without a start, counts whole.
"""

from datetime import date
from decimal import Decimal

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import STOCK, TEAMS, Maker
from tests.oracle.organisation import NO_WORKER, filled_posts
from tests.oracle.records import Drop, Record
from tests.oracle.staff import EMPLOYED, employments, social_work_posts

TARGET, HORIZON_MONTHS = date(2015, 12, 31), 12
TURNOVER = Decimal("0.15")
SCENARIOS = ("no_leavers", "known_leavers", "average_turnover")


def _joins(row: Record, end: date) -> bool:
    """Whether a candidate offered a post is expected to start by the target date."""
    offered, accepted, start = row["offer_date"], row["accepted_date"], row["start_date"]
    if offered is None or offered > end or (row["withdrawn_date"] or FOREVER) <= end:
        return False
    if accepted is None or accepted > end or start is None:
        return True
    return end < start <= TARGET


def permanent(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: permanent in post + offers starting by the target - leavers, over filled posts."""
    over: dict[str, date] = {}
    for spell in employments(social_work_posts(drop, EMPLOYED), []):
        worker = spell.posts[0]["worker_id"]
        over[worker] = max(over.get(worker, date.min), spell.over)
    parts = []
    for end in ends:
        if not add_months(TARGET, -HORIZON_MONTHS) < end <= TARGET:
            continue
        months = (TARGET.year - end.year) * 12 + TARGET.month - end.month
        stays = 1 - TURNOVER * months / 12
        for row in filled_posts(drop, end):
            leaves = over.get(row["worker_id"], row["valid_to"] or FOREVER) <= TARGET
            shares = (Decimal(1), Decimal(not leaves), stays)
            credit = leads.known(row["team_id"], NO_WORKER)
            for name, share in zip(SCENARIOS, shares, strict=True):
                top = share if row["contract"] == "permanent" else 0
                parts.append(Part(end, top, 1, credit, True, name))
        for row in drop["recruitment_candidates"]:
            if _joins(row, end):
                below = int(row["fills"] == "vacant_post")
                credit = leads.known(row["target_team_id"], NO_WORKER)
                parts += [Part(end, 1, below, credit, True, name) for name in SCENARIOS]
    return parts


MEASURES: dict[Measure, Maker] = {
    Measure("perm_staff_forecast_pct", STOCK, levels=TEAMS, has_whole=False): permanent,
}
