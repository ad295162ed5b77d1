"""Pre-proceedings and care applications.

Belongs here: the rows of pre_proceedings and care_applications. Does not belong here: legal
statuses and periods of care (care_tables), which these follow.
"""

import random
from datetime import date, timedelta

from pipelines.demo.draws import happens
from pipelines.demo.practice import day_of
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays

INTERIM, FINAL = "C1", ("C2", "E1")
BEFORE_COURT_SHARE, STEPPED_DOWN_SHARE = 0.65, 0.14
OFFERED_SHARE, NOT_IN_INTEREST_SHARE = 0.55, 0.08


def court_tables(
    tables: Tables, days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> Tables:
    """The module's tables.

    Args:
        tables: The council's other tables, late entries laid over them.
        days: Working days.
        profile: The council.
        rng: The stream of draws.
    """
    families = {row["source_person_id"]: row["family_id"] for row in tables["family"]}
    merged = {row[key] for row in tables["person_merges"] for key in row if key != "merged_date"}
    applications, cases = _applications(tables, families, days, profile, rng)
    in_court = {row["source_person_id"] for row in applications}
    cases += _stepped_down(tables, families, in_court | merged, days, profile, rng)
    return {
        "care_applications": applications,
        "pre_proceedings": [
            case | {"table_id": f"PPR{number:05d}"} for number, case in enumerate(cases)
        ],
    }


def _applications(
    tables: Tables,
    families: dict[object, object],
    days: WorkingDays,
    profile: CouncilProfile,
    rng: random.Random,
) -> tuple[list[Row], list[Row]]:
    """An application behind every interim care order, and what went before most of them."""
    orders: dict[object, list[tuple[date, str, date | None]]] = {}
    for row in tables["legal_status"]:
        start = day_of(row["legal_status_start_date"])
        if start is not None:
            status = (start, str(row["legal_status"]), day_of(row["legal_status_end_date"]))
            orders.setdefault(row["source_person_id"], []).append(status)
    known: dict[object, date] = {}
    for row in tables["cin_episodes"]:
        person, on = row["source_person_id"], day_of(row["referral_date"]) or date.max
        known[person] = min(on, known.get(person, on))
    applications: list[Row] = []
    cases: list[Row] = []
    for person, statuses in orders.items():
        statuses.sort()
        for start, code, end in statuses:
            is_new = code == INTERIM and start >= profile.history_from
            if not is_new or start > profile.until:
                continue
            issued = days.on_or_before(start - timedelta(days=rng.choice((0, 0, 1, 2, 3))))
            letter, weeks = issued - timedelta(days=rng.randint(30, 120)), rng.randint(20, 38)
            follows = [day for day, kind, _ in statuses if kind in FINAL and day >= start]
            final = min(follows) if follows else end
            application = f"F{families.get(person, person)}{issued:%y%m}"
            decided = days.on_or_before(letter - timedelta(days=rng.randint(3, 14)))
            has_case, drawn = happens(rng, BEFORE_COURT_SHARE), rng.random()
            # nobody decides about a child not yet known
            has_case = has_case and decided >= known.get(person, date.max)
            offered = None
            if drawn < OFFERED_SHARE:
                offered = letter - timedelta(days=rng.randint(0, 20))
            elif drawn < OFFERED_SHARE + 0.1:
                offered = letter + timedelta(days=rng.randint(1, 20))
            applications.append(
                {
                    "care_application_id": f"CAP{len(applications):05d}",
                    "application_id": application,
                    "source_person_id": person,
                    "letter_before_proceedings_date": letter if has_case else None,
                    "fgdm_offered_date": offered if has_case else None,
                    "fgdm_held_date": offered + timedelta(days=14)
                    if has_case and offered and drawn < 0.38
                    else None,
                    "is_fgdm_not_in_interest": drawn > 1 - NOT_IN_INTEREST_SHARE,
                    "issued_date": issued,
                    "concluded_date": final or days.on_or_after(issued + timedelta(days=7 * weeks)),
                }
            )
            if has_case:
                cases.append(_case(person, families, decided, letter, court=issued))
    return applications, cases


def _case(
    person: object,
    families: dict[object, object],
    decided: date,
    letter: date,
    court: date | None = None,
    stepped_down: date | None = None,
) -> Row:
    """One child in pre-proceedings."""
    return {
        "source_person_id": person,
        "plo_family_id": families.get(person),
        "pre_pro_decision_date": decided,
        "initial_pre_pro_meeting_date": letter + timedelta(days=10),
        "pre_pro_outcome": "court" if court else "step down",
        "agree_stepdown_issue_date": stepped_down,
        "pre_pro_letter_date": letter,
        "court_application_date": court,
    }


def _stepped_down(
    tables: Tables,
    families: dict[object, object],
    left_out: set[object],
    days: WorkingDays,
    profile: CouncilProfile,
    rng: random.Random,
) -> list[Row]:
    """Children on long plans whose pre-proceedings ended without court."""
    cases: list[Row] = []
    for plan in tables["cp_plans"]:
        start, end = day_of(plan["cp_plan_start_date"]), day_of(plan["cp_plan_end_date"])
        drawn, wait, stay = rng.random(), rng.randint(60, 200), rng.randint(50, 190)
        if start is None or plan["cp_plan_ola"] or plan["source_person_id"] in left_out:
            continue
        decided = days.on_or_after(start + timedelta(days=wait))
        is_inside = decided >= profile.history_from and decided < (end or profile.until)
        if drawn < STEPPED_DOWN_SHARE and is_inside and "_recorded_on" not in plan:
            stepped = days.on_or_after(decided + timedelta(days=stay))
            cases.append(
                _case(
                    plan["source_person_id"], families, decided, decided + timedelta(days=6),
                    stepped_down=stepped,
                )
            )  # fmt: skip
    return cases
