"""Early help, and children assessed at risk of exploitation.

Belongs here: the rows of early_help_episodes and exploitation_assessments. Does not belong here:
referrals and what follows them. Both draw from their own streams.
"""

import random
from datetime import date, timedelta

from pipelines.demo.casework import VISITS_FROM
from pipelines.demo.draws import days_after, happens
from pipelines.demo.organisation import Organisation
from pipelines.demo.practice import day_of
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays

TEAM, OWN = "T2", "Early Help Service"
PARTNERS = ("Primary school", "Secondary school", "Health visiting", "Voluntary sector")
OWN_SHARE, CONTACT_SHARE, CLOSURE_SHARE, STEP_DOWN_SHARE = 0.6, 0.12, 0.08, 0.9
REASONS = ("family_support", "parenting", "school_attendance", "domestic_abuse", "young_carer")
EXPLOITED_SHARE, EXPLOITED_FROM_AGE = 0.035, 11


def early_help_tables(
    tables: Tables,
    organisation: Organisation,
    days: WorkingDays,
    profile: CouncilProfile,
    rng: random.Random,
) -> Tables:
    """The module's tables.

    Args:
        tables: The council's other tables, late entries laid over them.
        organisation: Who works where.
        days: Working days.
        profile: The council.
        rng: The stream of draws.
    """
    merged = {row[key] for row in tables["person_merges"] for key in row if key != "merged_date"}
    starts = [*_after_contacts(tables, days, rng), *_around_closures(tables, days, rng)]
    workers = _family_workers(organisation)
    rows: list[Row] = []
    for number, (start, person) in enumerate(
        sorted(starts, key=lambda item: (item[0], str(item[1])))
    ):
        if person in merged or not VISITS_FROM <= start <= profile.until:
            continue
        end = days_after(rng, start, 60, 330)
        is_own, drawn = happens(rng, OWN_SHARE), rng.random()
        able = [worker for worker, first, last in workers if first <= start < last]
        rows.append(
            {
                "episode_id": f"EHE{number:06d}",
                "source_person_id": person,
                "episode_start_date": start,
                "episode_end_date": end,
                "episode_reason": rng.choice(REASONS),
                "episode_end_reason": rng.choice(("needs_met", "needs_met", "declined")),
                "episode_organisation": None
                if drawn > 0.97
                else OWN
                if is_own
                else rng.choice(PARTNERS),
                "episode_worker_id": able[number % len(able)] if is_own and able else None,
                "episode_team_id": TEAM if is_own else None,
            }
        )
    return {
        "early_help_episodes": rows,
        "exploitation_assessments": _exploitation(tables, merged, days, rng),
    }


def _family_workers(organisation: Organisation) -> list[tuple[str, date, date]]:
    """Family support workers of the team, with the days they were there."""
    return sorted(
        (str(row["worker_id"]), day_of(row["valid_from"]) or date.min,
         day_of(row["valid_to"]) or date.max)
        for row in organisation.posts
        if (row["job_role"], row["team_id"]) == ("family_support_worker", TEAM)
        and row["worker_id"]
    )  # fmt: skip


def _after_contacts(
    tables: Tables, days: WorkingDays, rng: random.Random
) -> list[tuple[date, object]]:
    """Children whose contact went no further than early help."""
    referred = {row["source_person_id"] for row in tables["cin_episodes"]}
    found: dict[object, date] = {}
    for row in tables["contacts"]:
        on = day_of(row["contact_decision_date"])
        if on and row["source_person_id"] not in referred and happens(rng, CONTACT_SHARE):
            found.setdefault(row["source_person_id"], days.add(on, rng.randint(1, 15)))
    return [(start, person) for person, start in found.items()]


def _around_closures(
    tables: Tables, days: WorkingDays, rng: random.Random
) -> list[tuple[date, object]]:
    """Children stepped down: soon after a closure for early help, shortly before some others."""
    found: list[tuple[date, object]] = []
    for row in tables["cin_episodes"]:
        closed = day_of(row["close_date"])
        drawn, wait = rng.random(), rng.randint(0, 9)
        if closed is None:
            continue
        if row["close_reason"] == "RC9" and drawn < STEP_DOWN_SHARE:
            found.append((days.add(closed, wait), row["source_person_id"]))
        elif row["close_reason"] in ("RC7", "RC8") and drawn < CLOSURE_SHARE:
            start = days.add(closed, -wait)
            if start > (day_of(row["referral_date"]) or start):
                found.append((start, row["source_person_id"]))
    return found


def _exploitation(
    tables: Tables, merged: set[object], days: WorkingDays, rng: random.Random
) -> list[Row]:
    """Risk assessments of some older children referred; a few are at risk of both kinds."""
    born = {row["source_person_id"]: day_of(row["dob"]) for row in tables["person"]}
    rows: list[Row] = []
    for episode in tables["cin_episodes"]:
        person, on = episode["source_person_id"], day_of(episode["referral_date"])
        birth, drawn = born.get(person), rng.random()
        if birth is None or on is None or on < VISITS_FROM or person in merged:
            continue
        if (on - birth).days < EXPLOITED_FROM_AGE * 365.25 or drawn > EXPLOITED_SHARE * 3:
            continue
        kinds = ("sexual", "criminal") if drawn < 0.012 else (rng.choice(("sexual", "criminal")),)
        start = days.add(on, rng.randint(5, 30))
        for kind in kinds:
            rows.append(
                {
                    "exploitation_assessment_id": f"EXP{len(rows):05d}",
                    "source_person_id": person,
                    "exploitation_type": kind,
                    "risk_level": rng.choice(("low", "low", "medium", "medium", "high", None)),
                    "start_date": start,
                    "end_date": start + timedelta(days=rng.randint(60, 320)),
                }
            )
    return rows
