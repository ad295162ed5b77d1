"""Caseloads weighed, gaps and changes of worker, the forward look, handovers of assessments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.sql.golden import Build

MARTS = ("marts.worker_caseload", "marts.child_allocation", "marts.forward_look")
ALL = (*MARTS, "marts.assessment_handover")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def led(person: str, worker: str, start: str, end: str | None = None) -> dict[str, Any]:
    return {
        "involvements_id": f"{person}-{worker}-{start}",
        "source_person_id": person,
        "professional_id": worker,
        "professional_role_id": "SW",
        "professional_team": "T1",
        "involvement_start_date": day(start),
        "involvement_end_date": day(end) if end else None,
    }


def referral(person: str, on: str = "2015-01-05", **more: Any) -> dict[str, Any]:
    row = {"referral_id": f"r-{person}", "source_person_id": person, "referral_date": day(on)}
    return row | {"referral_decision_date": day(on)} | more


def family(person: str, family_id: str) -> dict[str, Any]:
    return {"table_id": person, "family_id": family_id, "source_person_id": person}


def post(worker: str, fte: float, **more: Any) -> dict[str, Any]:
    row = {"post_id": f"post-{worker}", "team_id": "T1", "worker_id": worker, "fte": fte}
    row |= {"job_role": "social_worker", "contract": "permanent", "valid_from": day("2012-01-02")}
    return row | more


def built(parameters: dict[str, Any] | None = None, **given: Any) -> Build:
    case = {"month": "2015-04", "history_months": 12, "given": given}
    case |= {"extracted_at": day("2015-05-05"), "parameters": parameters or {}}
    build = Build(case, "contact_decision_1wd_pct")
    build.run(*ALL)
    return build


def test_children_are_weighed_by_kind_and_brothers_and_sisters_weigh_less() -> None:
    people = [f"p{number}" for number in range(1, 5)]
    build = built(
        cin_episodes=[referral(person) for person in people],
        # p1 is on a plan; p1 and p2 are of one family, p3 of the same family with another worker
        cp_plans=[
            {
                "cp_plan_id": "k1",
                "source_person_id": "p1",
                "cp_plan_start_date": day("2015-02-02"),
            }
        ],
        family=[family("p1", "f1"), family("p2", "f1"), family("p3", "f1")],
        involvements=[
            led("p1", "W1", "2015-01-05"),
            led("p2", "W1", "2015-01-05"),
            led("p4", "W1", "2015-01-05"),
            led("p3", "W2", "2015-01-05"),
        ],
        posts=[post("W1", 0.5)],
    )
    rows = build.rows(
        "select worker_id, children_count, families_count, weighted_cases, fte,"
        " is_over_threshold from marts.worker_caseload order by worker_id"
    )
    assert [tuple(row.values()) for row in rows] == [
        # a plan 1.5, its sister half of 1, a child in need 1
        ("W1", 3, 2, Decimal("3.00"), Decimal("0.5"), False),
        ("W2", 1, 1, Decimal("1.00"), None, None),
    ]


def test_the_threshold_is_for_the_workers_hours_and_lower_in_the_supported_year() -> None:
    people = [f"p{number}" for number in range(1, 7)]
    build = built(
        {"caseload_threshold": 6, "caseload_threshold_asye": 5},
        cin_episodes=[referral(person) for person in people],
        involvements=[led(p, f"W{1 + n // 3}", "2015-01-05") for n, p in enumerate(people)],
        posts=[post("W1", 0.5), post("W2", 0.5, asye_until=day("2015-05-01"))],
    )
    rows = build.rows(
        "select worker_id, threshold_per_fte, is_over_threshold from marts.worker_caseload"
        " order by worker_id"
    )
    assert [tuple(row.values()) for row in rows] == [("W1", 6, False), ("W2", 5, True)]


def allocation(build: Build, person: str) -> tuple[Any, ...]:
    (row,) = build.rows(
        "select worker_id, is_unallocated, days_unallocated, days_without_worker_12m,"
        " worker_changes_12m_count from marts.child_allocation where person_id = ?",
        [person],
    )
    return tuple(row.values())


def test_days_without_a_worker_are_counted_while_the_case_is_open() -> None:
    build = built(
        cin_episodes=[
            referral("never", "2015-04-21"),
            referral("gap", "2015-04-01"),
            referral("now", "2015-04-01"),
            referral("overlap", "2015-04-01"),
            referral("long", "2013-01-01"),
        ],
        involvements=[
            # nobody on 1 and 2 April; from 11 to 14 April again
            led("gap", "W1", "2015-04-03", "2015-04-11"),
            led("gap", "W1", "2015-04-15"),
            # given up on 30 April: nobody's at its close
            led("now", "W1", "2015-04-01", "2015-04-30"),
            led("overlap", "W1", "2015-04-01", "2015-04-20"),
            led("overlap", "W2", "2015-04-10"),
            # a year and more ago nobody looks
            led("long", "W1", "2014-05-02"),
        ],
    )
    assert allocation(build, "never") == ("UNALLOCATED", True, 10, 10, 0)
    assert allocation(build, "gap") == ("W1", False, 0, 6, 0)
    assert allocation(build, "now") == ("UNALLOCATED", True, 1, 1, 0)
    assert allocation(build, "overlap") == ("W2", False, 0, 0, 1)
    assert allocation(build, "long") == ("W1", False, 0, 1, 0)


def test_a_change_is_another_worker_in_the_leading_role_within_twelve_months() -> None:
    officer = led("p1", "O1", "2015-03-01") | {"professional_role_id": "IRO"}
    build = built(
        cin_episodes=[referral("p1", "2013-01-01")],
        involvements=[
            led("p1", "W1", "2013-01-01", "2014-04-30"),
            # the day before the twelve months, and their first day
            led("p1", "W2", "2014-04-30", "2014-05-01"),
            led("p1", "W3", "2014-05-01", "2014-09-01"),
            led("p1", "W3", "2014-09-01", "2015-01-05"),
            led("p1", "W1", "2015-01-05"),
            officer,
        ],
    )
    assert allocation(build, "p1")[4] == 2


def test_children_and_families_stand_side_by_side_by_horizon() -> None:
    undecided = {"referral_decision_date": None}
    build = built(
        # of Thursday 30 April and Friday 1 May: due on 1 May, and on the day of the extract
        cin_episodes=[
            referral("p1", "2015-04-30", **undecided),
            referral("p2", "2015-04-30", **undecided),
            referral("p3", "2015-05-01", **undecided),
        ],
        # day 45 on 12, 13 and 19 May: 5, 6 and 10 working days away
        cin_assessments=[
            {
                "assessment_id": f"a{person}",
                "source_person_id": person,
                "assessment_start_date": day(start),
            }
            for person, start in (
                ("p4", "2015-03-05"), ("p5", "2015-03-06"), ("p6", "2015-03-12"),
                ("p7", "2015-03-27"),
            )
        ],
        family=[family("p1", "f1"), family("p2", "f1"), family("p5", "f2"), family("p6", "f2")],
    )  # fmt: skip
    rows = build.rows(
        "select action, horizon, actions_count, children_count, families_count"
        " from marts.forward_look where level = 'authority' and action is not null"
    )
    found = {tuple(row.values())[:2]: tuple(row.values())[2:] for row in rows}
    assert found == {
        ("referral to decide", "overdue"): (2, 2, 1),
        ("referral to decide", "5 working days"): (1, 1, 1),
        ("referral to decide", "10 working days"): (1, 1, 1),
        ("referral to decide", "20 working days"): (1, 1, 1),
        ("assessment to complete", "5 working days"): (1, 1, 1),
        ("assessment to complete", "10 working days"): (3, 3, 2),
        # p7 reaches day 45 on 4 June, 21 working days away
        ("assessment to complete", "20 working days"): (3, 3, 2),
    }
    whole = build.rows(
        "select actions_count, children_count, families_count from marts.forward_look"
        " where level = 'worker' and action is null and horizon = '10 working days'"
    )
    assert [tuple(row.values()) for row in whole] == [(4, 4, 3)]


def handovers(build: Build) -> list[tuple[Any, ...]]:
    rows = build.rows(
        "select worker_id, days_held_wd, is_completing_worker, is_completed_late,"
        " is_late_at_handover from marts.assessment_handover order by holding_number"
    )
    return [tuple(row.values()) for row in rows]


def assessment(authorised: str | None) -> dict[str, Any]:
    done = day(authorised) if authorised else None
    start = {"assessment_id": "a1", "source_person_id": "p1", "referral_id": None}
    return start | {
        "assessment_start_date": day("2015-03-02"),
        "assessment_auth_date": done,
    }


def test_example_20_the_worker_who_completes_late_did_not_get_it_late() -> None:
    build = built(
        cin_assessments=[assessment("2015-05-08")],
        involvements=[
            led("p1", "A", "2015-03-02", "2015-04-20"),
            led("p1", "B", "2015-04-20"),
        ],
    )
    assert handovers(build) == [("A", 33, False, True, False), ("B", 13, True, True, False)]


def test_who_takes_over_after_day_45_got_it_late() -> None:
    # day 45 is Thursday 7 May
    for taken, late in (("2015-05-07", False), ("2015-05-08", True)):
        build = built(
            cin_assessments=[assessment("2015-05-11")],
            involvements=[led("p1", "A", "2015-03-02", taken), led("p1", "B", taken)],
        )
        assert [row[4] for row in handovers(build)] == [False, late]


def test_the_days_of_all_who_held_it_add_up_and_an_open_one_has_no_outcome() -> None:
    build = built(
        cin_assessments=[assessment(None)],
        involvements=[
            # handed on with an overlap of a week
            led("p1", "A", "2015-03-02", "2015-03-20"),
            led("p1", "B", "2015-03-13"),
        ],
    )
    assert handovers(build) == [("A", 9, False, None, False), ("B", 32, False, None, False)]
