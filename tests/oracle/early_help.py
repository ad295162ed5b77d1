"""Early help: who has it, and the ways up to and down from social care.

Belongs here: figures from early help episodes. Does not belong here: referrals as such.

Readings: an episode's own team and worker get the credit, whoever leads the child's case. Of two
episodes open at once the earlier counts. Statutory social care is an episode of need, a protection
plan or care. A child without a recorded family is a family alone.
"""

from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Credit, Leads
from tests.oracle.days import FOREVER, add_months, working_day_after, working_days
from tests.oracle.figures import Measure, Part
from tests.oracle.front_door import counted_referrals
from tests.oracle.makers import STOCK, TEAMS, YEARS, Maker
from tests.oracle.need import in_need
from tests.oracle.protection import current_plans
from tests.oracle.records import Drop, Record, by_person

OWN = {"local authority", "early help service", "family help"}
LEADERS = ("led by the authority", "led by a partner", "not recorded")
STEP_UP_MONTHS = AGAIN_MONTHS = 12
BEFORE_WORKING_DAYS, AFTER_WORKING_DAYS = 10, 20
NOT_A_STEP = {"RC1", "RC2", "RC5", "RC6"}
TO_EARLY_HELP = "RC9"


def _leader(row: Record) -> str:
    name = row["episode_organisation"]
    return LEADERS[2] if name is None else LEADERS[name.strip().lower() not in OWN]


def _credit(leads: Leads, row: Record) -> Credit:
    return leads.known(row["episode_team_id"], row["episode_worker_id"])


def _open(drop: Drop, care: Care, end: date) -> dict[str, Record]:
    """The episode of each child in early help and not open to statutory social care."""
    statutory = {*in_need(drop, end), *current_plans(drop, end), *care.looked_after(end)}
    held: dict[str, Record] = {}
    for row in sorted(
        drop["early_help_episodes"], key=lambda row: (row["episode_start_date"], row["episode_id"])
    ):
        is_open = row["episode_start_date"] <= end < (row["episode_end_date"] or FOREVER)
        if is_open and row["person"] not in statutory:
            held.setdefault(row["person"], row)
    return held


def stock(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: early help episode open at period end, not also open to statutory social care."""
    return [
        Part(end, 1, None, _credit(leads, row), True, _leader(row))
        for end in ends
        for person, row in _open(drop, care, end).items()
    ]


def rate(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: the same over population 0-17."""
    return [part._replace(category=None) for part in stock(drop, leads, care, ends)]


def families_of(drop: Drop) -> dict[str, str]:
    """The family of each child; of several the first."""
    found: dict[str, str] = {}
    for row in sorted(drop["family"], key=lambda row: row["family_id"] or ""):
        if row["family_id"]:
            found.setdefault(row["person"], row["family_id"])
    return found


def families(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: families beside it."""
    family, parts = families_of(drop), []
    for end in ends:
        seen = set()
        for person, row in _open(drop, care, end).items():
            name = family.get(person, person)
            if name not in seen:
                seen.add(name)
                credit = _credit(leads, row)
                parts.append(Part(end, 1, None, credit, is_stock=True))
    return parts


def started(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: starts; A-START."""
    return [
        Part(day, 1, None, _credit(leads, row), False, name)
        for row in drop["early_help_episodes"]
        for day, name in [(row["episode_start_date"], _leader(row))]
    ]


def ended(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: ends; A-EVT."""
    return [
        Part(day, 1, None, _credit(leads, row), False, name)
        for row in drop["early_help_episodes"]
        for day, name in [(row["episode_end_date"], _leader(row))]
        if day
    ]


def step_up(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: started 12-24 months before; a referral not ending in NFA within 12 months."""
    referrals, parts = by_person(counted_referrals(drop)), []
    for row in drop["early_help_episodes"]:
        person, start = row["person"], row["episode_start_date"]
        watched = add_months(start, STEP_UP_MONTHS)
        passes = any(
            start < one["referral_date"] <= watched and one["referral_nfa"] is not True
            for one in referrals.get(person, [])
        )
        credit = _credit(leads, row)
        parts.append(Part(watched, int(passes), 1, credit))
    return parts


def _closures(drop: Drop) -> list[tuple[Record, bool]]:
    """Episodes of need closed, and whether each was stepped down to early help."""
    begun = by_person(drop["early_help_episodes"])
    found = []
    for row in counted_referrals(drop):
        closed = row["close_date"]
        if closed is None or row["referral_nfa"] is True or row["close_reason"] in NOT_A_STEP:
            continue
        last = working_day_after(closed, AFTER_WORKING_DAYS)
        is_around = any(
            start <= last and working_days(start, closed) <= BEFORE_WORKING_DAYS
            for one in begun.get(row["person"], [])
            for start in [one["episode_start_date"]]
        )
        found.append((row, row["close_reason"] == TO_EARLY_HELP or is_around))
    return found


def step_down(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: RC9, or early help from 10 wd before to 20 after closure; NFA, RC1 2 5 6 out."""
    return [
        Part(day, int(passes), 1, leads.at_event(row["person"], day))
        for row, passes in _closures(drop)
        for day in [row["close_date"]]
    ]


def re_referred(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: re-referral within 12 months of step-down."""
    referrals, parts = by_person(counted_referrals(drop)), []
    for row, is_step_down in _closures(drop):
        if is_step_down:
            person, closed = row["person"], row["close_date"]
            watched = add_months(closed, AGAIN_MONTHS)
            passes = any(
                closed < one["referral_date"] <= watched for one in referrals.get(person, [])
            )
            parts.append(Part(watched, int(passes), 1, leads.at_event(person, closed)))
    return parts


KNOWN = (("early_help_episodes", 24),)
EITHER = (("early_help_episodes", 12), ("cin_episodes", 12))
MEASURES: dict[Measure, Maker] = {
    Measure("eh_episodes_open", STOCK, history=KNOWN): stock,
    Measure("eh_episodes_open", STOCK, "rate", levels=TEAMS, history=KNOWN): rate,
    Measure("eh_episodes_open", STOCK, "families", history=KNOWN): families,
    Measure("eh_episodes_open", ("YTD",), "starts", history=(("early_help_episodes", 0),)): started,
    Measure("eh_episodes_open", ("YTD",), "ends", history=KNOWN): ended,
    Measure("eh_step_up_pct", YEARS, history=EITHER): step_up,
    Measure("step_down_to_eh_pct", YEARS, history=(("early_help_episodes", 0),)): step_down,
    Measure(
        "step_down_to_eh_pct",
        YEARS,
        "re_referred",
        history=(("early_help_episodes", 0), ("cin_episodes", 12)),
    ): re_referred,
}
