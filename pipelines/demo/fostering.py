"""Fostering households from enquiry to approval and deregistration.

Belongs here: the rows of fostering_households: mainstream recruitment, family and friends
(connected) assessments, adopters. Does not belong here: the children placed with them.
"""

import random
from datetime import date, timedelta

from pipelines.demo.draws import count_of, days_after, happens, weekday_between
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables

TEAM_ID = "T5"
APPROVED_AT_START = 58
CONNECTED_A_YEAR = 8
ADOPTERS_A_YEAR = 10
CEASE_CHANCE_A_YEAR = 0.1
SECOND_TIER_SHARE = 0.12
PANEL_AWAITING_DECISION = date(2015, 6, 25)
DATES = (
    "enquiry_date", "initial_visit_date", "application_date", "stage_2_date", "panel_date",
    "approval_date",
)  # fmt: skip
# Shares of mainstream enquiries whose last step is each of DATES, in that order.
FURTHEST_SHARES = (60, 20, 5, 4, 1, 10)
# The demonstration council's households on 30 June 2015: last step reached and how many.
CALIBRATED_ON = date(2015, 6, 30)
CALIBRATED_STAGES = {"enquiry": 22, "initial_visit": 4, "stage_1": 3, "stage_2": 3, "panel": 1}


def fostering_tables(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> Tables:
    """Rows of fostering_households."""
    mainstream = _recruited(rng, profile)
    if profile.is_calibrated:
        mainstream = [_settled(rng, row) for row in mainstream] + _calibrated_pipeline(rng)
    rows = [*_approved_before(rng, profile), *mainstream]
    rows += _connected(rng, profile) + _adopters(rng, profile)
    for row in rows:
        _deregister(rng, profile, row)
    rows.sort(key=lambda row: (str(_first_date(row)), str(row["kind"])))
    for number, row in enumerate(rows, start=1):
        row["household_id"] = f"FH{number:04d}"
        _finish(rng, profile, organisation, row)
    return {"fostering_households": rows}


def _household(kind: str, steps: dict[str, date], withdrawn: date | None = None) -> Row:
    return {
        "household_id": "",
        "kind": kind,
        "team_id": TEAM_ID,
        "worker_id": None,
        **{name: steps.get(name) for name in DATES},
        "withdrawn_date": withdrawn,
        "ceased_date": None,
        "tier": None,
        "approved_places_count": None,
    }


def _first_date(row: Row) -> date:
    dates = [value for name in DATES if isinstance(value := row[name], date)]
    return min(dates)


def _approved_before(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    """Households approved before history begins."""
    first = profile.history_from
    return [
        _household(
            "mainstream",
            {"approval_date": weekday_between(rng, first - timedelta(days=4_000), first)},
        )
        for _ in range(profile.scaled(APPROVED_AT_START, least=4))
    ]


def _steps(rng: random.Random, enquiry: date, reached: int) -> tuple[dict[str, date], date]:
    """Dates of the first ``reached`` steps, and a day on which it could end after the last."""
    waits = ((5, 25), (10, 60), (40, 90), (90, 150), (7, 21), (30, 90))
    steps, day = {DATES[0]: enquiry}, enquiry
    for name, (least, most) in zip(DATES[1:reached], waits, strict=False):
        day = days_after(rng, day, least, most)
        steps[name] = day
    return steps, days_after(rng, day, *waits[min(reached - 1, 3)])


def _recruited(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    """Mainstream enquiries over the years; later dates lie ahead of the extracts."""
    rows: list[Row] = []
    years = (profile.until - profile.history_from).days / 365.25
    for _ in range(round(profile.foster_enquiries_per_year * years)):
        enquiry = weekday_between(rng, profile.history_from, profile.until)
        reached = rng.choices(range(1, 7), FURTHEST_SHARES)[0]
        steps, ended = _steps(rng, enquiry, reached)
        rows.append(_household("mainstream", steps, ended if reached < 6 else None))
    return rows


def _settled(rng: random.Random, row: Row) -> Row:
    """Ends a household's recruitment before the calibrated day, unless approved before April."""
    approval, withdrawn = row["approval_date"], row["withdrawn_date"]
    year_began = date(2015, 4, 1)
    if isinstance(approval, date) and approval < year_began:
        return row
    if isinstance(withdrawn, date) and withdrawn <= CALIBRATED_ON:
        return row
    started = min(_first_date(row), CALIBRATED_ON - timedelta(days=60))
    last_day = weekday_between(
        rng, max(started, CALIBRATED_ON - timedelta(days=60)), CALIBRATED_ON - timedelta(days=1)
    )
    steps = {
        name: value
        for name in DATES[:4]
        if isinstance(value := row[name], date) and value <= last_day
    }
    steps.setdefault(DATES[0], started)
    return _household("mainstream", steps, last_day)


def _calibrated_pipeline(rng: random.Random) -> list[Row]:
    """The households the report counts, each at its stage at the end of June 2015."""
    rows: list[Row] = []
    for stage, number in CALIBRATED_STAGES.items():
        for _ in range(number):
            rows.append(_household("mainstream", _steps_to_stage(rng, stage)))
    return rows


def _steps_to_stage(rng: random.Random, stage: str) -> dict[str, date]:
    if stage == "enquiry":
        return {"enquiry_date": weekday_between(rng, date(2015, 5, 18), date(2015, 6, 29))}
    if stage == "initial_visit":
        visit = weekday_between(rng, date(2015, 6, 1), date(2015, 6, 26))
        return {"enquiry_date": visit - timedelta(days=14), "initial_visit_date": visit}
    reach = {"stage_1": 35, "stage_2": 120, "panel": 230}[stage]
    application = days_after(rng, CALIBRATED_ON - timedelta(days=reach), -20, 12)
    visit = application - timedelta(days=rng.randint(10, 30))
    steps = {
        "enquiry_date": visit - timedelta(days=rng.randint(7, 20)),
        "initial_visit_date": visit,
        "application_date": application,
    }
    if stage != "stage_1":
        steps["stage_2_date"] = days_after(rng, application, 50, 80)
    if stage == "panel":
        steps["panel_date"] = PANEL_AWAITING_DECISION
    return steps


def _connected(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    """Family and friends: assessed for one child, so without enquiry or initial visit."""
    rows: list[Row] = []
    years = (profile.until - profile.history_from).days / 365.25
    for _ in range(count_of(rng, profile.scaled(CONNECTED_A_YEAR * years, least=2))):
        application = weekday_between(rng, profile.history_from, profile.until)
        steps = {
            "application_date": application,
            "stage_2_date": days_after(rng, application, 5, 20),
        }
        day = days_after(rng, application, 70, 120)
        if happens(rng, 0.7):
            steps |= {"panel_date": day, "approval_date": days_after(rng, day, 5, 14)}
            rows.append(_household("connected", steps))
        else:
            rows.append(_household("connected", steps, day))
    return rows


def _adopters(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    rows: list[Row] = []
    years = (profile.until - profile.history_from).days / 365.25
    for _ in range(count_of(rng, profile.scaled(ADOPTERS_A_YEAR * years, least=1))):
        enquiry = weekday_between(rng, profile.history_from, profile.until)
        reached = rng.choices(range(1, 7), (30, 20, 5, 5, 0, 40))[0]
        steps, ended = _steps(rng, enquiry, reached)
        rows.append(_household("adopter_only", steps, ended if reached < 6 else None))
    return rows


def _deregister(rng: random.Random, profile: CouncilProfile, row: Row) -> None:
    """Approved households give up one year in ten; family and friends when the child grows up."""
    approval = row["approval_date"]
    if not isinstance(approval, date):
        return
    chance = 2.5 * CEASE_CHANCE_A_YEAR if row["kind"] == "connected" else CEASE_CHANCE_A_YEAR
    begins = max(approval, profile.history_from)
    ceased = begins + timedelta(days=30 + int(rng.expovariate(chance) * 365))
    if ceased <= profile.until:
        row["ceased_date"] = ceased


def _finish(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation, row: Row
) -> None:
    """Gives the household its worker and, from its approval, its tier and places."""
    began = max(_first_date(row), profile.history_from)
    row["worker_id"] = rng.choice(organisation.lead_workers(TEAM_ID, began))
    row["_recorded_on"] = began
    approval = row["approval_date"]
    if isinstance(approval, date):
        tier = 2 if row["kind"] == "mainstream" and happens(rng, SECOND_TIER_SHARE) else 1
        places = rng.choices([1, 2, 3], [45, 40, 15])[0] if row["kind"] != "adopter_only" else None
        row["_changes"] = [(max(approval, began), {"tier": tier, "approved_places_count": places})]
