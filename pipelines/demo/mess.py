"""The untidiness of real records, laid over the simulated truth without moving its figures.

Belongs here: short breaks, duplicate referrals and persons, other authorities' plans, a foster
carer who adopts, and the few rows a check must reject. Does not belong here: what is recorded
late or corrected between drops (late_entries) and what the simulation itself brings about:
unborn children, transfers in, missing decision dates, unallocated days, same-day hand-overs,
workers who left, unaccompanied children, moves, connected carers.

Only on request (``add_rows_to_reject``), because a month with newly rejected rows is held until
somebody accepts them: an assessment authorised before it started, an involvement that ended
before it began, a contact whose date is words, a visit on 30 February, an enquiry about nobody
(``REJECTED_ROWS``). None of them is counted anywhere.
"""

import random
from datetime import date, timedelta

from pipelines.demo.people import new_child
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays, birthday
from pipelines.demo.world import CarePeriod, Child, ProtectionPlan, Referral, World

SHORT_BREAK_STARTS = (
    (date(2012, 9, 3), "V4"), (date(2013, 1, 14), "V4"), (date(2013, 4, 8), "V4"),
    (date(2013, 9, 9), "V4"), (date(2014, 1, 20), "V4"), (date(2014, 3, 10), "V4"),
)  # fmt: skip
OTHER_AUTHORITY_PLANS = (
    (date(2013, 11, 4), date(2014, 2, 3)), (date(2014, 2, 10), date(2014, 6, 12)),
    (date(2014, 10, 6), None), (date(2015, 1, 19), None), (date(2015, 3, 2), date(2015, 5, 18)),
    (date(2015, 4, 13), None),
)  # fmt: skip
DUPLICATES_IN = (date(2015, 4, 1), date(2015, 4, 29))
MERGED_ON = (None, date(2015, 4, 22), date(2015, 4, 29))
CARER_ADOPTS_FROM = date(2015, 2, 2)
EARLIER_MERGES = 9
REJECTED_ROWS = {
    "cin_assessments": 1, "involvements": 1, "contacts": 1, "cp_visits": 1, "s47_enquiry": 1,
}  # fmt: skip


def add_short_breaks(world: World, rng: random.Random, profile: CouncilProfile) -> None:
    """Disabled children looked after only for short breaks (V3 or V4), and one who stayed on."""
    for _ in range(profile.scaled(1, least=1)):
        for start, status in SHORT_BREAK_STARTS:
            _short_break(world, rng, start, [(status, start)], None)
        start = date(2012, 2, 6)
        _short_break(world, rng, start, [("V3", start)], date(2012, 11, 30))
        start, stayed_on = date(2012, 9, 10), date(2013, 2, 18)
        _short_break(world, rng, start, [("V4", start), ("V2", stayed_on)], date(2013, 11, 29))


def _short_break(
    world: World,
    rng: random.Random,
    start: date,
    statuses: list[tuple[str, date]],
    end: date | None,
) -> None:
    """One disabled child with a referral and a period of short breaks."""
    on = start - timedelta(days=60)
    child = new_child(world, rng, on, world.number("family"))
    child.is_disabled, child.born = True, date(start.year - 8, 1 + child.number % 12, 11)
    referral = Referral(world.number("referral"), child, on, "3A", "N2", on, "advice")
    child.referrals.append(referral)
    world.referrals.append(referral)
    period = CarePeriod(world.number("care"), referral, start, statuses, end)
    if end is not None:
        period.reason = "E4A"
        referral.closed_on, referral.close_reason = end + timedelta(days=20), "RC7"
    referral.care.append(period)


def let_a_carer_adopt(world: World) -> None:
    """A young child long settled with a foster carer is placed for adoption with that carer."""
    for period in world.care_periods():
        born = period.child.born
        if (
            period.end is None
            and period.adoptive_from is None
            and not period.is_short_break
            and period.for_months(CARER_ADOPTS_FROM, 30)
            and born is not None
            and birthday(born, 9) > CARER_ADOPTS_FROM
            and all(day < date(2013, 1, 1) for day in period.moves)
        ):
            period.adoptive_from = CARER_ADOPTS_FROM
            return


def add_untidy_rows(tables: Tables, world: World, days: WorkingDays, rng: random.Random) -> None:
    """Adds what only exists as a record: duplicates and other authorities' plans."""
    _duplicate_referrals(tables, world, days)
    for start, end in OTHER_AUTHORITY_PLANS:
        _other_authority_plan(tables, world, rng, start, end)
    _earlier_merges(tables, world)
    _duplicate_contact(tables)


