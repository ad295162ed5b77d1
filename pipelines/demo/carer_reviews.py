"""Reviews of fostering households, private fostering, and refusals to approve.

Belongs here: the rows of fostering_reviews, private_fostering and private_fostering_visits, and
the day on which a household was refused. Does not belong here: recruitment (fostering).
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from pipelines.demo.draws import happens, weekday_on_or_after
from pipelines.demo.organisation import Organisation
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays
from pipelines.demo.world import Referral

RECORDS_FROM = date(2011, 4, 1)
TEAM_ID = "T4"
REVIEWED_IN_TIME, VISITED_IN_TIME = 0.75, 0.65
ARRANGEMENTS_A_YEAR = 11
FIRST_IN_TIME, LATE_VISIT = 0.93, 0.006
KINDS = (("annual_review", REVIEWED_IN_TIME), ("unannounced_visit", VISITED_IN_TIME))


def carer_review_tables(
    rng: random.Random, profile: CouncilProfile, households: list[Row]
) -> Tables:
    """Rows of fostering_reviews; marks as refused who left after panel without approval."""
    rows: list[Row] = []
    for household in households:
        panel, left = household["panel_date"], household["withdrawn_date"]
        if isinstance(panel, date) and isinstance(left, date) and panel <= left:
            household["refused_date"] = left
        if household["kind"] in ("mainstream", "connected"):
            for kind, in_time in KINDS:
                _yearly(rng, profile, rows, household, kind, in_time)
    rows.sort(key=lambda row: (str(row["review_date"]), str(row["household_id"]), str(row["kind"])))
    for number, row in enumerate(rows, start=1):
        row["fostering_review_id"] = f"FR{number:05d}"
    return {"fostering_reviews": rows}


def _yearly(
    rng: random.Random,
    profile: CouncilProfile,
    rows: list[Row],
    household: Row,
    kind: str,
    in_time: float,
) -> None:
    """One a year from approval on, or since records begin; some months late."""
    approved, ceased = household["approval_date"], household["ceased_date"]
    if not isinstance(approved, date):
        return
    last = min(ceased if isinstance(ceased, date) else profile.until, profile.until)
    day = approved
    if approved < RECORDS_FROM:
        day = RECORDS_FROM - timedelta(days=rng.randint(20, 330))
    while True:
        gap = rng.randint(330, 361) if happens(rng, in_time) else rng.randint(395, 560)
        day = weekday_on_or_after(day + timedelta(days=gap))
        if day > last:
            return
        rows.append(
            {
                "fostering_review_id": "",
                "household_id": household["household_id"],
                "kind": kind,
                "review_date": day,
            }
        )


def private_fostering_tables(
    rng: random.Random,
    profile: CouncilProfile,
    organisation: Organisation,
    days: WorkingDays,
    kept: Iterable[Referral],
) -> Tables:
    """Rows of private_fostering and its visits, of children known from more than one referral."""
    able = [
        item
        for item in kept
        if len(item.child.referrals) > 1
        and not any(other.care for other in item.child.referrals)
        and item.on >= RECORDS_FROM
        and 5 <= item.child.age_on(item.on) <= 14
    ]
    years = (profile.until - RECORDS_FROM).days / 365.25
    wanted = min(len(able), round(profile.scaled(ARRANGEMENTS_A_YEAR, least=2) * years))
    tables: Tables = {"private_fostering": [], "private_fostering_visits": []}
    for number, referral in enumerate(
        sorted(rng.sample(able, wanted), key=lambda item: (item.on, item.number)), start=1
    ):
        told = referral.on
        end = weekday_on_or_after(told + timedelta(days=rng.randint(40, 800)))
        workers = organisation.lead_workers(TEAM_ID, told)
        tables["private_fostering"].append(
            {
                "arrangement_id": f"PF{number:04d}",
                "source_person_id": person_id(referral.child),
                "team_id": TEAM_ID,
                "worker_id": rng.choice(workers) if workers else None,
                "notified_date": told,
                "start_date": told - timedelta(days=rng.randint(0, 60)),
                "end_date": end,
            }
        )
        _visits(rng, profile, tables, days, number, told, end)
    return tables


def _visits(
    rng: random.Random,
    profile: CouncilProfile,
    tables: Tables,
    days: WorkingDays,
    number: int,
    told: date,
    end: date,
) -> None:
    """A first visit within 7 working days, then every six weeks and later every twelve."""
    wait = rng.randint(2, 7) if happens(rng, FIRST_IN_TIME) else rng.randint(8, 15)
    day = days.add(told, wait)
    while day <= min(end, profile.until):
        tables["private_fostering_visits"].append(
            {
                "private_visit_id": f"PV{len(tables['private_fostering_visits']) + 1:05d}",
                "arrangement_id": f"PF{number:04d}",
                "visit_date": day,
            }
        )
        longest = 42 if day < told + timedelta(days=365) else 84
        late = rng.randint(3, 20) if happens(rng, LATE_VISIT) else 0
        day = days.on_or_before(day + timedelta(days=longest - rng.randint(0, 12) + late))
