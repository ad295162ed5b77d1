"""Every figure of the founding report from one drop, computed a second time.

Belongs here: the list of KPIs with their bases and levels, and how far back each needs history.
Does not belong here: the rules of each KPI (a module per area), the comparison (compare).
"""

from collections.abc import Callable
from datetime import date

from tests.oracle import (
    adopted,
    adoption,
    assessing,
    care,
    conferences,
    court,
    early_help,
    education,
    enquiries,
    entries,
    fields,
    forecast,
    front_door,
    health,
    homes,
    intake,
    leavers,
    need,
    offices,
    organisation,
    placements,
    plan_work,
    plans,
    protection,
    quality,
    reviews,
    schooling,
    staff,
    visits,
    wellbeing,
)
from tests.oracle.credit import Leads
from tests.oracle.days import add_months, shown_month_ends, window_start
from tests.oracle.figures import Figure, Key, Measure, Part, add_up
from tests.oracle.makers import FLOWS, STOCK, TEAMS, WHOLE, YEARS, Maker
from tests.oracle.records import Drop

Figures = dict[Measure, dict[Key, Figure]]

# What a KPI needs before the window of its figure: table, months.
LOOK_BACK = {
    "cpp_open_2y_pct": ("cp_plans", 24),
    "cpp_ceased_2y_pct": ("cp_plans", 24),
    "cpp_second_within_24m_pct": ("cp_plans", 24),
    "re_referral_12m_pct": ("cin_episodes", 12),
    "cla_long_term_stability_pct": ("cla_episodes", 30),
    "perm_adoption_sgo_6m_pct": ("cla_episodes", 6),
    "cpp_review_timely_pct": ("cp_reviews", 12),
    "supervision_recorded_pct": ("supervisions", 1),
}


def compute(drop: Drop, months: int = 36) -> Figures:
    """Figures of every measure for the month ends shown; figures without a record are absent."""
    ends = shown_month_ends(date.fromisoformat(f"{drop.month}-01"), months)
    leads, history = Leads(drop), care.Care(drop)
    return {
        measure: add_up(make(drop, leads, history, ends), measure, ends)
        for measure, make in MEASURES.items()
    }


def expected_history(measure: Measure, drop: Drop, basis: str, period_end: date) -> bool:
    """Whether the drop's history reaches back as far as the figure needs."""
    known = LOOK_BACK.get(measure.kpi_id)
    start = period_end if basis == "SNAP" else window_start(basis, period_end)
    return all(
        add_months(start, -months) >= drop.complete_from(table)
        for table, months in ([known] if known else measure.history)
    )


def _flow(make: Callable[[Drop, Leads], list[Part]]) -> Maker:
    return lambda drop, leads, _care, _ends: make(drop, leads)


def _stock(make: Callable[[Drop, Leads, list[date]], list[Part]]) -> Maker:
    return lambda drop, leads, _care, ends: make(drop, leads, ends)


def _care(make: Callable[[care.Care, Leads, list[date]], list[Part]]) -> Maker:
    return lambda _drop, leads, history, ends: make(history, leads, ends)


def _all(make: Callable[[Drop, Leads, care.Care, list[date]], list[Part]]) -> Maker:
    return make


