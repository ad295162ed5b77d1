"""Practice around plans and assessments: core groups, reviews in need, conferences, factors.

Belongs here: what is added to the records of protection, assessments and children in need once they
are made, and the rows of core_groups and cin_reviews. Does not belong here: early help
(early_help), court (court), the journeys themselves.

Everything here draws from its own stream and changes no row's other columns, so the figures of
the demonstration stand as they were.
"""

import random
from datetime import date, timedelta

from pipelines.demo.casework import VISITS_FROM
from pipelines.demo.draws import happens
from pipelines.demo.front_door import weighted
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays

AGE_OF_VIEWS = 4
FACTOR_WEIGHTS = (
    ("3B", 30), ("4B", 24), ("16A", 17), ("17A", 17), ("1B", 14), ("2B", 12), ("18B", 10),
    ("4A", 8), ("14A", 6), ("15A", 4), ("19B", 4), ("5A", 4), ("6A", 3), ("7A", 4), ("10A", 4),
    ("11A", 3), ("13A", 2), ("12A", 1), ("5B", 3), ("6B", 3), ("3A", 5), ("2A", 3), ("1A", 2),
    ("18C", 2), ("19C", 1), ("22A", 1), ("23A", 1), ("20", 9), ("8F", 1), ("9A", 1),
)  # fmt: skip
NO_FACTORS, NO_FACTORS_SHARE = "21", 0.07
LAPSE_SHARE, LAPSE_DAYS = 0.09, (32, 60)
OTHER_CATEGORY = {"NEG": "EMO", "EMO": "NEG", "PHY": "MUL", "SAB": "MUL", "MUL": "NEG"}


