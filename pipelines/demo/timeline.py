"""What an extract made on a day shows of everything that ever happens.

Belongs here: when a row first appears, which later changes it shows, and the blanking of what
had not happened yet. Does not belong here: the simulation and the deliberate late entries,
which only say when a row is recorded, changed or withdrawn.

Control keys a row may carry: ``_recorded_on`` (appears from that day), ``_changes`` (pairs of
day and new values), ``_withdrawn_on`` (gone from that day).
"""

from collections.abc import Iterable
from datetime import date

from pipelines.canonical.model import load_tables
from pipelines.demo.profile import Row, Tables

RECORDED, CHANGES, WITHDRAWN = "_recorded_on", "_changes", "_withdrawn_on"

# Dates that are known in advance and so may lie after the day of the extract.
PLANNED = {
    "initial_cp_conference": {"icpc_target_date"},
    "cp_reviews": {"cp_review_due"},
    "cla_reviews": {"cla_review_due_date"},
    "person": {"expected_dob"},
    "immigration_status": {"immigration_status_end_date"},
    "audits": {"due_date"},
    "audit_actions": {"due_date"},
    "recruitment_candidates": {"start_date"},
    "recruitment_campaigns": {"planned_date"},
    "improvement_actions": {"due_date"},
    "improvement_meetings": {"scheduled_date"},
    "mash_partners": {"planned_from"},
    "posts": {"asye_until"},
}

# The date whose coming makes a row exist, unless the row says when it was recorded.
APPEARS_WITH = {
    "contacts": "contact_date",
    "cin_episodes": "referral_date",
    "cin_assessments": "assessment_start_date",
    "cin_plans": "cin_plan_start_date",
    "cin_visits": "cin_visit_date",
    "s47_enquiry": "s47_start_date",
    "initial_cp_conference": "icpc_date",
    "cp_plans": "cp_plan_start_date",
    "cp_visits": "cp_visit_date",
    "cla_episodes": "cla_episode_start_date",
    "cla_placement": "cla_placement_start_date",
    "cla_visits": "cla_visit_date",
    "legal_status": "legal_status_start_date",
    "immigration_status": "immigration_status_start_date",
    "core_groups": "core_group_date",
    "cin_reviews": "cin_review_date",
    "early_help_episodes": "episode_start_date",
    "exploitation_assessments": "start_date",
    "pre_proceedings": "pre_pro_decision_date",
    "care_applications": "issued_date",
    "involvements": "involvement_start_date",
    "supervisions": "supervision_date",
    "person_merges": "merged_date",
    "missing": "missing_episode_start_date",
    "posts": "valid_from",
    "teams": "valid_from",
    "peps": "started_date",
    "school_rolls": "start_date",
    "school_attendance": "end_date",
    "school_exclusions": "start_date",
    "pathway_plans": "started_date",
    "adopter_households": "approval_date",
    "school_judgements": "judgement_date",
    "post_16_activity": "start_date",
    "fostering_households": "enquiry_date",
    "recruitment_candidates": "enquiry_date",
    "improvement_actions": "opened_date",
    "improvement_action_status": "status_date",
    "improvement_grants": "approved_date",
    "training_attendance": "enrolled_date",
    "staff_absences": "start_date",
    "staff_supervisions": "supervision_date",
    "agency_assignments": "start_date",
    "complaints": "received_date",
    "lado_referrals": "referral_date",
    "cla_health": "health_check_date",
    "cla_immunisation_checks": "check_date",
    "sdq_scores": "sdq_completed_date",
    "cla_convictions": "cla_conviction_date",
    "cla_care_plan": "cla_care_plan_start_date",
    "cla_iro_contacts": "contact_date",
    "deprivation_orders": "start_date",
    "fostering_reviews": "review_date",
    "private_fostering": "notified_date",
    "private_fostering_visits": "visit_date",
    "placement_costs": "valid_from",
}

