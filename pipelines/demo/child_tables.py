"""Rows of the child's journey up to the protection plan, as the source system holds them.

Belongs here: turning contacts, referrals, assessments, enquiries, conferences, plans
and reviews into canonical rows. Does not belong here: people (people_tables), care
(care_tables), visits and supervision (casework), what an extract shows (timeline).
"""

import json
from datetime import date

from pipelines.demo.allocations import CHAIR, DUTY, Allocations
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays
from pipelines.demo.world import Conference, Enquiry, ProtectionPlan, Referral, World

SOURCE_NAMES = {
    "1A": "Individual: family member", "1C": "Individual: acquaintance", "2A": "Schools",
    "3A": "Health: general practitioner", "3B": "Health: health visitor",
    "3E": "Health: accident and emergency", "4": "Housing", "5A": "Social care, this authority",
    "6": "Police", "7": "Other legal agency", "8": "Other", "9": "Anonymous",
}  # fmt: skip
FACTORS = ('{"3B":"Y"}', '{"1A":"Y"}', '{"4B":"Y","16A":"Y"}')
REFERRED, NOT_REFERRED = '{"NEW_REFERRAL_FLAG":"Y"}', '{"NEW_REFERRAL_FLAG":"N"}'


def kept_referrals(world: World, profile: CouncilProfile) -> list[Referral]:
    """Referrals the extracts hold: those open on or after the first day of history."""
    return [
        item
        for item in world.referrals
        if item.closed_on is None or item.closed_on >= profile.history_from
    ]


def journey_tables(
    world: World, kept: list[Referral], allocations: Allocations, days: WorkingDays
) -> Tables:
    """Rows of every table named in the module's heading.

    Args:
        world: The simulated truth.
        kept: The referrals the extracts hold.
        allocations: Who led each case when.
        days: Working days, for target dates.
    """
    tables: Tables = {
        name: []
        for name in (
            "contacts", "cin_episodes", "cin_assessments", "assessment_factors", "s47_enquiry",
            "initial_cp_conference", "cp_plans", "cp_reviews", "cin_plans",
        )
    }  # fmt: skip
    for contact in world.contacts:
        is_decided = contact.decided_on is not None
        team, worker = DUTY, _duty_lead(allocations, contact.on, contact.number)
        tables["contacts"].append(
            {
                "contact_id": f"CON{contact.number:06d}",
                "source_person_id": person_id(contact.child),
                "contact_date": contact.on,
                "contact_source_code": contact.source,
                "contact_source_desc": SOURCE_NAMES[contact.source],
                "contact_outcome_json": REFERRED if contact.is_referral else NOT_REFERRED,
                "contact_decision_date": contact.decided_on,
                "contact_team_id": team if is_decided else None,
                "contact_worker_id": worker if is_decided else None,
                "contact_reason_code": contact.reason,
            }
        )
    for referral in kept:
        tables["cin_episodes"].append(_episode(referral, allocations))
        _assessments(tables, referral, allocations)
        for enquiry in referral.enquiries:
            tables["s47_enquiry"].append(_enquiry(enquiry, allocations))
        for conference in referral.conferences:
            tables["initial_cp_conference"].append(_conference(conference, allocations, days))
        for plan in referral.plans:
            _plan(tables, plan, allocations)
        _plans_in_need(tables, referral, allocations)
    return tables


def _duty_lead(allocations: Allocations, on: date, number: int) -> str | None:
    """A duty social worker of that day."""
    workers = allocations.organisation.lead_workers(DUTY, on)
    return workers[number % len(workers)] if workers else None


def _episode(referral: Referral, allocations: Allocations) -> Row:
    """The referral and its episode; decision columns are blank where no date was recorded."""
    first = allocations.leads(referral)[:1]
    team, manager = allocations.duty_worker(referral, referral.decided_on or referral.on)
    return {
        "referral_id": f"REF{referral.number:06d}",
        "source_person_id": person_id(referral.child),
        "referral_date": referral.on,
        "cin_primary_need_code": referral.need,
        "referral_source_code": referral.source,
        "referral_source_desc": SOURCE_NAMES[referral.source],
        "referral_outcome_json": json.dumps({"OUTCOME": referral.outcome.upper()}),
        "referral_nfa": referral.outcome == "nfa",
        "close_reason": referral.close_reason,
        "close_date": referral.closed_on,
        "referral_team": DUTY,
        "referral_worker_id": first[0].worker if first else None,
        "referral_decision_date": referral.decided_on,
        "referral_decision_team_id": team,
        "referral_decision_worker_id": manager,
    }


def _assessments(tables: Tables, referral: Referral, allocations: Allocations) -> None:
    """Assessments with the worker of the start and, once authorised, of the authorisation."""
    for step in referral.assessments:
        at_start = allocations.last_lead(referral, step.start)
        row: Row = {
            "assessment_id": f"ASM{step.number:06d}",
            "source_person_id": person_id(referral.child),
            "referral_id": f"REF{referral.number:06d}",
            "assessment_start_date": step.start,
            "assessment_child_seen": step.number % 50 != 0 if step.number % 33 else None,
            "assessment_auth_date": step.authorised,
            "assessment_outcome_json": json.dumps({"OUTCOME": "NFA" if step.is_nfa else "FURTHER"}),
            "assessment_outcome_nfa": step.is_nfa,
            "assessment_team": at_start.team if at_start else None,
            "assessment_worker_id": at_start.worker if at_start else None,
        }
        tables["cin_assessments"].append(row)
        if step.authorised is None:
            continue
        lead = allocations.last_lead(referral, step.authorised)
        if lead and (lead.worker, lead.team) != (
            row["assessment_worker_id"],
            row["assessment_team"],
        ):
            done = {"assessment_team": lead.team, "assessment_worker_id": lead.worker}
            row["_changes"] = [(step.authorised, done)]
        tables["assessment_factors"].append(
            {
                "table_id": f"FAC{step.number:06d}",
                "assessment_id": row["assessment_id"],
                "assessment_factors_json": json.dumps(
                    {"1A": "Y"} if step.number % 3 else {"3B": "Y"}
                ),
                "_recorded_on": step.authorised,
            }
        )


