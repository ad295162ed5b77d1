"""What the personnel office records about workers beside their posts.

Belongs here: the rows of staff_absences, staff_supervisions and agency_assignments, and the end of
a new social worker's supported year. Does not belong here: who holds which post (staffing.py),
supervision of cases (casework.py).
"""

import random
from collections import defaultdict
from datetime import date, timedelta

from pipelines.demo.draws import count_of, happens, weekday_between, weekday_on_or_after
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.staffing_plan import QUALIFIED_ROLES
from pipelines.demo.working_days import Month, months_between

SICKNESSES_A_YEAR = 1.5
# shares of absences, and their least and most days from the first day away to the return
LENGTHS = ((0.80, 1, 7), (0.15, 8, 28), (0.05, 40, 130))
LONGEST_SECONDMENT_DAYS = 168
SUPERVISED_CHANCE = 0.80
SUPERVISED_CHANCE_SINCE_APRIL_2015 = 0.87
STANDARDS_RENEWED = date(2015, 4, 1)
SUPPORTED_YEAR_CHANCE = 0.35
PROJECT_CHANCE = 0.06
RULES = {
    "is_within_price_cap": 0.86,
    "has_three_years_experience": 0.93,
    "has_references": 0.96,
    "has_notice_of_four_weeks": 0.88,
    "has_cooled_off": 0.97,
}
NOT_RECORDED_CHANCE = 0.02
FAR_FUTURE = date.max


def staff_tables(rng: random.Random, profile: CouncilProfile, organisation: Organisation) -> Tables:
    """Rows of staff_absences, staff_supervisions and agency_assignments."""
    held = _qualified_posts(organisation)
    absences = [*_leave(held), *_sickness(rng, profile, held)]
    absences.sort(key=lambda row: (str(row["start_date"]), str(row["worker_id"])))
    for number, row in enumerate(absences, start=1):
        row["absence_id"] = f"SA{number:05d}"
    return {
        "staff_absences": absences,
        "staff_supervisions": _supervisions(rng, profile, organisation, absences),
        "agency_assignments": _assignments(rng, held),
    }


def mark_supported_years(rng: random.Random, posts: list[Row]) -> None:
    """Says of some newly appointed social workers until when they are in their supported year."""
    seen: set[str] = set()
    for row in sorted(posts, key=lambda row: (str(row["valid_from"]), str(row["post_id"]))):
        row["asye_until"] = None
        worker_id, start = row["worker_id"], row["valid_from"]
        if worker_id is None or str(worker_id) in seen or not isinstance(start, date):
            continue
        seen.add(str(worker_id))
        is_first_post = row["contract"] == "permanent" and row["job_role"] == "social_worker"
        if is_first_post and happens(rng, SUPPORTED_YEAR_CHANCE):
            row["asye_until"] = start + timedelta(days=365)


def _qualified_posts(organisation: Organisation) -> dict[str, list[Row]]:
    """Posts that need a social worker, by who holds them, oldest first."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in organisation.posts:
        if row["worker_id"] and row["job_role"] in QUALIFIED_ROLES:
            held[str(row["worker_id"])].append(row)
    for rows in held.values():
        rows.sort(key=lambda row: (str(row["valid_from"]), str(row["post_id"])))
    return dict(sorted(held.items()))


def _span(row: Row) -> tuple[date, date]:
    start, end = row["valid_from"], row["valid_to"]
    assert isinstance(start, date)  # noqa: S101 - narrows the type of our own rows
    return start, end if isinstance(end, date) else FAR_FUTURE


def _leave(held: dict[str, list[Row]]) -> list[Row]:
    """Who gives up a post and comes back to one later was on leave in between."""
    rows: list[Row] = []
    for worker_id, posts in held.items():
        reached = date.min
        for row in posts:
            start, end = _span(row)
            if row["contract"] == "agency":
                continue
            away = (start - reached).days if reached > date.min else 0
            if away > 0:
                reason = "maternity" if away > LONGEST_SECONDMENT_DAYS else "secondment"
                rows.append(_absence(worker_id, reason, reached, start))
            reached = max(reached, end)
    return rows


def _sickness(rng: random.Random, profile: CouncilProfile, held: dict[str, list[Row]]) -> list[Row]:
    """Absences for sickness inside a worker's employed posts, none over another."""
    rows: list[Row] = []
    for worker_id, posts in held.items():
        well_from = profile.history_from
        for row in posts:
            start, end = _span(row)
            first, last = max(start, well_from), min(end, profile.until)
            if row["contract"] == "agency" or (last - first).days < 30:
                continue
            years = (last - first).days / 365.25
            starts = sorted(
                weekday_between(rng, first, last - timedelta(days=2))
                for _ in range(count_of(rng, years * SICKNESSES_A_YEAR))
            )
            for fell_ill in starts:
                if fell_ill < well_from:
                    continue
                back = min(weekday_on_or_after(fell_ill + _length(rng)), last)
                rows.append(_absence(worker_id, "sickness", fell_ill, back))
                well_from = back + timedelta(days=10)
    return rows


