"""The council as an organisation: services, teams, workers and posts over time.

Belongs here: building the organisation once and answering who works where on a day, and the
rows of department, teams, professionals and posts. Does not belong here: how post holders are
simulated (staffing.py) and anything about children.
"""

import random
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.staff_moves import give_hours, give_two_part_posts, join_moves
from pipelines.demo.staffing import Staffing
from pipelines.demo.staffing_plan import (
    CASE_ROLES,
    NAME_BEFORE_REORGANISATION,
    REORGANISED_ON,
    SERVICES,
    TEAM_PLANS,
)

FAR_PAST = date(2000, 4, 3)
OPERATING_SINCE = date(2008, 4, 1)


class Organisation:
    """Teams, workers and posts of one council; every answer is a sorted list of worker ids."""

    def __init__(self, profile: CouncilProfile, post_rows: list[Row]) -> None:
        self.profile = profile
        self.posts = post_rows
        self.teams = [plan.team_id for plan in TEAM_PLANS]
        self.workers = sorted({str(row["worker_id"]) for row in post_rows if row["worker_id"]})
        self._rosters = _Rosters(post_rows, profile.history_from)

    def lead_workers(self, team_id: str, on: date) -> list[str]:
        """Social workers who can hold cases in the team that day."""
        return self._rosters.on(team_id, CASE_ROLES, on)

    def reviewing_officers(self, on: date) -> list[str]:
        """Independent reviewing officers in post that day."""
        return self._rosters.on("T6", ("independent_reviewing_officer",), on)

    def chairs(self, on: date) -> list[str]:
        """Chairs of child protection conferences in post that day; reviewing officers stand in."""
        return self._rosters.on("T6", ("consultant_practitioner",), on) or (
            self.reviewing_officers(on)
        )

    def managers(self, team_id: str, on: date) -> list[str]:
        """Practice managers of the team that day; where there is none, who acts up for them."""
        return (
            self._rosters.on(team_id, ("practice_manager",), on)
            or self._rosters.on(team_id, ("senior_social_worker", "consultant_practitioner"), on)
            or self._rosters.on(team_id, ("social_worker", "independent_reviewing_officer"), on)
        )

    def posts_on(self, on: date) -> list[Row]:
        """Rows of posts current at the end of a day, vacant ones included."""
        return [row for row in self.posts if _is_current(row, on)]

    def tables(self) -> Tables:
        """Rows of department, teams, professionals and posts."""
        return {
            "department": _department_rows(),
            "teams": _team_rows(self.posts),
            "professionals": _professional_rows(self.posts),
            "posts": [dict(row) for row in self.posts],
        }


class _Rosters:
    """Who held a post of a team and role, as lists that change on known dates."""

    def __init__(self, post_rows: list[Row], first: date) -> None:
        self._first = first
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in post_rows:
            if row["worker_id"]:
                self._rows[str(row["team_id"]), str(row["job_role"])].append(row)
        self._known: dict[tuple[str, tuple[str, ...]], tuple[list[date], list[list[str]]]] = {}

    def on(self, team_id: str, roles: tuple[str, ...], day: date) -> list[str]:
        """Sorted ids of the holders of such a post; before history begins, of its first day."""
        if (team_id, roles) not in self._known:
            self._known[team_id, roles] = self._timeline(team_id, roles)
        dates, rosters = self._known[team_id, roles]
        return list(rosters[max(0, bisect_right(dates, day) - 1)]) if dates else []

    def _timeline(self, team_id: str, roles: tuple[str, ...]) -> tuple[list[date], list[list[str]]]:
        """Days on which the roster changes, from the start of history, and the roster from each."""
        changes: dict[date, list[tuple[bool, str]]] = defaultdict(list)
        for role in roles:
            for row in self._rows[team_id, role]:
                worker_id = str(row["worker_id"])
                changes[max(_as_date(row["valid_from"]), self._first)].append((True, worker_id))
                if row["valid_to"] is not None:
                    end = max(_as_date(row["valid_to"]), self._first)
                    changes[end].append((False, worker_id))
        dates, rosters, held = sorted(changes), [], Counter[str]()
        for day in dates:
            for starts, worker_id in changes[day]:
                held[worker_id] += 1 if starts else -1
            rosters.append(sorted(worker_id for worker_id, posts in held.items() if posts > 0))
            held = Counter({worker_id: posts for worker_id, posts in held.items() if posts})
        return dates, rosters


def _as_date(value: object) -> date:
    assert isinstance(value, date)  # noqa: S101 - narrows the type of our own rows
    return value


def _is_current(row: Row, on: date) -> bool:
    valid_to = row["valid_to"]
    return _as_date(row["valid_from"]) <= on and (valid_to is None or _as_date(valid_to) > on)


