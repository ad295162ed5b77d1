"""Contacts and referrals: how many, where from, and what became of them.

Belongs here: volumes, sources and outcomes of contacts and referrals. Does not belong here: how
fast they were decided, which of them count (front_door).

Readings: a case is open to a contact if the child was referred on an earlier day, not as no
further action, and not closed by the day of the contact.
"""

import json
from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Credit, Leads
from tests.oracle.days import FOREVER
from tests.oracle.figures import Measure, Part
from tests.oracle.front_door import counted_referrals, deciding, unique_contacts
from tests.oracle.makers import FLOWS, TEAMS, Maker
from tests.oracle.records import Drop, Record, by_person

OPEN, NOT_OPEN = "case already open", "case not open"
SOURCES = {
    "1": "Individual", "2A": "Schools", "2B": "Education services", "3": "Health services",
    "4": "Housing", "5": "LA services", "6": "Police", "7": "Other legal agency", "8": "Other",
    "9": "Anonymous", "10": "Unknown",
}  # fmt: skip
LETTERS = {"1": "ABCD", "3": "ABCDEF", "5": "ABCD"}
SOURCE_GROUPS = (*SOURCES.values(), "not recorded")


def _credit(leads: Leads, row: Record, otherwise: Credit) -> Credit:
    """A contact that carries its own team or worker is theirs."""
    if row["contact_team_id"] or row["contact_worker_id"]:
        return leads.known(row["contact_team_id"], row["contact_worker_id"])
    return otherwise


def _cases(drop: Drop) -> dict[str, list[Record]]:
    return by_person([row for row in counted_referrals(drop) if row["referral_nfa"] is not True])


def _is_open(cases: dict[str, list[Record]], person: str, day: date) -> bool:
    return any(
        row["referral_date"] < day < (row["close_date"] or FOREVER) for row in cases.get(person, [])
    )


def contacts(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: contacts received in the period, open_case=N and open_case=Y separately."""
    cases = _cases(drop)
    parts = []
    for row in unique_contacts(drop):
        person, day = row["person"], row["contact_date"]
        credit = _credit(leads, row, leads.at_start(person, day))
        kind = OPEN if _is_open(cases, person, day) else NOT_OPEN
        parts.append(Part(day, 1, None, credit, category=kind))
    return parts


def contacts_in_all(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: contacts_received in period, over the population."""
    return [part._replace(category=None) for part in contacts(drop, leads, care, ends)]


def contacts_to_referral(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: contacts with a decision date in the period, open_case=N; NEW_REFERRAL_FLAG=Y."""
    cases = _cases(drop)
    parts = []
    for row in unique_contacts(drop):
        person, decided = row["person"], row["contact_decision_date"]
        if decided is None or _is_open(cases, person, row["contact_date"]):
            continue
        said = json.loads(row["contact_outcome_json"] or "{}")
        passes = int(said.get("NEW_REFERRAL_FLAG") == "Y")
        credit = _credit(leads, row, leads.at_event(person, decided))
        parts.append(Part(decided, passes, 1, credit))
    return parts


def no_further_action(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: referrals in the period with ReferralNFA true; A-EVT, the deciding team."""
    return [
        Part(row["referral_date"], int(row["referral_nfa"] is True), 1, deciding(leads, row))
        for row in counted_referrals(drop)
    ]


def _source(code: str | None) -> str:
    if code in SOURCES and code not in LETTERS:
        return SOURCES[code]
    if code and code[:-1] in LETTERS and code[-1] in LETTERS[code[:-1]]:
        return SOURCES[code[:-1]]
    return "not recorded"


def sources(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: referrals in the period from each ReferralSource group; A-START."""
    return [
        Part(day, 1, 1, leads.at_start(row["person"], day), category=_source(code))
        for row in counted_referrals(drop)
        for day, code in [(row["referral_date"], row["referral_source_code"])]
    ]


MEASURES: dict[Measure, Maker] = {
    Measure("contacts_received", FLOWS): contacts,
    Measure("contacts_rate_per_10k", FLOWS, levels=TEAMS): contacts_in_all,
    Measure("contacts_to_referral_pct", FLOWS): contacts_to_referral,
    Measure("referral_nfa_pct", FLOWS): no_further_action,
    Measure("referrals_by_source_pct", FLOWS, categories=SOURCE_GROUPS): sources,
}