# What is written down together with a date, and so is blank while that date is blank.
GOES_WITH: dict[str, dict[str, tuple[str, ...]]] = {
    "contacts": {
        "contact_decision_date": (
            "contact_outcome_json", "contact_team_id", "contact_worker_id",
        ),
    },
    "cin_episodes": {
        "referral_decision_date": (
            "referral_outcome_json", "referral_nfa", "referral_decision_team_id",
            "referral_decision_worker_id",
        ),
        "close_date": ("close_reason",),
    },
    "cin_assessments": {
        "assessment_auth_date": (
            "assessment_child_seen", "assessment_outcome_json", "assessment_outcome_nfa",
        ),
    },
    "s47_enquiry": {
        "s47_end_date": (
            "s47_nfa", "s47_outcome_json", "s47_completed_by_worker_id", "s47_completed_by_team",
        ),
    },
    "cp_reviews": {
        "cp_review_date": (
            "cp_review_meeting_id", "cp_review_outcome_continue_cp", "cp_review_quorate",
            "cp_review_participation",
        ),
    },
    "cla_reviews": {"cla_review_date": ("cla_review_participation",)},
    "cla_episodes": {"cla_episode_ceased_date": ("cla_episode_ceased_reason",)},
    "cla_placement": {"cla_placement_end_date": ("cla_placement_change_reason",)},
    "missing": {
        "missing_episode_end_date": (
            "missing_rhi_offered", "missing_rhi_accepted", "missing_rhi_id",
        ),
    },
    "involvements": {"involvement_end_date": ("worker_change_reason",)},
    "early_help_episodes": {"episode_end_date": ("episode_end_reason",)},
    "pre_proceedings": {
        "agree_stepdown_issue_date": ("pre_pro_outcome",),
        "court_application_date": ("pre_pro_outcome",),
    },
    "permanence": {
        "placed_for_adoption_date": ("adopted_by_carer_flag", "placed_foster_carer_date"),
        "permanence_order_date": ("permanence_order_type",),
        "decision_reversed_date": ("decision_reversed_reason",),
    },
    "lado_referrals": {"concluded_date": ("outcome",)},
    "audits": {
        "completed_date": (
            "grade", "moderated_grade", "is_sound", "is_risk_well_managed", "is_specific",
            "is_measurable", "is_achievable", "is_realistic", "is_time_bound",
        ),
    },
}  # fmt: skip


def view(tables: Tables, extracted_on: date) -> Tables:
    """The rows an extract made at the end of a day holds, in their given order.

    Args:
        tables: Everything that ever happens, with control keys.
        extracted_on: The day of the extract.

    Returns:
        Tables without control keys. Rows that need no change are the same objects as given.
    """
    return {name: _view_table(name, rows, extracted_on) for name, rows in tables.items()}


def _view_table(name: str, rows: list[Row], on: date) -> list[Row]:
    """One table as the extract shows it."""
    spec = load_tables()[name]
    dates = tuple(
        column.name
        for column in spec.columns
        if column.type == "date" and column.name not in PLANNED.get(name, ())
    )
    opening = APPEARS_WITH.get(name)
    goes_with = GOES_WITH.get(name, {})
    shown: list[Row] = []
    for row in rows:
        if not _is_shown(row, opening, on):
            continue
        if CHANGES in row or RECORDED in row or WITHDRAWN in row:
            current = _as_changed(row, on)
        else:
            current = row
        future = [column for column in dates if _lies_after(current.get(column), on)]
        shown.append(_blanked(current, future, goes_with) if future else current)
    return shown


def _is_shown(row: Row, opening: str | None, on: date) -> bool:
    """True if the row was recorded by the day and not withdrawn by then."""
    recorded = row.get(RECORDED) or (row.get(opening) if opening else None)
    if _lies_after(recorded, on):
        return False
    withdrawn = row.get(WITHDRAWN)
    return withdrawn is None or _lies_after(withdrawn, on)


def _lies_after(value: object, on: date) -> bool:
    """True if the value is a date after the day."""
    return isinstance(value, date) and value > on


def _as_changed(row: Row, on: date) -> Row:
    """A copy without control keys, with every change made by the day."""
    current = {column: value for column, value in row.items() if not column.startswith("_")}
    changes = row.get(CHANGES)
    if isinstance(changes, list):
        for day, values in changes:
            if day <= on:
                current |= values
    return current


def _blanked(row: Row, future: Iterable[str], goes_with: dict[str, tuple[str, ...]]) -> Row:
    """A copy in which dates still to come, and what is written with them, are blank."""
    current = dict(row)
    for column in future:
        current[column] = None
        for other in goes_with.get(column, ()):
            current[other] = None
    return current
