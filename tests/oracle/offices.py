"""Offices: agency rules, caseload limits, training, recruitment, complaints, allegations, the plan.

Belongs here: figures of the service itself that no child carries. Does not belong here: posts,
turnover and absence (staff), audits (quality).

Readings: a rule, judgement or attendance not recorded is not met. Two stages of a candidate dated
on one day count as the later of them. A complaint withdrawn by the day its answer was due counts
only if it was answered. A post filled by nobody in particular counts, not as trained.
"""

from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, add_months, window_start, working_day_after
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import FLOWS, STOCK, TEAMS, WHOLE, YEARS, Maker
from tests.oracle.organisation import NO_WORKER, SMART, SOCIAL_WORK_ROLES
from tests.oracle.quality import NOBODY
from tests.oracle.records import Drop, Record

RULES = {
    "price_cap": "is_within_price_cap",
    "experience": "has_three_years_experience",
    "references": "has_references",
    "notice": "has_notice_of_four_weeks",
    "cool_off": "has_cooled_off",
}
RULES_FROM = date(2010, 4, 1)  # as the councils of this folder set it
FILLED = ("permanent", "fixed_term", "agency")
PRACTICE_ROLES = SOCIAL_WORK_ROLES | {"family_support_worker"}
ANSWER_WD, EXTENDED_WD = 10, 20
ALLEGATION_MONTHS = 3
FORTNIGHT_DAYS = 14
SMART_NAMES = {name: name.removeprefix("is_") for name in SMART}
STAGES = (
    ("enquiry", "enquiry_date"), ("application", "application_date"),
    ("shortlisted", "shortlisted_date"), ("interviewed", "interview_date"),
    ("offered", "offer_date"), ("accepted", "accepted_date"), ("in_post", "start_date"),
    ("withdrawn", "withdrawn_date"),
)  # fmt: skip
CAMPAIGNS = ("campaign_1", "campaign_2", "campaign_3")
GONE = ("in_post", "withdrawn")


def _assignments(drop: Drop, is_project: bool) -> list[Record]:
    return [row for row in drop["agency_assignments"] if bool(row["is_project"]) == is_project]


def _in_force(row: Record, end: date) -> bool:
    return row["start_date"] <= end < (row["end_date"] or FOREVER)


def _meets_all(row: Record) -> bool:
    return all(row[name] is True for name in RULES.values())