def _duplicate_referrals(tables: Tables, world: World, days: WorkingDays) -> None:
    """Three April referrals entered twice on one day, two of them under a second person."""
    assessed = {row["referral_id"] for row in tables["cin_assessments"]}
    people = {row["source_person_id"]: row for row in tables["person"]}
    first, last = DUPLICATES_IN
    originals = [
        row
        for row in tables["cin_episodes"]
        if first <= _day(row["referral_date"]) <= last and row["referral_id"] in assessed
    ]
    step = max(1, len(originals) // 3)
    for number, (row, merged) in enumerate(
        zip(originals[step // 2 :: step], MERGED_ON, strict=False), start=1
    ):
        on = _day(row["referral_date"])
        again = dict(row)
        again |= {
            "referral_id": f"REF99000{number}",
            "referral_decision_date": None,
            "referral_outcome_json": None,
            "referral_nfa": None,
            "referral_decision_team_id": None,
            "referral_decision_worker_id": None,
            "close_date": days.add(on, 1),
            "close_reason": "RC7",
        }
        if merged is not None:
            double = dict(people[row["source_person_id"]]) | {"_recorded_on": on}
            key = _new_key(world)
            again["source_person_id"] = key
            double |= {"source_person_id": key, "surname": f"Child {key}"}
            tables["person"].append(double)
            _merge(tables, key, str(row["source_person_id"]), max(merged, on))
        tables["cin_episodes"].append(again)


def _new_key(world: World) -> str:
    """The id of a person record that stands for no child of its own."""
    return person_id(Child(world.number("child"), 0, "U", "NOBT", None))


def _merge(tables: Tables, double: str, survivor: str, on: date) -> None:
    """A person record found to be the same child as another."""
    tables["person_merges"].append(
        {"source_person_id": double, "survivor_person_id": survivor, "merged_date": on}
    )


def _other_authority_plan(
    tables: Tables, world: World, rng: random.Random, start: date, end: date | None
) -> None:
    """A temporary plan held for a child of another authority: a plan without a referral here."""
    child = Child(world.number("child"), 0, rng.choice("MF"), "WBRI", date(2008, 5, 1))
    plan = ProtectionPlan(
        world.number("plan"), Referral(0, child, start, "5C", "N1"), start, "NEG", None, end
    )
    key = person_id(child)
    tables["person"].append(
        {
            "source_person_id": key, "forename": "Synthetic", "surname": f"Child {key}",
            "sex": child.sex, "gender": child.sex, "ethnicity": child.ethnicity,
            "dob": child.born, "_recorded_on": start,
        }
    )  # fmt: skip
    tables["cp_plans"].append(
        {
            "cp_plan_id": f"CPP{plan.number:06d}", "referral_id": None, "icpc_id": None,
            "source_person_id": key, "cp_plan_start_date": start, "cp_plan_end_date": end,
            "cp_plan_initial_category": "NEG", "cp_plan_ola": True,
            "cp_plan_latest_category": "NEG",
        }
    )  # fmt: skip


def _earlier_merges(tables: Tables, world: World) -> None:
    """Persons known only from contacts and found to be others; one by way of a third record."""
    known = [
        child
        for child in world.children
        if not child.referrals and child.known_on and date(2010, 6, 1) < child.known_on
        and child.known_on < date(2015, 2, 1)
    ]  # fmt: skip
    chosen = known[:: max(1, len(known) // (2 * EARLIER_MERGES))]
    for double, survivor in zip(chosen[::2], chosen[1::2], strict=False):
        _merge(tables, person_id(double), person_id(survivor), _later(survivor))
    if len(chosen) > 4:
        _merge(tables, person_id(chosen[1]), person_id(chosen[3]), _later(chosen[3]))


def _later(child: Child) -> date:
    """Some weeks after a child became known."""
    return (child.known_on or date(2015, 1, 1)) + timedelta(days=24)


def _duplicate_contact(tables: Tables) -> None:
    """One contact of February 2015 keyed twice."""
    for row in tables["contacts"]:
        if _day(row["contact_date"]) == date(2015, 2, 11):
            tables["contacts"].append(dict(row) | {"contact_id": "CON990001"})
            return


def add_rows_to_reject(tables: Tables) -> None:
    """One row each that no landing may load; see the module's heading."""
    spoilt: dict[str, Row] = {
        "cin_assessments": {
            "assessment_id": "ASM990001",
            "assessment_start_date": date(2012, 6, 20),
            "assessment_auth_date": date(2012, 6, 12),
        },
        "involvements": {
            "involvements_id": "INV990001",
            "involvement_start_date": date(2013, 3, 11),
            "involvement_end_date": date(2013, 3, 4),
        },
        "contacts": {"contact_id": "CON990002", "contact_date": "not known"},
        "cp_visits": {"cp_visit_id": "VP990001", "cp_visit_date": "30/02/2013"},
        "s47_enquiry": {"s47_enquiry_id": "S47990001", "source_person_id": None},
    }
    for table, values in spoilt.items():
        rows = tables[table]
        if rows:
            model = {key: value for key, value in rows[0].items() if not key.startswith("_")}
            rows.append(model | values)


def _day(value: object) -> date:
    """Narrows the type of a date of our own rows; words become the first day of all."""
    return value if isinstance(value, date) else date.min
