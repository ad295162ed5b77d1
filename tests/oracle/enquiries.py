"""Section 47 enquiries, and the initial child protection conferences they lead to.

Belongs here: how enquiries end, conferences held and what they decide. Does not belong here: which
enquiries count (front_door), the plans that follow (plans, protection).

Readings: a conference belongs to the recorded enquiry, else to the latest begun on or before it;
an enquiry's outcome is its conference, else its end. A child counts once for a day of conference.
"""

from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Credit, Leads
from tests.oracle.days import window_start, working_day_after, working_days
from tests.oracle.figures import Measure, Part
from tests.oracle.front_door import standing_enquiries, unique_enquiries
from tests.oracle.makers import FLOWS, TEAMS, Maker
from tests.oracle.records import Drop, Record, by_person, per_drop

CONFERENCE_LIMIT = OUTCOME_WAIT = 15


@per_drop
def conferences(drop: Drop) -> list[Record]:
    """Initial conferences, one per child and day: one after an enquiry, then one with a plan."""
    enquiry = _enquiry_of(drop)
    kept: dict[tuple[str, date], Record] = {}
    order = sorted(
        drop["initial_cp_conference"],
        key=lambda row: (
            row["icpc_id"] not in enquiry,
            row["icpc_outcome_cp_flag"] is not True,
            row["icpc_id"],
        ),
    )
    for row in order:
        kept.setdefault((row["person"], row["icpc_date"]), row)
    return list(kept.values())


@per_drop
def _enquiry_of(drop: Drop) -> dict[str, Record]:
    """The enquiry each conference followed; a child who moved here had none here."""
    standing, mine = standing_enquiries(drop), by_person(drop["s47_enquiry"])
    found = {}
    for row in drop["initial_cp_conference"]:
        candidates = mine.get(row["person"], [])
        linked = [one for one in candidates if one["s47_enquiry_id"] == row["s47_enquiry_id"]]
        before = [one for one in candidates if one["s47_start_date"] <= row["icpc_date"]]
        if not row["icpc_transfer_in"] and (linked or before):
            latest = max(one["s47_start_date"] for one in linked or before)
            same = [one for one in linked or before if one["s47_start_date"] == latest]
            one = min(same, key=lambda one: one["s47_enquiry_id"])
            found[row["icpc_id"]] = standing[one["s47_enquiry_id"]]
    return found


@per_drop
def _conference_of(drop: Drop) -> dict[str, date]:
    """The first conference on or after the start of each enquiry that led to one."""
    enquiry, found = _enquiry_of(drop), {}
    for row in sorted(conferences(drop), key=lambda row: row["icpc_date"]):
        one = enquiry.get(row["icpc_id"])
        if one is not None and row["icpc_date"] >= one["s47_start_date"]:
            found.setdefault(one["s47_enquiry_id"], row["icpc_date"])
    return found


def _credit(leads: Leads, row: Record, day: date) -> Credit:
    """Who completed the enquiry; else who led on the day."""
    team, worker = row["s47_completed_by_team"], row["s47_completed_by_worker_id"]
    return leads.known(team, worker) if team or worker else leads.at_event(row["person"], day)


def led_to_conference(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: s47 start <= period end - 15 working days, or already an outcome; ICPC >= start."""
    met = _conference_of(drop)
    parts = []
    for row in unique_enquiries(drop):
        start, conference = row["s47_start_date"], met.get(row["s47_enquiry_id"])
        outcome = conference or row["s47_end_date"]
        counts = min(outcome or date.max, working_day_after(start, OUTCOME_WAIT))
        credit = _credit(leads, row, outcome or start)
        parts += [
            Part(end, int(conference is not None), 1, credit, is_stock=True, basis=basis)
            for basis in FLOWS
            for end in ends
            if window_start(basis, end) <= start <= end and counts <= end
        ]
    return parts


def no_conference_needed(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: S47s with an outcome in the period, and those with ICPCnotRequired true."""
    met = _conference_of(drop)
    parts = []
    for row in unique_enquiries(drop):
        conference = met.get(row["s47_enquiry_id"])
        outcome = conference or row["s47_end_date"]
        if outcome:
            passes = row["s47_nfa"] is True and conference is None
            parts.append(Part(outcome, int(passes), 1, _credit(leads, row, outcome)))
    return parts


def _conference_credit(leads: Leads, row: Record) -> Credit:
    if row["icpc_team"] or row["icpc_worker_id"]:
        return leads.known(row["icpc_team"], row["icpc_worker_id"])
    return leads.at_event(row["person"], row["icpc_date"])


def in_time(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: ICPCs that follow a s47 of this authority; WD(S47 start, ICPC) between 0 and 15."""
    enquiry = _enquiry_of(drop)
    return [
        Part(
            day,
            int(working_days(start, day) <= CONFERENCE_LIMIT),
            1,
            _conference_credit(leads, row),
        )
        for row in conferences(drop)
        if row["icpc_id"] in enquiry
        for day, start in [(row["icpc_date"], enquiry[row["icpc_id"]]["s47_start_date"])]
        if day >= start
    ]


def moved_here(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: transfer-in apart, 15 working days from written notification."""
    return [
        Part(
            day,
            int(working_days(told, day) <= CONFERENCE_LIMIT),
            1,
            _conference_credit(leads, row),
        )
        for row in conferences(drop)
        for day, told in [(row["icpc_date"], row["icpc_transfer_notified_date"])]
        if row["icpc_transfer_in"] and told and told <= day
    ]


def held(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: ICPCs (per child) held in the period, transfer-in included."""
    return [
        Part(row["icpc_date"], 1, None, _conference_credit(leads, row)) for row in conferences(drop)
    ]


def made_a_plan(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: ICPCs held, and those whose outcome is a plan (unsaid: plan start on the day)."""
    started = {(row["person"], row["cp_plan_start_date"]) for row in drop["cp_plans"]}
    parts = []
    for row in conferences(drop):
        said = row["icpc_outcome_cp_flag"]
        passes = (row["person"], row["icpc_date"]) in started if said is None else said
        parts.append(Part(row["icpc_date"], int(passes), 1, _conference_credit(leads, row)))
    return parts


MEASURES: dict[Measure, Maker] = {
    Measure("s47_to_icpc_pct", FLOWS): led_to_conference,
    Measure("s47_no_icpc_required_pct", FLOWS): no_conference_needed,
    Measure("icpc_15wd_pct", FLOWS): in_time,
    Measure("icpc_15wd_pct", FLOWS, "transfer_in"): moved_here,
    Measure("icpc_rate_per_10k", FLOWS, levels=TEAMS): held,
    Measure("icpc_to_cpp_pct", FLOWS): made_a_plan,
}