def build_organisation(rng: random.Random, profile: CouncilProfile) -> Organisation:
    """Simulates the organisation from ``history_from`` to ``until``."""
    posts = Staffing(rng, profile).simulate()
    join_moves(rng, posts)
    give_hours(rng, posts)
    give_two_part_posts(posts)
    starts: dict[int, date] = {}
    for post in posts:
        for spell in post.spells:
            if spell.holder is not None:
                starts[spell.holder] = min(spell.start, starts.get(spell.holder, date.max))
    order = sorted(starts, key=lambda holder: (starts[holder], holder))
    worker_ids = {holder: f"W{number:04d}" for number, holder in enumerate(order, start=1)}
    rows: list[Row] = [
        {
            "post_id": f"P{number:04d}",
            "team_id": post.team_id,
            "worker_id": None if spell.holder is None else worker_ids[spell.holder],
            "job_role": post.role,
            "contract": spell.contract,
            "fte": spell.fte,
            "valid_from": spell.start,
            "valid_to": spell.end,
        }
        for number, post in enumerate(posts, start=1)
        for spell in post.spells
    ]
    return Organisation(profile, rows)


def _department_rows() -> list[Row]:
    rows: list[Row] = []
    for plan in TEAM_PLANS:
        old_name = NAME_BEFORE_REORGANISATION.get(plan.team_id)
        row: Row = {
            "team_id": plan.team_id,
            "team_name": old_name or plan.name,
            "team_parent_id": plan.service_id,
            "team_parent_name": SERVICES[plan.service_id],
            "_recorded_on": FAR_PAST,
        }
        if old_name:
            row["_changes"] = [(REORGANISED_ON, {"team_name": plan.name})]
        rows.append(row)
    return rows


def _team_rows(post_rows: list[Row]) -> list[Row]:
    """Services, then each team: a new row when its name or its manager changes."""
    rows: list[Row] = [
        {
            "team_id": service_id,
            "team_name": name,
            "parent_team_id": None,
            "manager_id": None,
            "valid_from": OPERATING_SINCE,
            "valid_to": None,
        }
        for service_id, name in SERVICES.items()
    ]
    for plan in TEAM_PLANS:
        managed = _managed_periods(post_rows, plan.team_id)
        changes = sorted({OPERATING_SINCE, *managed} | _renamed_on(plan.team_id))
        ends: list[date | None] = [*changes[1:], None]
        for start, end in zip(changes, ends, strict=True):
            old_name = NAME_BEFORE_REORGANISATION.get(plan.team_id, plan.name)
            known = [day for day in managed if day <= start]
            rows.append(
                {
                    "team_id": plan.team_id,
                    "team_name": old_name if start < REORGANISED_ON else plan.name,
                    "parent_team_id": plan.service_id,
                    "manager_id": managed[max(known)] if known else None,
                    "valid_from": start,
                    "valid_to": end,
                }
            )
    return rows


def _renamed_on(team_id: str) -> set[date]:
    return {REORGANISED_ON} if team_id in NAME_BEFORE_REORGANISATION else set()


def _managed_periods(post_rows: list[Row], team_id: str) -> dict[date, str | None]:
    """Manager of the team from each date: the holder of its first practice manager post."""
    lead = [
        row
        for row in post_rows
        if row["team_id"] == team_id and row["job_role"] == "practice_manager"
    ]
    first = min(str(row["post_id"]) for row in lead)
    periods: dict[date, str | None] = {}
    for row in lead:
        if row["post_id"] == first:
            holder = row["worker_id"]
            start = max(_as_date(row["valid_from"]), OPERATING_SINCE)
            periods[start] = None if holder is None else str(holder)
    return periods


def _professional_rows(post_rows: list[Row]) -> list[Row]:
    """One row per worker, as first recorded, with later posts as overwriting changes."""
    by_worker: dict[str, list[Row]] = defaultdict(list)
    in_order = sorted(post_rows, key=lambda row: (str(row["valid_from"]), str(row["post_id"])))
    for row in in_order:
        if row["worker_id"]:
            by_worker[str(row["worker_id"])].append(row)
    names = {plan.team_id: plan.name for plan in TEAM_PLANS}
    rows: list[Row] = []
    for worker_id, held in sorted(by_worker.items()):
        number = worker_id.removeprefix("W")
        described = [(_as_date(row["valid_from"]), _described(row, names)) for row in held]
        rows.append(
            {
                "professional_id": worker_id,
                "staff_id": f"SYN{number}",
                "professional_name": f"Synthetic Worker {number}",
                "social_worker_registration_no": f"SYNSW{number}",
                "professional_caseload": None,
                **described[0][1],
                "_recorded_on": described[0][0],
                "_changes": [now for before, now in pairwise(described) if now[1] != before[1]],
            }
        )
    return rows


def _described(row: Row, names: dict[str, str]) -> Row:
    fte = row["fte"]
    return {
        "professional_job_title": str(row["job_role"]).replace("_", " ").capitalize(),
        "professional_department": names[str(row["team_id"])],
        "full_time_equivalency": fte if isinstance(fte, Decimal) else Decimal(1),
        "agency_worker_flag": row["contract"] == "agency",
    }
