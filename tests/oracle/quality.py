"""Audits, their actions, practice standards, the improvement plan and fostering enquiries.

Belongs here: figures from audits, improvement actions and fostering households. Does not belong
here: sound thresholds, SMART plans and the fostering pipeline (organisation).

Readings: an audit's own team and worker get the credit. An audit without a grade stays in the
denominator. Standards are dated by the audit's completion. Fostering assessments end with approval
or refusal; a withdrawn application was not decided.
"""

from collections.abc import Callable
from datetime import date

from tests.oracle.credit import UNALLOCATED, Leads
from tests.oracle.days import add_months, month_end, window_start
from tests.oracle.figures import Part
from tests.oracle.organisation import NO_WORKER
from tests.oracle.records import Drop, Record

GOOD = {"good", "outstanding"}
ON_TRACK = {"green", "complete"}
NOBODY = (UNALLOCATED, UNALLOCATED)
CONVERSION_MONTHS, ASSESSMENT_MONTHS = 12, 8
Maker = Callable[[Drop, Leads, list[date]], list[Part]]


def audits_done(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Audits by the day they were due, and those completed by then."""
    return [
        Part(
            row["due_date"],
            int(row["completed_date"] is not None and row["completed_date"] <= row["due_date"]),
            1,
            leads.known(row["team_id"], row["worker_id"]),
        )
        for row in drop["audits"]
    ]


def graded_good(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Audits completed, and those good or better by the moderated grade, else the auditor's."""
    return [
        Part(
            row["completed_date"],
            int((row["moderated_grade"] or row["grade"]) in GOOD),
            1,
            leads.known(row["team_id"], row["worker_id"]),
        )
        for row in drop["audits"]
        if row["completed_date"]
    ]


def risk_managed(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Child protection cases audited, and those where risk is well managed."""
    return [
        Part(
            row["completed_date"],
            int(row["is_risk_well_managed"] is True),
            1,
            leads.known(row["team_id"], row["worker_id"]),
        )
        for row in drop["audits"]
        if row["completed_date"] and row["audit_type"] == "child_protection_risk"
    ]


def standards(checked_by: str) -> Maker:
    """Practice standards applicable, and those met, as checked by auditors or by the system."""

    def make(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
        audits = {row["audit_id"]: row for row in drop["audits"] if row["completed_date"]}
        return [
            Part(
                audit["completed_date"],
                int(row["result"] == "met"),
                1,
                leads.known(audit["team_id"], audit["worker_id"]),
                category=row["standard_code"],
            )
            for row in drop["audit_standards"]
            for audit in [audits.get(row["audit_id"])]
            if audit is not None
            and row["result"] in ("met", "not_met")
            and row["checked_by"] == checked_by
        ]

    return make


def actions_closed(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Actions from audits by the day they were due, and those closed by then."""
    return [
        Part(
            row["due_date"],
            int(row["closed_date"] is not None and row["closed_date"] <= row["due_date"]),
            1,
            leads.known(row["team_id"], row["owner_id"]),
        )
        for row in drop["audit_actions"]
    ]


def actions_on_track(drop: Drop, _leads: Leads, ends: list[date]) -> list[Part]:
    """Actions of the improvement plan, and those complete or rated green."""
    said: dict[str, list[tuple[date, str, str]]] = {}
    for row in drop["improvement_action_status"]:
        one = (row["status_date"], row["status_id"], row["rag"])
        said.setdefault(row["action_id"], []).append(one)
    parts = []
    for end in ends:
        for row in drop["improvement_actions"]:
            if row["opened_date"] > end:
                continue
            latest = max(
                (one for one in said.get(row["action_id"], []) if one[0] <= end), default=None
            )
            is_done = row["completed_date"] is not None and row["completed_date"] <= end
            passes = is_done or (latest is not None and latest[2] in ON_TRACK)
            parts.append(Part(end, int(passes), 1, NOBODY, True, row["priority"]))
    return parts


def _mainstream(drop: Drop) -> list[Record]:
    return [row for row in drop["fostering_households"] if row["kind"] == "mainstream"]


def net_change(drop: Drop, _leads: Leads, _ends: list[date]) -> list[Part]:
    """Fostering households approved less those that ceased."""
    return [
        Part(row[column], sign, None, NOBODY, category=name)
        for row in _mainstream(drop)
        for column, sign, name in (("approval_date", 1, "approved"), ("ceased_date", -1, "ceased"))
        if row[column]
    ]


def converted(drop: Drop, _leads: Leads, ends: list[date]) -> list[Part]:
    """Enquiries of the twelve months before the last twelve, and those approved within a year."""
    parts = []
    for end in ends:
        start = add_months(window_start("R12", end), -12)
        last = month_end(add_months(end.replace(day=1), -12))
        for row in _mainstream(drop):
            asked, approved = row["enquiry_date"], row["approval_date"]
            if asked and start <= asked <= last:
                passes = approved and approved <= add_months(asked, CONVERSION_MONTHS)
                parts.append(Part(end, int(bool(passes)), 1, NOBODY, is_stock=True))
    return parts


def assessed_in_time(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Fostering assessments decided, and those decided within eight months of application."""
    parts = []
    for row in _mainstream(drop):
        decided = min(
            (day for day in (row["approval_date"], row["refused_date"]) if day), default=None
        )
        applied = row["application_date"]
        if decided and applied and applied <= decided:
            passes = decided <= add_months(applied, ASSESSMENT_MONTHS)
            credit = leads.known(row["team_id"], row["worker_id"] or NO_WORKER)
            parts.append(Part(decided, int(passes), 1, credit))
    return parts
