"""Children missing from home, from care, or placed here by others, and their return interviews.

Belongs here: the rows of missing, and of the persons other authorities placed here. Does not
belong here: periods of care. Return interviews take place within five days of the return, so
that the next extract knows of all of a month's.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from pipelines.demo.draws import count_of, happens
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.world import CarePeriod, Child, Referral, World

RECORDS_FROM = date(2011, 4, 1)
GOES_MISSING, GOES_AWAY = 0.16, 0.14
EPISODES_A_YEAR = 2.2
HOME_A_YEAR, PLACED_HERE_A_YEAR = 60, 8
OFFERED, ACCEPTED, IN_TIME = 0.93, 0.78, 0.82
AGAIN_NEXT_DAY = 0.06
OLDEST_AT_HOME = 17


def missing_tables(
    rng: random.Random,
    profile: CouncilProfile,
    world: World,
    periods: Iterable[CarePeriod],
    kept: Iterable[Referral],
) -> tuple[Tables, list[Row]]:
    """Rows of missing, and persons to add.

    Args:
        rng: Random stream.
        profile: The council.
        world: Numbers new persons.
        periods: Periods of care, short breaks left out, in a fixed order.
        kept: The referrals the extracts hold.
    """
    rows: list[Row] = []
    for period in periods:
        _from_care(rng, profile, rows, period)
    _from_home(rng, profile, rows, kept)
    persons = _placed_here(rng, profile, rows, world)
    rows.sort(key=lambda row: (str(row["missing_episode_start_date"]), row["source_person_id"]))
    for number, row in enumerate(rows, start=1):
        row["table_id"] = f"MIS{number:05d}"
    _link_interviews(rows)
    return {"missing": rows}, persons


def _from_care(
    rng: random.Random, profile: CouncilProfile, rows: list[Row], period: CarePeriod
) -> None:
    """Some teenagers go missing from care, a few of them again and again."""
    goes_missing, goes_away = happens(rng, GOES_MISSING), happens(rng, GOES_AWAY)
    often = 3.0 if happens(rng, 0.15) else 1.0
    day, last = max(period.start, RECORDS_FROM), min(period.end or profile.until, profile.until)
    for kind, goes in (("M", goes_missing), ("A", goes_away)):
        start = day
        while goes:
            start += timedelta(days=int(rng.expovariate(EPISODES_A_YEAR * often / 365)) + 1)
            if start >= last:
                break
            if period.child.age_on(start) >= 11:
                lasts = 0 if kind == "A" else int(rng.expovariate(1 / 2.0))
                end = min(start + timedelta(days=lasts), period.end or date.max)
                rows.append(_episode(rng, person_id(period.child), kind, start, end, None))
                if kind == "M" and happens(rng, AGAIN_NEXT_DAY) and end < last - timedelta(days=3):
                    end = _gone_again(rng, rows, end)
                start = max(start, end)


def _gone_again(rng: random.Random, rows: list[Row], returned: date) -> date:
    """Gone again the day after the return: one interview answers both episodes."""
    before, start = rows[-1], returned + timedelta(days=1)
    before |= {"missing_rhi_accepted": None, "missing_rhi_completed_date": None}
    again = _episode(rng, str(before["source_person_id"]), "M", start, start, None)
    answered = start + timedelta(days=rng.randint(0, 3))
    again |= {
        "missing_rhi_offered": "Y",
        "missing_rhi_accepted": "Y",
        "missing_rhi_completed_date": answered,
    }
    rows.append(again)
    return start


def _from_home(
    rng: random.Random, profile: CouncilProfile, rows: list[Row], kept: Iterable[Referral]
) -> None:
    """Children at home known from more than one referral: nobody found to be another child."""
    able = [
        item
        for item in kept
        if len(item.child.referrals) > 1
        and not any(other.care for other in item.child.referrals)
        and item.on >= RECORDS_FROM
        and 10 <= item.child.age_on(item.on) < OLDEST_AT_HOME
    ]
    years = (profile.until - RECORDS_FROM).days / 365.25
    wanted = min(len(able), round(profile.scaled(HOME_A_YEAR, least=4) * years))
    for referral in sorted(rng.sample(able, wanted), key=lambda item: item.number):
        day = referral.on
        for _ in range(1 + count_of(rng, 0.5)):
            day += timedelta(days=rng.randint(1, 60))
            if day > profile.until or referral.child.age_on(day) > OLDEST_AT_HOME:
                break
            end = day + timedelta(days=int(rng.expovariate(1 / 1.5)))
            rows.append(_episode(rng, person_id(referral.child), "M", day, end, "home"))
            day = end


def _placed_here(
    rng: random.Random, profile: CouncilProfile, rows: list[Row], world: World
) -> list[Row]:
    """Other authorities' children placed here: known only because they went missing."""
    persons: list[Row] = []
    years = (profile.until - RECORDS_FROM).days / 365.25
    for _ in range(round(profile.scaled(PLACED_HERE_A_YEAR, least=1) * years)):
        start = RECORDS_FROM + timedelta(days=rng.randint(0, (profile.until - RECORDS_FROM).days))
        born = start - timedelta(days=rng.randint(13 * 366, 17 * 365))
        child = Child(world.number("child"), 0, rng.choice("MF"), "WBRI", born)
        key = person_id(child)
        persons.append(
            {
                "source_person_id": key, "forename": "Synthetic", "surname": f"Child {key}",
                "sex": child.sex, "gender": child.sex, "ethnicity": child.ethnicity,
                "dob": born, "_recorded_on": start,
            }
        )  # fmt: skip
        end = start + timedelta(days=int(rng.expovariate(1 / 1.5)))
        rows.append(_episode(rng, key, "M", start, end, "placed_here"))
    return persons


def _episode(
    rng: random.Random, key: str, kind: str, start: date, end: date, place: str | None
) -> Row:
    """One episode; away without authorisation asks for no interview."""
    offered = kind == "M" and happens(rng, OFFERED)
    accepted = offered and happens(rng, ACCEPTED)
    waits = rng.randint(0, 3) if happens(rng, IN_TIME) else rng.randint(4, 5)
    return {
        "table_id": "",
        "source_person_id": key,
        "missing_episode_start_date": start,
        "missing_episode_type": kind,
        "missing_episode_end_date": end,
        "missing_rhi_offered": "NY"[offered] if kind == "M" else None,
        "missing_rhi_accepted": "NY"[accepted] if offered else None,
        "missing_rhi_completed_date": end + timedelta(days=waits) if accepted else None,
        "missing_rhi_id": None,
        "missing_from": place,
    }


def _link_interviews(rows: list[Row]) -> None:
    """Where a child is back and gone again within three days one interview answers both."""
    latest: dict[object, Row] = {}
    for row in rows:
        before = latest.get(row["source_person_id"])
        done = row["missing_rhi_completed_date"]
        if before is not None and isinstance(done, date):
            ended = before["missing_episode_end_date"]
            is_near = isinstance(ended, date) and timedelta(0) <= done - ended <= timedelta(days=3)
            if is_near and before["missing_rhi_completed_date"] is None:
                before["missing_rhi_id"] = row["missing_rhi_id"] = f"RHI{row['table_id']}"
        latest[row["source_person_id"]] = row