def add_practice(
    tables: Tables, days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> None:
    """Adds what the module's heading names, in place."""
    born = {row["source_person_id"]: _born(row) for row in tables["person"]}
    _conferences(tables, days, born, rng)
    _plans(tables, rng)
    _lapses(tables, profile, rng)
    _unregistered(tables, rng)
    _first_seen(tables, days, rng)
    _factors(tables, rng)
    tables["core_groups"] = _core_groups(tables, days, profile, rng)
    tables["cin_reviews"] = _reviews_in_need(tables, days, profile, rng)


def _born(row: Row) -> date | None:
    """The day a person is born, also where that is known only later."""
    changes = row.get("_changes")
    for _, values in changes if isinstance(changes, list) else []:
        if isinstance(values.get("dob"), date):
            return values["dob"]
    dob = row.get("dob")
    return dob if isinstance(dob, date) else None


def day_of(value: object) -> date | None:
    """A date, or None; narrows the type of our own rows."""
    return value if isinstance(value, date) else None


def _conferences(
    tables: Tables, days: WorkingDays, born: dict[object, date | None], rng: random.Random
) -> None:
    """Views, quoracy and, for children who moved here, the day of notification."""
    for row in tables["initial_cp_conference"]:
        on, birth = day_of(row["icpc_date"]), born.get(row["source_person_id"])
        is_old_enough = bool(birth and on and (on - birth).days > AGE_OF_VIEWS * 366)
        drawn = rng.random()
        row["icpc_participation"] = None if drawn > 0.96 else is_old_enough and drawn < 0.62
        row["icpc_quorate"] = None if drawn > 0.97 else not happens(rng, 0.06)
        notified = days.add(on, -rng.choice((7, 9, 11, 12, 14, 15, 15, 18))) if on else None
        row["icpc_transfer_notified_date"] = notified if row["icpc_transfer_in"] else None


def _plans(tables: Tables, rng: random.Random) -> None:
    """How many plans went before, older ones elsewhere included, and a category that changed."""
    earlier: dict[object, int] = {}
    for row in sorted(tables["cp_plans"], key=lambda item: str(item["cp_plan_start_date"])):
        person = row["source_person_id"]
        before_records = int(happens(rng, 0.09))
        row["cp_plan_previous_count"] = earlier.get(person, before_records)
        earlier[person] = earlier.get(person, before_records) + 1
        start = day_of(row["cp_plan_start_date"])
        if start and start < date(2015, 1, 1) and happens(rng, 0.08):
            row["cp_plan_latest_category"] = OTHER_CATEGORY[str(row["cp_plan_initial_category"])]


def _lapses(tables: Tables, profile: CouncilProfile, rng: random.Random) -> None:
    """Takes out the visits of some weeks on a few plans, so that children go unseen too long."""
    lapses: dict[object, tuple[date, date]] = {}
    for row in tables["cp_plans"]:
        start, drawn = day_of(row["cp_plan_start_date"]), rng.random()
        wait, length = rng.randint(20, 200), rng.randint(*LAPSE_DAYS)
        if start and drawn < LAPSE_SHARE:
            first = start + timedelta(days=wait)
            lapses[row["cp_plan_id"]] = (first, first + timedelta(days=length))
    never = (profile.until, profile.history_from)
    tables["cp_visits"] = [
        row
        for row in tables["cp_visits"]
        if not _is_between(row["cp_visit_date"], lapses.get(row["cp_plan_id"], never))
    ]


def _is_between(value: object, span: tuple[date, date]) -> bool:
    """True for a date inside the span."""
    return isinstance(value, date) and span[0] <= value <= span[1]


def _unregistered(tables: Tables, rng: random.Random) -> None:
    """One worker with cases whose registration number nobody has entered."""
    holders = {
        str(row["professional_id"])
        for row in tables["involvements"]
        if row["professional_role_id"] == "SW" and row["involvement_end_date"] is None
        and row["professional_team"] == "T3"
    }  # fmt: skip
    chosen = rng.choice(sorted(holders)) if holders else None
    for row in tables["professionals"]:
        if row["professional_id"] == chosen:
            row["social_worker_registration_no"] = None


def _first_seen(tables: Tables, days: WorkingDays, rng: random.Random) -> None:
    """The day a child was first seen after the referral; blank for some: visits stand in."""
    referred = {row["referral_id"]: day_of(row["referral_date"]) for row in tables["cin_episodes"]}
    for row in tables["cin_assessments"]:
        since = referred.get(row["referral_id"])
        drawn = rng.random()
        wait = rng.randint(1, 10) if drawn < 0.86 else rng.choice((11, 12, 14, 17, 22))
        row["child_first_seen_date"] = (
            None if since is None or drawn > 0.95 else days.add(since, wait)
        )


def _factors(tables: Tables, rng: random.Random) -> None:
    """One to four factors for each assessment, a few with none identified."""
    for row in tables["assessment_factors"]:
        codes = {weighted(rng, FACTOR_WEIGHTS) for _ in range(rng.choice((1, 1, 2, 2, 3, 4)))}
        if happens(rng, NO_FACTORS_SHARE):
            codes = {NO_FACTORS}
        listed = ",".join(f'"{code}":"Y"' for code in sorted(codes))
        row["assessment_factors_json"] = "{" + listed + "}"


def _core_groups(
    tables: Tables, days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> list[Row]:
    """A core group within ten working days of most plans, then every four to six weeks."""
    rows: list[Row] = []
    for plan in tables["cp_plans"]:
        start, end = day_of(plan["cp_plan_start_date"]), day_of(plan["cp_plan_end_date"])
        last = min(end or profile.until, profile.until)
        if start is None or plan["cp_plan_ola"] or last < VISITS_FROM:
            continue
        on = days.add(start, rng.randint(4, 10) if happens(rng, 0.88) else rng.randint(11, 22))
        if start < VISITS_FROM:
            on = days.on_or_after(VISITS_FROM + timedelta(days=rng.randint(0, 30)))
        recorded = plan.get("_recorded_on")
        number = 0
        while on <= last:
            number += 1
            row: Row = {
                "core_group_id": f"CG{plan['cp_plan_id']}{number:03d}",
                "source_person_id": plan["source_person_id"],
                "cp_plan_id": plan["cp_plan_id"],
                "core_group_date": on,
            }
            # a plan entered late has no meetings on record before it
            if not isinstance(recorded, date) or on >= recorded:
                rows.append(row)
            gap = rng.randint(26, 40) if happens(rng, 0.93) else rng.randint(45, 80)
            on = days.on_or_before(on + timedelta(days=gap))
    return rows


def _reviews_in_need(
    tables: Tables, days: WorkingDays, profile: CouncilProfile, rng: random.Random
) -> list[Row]:
    """Reviews of child in need plans: the first in about three months, then every four to six."""
    rows: list[Row] = []
    for plan in tables["cin_plans"]:
        start, end = day_of(plan["cin_plan_start_date"]), day_of(plan["cin_plan_end_date"])
        last = min(end or profile.until, profile.until)
        if start is None or last < VISITS_FROM:
            continue
        on = start + timedelta(days=rng.randint(60, 91) if happens(rng, 0.85) else 140)
        number = 0
        while (on := days.on_or_before(on)) <= last:
            number += 1
            if on >= VISITS_FROM:
                rows.append(
                    {
                        "cin_review_id": f"CNR{plan['cin_plan_id']}{number:02d}",
                        "source_person_id": plan["source_person_id"],
                        "cin_plan_id": plan["cin_plan_id"],
                        "cin_review_date": on,
                    }
                )
            on += timedelta(days=rng.randint(110, 180) if happens(rng, 0.9) else 240)
    return rows
