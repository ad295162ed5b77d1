"""Contacts, referrals, assessments and section 47 enquiries.

Belongs here: which of these records count, when, and whether they pass. Does not belong here:
periods and totals (figures).
"""

from collections import defaultdict
from datetime import date, timedelta

from tests.oracle.credit import Credit, Leads
from tests.oracle.days import FOREVER, add_months, birthday, working_day_after, working_days
from tests.oracle.figures import Part
from tests.oracle.records import Drop, Record, births, by_person, per_drop

DECISION_LIMIT = 1
ASSESSMENT_LIMIT = 45
DOMESTIC_ABUSE = {"DA"}
WORK_AFTER_A_REFERRAL = (
    "cin_assessments", "s47_enquiry", "initial_cp_conference", "cp_plans", "cin_plans",
    "cla_episodes",
)  # fmt: skip


@per_drop
def unique_contacts(drop: Drop) -> list[Record]:
    """One contact of a child per day, source and reason: the earliest entered."""
    kept: dict[tuple, Record] = {}
    for row in sorted(drop["contacts"], key=lambda row: row["contact_id"]):
        same = ("person", "contact_date", "contact_source_code", "contact_reason_code")
        kept.setdefault(tuple(row[name] for name in same), row)
    return list(kept.values())


def domestic_abuse_contacts(drop: Drop, leads: Leads) -> list[Part]:
    """Contacts received, and those whose reason is domestic abuse.

    A contact that carries its own team or worker is theirs.
    """
    parts = []
    for row in unique_contacts(drop):
        received = row["contact_date"]
        if row["contact_team_id"] or row["contact_worker_id"]:
            credit = leads.known(row["contact_team_id"], row["contact_worker_id"])
        else:
            credit = leads.at_start(row["person"], received)
        passes = int(row["contact_reason_code"] in DOMESTIC_ABUSE)
        parts.append(Part(received, passes, 1, credit))
    return parts


def contact_decisions(drop: Drop, leads: Leads) -> list[Part]:
    """Contacts by the day their decision was due; a late or missing decision fails."""
    parts = []
    for row in unique_contacts(drop):
        received, decided = row["contact_date"], row["contact_decision_date"]
        if row["contact_team_id"] or row["contact_worker_id"]:
            credit = leads.known(row["contact_team_id"], row["contact_worker_id"])
        else:
            credit = leads.at_event(row["person"], decided or received)
        parts.append(_decision(received, decided, credit))
    return parts


def referral_decisions(drop: Drop, leads: Leads) -> list[Part]:
    """Referrals by the day their decision was due; credited to the deciding team."""
    parts = []
    for row in counted_referrals(drop):
        credit = deciding(leads, row)
        parts.append(_decision(row["referral_date"], row["referral_decision_date"], credit))
    return parts


def deciding(leads: Leads, row: Record) -> Credit:
    """Who decided on a referral; unsaid, the team it came to, not the worker it went to."""
    team, worker = row["referral_decision_team_id"], row["referral_decision_worker_id"]
    return leads.known(team, worker) if team or worker else leads.known(row["referral_team"], None)


def _decision(received: date, decided: date | None, credit: Credit) -> Part:
    due = working_day_after(received, DECISION_LIMIT)
    return Part(due, int(decided is not None and decided <= due), 1, credit)


@per_drop
def counted_referrals(drop: Drop) -> list[Record]:
    """Referrals of children: one per child and day, the one that led to work."""
    worked_on = {row["referral_id"] for table in WORK_AFTER_A_REFERRAL for row in drop[table]}
    born = births(drop)
    kept: dict[tuple[str, date], Record] = {}
    order = sorted(
        drop["cin_episodes"],
        key=lambda row: (
            row["referral_id"] not in worked_on,
            row["referral_nfa"] is True,
            row["referral_id"],
        ),
    )
    for row in order:
        dob = born.get(row["person"])
        if dob is None or birthday(dob, 18) > row["referral_date"]:
            kept.setdefault((row["person"], row["referral_date"]), row)
    return list(kept.values())


def referrals(drop: Drop, leads: Leads) -> list[Part]:
    """Referrals received; no worker is measured by their number."""
    return [
        Part(
            row["referral_date"],
            1,
            None,
            leads.at_start(row["person"], row["referral_date"]),
        )
        for row in counted_referrals(drop)
    ]


def re_referrals(drop: Drop, leads: Leads) -> list[Part]:
    """Referrals with an earlier one of the same child in the twelve months before."""
    dates: dict[str, list[date]] = defaultdict(list)
    rows = counted_referrals(drop)
    for row in rows:
        dates[row["person"]].append(row["referral_date"])
    parts = []
    for row in rows:
        on = row["referral_date"]
        is_again = any(add_months(on, -12) <= other < on for other in dates[row["person"]])
        parts.append(Part(on, int(is_again), 1, leads.at_start(row["person"], on)))
    return parts


def _finished_assessments(drop: Drop, leads: Leads) -> list[tuple[date, int, Credit]]:
    """The day of authorisation, working days taken and whose it was, of each that ended."""
    found = []
    for row in drop["cin_assessments"]:
        start, end = row["assessment_start_date"], row["assessment_auth_date"]
        if end is None or start.year < 2010:
            continue
        if row["assessment_team"] or row["assessment_worker_id"]:
            credit = leads.known(row["assessment_team"], row["assessment_worker_id"])
        else:
            credit = leads.at_event(row["person"], end)
        found.append((end, working_days(start, end), credit))
    return found


def assessments_in_time(drop: Drop, leads: Leads) -> list[Part]:
    """Assessments authorised, and those of them within 45 working days."""
    return [
        Part(end, int(days <= ASSESSMENT_LIMIT), 1, credit)
        for end, days, credit in _finished_assessments(drop, leads)
    ]


def assessments_completed(drop: Drop, leads: Leads) -> list[Part]:
    """Assessments authorised."""
    return [Part(end, 1, None, credit) for end, _, credit in _finished_assessments(drop, leads)]


def assessment_days(drop: Drop, leads: Leads) -> list[Part]:
    """Working days each authorised assessment took."""
    return [Part(end, days, 1, credit) for end, days, credit in _finished_assessments(drop, leads)]


@per_drop
def standing_enquiries(drop: Drop) -> dict[str, Record]:
    """Each section 47 enquiry's own record; of those overlapping in one episode the earliest."""
    found = {}
    for rows in by_person(drop["s47_enquiry"]).values():
        busy: dict[str | None, tuple[date, Record]] = {}
        rows.sort(key=lambda row: (row["s47_start_date"], row["s47_enquiry_id"]))
        for row in rows:
            start, episode = row["s47_start_date"], row["referral_id"]
            until, kept = busy.get(episode, (date.min, row))
            if start >= until:
                # an outcome without an end date: over, nobody knows since when
                over = start + timedelta(days=1) if row["s47_nfa"] is not None else FOREVER
                busy[episode], kept = (row["s47_end_date"] or over, row), row
            found[row["s47_enquiry_id"]] = kept
    return found


def unique_enquiries(drop: Drop) -> list[Record]:
    """Section 47 enquiries that stand for themselves."""
    return [
        row for number, row in standing_enquiries(drop).items() if row["s47_enquiry_id"] == number
    ]


def enquiries(drop: Drop, leads: Leads) -> list[Part]:
    """Section 47 enquiries started."""
    return [
        Part(row["s47_start_date"], 1, None, leads.at_start(row["person"], row["s47_start_date"]))
        for row in unique_enquiries(drop)
    ]
