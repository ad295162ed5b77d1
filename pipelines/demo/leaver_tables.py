"""Rows about care leavers: the list that is written over, and their first pathway plans.

Belongs here: the tables care_leavers and pathway_plans. Does not belong here: who is in care and
when (care). A row is on the list from the day a young person in care since before 16 became
eligible, or else from 18; from then on contact, home, activity and plan are overwritten.
"""

import random
from datetime import date, timedelta

from pipelines.demo.allocations import Allocations, Involvement
from pipelines.demo.draws import days_after, happens
from pipelines.demo.people import weighted
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import add_months, birthday
from pipelines.demo.world import CarePeriod, Referral

CHANGES_FROM = date(2014, 6, 1)
PLANS_FROM = date(2011, 4, 1)
LEAST_DAYS = 91
IN_TOUCH = (("YES", 78), ("NO", 12), ("REFU", 5), ("NREQ", 4), ("DIED", 1))
ACTIVITIES = (("F1", 8), ("F2", 16), ("F4", 5), ("F5", 12), ("P2", 3), ("P5", 6), ("G4", 6),
              ("G5", 38), ("G6", 6))  # fmt: skip
HOMES = (("U", 34), ("D", 14), ("B", 12), ("Z", 9), ("E", 6), ("T", 5), ("K", 5), ("C", 3),
         ("Y", 3), ("X", 3), ("V", 2), ("W", 2), ("S", 1), ("G", 4), ("R", 2))  # fmt: skip
FOSTERED_STAY = 20
UNSUITABLE = ("V", "W", "S", "X", "K", "Y")
HOME_REASONS = ("E4A", "E4B", "E41")


def leaver_tables(
    kept: list[Referral], allocations: Allocations, profile: CouncilProfile, rng: random.Random
) -> Tables:
    """Rows of the two tables.

    Args:
        kept: The referrals the extracts hold.
        allocations: Who led each case when.
        profile: The council.
        rng: Random stream.
    """
    last: dict[int, CarePeriod] = {}
    for referral in kept:
        for period in referral.care:
            if period.child.born is not None and not period.is_short_break:
                earlier = last.get(period.child.number)
                if earlier is None or earlier.start < period.start:
                    last[period.child.number] = period
    tables: Tables = {"care_leavers": [], "pathway_plans": []}
    for _, period in sorted(last.items()):
        _young_person(tables, period, allocations, profile, rng)
    return tables


def _young_person(
    tables: Tables,
    period: CarePeriod,
    allocations: Allocations,
    profile: CouncilProfile,
    rng: random.Random,
) -> None:
    """Everything about one young person, if ever old enough."""
    born = period.child.born
    if born is None or birthday(born, 21) < profile.history_from:
        return
    sixteenth, adult = birthday(born, 16), birthday(born, 18)
    eligible = max(sixteenth, period.start + timedelta(days=LEAST_DAYS))
    left = period.end or date.max
    if eligible > left or eligible > profile.until:
        return
    _first_plan(tables, period, eligible, rng)
    left_at_18 = (adult - left).days == 1
    # who came into care after 16 is listed at 18: nothing about earlier months may change
    listed = eligible if period.start <= sixteenth else adult
    if listed > profile.until or (listed == adult and not left_at_18):
        return
    tables["care_leavers"].append(_listed(period, allocations, profile, rng, listed))


def _first_plan(tables: Tables, period: CarePeriod, eligible: date, rng: random.Random) -> None:
    """A first pathway plan, four in five within three months."""
    started = days_after(rng, eligible, 5, 50)
    completed = days_after(rng, started, 10, 75) if happens(rng, 0.93) else None
    if started >= PLANS_FROM:
        tables["pathway_plans"].append(
            {
                "pathway_plan_id": f"PWP{len(tables['pathway_plans']) + 1:05d}",
                "source_person_id": person_id(period.child),
                "started_date": started,
                "completed_date": completed,
            }
        )


