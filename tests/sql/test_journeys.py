"""Journeys through the stages, conversion and repeats, and stocks that follow from their flows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipelines.gate.reconcile import CHECKS
from tests.sql.golden import Build

KPI = "prepro_open"


def made(*targets: str, month: str = "2015-04", **given: Any) -> Build:
    case = {"month": month, "history_months": 12, "given": given}
    build = Build(case, KPI)
    build.run(*targets)
    return build


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def contact(number: str, person: str, on: str) -> dict[str, Any]:
    return {"contact_id": number, "source_person_id": person, "contact_date": day(on)}


def referral(number: str, person: str, on: str, end: str | None = None) -> dict[str, Any]:
    closed = day(end) if end else None
    row = {"referral_id": number, "source_person_id": person, "referral_date": day(on)}
    return row | {"close_date": closed}


def plan(number: str, person: str, on: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    ended = day(end) if end else None
    row = {"cp_plan_id": number, "source_person_id": person, "cp_plan_start_date": day(on)}
    return row | {"cp_plan_end_date": ended} | more


WHOLE_WAY: dict[str, list[dict[str, Any]]] = {
    "contacts": [contact("c1", "p1", "2015-01-02")],
    "cin_episodes": [referral("r1", "p1", "2015-01-05")],
    "cin_assessments": [
        {
            "assessment_id": "a1",
            "source_person_id": "p1",
            "referral_id": "r1",
            "assessment_start_date": day("2015-01-07"),
        }
    ],
    "s47_enquiry": [
        {
            "s47_enquiry_id": "q1",
            "source_person_id": "p1",
            "referral_id": "r1",
            "s47_start_date": day("2015-01-06"),
        }
    ],
    "initial_cp_conference": [
        {
            "icpc_id": "i1",
            "source_person_id": "p1",
            "s47_enquiry_id": "q1",
            "icpc_date": day("2015-01-26"),
        }
    ],
    "cp_plans": [plan("k1", "p1", "2015-01-26", "2015-03-02", icpc_id="i1")],
    "cla_episodes": [
        {
            "cla_episode_id": "e1",
            "cla_id": "l1",
            "source_person_id": "p1",
            "cla_episode_start_date": day("2015-03-02"),
        }
    ],
}


def journeys(build: Build) -> list[tuple[Any, ...]]:
    rows = build.rows(
        "select stage, record_id, waited_days, wait_to_next_days, repeat_band"
        " from marts.journey order by stage_number, record_id"
    )
    return [tuple(row.values()) for row in rows]


def test_one_child_goes_the_whole_way() -> None:
    build = made("marts.journey", **WHOLE_WAY)
    first = "first on record"
    assert journeys(build) == [
        ("contact", "c1", None, 3, first),
        ("referral", "r1", 3, 2, first),
        # the enquiry began the day before the assessment
        ("assessment", "a1", 2, -1, first),
        ("section 47", "q1", -1, 20, first),
        ("conference", "i1", 20, 0, first),
        ("plan", "k1", 0, 35, first),
        ("care", "e1", 35, None, first),
    ]


def test_a_referral_follows_a_contact_of_that_day_or_ten_days_before() -> None:
    build = made(
        "marts.journey",
        contacts=[
            contact("c1", "p1", "2015-04-01"),
            contact("c2", "p2", "2015-04-01"),
            contact("c3", "p3", "2015-04-12"),
            contact("c4", "p4", "2015-04-01"),
            contact("c5", "p4", "2015-04-05"),
        ],
        cin_episodes=[
            referral("r1", "p1", "2015-04-11"),
            referral("r2", "p2", "2015-04-12"),
            referral("r3", "p3", "2015-04-11"),
            referral("r4", "p4", "2015-04-06"),
        ],
    )
    went_on = {row[1]: row[3] for row in journeys(build) if row[0] == "contact"}
    assert went_on == {"c1": 10, "c2": None, "c3": None, "c4": None, "c5": 1}


def test_care_follows_a_plan_open_when_it_began_its_last_day_included() -> None:
    care = [
        {
            "cla_episode_id": f"e{number}",
            "cla_id": f"l{number}",
            "source_person_id": f"p{number}",
            "cla_episode_start_date": day("2015-04-10"),
        }
        for number in range(1, 5)
    ]
    build = made(
        "marts.journey",
        cla_episodes=care,
        cp_plans=[
            plan("k1", "p1", "2015-04-10"),
            plan("k2", "p2", "2015-01-10", "2015-04-10"),
            plan("k3", "p3", "2015-01-10", "2015-04-09"),
            plan("k4", "p4", "2015-04-11"),
        ],
    )
    waits = {row[1]: row[2] for row in journeys(build) if row[0] == "care"}
    assert waits == {"e1": 0, "e2": 90, "e3": None, "e4": None}


def test_repeats_within_twelve_months_two_years_and_longer_ago() -> None:
    build = made(
        "marts.journey_stage",
        "marts.journey",
        cin_episodes=[
            referral("a1", "p1", "2014-04-10", "2014-04-20"),
            referral("a2", "p1", "2015-04-10"),
            referral("b1", "p2", "2014-04-09", "2014-04-20"),
            referral("b2", "p2", "2015-04-10"),
            referral("c1", "p3", "2013-04-10", "2013-04-20"),
            referral("c2", "p3", "2015-04-10"),
            referral("d1", "p4", "2013-04-09", "2013-04-20"),
            referral("d2", "p4", "2015-04-10"),
            referral("e1", "p5", "2015-04-30"),
            referral("e2", "p6", "2015-05-01"),
        ],
    )
    bands = {row[1]: row[4] for row in journeys(build)}
    assert {name: bands[name] for name in ("a2", "b2", "c2", "d2", "e1")} == {
        "a2": "within 12 months",
        "b2": "within 2 years",
        "c2": "within 2 years",
        "d2": "longer ago",
        "e1": "first on record",
    }
    assert "e2" not in bands
    (row,) = build.rows(
        "select entries_count, went_on_count, conversion_pct, repeat_12_months_count,"
        " repeat_2_years_count, repeat_ever_count from marts.journey_stage"
        " where stage = 'referral' and period_end = date '2015-04-30'"
    )
    assert tuple(row.values()) == (5, 0, 0, 1, 3, 4)


def test_conversion_is_of_the_entries_of_twelve_months() -> None:
    build = made(
        "marts.journey_stage",
        contacts=[
            contact("c1", "p1", "2014-05-01"),
            contact("c2", "p2", "2014-04-30"),
            contact("c3", "p3", "2015-04-30"),
        ],
        cin_episodes=[referral("r1", "p1", "2014-05-01"), referral("r2", "p2", "2014-04-30")],
    )
    (row,) = build.rows(
        "select entries_count, went_on_count, conversion_pct, median_wait_days"
        " from marts.journey_stage where stage = 'contact' and period_end = date '2015-04-30'"
    )
    assert tuple(row.values()) == (2, 1, 50, 0)


def stock(build: Build, name: str, month_end: str) -> tuple[Any, ...]:
    (row,) = build.rows(
        "select opening_count, starts_count, ends_count, paused_at_opening_count,"
        " paused_at_closing_count, closing_count from marts.stock_flow"
        " where stock = ? and month_end = ?",
        [name, day(month_end)],
    )
    return tuple(row.values())


def test_plans_that_overlap_or_follow_on_a_day_are_one_spell() -> None:
    build = made(
        "marts.stock_flow",
        cp_plans=[
            plan("k1", "p1", "2015-01-10"),
            plan("k2", "p1", "2015-04-10"),
            plan("k3", "p2", "2015-01-10", "2015-04-10"),
            plan("k4", "p2", "2015-04-10"),
            plan("k5", "p3", "2015-01-10", "2015-04-30"),
            plan("k6", "p4", "2015-04-30"),
            plan("k7", "p5", "2015-04-02", "2015-04-03"),
            plan("k8", "p6", "2015-04-02", "2015-04-02"),
            plan("k9", "p7", "2015-01-10", "2015-04-10"),
            plan("l1", "p7", "2015-04-11"),
        ],
    )
    # p4, p5 and p7 came; p3, p5 and p7 went
    assert stock(build, "child protection plans", "2015-04-30") == (4, 3, 3, 0, 0, 4)


def test_plans_that_begin_on_one_day_are_one_spell_whichever_ends_first() -> None:
    first = [plan("k1", "p1", "2015-04-10"), plan("k2", "p1", "2015-04-10", "2015-04-20")]
    second = [plan("k3", "p2", "2015-04-10", "2015-04-20"), plan("k4", "p2", "2015-04-10")]
    # and one that was there before keeps what is its own
    third = [plan("k5", "p3", "2015-01-10", "2015-02-10")]
    third += [plan("k6", "p3", "2015-04-10"), plan("k7", "p3", "2015-04-10", "2015-04-20")]
    build = made("marts.stock_flow", cp_plans=first + second + third)
    assert stock(build, "child protection plans", "2015-04-30") == (0, 3, 0, 0, 0, 3)
    assert stock(build, "child protection plans", "2015-02-28") == (1, 0, 1, 0, 0, 0)


def test_a_short_break_alone_pauses_a_child_looked_after() -> None:
    build = made(
        "marts.stock_flow",
        cla_episodes=[
            {
                "cla_episode_id": "e1",
                "cla_id": "l1",
                "source_person_id": "p1",
                "cla_episode_start_date": day("2015-02-10"),
            }
        ],
        legal_status=[
            {
                "legal_status_id": f"s{number}",
                "source_person_id": "p1",
                "legal_status": code,
                "legal_status_start_date": day(start),
                "legal_status_end_date": day(end) if end else None,
            }
            for number, (code, start, end) in enumerate(
                [("V2", "2015-02-10", "2015-04-10"), ("V4", "2015-04-10", None)]
            )
        ],
    )
    opening, starts, ends, before, after, closing = stock(
        build, "children looked after", "2015-04-30"
    )
    assert (opening, after, closing) == (1, 1, 0)
    assert opening + before + starts - ends == closing + after


def test_the_check_finds_a_stock_that_does_not_follow() -> None:
    build = made(
        "marts.stock_flow",
        "marts.kpi_value",
        cin_episodes=[referral("r1", "p1", "2015-01-10"), referral("r2", "p2", "2015-04-10")],
    )
    check = (CHECKS / "stocks_follow_from_flows.sql").read_text(encoding="utf-8")
    assert build.rows(check) == []
    build.con.execute(
        "update marts.stock_flow set starts_count = starts_count + 1"
        " where stock = 'children in need' and month_end = date '2015-04-30'"
    )
    assert [row["stock"] for row in build.rows(check)] == ["children in need"]