def _length(rng: random.Random) -> timedelta:
    draw = rng.random()
    for share, least, most in LENGTHS:
        if draw < share:
            return timedelta(days=rng.randint(least, most))
        draw -= share
    return timedelta(days=LENGTHS[-1][2])


def _absence(worker_id: str, reason: str, start: date, back: date) -> Row:
    return {
        "absence_id": "",
        "worker_id": worker_id,
        "reason": reason,
        "start_date": start,
        "return_date": back,
    }


def _supervisions(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation, absences: list[Row]
) -> list[Row]:
    """One-to-one supervision of most qualified workers in most months they are there."""
    away: dict[str, list[Row]] = defaultdict(list)
    for row in absences:
        away[str(row["worker_id"])].append(row)
    rows: list[Row] = []
    for month in months_between(profile.history_from, profile.until):
        teams = _in_post_all_month(organisation, month)
        since = month.first >= STANDARDS_RENEWED
        chance = SUPERVISED_CHANCE_SINCE_APRIL_2015 if since else SUPERVISED_CHANCE
        for worker_id, team_id in sorted(teams.items()):
            day = weekday_between(rng, month.first, month.last)
            if happens(rng, chance) and not _is_away(away[worker_id], day):
                rows.append(
                    {
                        "staff_supervision_id": f"SS{len(rows) + 1:05d}",
                        "worker_id": worker_id,
                        "supervisor_id": rng.choice(organisation.managers(team_id, day)),
                        "supervision_date": day,
                    }
                )
    return rows


def _in_post_all_month(organisation: Organisation, month: Month) -> dict[str, str]:
    """Qualified workers in post on the first and the last day, with their team."""
    there = {
        str(row["worker_id"])
        for row in organisation.posts_on(month.first)
        if row["worker_id"] and row["job_role"] in QUALIFIED_ROLES
    }
    return {
        str(row["worker_id"]): str(row["team_id"])
        for row in organisation.posts_on(month.last)
        if str(row["worker_id"]) in there and row["job_role"] in QUALIFIED_ROLES
    }


def _is_away(absences: list[Row], day: date) -> bool:
    return any(
        isinstance(row["start_date"], date)
        and isinstance(row["return_date"], date)
        and row["start_date"] <= day < row["return_date"]
        for row in absences
    )


def _assignments(rng: random.Random, held: dict[str, list[Row]]) -> list[Row]:
    """An assignment for every agency holding of a post, with what was checked of each rule."""
    agency = [row for posts in held.values() for row in posts if row["contract"] == "agency"]
    agency.sort(key=lambda row: (str(row["valid_from"]), str(row["post_id"])))
    rows: list[Row] = []
    for number, row in enumerate(agency, start=1):
        checked = {
            rule: None if happens(rng, NOT_RECORDED_CHANCE) else happens(rng, chance)
            for rule, chance in RULES.items()
        }
        rows.append(
            {
                "assignment_id": f"AA{number:05d}",
                "worker_id": row["worker_id"],
                "team_id": row["team_id"],
                "start_date": row["valid_from"],
                "end_date": row["valid_to"],
                "is_project": happens(rng, PROJECT_CHANCE),
                **checked,
            }
        )
    return rows
