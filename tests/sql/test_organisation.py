"""Teams and workers: which service a team belonged to and when, and where each worker stands.

Belongs here: int_teams and int_workers on hand-written registers. Does not belong here: who is
credited with a case (the engine's own tests).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.sql.golden import Build

FROM = dt.date(2012, 1, 1)
MOVED = dt.date(2014, 6, 1)
NAMES = "team_id, service_id, service_name, valid_from, valid_to"
Given = dict[str, list[dict[str, Any]]]


def made(target: str, given: Given, **case: Any) -> Build:
    build = Build({"month": "2015-06", "given": given, **case}, "perm_staff_pct")
    build.run(f"intermediate.{target}")
    return build


def teams(given: Given, names: str = NAMES, **case: Any) -> list[tuple[Any, ...]]:
    rows = made("int_teams", given, **case).rows(
        f"select {names} from intermediate.int_teams where team_id <> 'UNALLOCATED'"
        " order by team_id, valid_from"
    )
    return [tuple(row.values()) for row in rows]


def team(team_id: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    row = {"team_id": team_id, "team_name": f"{team_id} team", "parent_team_id": parent}
    return {**row, "valid_from": FROM, **more}


def test_the_service_is_the_topmost_ancestor() -> None:
    found = teams({"teams": [team("a", "b"), team("b", "c"), team("c")]}, "team_id, service_id")
    assert found == [("a", "c"), ("b", "c"), ("c", "c")]


def test_a_team_that_moves_has_a_period_under_each_service() -> None:
    given = {
        "teams": [
            team("a", "s1", valid_to=MOVED),
            team("a", "s2", valid_from=MOVED),
            team("s1"),
            team("s2"),
        ]
    }
    found = [row for row in teams(given) if row[0] == "a"]
    assert found == [
        ("a", "s1", "s1 team", FROM, MOVED),
        ("a", "s2", "s2 team", MOVED, None),
    ]


def test_a_service_that_is_renamed_splits_its_teams_and_no_other() -> None:
    given = {
        "teams": [
            team("a", "s1"),
            team("b", "s2"),
            team("s1", valid_to=MOVED),
            team("s1", valid_from=MOVED, team_name="new name"),
            team("s2"),
        ]
    }
    found = {row[0]: [] for row in teams(given)}
    for row in teams(given):
        found[row[0]].append(row[2:])
    assert found["a"] == [("s1 team", FROM, MOVED), ("new name", MOVED, None)]
    assert found["b"] == [("s2 team", FROM, None)]


def test_a_team_whose_service_closed_stands_alone_from_then() -> None:
    found = teams({"teams": [team("a", "s1"), team("s1", valid_to=MOVED)]})
    assert found[:2] == [("a", "s1", "s1 team", FROM, MOVED), ("a", "a", "a team", MOVED, None)]


def test_two_rows_of_one_team_that_overlap_leave_one_per_day() -> None:
    found = teams({"teams": [team("a"), team("a", valid_from=MOVED, team_name="later")]})
    assert [row[2:] for row in found] == [("a team", FROM, MOVED), ("later", MOVED, None)]


def test_teams_that_are_each_others_parents_do_not_run_for_ever() -> None:
    found = teams({"teams": [team("a", "b"), team("b", "a")]}, "team_id")
    assert found == [("a",), ("b",)]


def test_a_service_is_told_from_a_team_on_its_own() -> None:
    given = {"teams": [team("a", "s"), team("s"), team("alone")]}
    assert teams(given, "team_id, is_service") == [("a", False), ("alone", False), ("s", True)]


DEPARTMENTS = [
    {"team_id": "a", "team_name": "A", "team_parent_id": "s", "team_parent_name": "Service"},
    {"team_id": "b", "team_name": "B", "team_parent_id": "s", "team_parent_name": "Service"},
]


def test_departments_serve_where_there_is_no_dated_team() -> None:
    found = teams({"department": DEPARTMENTS, "teams": []}, "team_id, service_name")
    assert found == [("a", "Service"), ("b", "Service"), ("s", "Service")]


def test_a_dated_team_replaces_its_department() -> None:
    given = {"department": DEPARTMENTS, "teams": [team("a")]}
    found = teams(given, "team_id, team_name, service_id")
    assert found == [("a", "a team", "a"), ("b", "B", "s"), ("s", "Service", "s")]


def test_the_councils_settings_replace_both() -> None:
    override = {"team_id": "a", "team_name": "From settings", "parent_team_id": "s"}
    given = {"department": DEPARTMENTS, "teams": [team("a")]}
    found = teams(given, "team_id, team_name, service_id", seeds={"team_override": [override]})
    assert found[0] == ("a", "From settings", "s")


def test_nobodys_team_is_always_there() -> None:
    found = made("int_teams", {"teams": []}).rows(
        "select team_id, service_id, valid_to from intermediate.int_teams"
    )
    assert found == [{"team_id": "UNALLOCATED", "service_id": "UNALLOCATED", "valid_to": None}]


def post(valid_from: str, valid_to: str | None = None, **more: Any) -> dict[str, Any]:
    row = {"post_id": valid_from, "team_id": "a", "worker_id": "w", "contract": "permanent"}
    row |= {"job_role": "social_worker", "fte": 1, "valid_from": valid_from, "valid_to": valid_to}
    return {**row, **more}


@pytest.mark.parametrize(
    ("posts", "status", "current_team"),
    [
        ([post("2014-01-01")], "in post", "a"),
        ([post("2014-01-01", "2015-06-30")], "left 30/06/2015", None),
        ([post("2014-01-01", "2015-07-01")], "in post", "a"),
        ([post("2015-07-01")], "not yet started", None),
        ([post("2013-01-01", "2014-01-01"), post("2014-06-01", team_id="b")], "in post", "b"),
        ([post("2014-01-01", fte=0.4), post("2014-02-01", fte=0.6, team_id="b")], "in post", "b"),
        ([], "no post on record", None),
    ],
)
def test_where_a_worker_stands(
    posts: list[dict[str, Any]], status: str, current_team: str | None
) -> None:
    build = made("int_workers", {"posts": posts, "professionals": [{"professional_id": "w"}]})
    found = build.rows("select worker_id, status, current_team_id from intermediate.int_workers")
    assert found == [{"worker_id": "w", "status": status, "current_team_id": current_team}]
