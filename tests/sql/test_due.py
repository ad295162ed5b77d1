"""When visits, health assessments and education plans are next due, as at the extract."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.sql.golden import Build


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def due(action: str, **given: Any) -> dict[str, dt.date]:
    case = {"month": "2015-04", "history_months": 12, "given": given}
    build = Build(case | {"extracted_at": day("2015-05-05")}, "contact_decision_1wd_pct")
    build.run("marts.action_list")
    rows = build.rows(
        "select person_id, due_date from marts.action_list where action = ?", [action]
    )
    return {row["person_id"]: row["due_date"] for row in rows}


def in_care(person: str, start: str, **more: Any) -> dict[str, Any]:
    return {
        "cla_episode_id": f"e-{person}",
        "cla_id": f"l-{person}",
        "source_person_id": person,
        "cla_episode_start_date": day(start),
    } | more


def test_a_protection_visit_is_due_an_interval_after_the_child_was_seen() -> None:
    plan = {"cp_plan_start_date": day("2015-02-02")}
    visit = {"cp_visit_seen": True, "cp_visit_date": day("2015-04-27")}
    found = due(
        "child protection visit to make",
        cp_plans=[
            plan | {"cp_plan_id": "k1", "source_person_id": "seen"},
            plan | {"cp_plan_id": "k2", "source_person_id": "never"},
            plan
            | {
                "cp_plan_id": "k3",
                "source_person_id": "ended",
                "cp_plan_end_date": day("2015-04-01"),
            },
        ],
        cp_visits=[visit | {"cp_visit_id": "v1", "cp_plan_id": "k1", "source_person_id": "seen"}],
    )
    assert set(found) == {"seen", "never"}
    assert found["seen"] > day("2015-04-27") > found["never"] > day("2015-02-02")


def test_a_visit_in_need_is_due_from_the_last_visit_or_the_start_of_the_plan() -> None:
    plan = {"cin_plan_start_date": day("2015-03-02")}
    found = due(
        "child in need visit to make",
        cin_plans=[
            plan | {"cin_plan_id": "n1", "source_person_id": "seen"},
            plan | {"cin_plan_id": "n2", "source_person_id": "never"},
        ],
        cin_visits=[
            # made after the month's end and before the extract: known, and it counts
            {
                "cin_visit_id": "v1",
                "source_person_id": "seen",
                "cin_visit_date": day("2015-05-04"),
                "cin_visit_seen": True,
            }
        ],
    )
    assert found["seen"] - found["never"] == day("2015-05-04") - day("2015-03-02")


def test_a_visit_in_care_since_the_months_end_moves_the_next_one_on() -> None:
    def visit(person: str, on: str) -> dict[str, Any]:
        key = {"cla_visit_id": f"{person}-{on}", "cla_id": f"l-{person}"}
        return key | {"source_person_id": person, "cla_visit_date": day(on), "cla_visit_seen": True}

    found = due(
        "looked-after visit to make",
        cla_episodes=[in_care(p, "2015-03-02") for p in ("before", "after", "never")],
        cla_visits=[
            visit("before", "2015-03-05"),
            visit("after", "2015-03-05"),
            visit("after", "2015-05-01"),
        ],
    )
    assert found == {
        "before": day("2015-04-16"),  # 42 days
        "after": day("2015-06-12"),
        "never": day("2015-03-09"),  # the first within 7 days
    }


def test_a_health_assessment_is_due_by_age_and_the_first_in_20_working_days() -> None:
    def check(person: str, on: str) -> dict[str, Any]:
        return {
            "health_check_id": person,
            "source_person_id": person,
            "health_check_type": "Health assessment",
            "health_check_date": day(on),
        }

    found = due(
        "health assessment to hold",
        person=[
            {"source_person_id": "baby", "dob": day("2014-01-01")},
            {"source_person_id": "child", "dob": day("2005-01-01")},
            {"source_person_id": "new", "dob": day("2005-01-01")},
        ],
        cla_episodes=[
            in_care("baby", "2014-06-02"),
            in_care("child", "2014-06-02"),
            in_care("new", "2015-04-20"),
        ],
        cla_health=[check("baby", "2015-01-31"), check("child", "2015-01-31")],
    )
    assert found == {
        "baby": day("2015-07-31"),
        "child": day("2016-01-31"),
        "new": day("2015-05-19"),  # over the bank holiday of 4 May
    }


def test_an_education_plan_stands_for_its_term_and_the_next() -> None:
    def plan(person: str, on: str) -> dict[str, Any]:
        return {"pep_id": f"{person}-{on}", "source_person_id": person, "completed_date": day(on)}

    found = due(
        "personal education plan to complete",
        person=[
            {"source_person_id": p, "dob": day("2004-01-01")}
            for p in ("autumn", "spring", "summer", "none", "new")
        ],
        cla_episodes=[
            *(in_care(p, "2014-06-02") for p in ("autumn", "spring", "summer", "none")),
            in_care("new", "2015-04-20"),
        ],
        peps=[
            plan("autumn", "2014-12-31"),
            plan("spring", "2015-01-01"),
            plan("summer", "2015-05-01"),
        ],
    )
    assert found == {
        "autumn": day("2015-03-31"),
        "spring": day("2015-08-31"),
        "summer": day("2015-12-31"),
        # the eleventh working day of care is the first on which a plan is missed
        "none": day("2014-06-17"),
        "new": day("2015-05-06"),
    }