def _enquiry(enquiry: Enquiry, allocations: Allocations) -> Row:
    """A section 47 enquiry."""
    referral = enquiry.referral
    lead = allocations.lead_on(referral, enquiry.end or enquiry.start)
    is_nfa = not enquiry.leads_to_conference
    return {
        "s47_enquiry_id": f"S47{enquiry.number:06d}",
        "referral_id": f"REF{referral.number:06d}",
        "source_person_id": person_id(referral.child),
        "s47_start_date": enquiry.start,
        "s47_end_date": enquiry.end,
        "s47_nfa": is_nfa,
        "s47_outcome_json": json.dumps({"OUTCOME": "NFA" if is_nfa else "ICPC"}),
        "s47_completed_by_worker_id": lead.worker if lead else None,
        "s47_completed_by_team": lead.team if lead else None,
    }


def _conference(conference: Conference, allocations: Allocations, days: WorkingDays) -> Row:
    """A child considered at an initial conference."""
    referral, enquiry, plan = conference.referral, conference.enquiry, conference.plan
    lead = allocations.lead_on(referral, conference.on)
    return {
        "icpc_id": f"ICP{conference.number:06d}",
        "icpc_meeting_id": f"MTG{conference.meeting}",
        "s47_enquiry_id": f"S47{enquiry.number:06d}" if enquiry else None,
        "source_person_id": person_id(referral.child),
        "cp_plan_id": f"CPP{plan.number:06d}" if plan else None,
        "referral_id": f"REF{referral.number:06d}",
        "icpc_transfer_in": conference.is_transfer_in,
        "icpc_target_date": days.add(enquiry.start if enquiry else referral.on, 15),
        "icpc_date": conference.on,
        "icpc_outcome_cp_flag": plan is not None,
        "icpc_outcome_json": json.dumps({"OUTCOME": "CP_PLAN" if plan else "CIN"}),
        "icpc_team": lead.team if lead else None,
        "icpc_worker_id": lead.worker if lead else None,
        "chair_id": allocations.quality_worker(CHAIR, referral, conference.on),
    }


def _plan(tables: Tables, plan: ProtectionPlan, allocations: Allocations) -> None:
    """A child protection plan and its reviews, the next one included."""
    referral, conference = plan.referral, plan.conference
    tables["cp_plans"].append(
        {
            "cp_plan_id": f"CPP{plan.number:06d}",
            "referral_id": f"REF{referral.number:06d}",
            "icpc_id": f"ICP{conference.number:06d}" if conference else None,
            "source_person_id": person_id(referral.child),
            "cp_plan_start_date": plan.start,
            "cp_plan_end_date": plan.end,
            "cp_plan_initial_category": plan.category,
            "cp_plan_ola": plan.is_other_authority,
            "cp_plan_latest_category": plan.category,
        }
    )
    reviews = [*plan.reviews, plan.next_review] if plan.next_review else plan.reviews
    for review in reviews:
        tables["cp_reviews"].append(
            {
                "cp_review_id": f"CPR{review.number:06d}",
                "source_person_id": person_id(referral.child),
                "cp_plan_id": f"CPP{plan.number:06d}",
                "cp_review_due": review.due,
                "cp_review_date": review.held,
                "cp_review_meeting_id": f"MTG{review.held:%y%m%d}{referral.child.family:06d}",
                "cp_review_outcome_continue_cp": plan.end != review.held,
                "cp_review_quorate": review.number % 40 != 0,
                "cp_review_participation": review.number % 3 != 0,
                "chair_id": allocations.quality_worker(CHAIR, referral, review.held),
                "_recorded_on": review.set_on,
            }
        )


def _plans_in_need(tables: Tables, referral: Referral, allocations: Allocations) -> None:
    """Child in need plans: after an assessment, and after a protection plan or care ended."""
    starts = [
        (step.authorised, 0) for step in referral.assessments if step.authorised and not step.is_nfa
    ]
    starts += [(plan.end, 1) for plan in referral.plans if plan.end]
    starts += [(period.end, 2) for period in referral.care if period.end and period.reason in HOME]
    stops = [plan.start for plan in referral.plans] + [period.start for period in referral.care]
    for start, place in starts:
        if any(step.start <= start and (step.end is None or step.end > start)
               for step in [*referral.plans, *referral.care]):  # fmt: skip
            continue
        later = [day for day in stops if day > start]
        end = min([*later, referral.closed_on or date.max])
        if (end - start).days < 28:
            continue
        lead = allocations.lead_on(referral, start)
        tables["cin_plans"].append(
            {
                "cin_plan_id": f"CNP{referral.number:06d}{place}",
                "referral_id": f"REF{referral.number:06d}",
                "source_person_id": person_id(referral.child),
                "cin_plan_start_date": start,
                "cin_plan_end_date": None if end == date.max else end,
                "cin_plan_team": lead.team if lead else None,
                "cin_plan_worker_id": lead.worker if lead else None,
            }
        )


HOME = ("E4A", "E4B", "E41", "E13", "E8")
