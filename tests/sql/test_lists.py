"""Caseloads at the month's end, and what is overdue or due next as at the extract."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.sql.golden import Build

MARTS = ("marts.action_list", "marts.worker_caseload", "marts.data_quality")


def involvement(person: str, worker: str, start: str, end: str | None = None) -> dict[str, Any]:
    return {
        "involvements_id": f"{person}-{worker}",
        "source_person_id": person,
        "professional_id": worker,
        "professional_role_id": "SW",
        "professional_team": "T1",
        "involvement_start_date": dt.date.fromisoformat(start),
        "involvement_end_date": dt.date.fromisoformat(end) if end else None,
    }


def referral(number: str, person: str, day: str, **more: Any) -> dict[str, Any]:
    date = dt.date.fromisoformat(day)
    row = {"referral_id": number, "source_person_id": person, "referral_date": date}
    return row | {"referral_decision_date": date} | more


def lists(**given: Any) -> Build:
    case = {"month": "2015-04", "history_months": 12, "given": given}
    build = Build(case | {"extracted_at": dt.date(2015, 5, 5)}, "contact_decision_1wd_pct")
    build.run(*MARTS)
    return build


def actions(build: Build) -> list[tuple[Any, ...]]:
    rows = build.rows(
        "select action, record_id, worker_id, due_date, working_days_left, is_overdue"
        " from marts.action_list order by due_date, record_id"
    )
    return [tuple(row.values()) for row in rows]


def test_an_open_assessment_is_due_45_working_days_after_its_start() -> None:
    open_on = {"source_person_id": "p1", "assessment_start_date": dt.date(2015, 3, 2)}
    late = {"source_person_id": "p2", "assessment_start_date": dt.date(2015, 2, 23)}
    done = late | {"assessment_auth_date": dt.date(2015, 4, 29)}
    build = lists(
        cin_assessments=[
            {"assessment_id": "a1", "referral_id": None, "assessment_auth_date": None} | open_on,
            {"assessment_id": "a2", "assessment_auth_date": None, "referral_id": None} | late,
            {"assessment_id": "a3", "referral_id": None} | done,
        ],
        involvements=[involvement("p1", "W1", "2015-03-02")],
    )
    action = "assessment to complete"
    assert [row for row in actions(build) if row[0] == action] == [
        (action, "a2", "UNALLOCATED", dt.date(2015, 4, 29), -3, True),
        (action, "a1", "W1", dt.date(2015, 5, 7), 2, False),
    ]


def test_an_assessment_of_a_closed_case_is_no_longer_owed() -> None:
    build = lists(
        cin_episodes=[referral("r1", "p1", "2015-03-01", close_date=dt.date(2015, 4, 1))],
        cin_assessments=[
            {
                "assessment_id": "a1",
                "source_person_id": "p1",
                "referral_id": "r1",
                "assessment_start_date": dt.date(2015, 3, 2),
            }
        ],
    )
    assert actions(build) == []


def test_an_undecided_referral_is_due_on_the_next_working_day() -> None:
    undecided = referral("r1", "p1", "2015-04-30", referral_decision_date=None)
    build = lists(cin_episodes=[undecided, referral("r2", "p2", "2015-04-30")])
    assert [row for row in actions(build) if row[0] == "referral to decide"] == [
        ("referral to decide", "r1", "UNALLOCATED", dt.date(2015, 5, 1), -1, True)
    ]


def test_the_due_day_itself_is_in_time() -> None:
    received = referral("r1", "p1", "2015-05-01", referral_decision_date=None)
    found = actions(lists(cin_episodes=[received]))
    # Monday 4 May is a bank holiday, so Friday's referral is due on the day of the extract
    assert ("referral to decide", "r1", "UNALLOCATED", dt.date(2015, 5, 5), 0, False) in found


def test_a_looked_after_review_not_held_is_due_when_its_record_says() -> None:
    episode = {"cla_episode_id": "e1", "cla_id": "l1", "source_person_id": "p1"}
    episode |= {"cla_episode_start_date": dt.date(2015, 1, 5)}
    review = {"cla_id": "l1", "cla_review_due_date": dt.date(2015, 5, 12)}
    build = lists(
        cla_episodes=[episode],
        cla_reviews=[
            {"cla_review_id": "v1", "cla_review_date": None, "cla_review_cancelled": None} | review,
            {"cla_review_id": "v2", "cla_review_date": dt.date(2015, 4, 2)} | review,
            {"cla_review_id": "v3", "cla_review_cancelled": True} | review,
        ],
    )
    found = [row for row in actions(build) if row[0] == "looked-after review to hold"]
    assert [(row[1], row[3]) for row in found] == [("v1", dt.date(2015, 5, 12))]


def test_supervision_is_due_an_interval_after_the_last_or_after_taking_the_case() -> None:
    build = lists(
        cin_episodes=[referral("r1", "p1", "2015-01-05"), referral("r2", "p2", "2015-01-05")],
        involvements=[
            involvement("p1", "W1", "2015-01-05"),
            involvement("p2", "W2", "2015-04-20"),
            # a lead left open on a child without a case: to be closed, not supervised
            involvement("p3", "W2", "2014-01-05"),
        ],
        supervisions=[
            {
                "supervision_id": "s1",
                "source_person_id": "p1",
                "supervision_date": dt.date(2015, 4, 1),
            }
        ],
    )
    found = [row for row in actions(build) if row[0] == "case supervision to record"]
    assert [(row[1], row[3]) for row in found] == [
        ("p1", dt.date(2015, 5, 2)),
        ("p2", dt.date(2015, 5, 21)),
    ]


def test_a_child_is_in_one_kind_of_case_and_with_one_worker() -> None:
    build = lists(
        cin_episodes=[referral(f"r{n}", f"p{n}", "2015-01-05") for n in (1, 2, 3)],
        cp_plans=[
            {
                "cp_plan_id": f"k{n}",
                "source_person_id": f"p{n}",
                "cp_plan_start_date": dt.date(2015, 2, 2),
            }
            for n in (1, 2)
        ],
        cla_episodes=[
            {
                "cla_episode_id": "e1",
                "cla_id": "l1",
                "source_person_id": "p1",
                "cla_episode_start_date": dt.date(2015, 3, 3),
            }
        ],
        involvements=[
            involvement("p1", "W1", "2015-01-05"),
            involvement("p2", "W1", "2015-01-05", "2015-04-30"),
            involvement("p3", "W1", "2015-01-05"),
            involvement("p4", "W1", "2015-01-05"),
        ],
    )
    rows = build.rows("select * from marts.worker_caseload order by worker_id")
    counts = {row["worker_id"]: list(row.values())[3:8] for row in rows}
    # p2's lead ended on the month's last day: nobody's at its close
    assert counts == {"UNALLOCATED": [1, 0, 1, 0, 0], "W1": [3, 1, 0, 1, 1]}


def test_rejections_and_unknown_workers_are_listed_by_rule() -> None:
    contact = {"contact_id": "c1", "source_person_id": "p1", "contact_date": dt.date(2015, 4, 1)}
    build = lists(
        contacts=[contact | {"contact_team_id": "T9", "contact_worker_id": "W9"}],
        teams=[{"team_id": "T1", "team_name": "One", "valid_from": dt.date(2010, 1, 1)}],
        professionals=[{"professional_id": "W1"}],
    )
    found = {(row["table_name"], row["rule"], row["rows_count"]) for row in build.rows(
        "select table_name, rule, rows_count from marts.data_quality"
    )}  # fmt: skip
    assert ("contacts", "team_not_on_register", 1) in found
    assert ("contacts", "worker_not_on_register", 1) in found
