"""Staff, recruitment, audits, supervision and foster carers.

Belongs here: the figures that come from posts, candidates, audits, supervisions and fostering
households. Does not belong here: periods and totals (figures).
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.credit import Credit, Leads
from tests.oracle.days import FOREVER
from tests.oracle.figures import Part
from tests.oracle.front_door import counted_referrals
from tests.oracle.records import Drop, Record

SOCIAL_WORK_ROLES = {
    "social_worker", "senior_social_worker", "consultant_practitioner", "practice_manager",
    "independent_reviewing_officer",
}  # fmt: skip
SUPERVISION_DAYS = timedelta(days=31)
PANEL_BOOKED_DAYS = timedelta(days=31)
NO_WORKER = "NONE"
DOMESTIC = "domestic_violence_contact"
STAGES = (
    ("enquiry", "enquiry_date"), ("initial_visit", "initial_visit_date"),
    ("stage_1", "application_date"), ("stage_2", "stage_2_date"), ("panel", "panel_date"),
    ("approved", "approval_date"), ("withdrawn", "withdrawn_date"),
)  # fmt: skip
ENDED = ("approved", "withdrawn")
IN_ASSESSMENT = {"stage_1", "stage_2", "panel"}
SMART = ("is_specific", "is_measurable", "is_achievable", "is_realistic", "is_time_bound")
ROUTES = {
    "campaign_1": "campaign", "campaign_2": "campaign", "campaign_3": "campaign",
    "rolling": "rolling",
}  # fmt: skip


def filled_posts(drop: Drop, day: date) -> list[Record]:
    """Social work posts filled on a day; an employee counts in the larger of two."""
    filled = [
        row
        for row in drop["posts"]
        if row["job_role"] in SOCIAL_WORK_ROLES
        and row["contract"] in ("permanent", "agency")
        and row["valid_from"] <= day < (row["valid_to"] or FOREVER)
    ]
    filled.sort(key=lambda row: (-row["fte"], row["valid_from"], row["post_id"]))
    seen: set[str] = set()
    kept = []
    for row in filled:
        if row["contract"] == "permanent" and row["worker_id"] is not None:
            if row["worker_id"] in seen:
                continue
            seen.add(row["worker_id"])
        kept.append(row)
    return kept


def staff(contract: str) -> Callable[[Drop, Leads, list[date]], list[Part]]:
    """Filled social work posts, and those of them under one contract."""

    def parts(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
        return [
            Part(end, int(row["contract"] == contract), 1, _post(leads, row), is_stock=True)
            for end in ends
            for row in filled_posts(drop, end)
        ]

    return parts


def _post(leads: Leads, row: Record) -> Credit:
    return leads.known(row["team_id"], NO_WORKER)


def offers(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Offers of a permanent post, by the route they came."""
    return [
        Part(
            row["offer_date"],
            1,
            None,
            leads.known(row["target_team_id"], NO_WORKER),
            category=ROUTES.get(row["route"], "other"),
        )
        for row in drop["recruitment_candidates"]
        if row["offer_date"]
    ]


def _audits(drop: Drop, kind: str) -> list[Record]:
    return [row for row in drop["audits"] if row["audit_type"] == kind and row["completed_date"]]


def sound_thresholds(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Threshold decisions audited, and those judged sound."""
    return [
        Part(
            row["completed_date"],
            int(row["is_sound"] is True),
            1,
            leads.known(row["team_id"], row["worker_id"]),
            category=DOMESTIC if row["subject"] == DOMESTIC else "other_contact",
        )
        for row in _audits(drop, "threshold")
    ]


def smart_plans(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Plans audited, and those with all five elements."""
    return [
        Part(
            row["completed_date"],
            int(all(row[name] is True for name in SMART)),
            1,
            leads.known(row["team_id"], row["worker_id"]),
            category=row["plan_type"],
        )
        for row in _audits(drop, "plan")
    ]


def supervised(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Children whose case is open and allocated for over a month, and those supervised in it.

    Allocated for longer than the interval: somebody leads today and somebody led on the day
    before it began; a change of workers in between starts no new interval.
    """
    opened: dict[str, list[Record]] = defaultdict(list)
    for row in counted_referrals(drop):
        opened[row["person"]].append(row)
    sessions: dict[str, list[date]] = defaultdict(list)
    for row in drop["supervisions"]:
        sessions[row["person"]].append(row["supervision_date"])
    parts = []
    for end in ends:
        before = end - SUPERVISION_DAYS
        for person, rows in opened.items():
            begun = [
                row["referral_date"]
                for row in rows
                if row["referral_date"] <= end < (row["close_date"] or FOREVER)
            ]
            if not begun or min(begun) >= before:
                continue
            if not all(leads.lead_on(person, day) for day in (end, before - timedelta(days=1))):
                continue
            passes = any(before <= day <= end for day in sessions[person])
            parts.append(Part(end, int(passes), 1, leads.at_start(person, end), is_stock=True))
    return parts


def _stage(row: Record, day: date) -> str | None:
    """The stage of the latest thing that happened; withdrawal and approval are the end of it.

    A panel counts once it is booked, though not before the assessment it decides on began.
    """
    reached = []
    for place, (stage, column) in enumerate(STAGES):
        on = row[column]
        if on and stage == "panel":
            on = max(on - PANEL_BOOKED_DAYS, row["stage_2_date"] or date.min)
        if on and on <= day:
            reached.append((ENDED.index(stage) if stage in ENDED else -1, on, place, stage))
    return max(reached)[-1] if reached else None


def _recruits(drop: Drop) -> list[Record]:
    return [row for row in drop["fostering_households"] if row["kind"] == "mainstream"]


def foster_pipeline(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Households on their way to fostering at each month end, by stage."""
    return [
        Part(end, 1, None, _recruiter(leads, row), is_stock=True, category=stage)
        for end in ends
        for row in _recruits(drop)
        for stage in [_stage(row, end)]
        if stage is not None and stage not in ENDED
    ]


def in_assessment(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Households being checked, assessed or waiting for a panel at each month end."""
    return [
        part._replace(category=None)
        for part in foster_pipeline(drop, leads, ends)
        if part.category in IN_ASSESSMENT
    ]


def foster_starts(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Households that entered each stage."""
    return [
        Part(row[column], 1, None, _recruiter(leads, row), category=stage)
        for row in _recruits(drop)
        for stage, column in STAGES
        if row[column]
    ]


def households_approved(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Households approved to foster."""
    return [
        Part(row["approval_date"], 1, None, _recruiter(leads, row))
        for row in _recruits(drop)
        if row["approval_date"]
    ]


def _recruiter(leads: Leads, row: Record) -> Credit:
    return leads.known(row["team_id"], row["worker_id"] or NO_WORKER)