MEASURES: dict[Measure, Maker] = {
    Measure("contact_decision_1wd_pct", FLOWS): _flow(front_door.contact_decisions),
    Measure("referral_decision_1wd_pct", FLOWS): _flow(front_door.referral_decisions),
    Measure("re_referral_12m_pct", FLOWS): _flow(front_door.re_referrals),
    Measure("referral_rate_per_10k", FLOWS, levels=TEAMS): _flow(front_door.referrals),
    Measure("assessment_45wd_pct", FLOWS): _flow(front_door.assessments_in_time),
    Measure("assessment_duration_median_wd", FLOWS, is_median=True): _flow(
        front_door.assessment_days
    ),
    Measure("s47_rate_per_10k", ("YTD", "R12"), levels=TEAMS): _flow(front_door.enquiries),
    Measure("contacts_domestic_abuse_pct", FLOWS): _flow(front_door.domestic_abuse_contacts),
    Measure("referrals_received", FLOWS, levels=TEAMS): _flow(front_door.referrals),
    Measure("assessments_completed", FLOWS): _flow(front_door.assessments_completed),
    Measure("s47_started", FLOWS): _flow(front_door.enquiries),
    Measure("cpp_started_rate_per_10k", FLOWS, levels=TEAMS): _flow(plans.started),
    Measure("cpp_ceased_rate_per_10k", FLOWS, levels=TEAMS): _flow(plans.ceased),
    Measure("cpp_ceased_2y_pct", FLOWS): _flow(plans.ceased_long),
    Measure("cpp_open_2y_pct", STOCK): _stock(plans.open_long),
    Measure("cpp_second_within_24m_pct", FLOWS): _flow(plans.within_two_years(is_moved=False)),
    Measure("cpp_second_within_24m_pct", FLOWS, "transfer_in"): _flow(
        plans.within_two_years(is_moved=True)
    ),
    Measure("caseload_over_threshold", STOCK): staff.over_threshold,
    Measure("cpp_rate_per_10k", STOCK): _stock(protection.children_with_a_plan),
    Measure("cpp_review_timely_pct", STOCK): _stock(protection.reviewed_in_time),
    Measure("cla_rate_per_10k", STOCK): _care(care.children_looked_after),
    Measure("cla_long_term_stability_pct", STOCK): _care(care.settled),
    Measure("perm_adoption_sgo_6m_pct", ("R12",)): _care(care.permanence),
    Measure("perm_staff_pct", STOCK, levels=TEAMS): _stock(organisation.staff("permanent")),
    Measure("agency_staff_pct", STOCK, levels=TEAMS): _stock(organisation.staff("agency")),
    Measure("recruitment_offers_ytd", ("YTD",), levels=TEAMS): _stock(organisation.offers),
    Measure("threshold_sound_pct", FLOWS): _stock(organisation.sound_thresholds),
    Measure("plan_smart_pct", FLOWS): _stock(organisation.smart_plans),
    Measure("supervision_recorded_pct", STOCK): _stock(organisation.supervised),
    Measure("foster_recruit_pipeline", STOCK): _stock(organisation.foster_pipeline),
    Measure("foster_recruit_pipeline", STOCK, "in_assessment"): _stock(organisation.in_assessment),
    Measure("foster_recruit_pipeline", ("YTD",), "starts", has_whole=False): _stock(
        organisation.foster_starts
    ),
    Measure("foster_households_approved_ytd", ("YTD",)): _stock(organisation.households_approved),
    Measure("cla_started_rate_per_10k", FLOWS): _care(entries.started(FLOWS)),
    Measure("cla_started_rate_per_10k", FLOWS, "events"): _care(entries.every_start),
    Measure("cla_ceased_rate_per_10k", FLOWS): _care(entries.ceased(FLOWS)),
    Measure("cla_ceased_adopted_pct", FLOWS): _care(entries.ceased(FLOWS, {"adopted"})),
    Measure("cla_ceased_sgo_pct", FLOWS): _care(entries.ceased(FLOWS, {"special guardianship"})),
    Measure("cla_ceased_reason_pct", YEARS, categories=entries.REASON_GROUPS): _care(
        entries.ceased(YEARS, by_reason=True)
    ),
    Measure("cla_ceased_reason_pct", YEARS, "permanence"): _care(
        entries.ceased(YEARS, entries.PERMANENT)
    ),
    Measure("cla_started_route_pct", YEARS, categories=entries.ROUTE_GROUPS): _care(entries.routes),
    Measure("cla_reentry_12m_pct", YEARS): _care(entries.came_back),
    Measure("cla_uasc_pct", STOCK, levels=WHOLE): _care(placements.unaccompanied),
    Measure("cla_foster_placement_pct", STOCK, levels=WHOLE): _care(
        placements.share(placements.is_foster)
    ),
    Measure("cla_residential_pct", STOCK, levels=WHOLE): _care(
        placements.share(placements.is_residential)
    ),
    Measure("cla_placed_in_house_pct", STOCK, levels=WHOLE): _care(
        placements.share(placements.is_in_house, placements.is_foster)
    ),
    Measure("cla_20_miles_pct", STOCK): _care(placements.share(placements.is_far)),
    Measure("cla_out_of_area_pct", STOCK): _care(placements.share(placements.is_outside)),
    Measure(
        "cla_placement_type_pct", STOCK, levels=WHOLE, categories=placements.GROUP_NAMES
    ): _care(placements.types),
    Measure("cla_3plus_placements_pct", STOCK): _care(placements.many),
    Measure("vacancy_rate_pct", STOCK, levels=TEAMS): _stock(staff.vacancies),
    Measure("turnover_rate_pct", ("R12",), levels=TEAMS): _stock(staff.turnover),
    Measure("absence_rate_pct", ("R12",), levels=TEAMS): _stock(staff.absence),
    Measure("starters_leavers", FLOWS, levels=TEAMS, has_whole=False): _stock(
        staff.starters_leavers
    ),
    Measure("staff_supervision_pct", ("IM", "YTD"), levels=TEAMS): _stock(staff.supervised),
    Measure("caseload_avg", STOCK): staff.caseload,
    Measure("audits_completed_pct", FLOWS): _stock(quality.audits_done),
    Measure("audit_grade_good_pct", FLOWS): _stock(quality.graded_good),
    Measure("risk_well_managed_pct", FLOWS): _stock(quality.risk_managed),
    Measure("practice_standards_met_pct", FLOWS): _stock(quality.standards("auditor")),
    Measure("practice_standards_met_pct", FLOWS, "system_tested"): _stock(
        quality.standards("system")
    ),
    Measure("audit_actions_closed_pct", FLOWS): _stock(quality.actions_closed),
    Measure("improvement_actions_on_track_pct", STOCK, levels=WHOLE): _stock(
        quality.actions_on_track
    ),
    Measure("foster_net_change_ytd", ("YTD",), levels=WHOLE): _stock(quality.net_change),
    Measure("foster_enquiry_conversion_pct", ("R12",), levels=WHOLE): _stock(quality.converted),
    Measure("foster_assessment_8m_pct", FLOWS): _stock(quality.assessed_in_time),
    Measure("cla_health_assessment_pct", STOCK): _all(health.year_basis(health.ASSESSMENTS, True)),
    Measure("cla_health_assessment_pct", STOCK, "current"): _all(
        health.current(health.ASSESSMENTS, health.UNDER_FIVE_MONTHS)
    ),
    Measure("cla_dental_pct", STOCK): _all(health.year_basis(health.DENTAL, False)),
    Measure("cla_dental_pct", STOCK, "current"): _all(
        health.current(health.DENTAL, health.FROM_FIVE_MONTHS)
    ),
    Measure("cla_iha_20wd_pct", FLOWS, history=(("cla_health", 3),)): _all(health.initial),
    Measure("cla_convicted_pct", ("R12",), levels=WHOLE): _all(health.convicted),
    Measure("cla_missing_pct", FLOWS): _all(health.missing("M")),
    Measure("cla_missing_pct", FLOWS, "away"): _all(health.missing("A")),
    Measure("rhi_72h_pct", FLOWS): _all(health.interviews),
    Measure("adm_decisions", FLOWS): _all(adoption.decisions),
    Measure("pep_current_pct", STOCK): _all(education.current_plans),
    Measure("pep_initial_10wd_pct", FLOWS): _all(education.first_plans),
    Measure("cla_post16_eet_pct", STOCK): _all(education.after_16),
    Measure("cla_review_participation_pct", FLOWS): _all(education.took_part),
    **intake.MEASURES,
    **assessing.MEASURES,
    **enquiries.MEASURES,
    **plan_work.MEASURES,
    **conferences.MEASURES,
    **need.MEASURES,
    **early_help.MEASURES,
    **court.MEASURES,
    **reviews.MEASURES,
    **wellbeing.MEASURES,
    **homes.MEASURES,
    **adopted.MEASURES,
    **leavers.MEASURES,
    **schooling.MEASURES,
    **offices.MEASURES,
    **visits.MEASURES,
    **fields.MEASURES,
    **forecast.MEASURES,
}