def rules_met(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: agency social workers at period end passing every rule; project teams apart."""
    return [
        Part(end, int(_meets_all(row)), 1, leads.known(row["team_id"], NO_WORKER), is_stock=True)
        for end in ends
        for row in _assignments(drop, is_project=False)
        if _in_force(row, end) and end >= RULES_FROM
    ]


def each_rule(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: each rule shown."""
    return [
        Part(
            end,
            int(row[column] is True),
            1,
            leads.known(row["team_id"], NO_WORKER),
            is_stock=True,
            category=rule,
        )
        for end in ends
        for row in _assignments(drop, is_project=False)
        if _in_force(row, end) and end >= RULES_FROM
        for rule, column in RULES.items()
    ]


def new_assignments(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: new starts."""
    return [
        Part(day, int(_meets_all(row)), 1, leads.known(row["team_id"], NO_WORKER))
        for row in _assignments(drop, is_project=False)
        for day in [row["start_date"]]
        if day >= RULES_FROM
    ]


def project_teams(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: project teams apart."""
    return [
        Part(end, 1, None, leads.known(row["team_id"], NO_WORKER), is_stock=True)
        for end in ends
        for row in _assignments(drop, is_project=True)
        if _in_force(row, end)
    ]


def _posts(drop: Drop, end: date, roles: set[str], contracts: tuple[str, ...]) -> list[Record]:
    return [
        row
        for row in drop["posts"]
        if row["job_role"] in roles
        and row["contract"] in contracts
        and row["valid_from"] <= end < (row["valid_to"] or FOREVER)
    ]


def _people(rows: list[Record]) -> list[Record]:
    """One post of each person: most hours, then the earliest, then the lowest number."""
    kept: dict[str, Record] = {}
    for row in sorted(rows, key=lambda row: (-row["fte"], row["valid_from"], row["post_id"])):
        kept.setdefault(row["worker_id"] or f"post {row['post_id']}", row)
    return list(kept.values())


def _trained(drop: Drop, programme: str, columns: tuple[str, ...]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for row in drop["training_attendance"]:
        if row["programme"] == programme:
            days = [row[column] for column in columns if row[column]]
            found.setdefault(row["worker_id"], []).extend(days)
    return found


def briefed(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: social work staff in post with a roll-out briefing recorded."""
    days = _trained(drop, "practice_standards", ("completed_date",))
    return [
        _staff_part(leads, row, end, any(day <= end for day in days.get(row["worker_id"], [])))
        for end in ends
        for row in _people(_posts(drop, end, SOCIAL_WORK_ROLES, FILLED))
    ]


def managers(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: permanent practice managers in post, enrolled or completed."""
    days = _trained(drop, "managers_programme", ("enrolled_date", "completed_date"))
    return [
        _staff_part(leads, row, end, any(day <= end for day in days.get(row["worker_id"], [])))
        for end in ends
        for row in _people(_posts(drop, end, {"practice_manager"}, ("permanent",)))
    ]


def abuse_trained(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: staff in teams attending domestic-abuse / CSE input, year to date."""
    days = _trained(drop, "domestic_abuse_cse", ("completed_date",))
    parts = []
    for end in ends:
        start = window_start("YTD", end)
        for row in _people(_posts(drop, end, PRACTICE_ROLES, FILLED)):
            passes = any(start <= day <= end for day in days.get(row["worker_id"], []))
            parts.append(_staff_part(leads, row, end, passes))
    return parts


def _staff_part(leads: Leads, row: Record, end: date, passes: bool) -> Part:
    return Part(end, int(passes), 1, leads.known(row["team_id"], NO_WORKER), is_stock=True)


def establishment(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: vacancy rate always beside establishment FTE."""
    return [
        Part(end, row["fte"], None, leads.known(row["team_id"], NO_WORKER), is_stock=True)
        for end in ends
        for row in _posts(drop, end, SOCIAL_WORK_ROLES, (*FILLED, "vacant"))
    ]


def _stage(row: Record, stage: str) -> str:
    """A candidate who accepts through a campaign is appointed."""
    return "appointed" if stage == "accepted" and row["route"] in CAMPAIGNS else stage


def stages_reached(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: candidates at each stage, offers, appointments and starts kept apart."""
    return [
        Part(
            row[column],
            1,
            None,
            leads.known(row["target_team_id"], NO_WORKER),
            category=_stage(row, stage),
        )
        for row in drop["recruitment_candidates"]
        for stage, column in STAGES
        if row[column]
    ]


def accepted(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: split by route."""
    known = (*CAMPAIGNS, "rolling")
    return [
        Part(
            row["accepted_date"],
            1,
            None,
            leads.known(row["target_team_id"], NO_WORKER),
            category=row["route"] if row["route"] in known else "other",
        )
        for row in drop["recruitment_candidates"]
        if row["accepted_date"]
    ]


def pipeline(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: candidates at each stage at period end; who started or withdrew has left it."""
    parts = []
    for end in ends:
        for row in drop["recruitment_candidates"]:
            reached = [
                (row[column], place, stage)
                for place, (stage, column) in enumerate(STAGES)
                if row[column] and row[column] <= end
            ]
            if reached and not any(stage in GONE for _, _, stage in reached):
                credit = leads.known(row["target_team_id"], NO_WORKER)
                name = _stage(row, max(reached)[2])
                parts.append(Part(end, 1, None, credit, is_stock=True, category=name))
    return parts


def _campaign_kind(row: Record) -> str:
    return row["kind"] if row["kind"] in ("national_campaign", "open_day") else "other"


def campaigns(drop: Drop, _leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: campaign/event rows with completed date in the period."""
    return [
        Part(row["completed_date"], 1, None, NOBODY, category=_campaign_kind(row))
        for row in drop["recruitment_campaigns"]
        if row["completed_date"]
    ]


def campaigns_planned(drop: Drop, _leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: planned campaigns, of the whole reporting year."""
    parts = []
    for end in ends:
        start = window_start("YTD", end)
        parts += [
            Part(end, 1, None, NOBODY, is_stock=True, category=_campaign_kind(row))
            for row in drop["recruitment_campaigns"]
            if start <= row["planned_date"] < add_months(start, 12)
        ]
    return parts


def complaints_answered(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: stage 1 complaints due in the period answered <= WD+10 (WD+20 if extended)."""
    parts = []
    for row in drop["complaints"]:
        if row["kind"] == "complaint" and row["stage"] == 1:
            wait = EXTENDED_WD if row["is_extended"] else ANSWER_WD
            due = working_day_after(row["received_date"], wait)
            answered, withdrawn = row["responded_date"], row["withdrawn_date"]
            if withdrawn is None or withdrawn > due or answered is not None:
                passes = int(answered is not None and answered <= due)
                parts.append(Part(due, passes, 1, leads.known(row["team_id"], NO_WORKER)))
    return parts


def complaints_received(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: count by stage; compliments beside."""
    parts = []
    for row in drop["complaints"]:
        name = f"stage_{row['stage']}" if row["stage"] in (1, 2, 3) else "not recorded"
        name = "compliment" if row["kind"] == "compliment" else name
        credit = leads.known(row["team_id"], NO_WORKER)
        parts.append(Part(row["received_date"], 1, None, credit, category=name))
    return parts


def allegations_concluded(drop: Drop, _leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: meeting threshold and concluded in the period, <= add_months(referral, 3)."""
    return [
        Part(
            row["concluded_date"],
            int(row["concluded_date"] <= add_months(row["referral_date"], ALLEGATION_MONTHS)),
            1,
            NOBODY,
        )
        for row in drop["lado_referrals"]
        if row["meets_threshold"] and row["concluded_date"]
    ]


def allegations_open(drop: Drop, _leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: open past limit listed."""
    return [
        Part(end, 1, None, NOBODY, is_stock=True)
        for end in ends
        for row in drop["lado_referrals"]
        if row["meets_threshold"]
        and add_months(row["referral_date"], ALLEGATION_MONTHS) < end
        and end < (row["concluded_date"] or FOREVER)
    ]


def allegations(drop: Drop, _leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: referrals count."""
    names = {True: "met_threshold", False: "below_threshold", None: "not recorded"}
    return [
        Part(row["referral_date"], 1, None, NOBODY, category=names[row["meets_threshold"]])
        for row in drop["lado_referrals"]
    ]


def smart_elements(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: also publish each element."""
    return [
        Part(
            row["completed_date"],
            int(row[column] is True),
            1,
            leads.known(row["team_id"], row["worker_id"]),
            category=name,
        )
        for row in drop["audits"]
        if row["audit_type"] == "plan" and row["completed_date"]
        for column, name in SMART_NAMES.items()
    ]


def grants(drop: Drop, _leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: grant approved, GBP."""
    return [
        Part(row["approved_date"], row["amount_gbp"], None, NOBODY)
        for row in drop["improvement_grants"]
    ]


def meetings(drop: Drop, _leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: fortnightly meetings held over fortnights elapsed (floor of days/14)."""
    parts = [
        Part(row["held_date"], 1, None, NOBODY)
        for row in drop["improvement_meetings"]
        if row["held_date"]
    ]
    for end in ends:
        days = (end - window_start("YTD", end)).days + 1
        parts.append(Part(end, None, days // FORTNIGHT_DAYS, NOBODY, is_stock=True))
    return parts


def partners(drop: Drop, _leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: named partner agencies with an active resource at period end."""
    return [
        Part(
            end,
            int(
                row["resource_from"] is not None
                and row["resource_from"] <= end < (row["resource_to"] or FOREVER)
            ),
            1,
            NOBODY,
            is_stock=True,
        )
        for end in ends
        for row in drop["mash_partners"]
        if row["planned_from"] <= end
    ]


def electronic_plans(drop: Drop, _leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: 1 when the ePEP is live and at least one PEP is completed in it."""
    days = [row["completed_date"] for row in drop["peps"] if row["is_electronic"]]
    first = min((day for day in days if day), default=FOREVER)
    return [Part(end, 1, None, NOBODY, is_stock=True) for end in ends if first <= end]


MEASURES: dict[Measure, Maker] = {
    Measure("epep_live_milestone", STOCK, levels=WHOLE): electronic_plans,
    Measure("agency_rules_pct", STOCK, levels=TEAMS): rules_met,
    Measure("agency_rules_pct", STOCK, "by_rule", levels=TEAMS, has_whole=False): each_rule,
    Measure("agency_rules_pct", ("YTD",), "new_starts", levels=TEAMS): new_assignments,
    Measure("agency_rules_pct", STOCK, "project_team", levels=TEAMS): project_teams,
    Measure("practice_standards_rollout_pct", STOCK, levels=TEAMS): briefed,
    Measure("mgmt_programme_pct", STOCK, levels=TEAMS): managers,
    Measure("training_da_cse_staff_pct", ("YTD",), levels=TEAMS): abuse_trained,
    Measure("vacancy_rate_pct", STOCK, "establishment_fte", levels=TEAMS): establishment,
    Measure("recruitment_pipeline", ("YTD",), levels=TEAMS, has_whole=False): stages_reached,
    Measure("recruitment_pipeline", ("YTD",), "accepted_by_route", levels=TEAMS): accepted,
    Measure("recruitment_pipeline", STOCK, "stock", levels=TEAMS): pipeline,
    Measure("complaints_timely_pct", ("YTD",), levels=TEAMS): complaints_answered,
    Measure("complaints_timely_pct", ("YTD",), "received", levels=TEAMS, has_whole=False): (
        complaints_received
    ),
    Measure("lado_concluded_pct", YEARS, levels=WHOLE): allegations_concluded,
    Measure("lado_concluded_pct", STOCK, "open_past_limit", levels=WHOLE): allegations_open,
    Measure("lado_concluded_pct", YEARS, "referrals", levels=WHOLE): allegations,
    Measure("recruitment_campaigns_delivered", ("YTD",), levels=WHOLE): campaigns,
    Measure("recruitment_campaigns_delivered", STOCK, "planned", levels=WHOLE): campaigns_planned,
    Measure("improvement_grant_gbp", ("YTD",), levels=WHOLE): grants,
    Measure("improvement_monitoring_pct", ("YTD",), levels=WHOLE): meetings,
    Measure("mash_partner_coverage_pct", STOCK, levels=WHOLE): partners,
    Measure("plan_smart_pct", FLOWS, "element", levels=TEAMS, has_whole=False): smart_elements,
}
