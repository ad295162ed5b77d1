"""Training and briefings that workers attended.

Belongs here: the rows of training_attendance: the practice standards briefings, input on
domestic abuse and sexual exploitation, the managers' programme. Does not belong here: who is in
post (organisation.py).
"""

import random
from datetime import date, timedelta

from pipelines.demo.draws import days_after, happens, weekday_between
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.staffing_plan import QUALIFIED_ROLES

BRIEFINGS_FROM = date(2015, 5, 11)
BRIEFINGS_TO = date(2015, 7, 10)
BRIEFED_SHARE = 0.9
MANAGERS_PROGRAMME_FROM = date(2015, 4, 20)
ABUSE_INPUT_SHARE_A_YEAR = 0.3
ABUSE_INPUT_SHARE_2015 = 0.55


def training_tables(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> Tables:
    """Rows of training_attendance, one per worker and programme attended."""
    rows = [
        *_briefings(rng, profile, organisation),
        *_abuse_input(rng, profile, organisation),
        *_managers(rng, profile, organisation),
    ]
    rows.sort(key=lambda row: (str(row["enrolled_date"]), str(row["worker_id"])))
    for number, row in enumerate(rows, start=1):
        row["attendance_id"] = f"TA{number:05d}"
    return {"training_attendance": rows}


def _attendance(worker_id: str, programme: str, enrolled: date, completed: date | None) -> Row:
    return {
        "attendance_id": "",
        "worker_id": worker_id,
        "programme": programme,
        "enrolled_date": enrolled,
        "completed_date": completed,
        "_recorded_on": enrolled,
    }


def _in_post(organisation: Organisation, on: date, roles: tuple[str, ...]) -> list[str]:
    return sorted(
        {
            str(row["worker_id"])
            for row in organisation.posts_on(on)
            if row["worker_id"] and row["job_role"] in roles
        }
    )


def _briefings(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> list[Row]:
    """Sessions from May 2015; most staff attend one within eight weeks, a few enrol and miss it."""
    staff = set(_in_post(organisation, BRIEFINGS_FROM, QUALIFIED_ROLES))
    staff |= set(_in_post(organisation, min(BRIEFINGS_TO, profile.until), QUALIFIED_ROLES))
    rows: list[Row] = []
    for worker_id in sorted(staff):
        if happens(rng, BRIEFED_SHARE):
            attended = weekday_between(rng, BRIEFINGS_FROM, BRIEFINGS_TO)
            enrolled = min(attended, BRIEFINGS_FROM + timedelta(days=rng.randint(-10, 20)))
            completed = attended if happens(rng, 0.96) else None
            rows.append(_attendance(worker_id, "practice_standards", enrolled, completed))
    return rows


def _abuse_input(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> list[Row]:
    roles = (*QUALIFIED_ROLES, "family_support_worker")
    rows: list[Row] = []
    for year in range(profile.history_from.year, profile.until.year + 1):
        first, last = date(year, 4, 15), min(date(year + 1, 3, 20), profile.until)
        if last <= first + timedelta(days=7):
            break
        share = ABUSE_INPUT_SHARE_2015 if year == BRIEFINGS_FROM.year else ABUSE_INPUT_SHARE_A_YEAR
        for worker_id in _in_post(organisation, first, roles):
            if happens(rng, share):
                attended = weekday_between(rng, first, last)
                enrolled = attended - timedelta(days=rng.randint(0, 30))
                rows.append(_attendance(worker_id, "domestic_abuse_cse", enrolled, attended))
    return rows


def _managers(rng: random.Random, profile: CouncilProfile, organisation: Organisation) -> list[Row]:
    """Every permanent practice manager since the programme began, within days of joining."""
    rows: list[Row] = []
    enrolled_ids: set[str] = set()
    for row in organisation.posts:
        start, end = row["valid_from"], row["valid_to"]
        if row["job_role"] != "practice_manager" or row["contract"] != "permanent":
            continue
        assert isinstance(start, date)  # noqa: S101 - narrows the type of our own rows
        ended = isinstance(end, date) and end <= MANAGERS_PROGRAMME_FROM
        worker_id = str(row["worker_id"])
        if ended or worker_id in enrolled_ids or start > profile.until:
            continue
        enrolled_ids.add(worker_id)
        enrolled = max(start, MANAGERS_PROGRAMME_FROM)
        if start < MANAGERS_PROGRAMME_FROM:
            enrolled = days_after(rng, MANAGERS_PROGRAMME_FROM, 0, 14)
        rows.append(_attendance(worker_id, "managers_programme", enrolled, None))
    return rows