def _listed(
    period: CarePeriod,
    allocations: Allocations,
    profile: CouncilProfile,
    rng: random.Random,
    listed: date,
) -> Row:
    """One row of the list, with every time it is written over."""
    born = period.child.born or listed
    adult, left = birthday(born, 18), period.end or date.max
    grown_up = birthday(born, 21)
    in_touch = weighted(rng, IN_TOUCH)
    asks = happens(rng, 0.3)
    changes: list[tuple[date, Row]] = []
    if listed < adult and left < adult:
        changes.append((left, {"care_leaver_eligibility": "Relevant child"}))
        if period.reason in HOME_REASONS:
            changes.append((add_months(left, 6), {"care_leaver_in_touch": "RHOM"}))
    changes.append((adult, {"care_leaver_eligibility": "Former relevant child"}))
    is_fostered = period.placements[-1].kind.startswith("U")
    homes = (*HOMES, ("Z", FOSTERED_STAY)) if is_fostered else HOMES
    changes += _lives(rng, max(listed, min(left, adult)), in_touch, homes, profile)
    changes.append((grown_up, {"care_leaver_support_requested": asks}))
    on = max(adult, CHANGES_FROM)
    adviser = allocations.last_lead(period.referral, min(on, profile.until))
    return {
        "table_id": f"LEA{period.number:06d}",
        "source_person_id": person_id(period.child),
        "care_leaver_eligibility": "Eligible child" if listed < adult else "Former relevant child",
        "care_leaver_in_touch": "YES",
        "care_leaver_latest_contact": listed,
        "pathway_plan_review_date": listed,
        "care_leaver_closed_date": None if asks or happens(rng, 0.1) else grown_up,
        "_recorded_on": listed,
        "_changes": sorted(changes, key=lambda change: change[0]),
    } | _adviser(adviser, rng)


def _adviser(adviser: Involvement | None, rng: random.Random) -> Row:
    """The adviser; a few have none, or a team without one."""
    is_named = adviser is not None and happens(rng, 0.96)
    return {
        "care_leaver_personal_advisor": adviser.worker if adviser and is_named else None,
        "care_leaver_allocated_team": adviser.team if adviser else None,
        "care_leaver_worker_id": adviser.worker if adviser and is_named else None,
    }


def _lives(
    rng: random.Random,
    since: date,
    in_touch: str,
    homes: tuple[tuple[str, int], ...],
    profile: CouncilProfile,
) -> list[tuple[date, Row]]:
    """Contacts, plan reviews, moves and activities from a day on; only late ones are kept."""
    changes: list[tuple[date, Row]] = [(since, {"care_leaver_in_touch": in_touch})]
    day = since
    while day <= profile.until and in_touch != "DIED":
        home = weighted(rng, homes)
        suitable = "2" if home in UNSUITABLE and happens(rng, 0.85) else "1"
        is_known = in_touch != "NO" or happens(rng, 0.2)
        values: Row = {
            "care_leaver_accommodation": home if is_known else "R",
            "care_leaver_accom_suitable": (suitable if happens(rng, 0.96) else None)
            if is_known
            else None,
            "care_leaver_activity": weighted(rng, ACTIVITIES) if is_known else None,
        }
        changes.append((day, values))
        day += timedelta(days=rng.randint(120, 420))
    for column, least, most, chance in (
        ("care_leaver_latest_contact", 20, 70, 0.994 if in_touch == "YES" else 0.4),
        ("pathway_plan_review_date", 100, 185, 0.97),
    ):
        day = days_after(rng, since, least, most)
        while day <= profile.until and happens(rng, chance):
            changes.append((day, {column: day}))
            day = days_after(rng, day, least, most)
    early = [change for change in changes if change[0] < CHANGES_FROM]
    # before that day only the last word of each kind is of any use
    latest: dict[str, tuple[date, Row]] = {}
    for change in sorted(early, key=lambda one: one[0]):
        for column, value in change[1].items():
            latest[column] = (change[0], {column: value})
    return [*latest.values(), *(change for change in changes if change[0] >= CHANGES_FROM)]
