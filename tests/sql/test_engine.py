"""The engine on hand-made cohorts: measures, bases, levels, statuses, roundings, intervals."""

from __future__ import annotations

import datetime as dt
import math
import random
from decimal import Decimal
from typing import Any

import pytest
from scipy.stats import binomtest, chi2, norm

from tests.sql.engine_build import FROM_2010, TEAMS, Engine, event, kpi, many, stock

POPULATION = 39560


# --- time -------------------------------------------------------------------------------------


def test_an_event_belongs_to_the_month_of_its_date_and_to_windows_that_hold_it() -> None:
    days = ["2014-04-30", "2014-05-01", "2015-03-31", "2015-04-01", "2015-04-30", "2015-05-01"]
    build = Engine([kpi(measure="count")], [event(day, day) for day in days])
    assert build.parts("IM")[0] == 2
    assert build.parts("YTD")[0] == 2
    assert build.parts("R12")[0] == 4
    assert build.parts("YTD", "2015-03-31")[0] == 3
    assert build.parts("R12", "2015-03-31")[0] == 3
    assert build.parts("IM", "2014-04-30")[0] == 1
    assert build.figure("IM", "2015-05-31") == {}


def test_in_april_the_year_to_date_is_the_month() -> None:
    build = Engine([kpi()], many("2015-04-10", 11, 20) + many("2015-03-10", 5, 20))
    assert build.parts("YTD") == build.parts("IM") == (11, 20)
    assert build.parts("R12") == (16, 40)


def test_school_years_end_in_august_and_scorecard_years_in_march() -> None:
    rows = [event(day, day) for day in ["2013-08-31", "2013-09-01", "2014-08-31", "2014-09-01"]]
    build = Engine([kpi(bases="AY R36", measure="count", headline="AY")], rows)
    assert build.parts("AY", "2014-08-31")[0] == 2
    assert build.parts("R36", "2015-03-31")[0] == 4
    assert build.figure("AY", "2015-04-30") == {}


def test_a_stock_counts_at_its_own_month_end_only() -> None:
    rows = [stock("2015-03-31", "a"), stock("2015-04-30", "a"), stock("2015-04-30", "b")]
    build = Engine([kpi(bases="SNAP", measure="count", headline="SNAP")], rows)
    assert build.parts("SNAP")[0] == 2
    assert build.parts("SNAP", "2015-03-31")[0] == 1
    assert build.parts("SNAP", "2015-02-28")[0] == 0


def test_a_flow_over_a_stock_sums_one_over_the_window_and_takes_the_other_at_its_end() -> None:
    rows = [event(f"2014-{month}-10", month, denominator=None) for month in ("05", "08", "11")]
    for end in ("2015-03-31", "2015-04-30"):
        rows += [stock(end, f"s{n}", numerator=None) for n in range(20)]
    build = Engine([kpi(bases="R12", measure="ratio", unit="per_100")], rows)
    found = build.figure("R12")
    assert (found["numerator"], found["denominator"], found["value"]) == (3, 20, 15.0)
    assert found["ci_lower"] is None


def test_a_row_too_young_for_one_period_counts_in_the_next() -> None:
    rows = [
        event("2015-03-20", "a", counts_from=dt.date(2015, 4, 10)),
        event("2015-03-20", "b", counts_from=dt.date(2015, 3, 31)),
        event("2015-03-20", "c"),
        event("2015-03-20", "d", counts_from=dt.date(2014, 1, 1)),
    ]
    build = Engine([kpi(measure="count")], rows)
    assert build.parts("R12", "2015-03-31")[0] == 3
    assert build.parts("R12", "2015-04-30")[0] == 4
    assert build.parts("IM", "2015-03-31")[0] == 3
    assert build.parts("IM", "2015-04-30")[0] == 0


# --- measures ---------------------------------------------------------------------------------


def test_rates_are_put_on_a_yearly_footing_for_part_years_only() -> None:
    rows = many("2015-04-10", 80, 80, denominator=None) + many(
        "2014-09-10", 885, 885, denominator=None
    )
    build = Engine([kpi(measure="rate")], rows)
    month, year = build.figure("IM"), build.figure("R12")
    assert month["population"] == POPULATION
    assert month["value"] == pytest.approx(80 * 12 / POPULATION * 10_000)
    assert (month["value_display"], month["months_elapsed"]) == ("242.7", 1)
    assert (year["value_display"], year["months_elapsed"]) == ("243.9", 12)
    assert build.figure("YTD", "2014-09-30")["value"] == pytest.approx(
        885 * 2 / POPULATION * 10_000
    )


def test_a_snapshot_rate_is_never_annualised() -> None:
    rows = [stock("2015-04-30", f"c{n}", denominator=None) for n in range(205)]
    build = Engine([kpi(bases="SNAP", measure="rate", headline="SNAP")], rows)
    assert build.figure("SNAP")["value_display"] == "51.8"


def test_a_rate_below_the_authority_is_a_count_without_a_value() -> None:
    build = Engine([kpi(measure="rate")], many("2015-04-10", 80, 80, denominator=None))
    team = build.figure("IM", level="team", team_id="T1")
    assert (team["numerator"], team["value"], team["value_display"]) == (80, None, None)
    assert team["status"] == "no_population"
    assert team["ci_lower"] is None


def test_a_share_divides_by_all_categories_and_a_percentage_within_its_own() -> None:
    rows = many("2015-04-10", 12, 12, category="a") + many(
        "2015-04-11", 6, 18, category="b", file_stem="k"
    )
    share_rows = [row | {"numerator": 1} for row in rows]
    share = Engine([kpi(measure="share", categories=["a", "b", "c"])], share_rows)
    assert share.parts(category="a") == (12, 30)
    assert share.figure(category="a")["value"] == 40
    assert share.figure(category="b")["value"] == 60
    assert share.parts(category="c") == (0, 30)
    assert share.figure(category="c")["status"] == "ok"
    percentage = Engine([kpi(categories=["a", "b", "c"])], rows)
    assert percentage.parts(category="b") == (6, 18)
    assert percentage.figure(category="c")["status"] == "no_denominator"
    assert percentage.parts() == (18, 30)


def test_a_total_that_means_nothing_is_not_published() -> None:
    rows = many("2015-04-10", 12, 12, category="a")
    build = Engine([kpi(categories=["a", "b"], has_whole=False)], rows)
    assert build.figure() == {}
    assert build.parts(category="a") == (12, 12)


def test_a_mean_is_a_sum_over_a_sum() -> None:
    rows = [event("2015-04-10", f"r{n}", numerator=n) for n in range(1, 11)]
    build = Engine([kpi(measure="mean", unit="days")], rows)
    found = build.figure()
    assert (found["value"], found["value_display"]) == (5.5, "6")
    # Student's t: 5.5 -/+ 2.262157 x sqrt(9.166667 / 10)
    assert found["ci_lower"] == pytest.approx(3.334149, abs=1e-6)
    assert found["ci_upper"] == pytest.approx(7.665851, abs=1e-6)


@pytest.mark.parametrize(
    ("days", "median", "shown"),
    [([3, 1, 2] + [5] * 9, 5, "5"), ([1] * 5 + [2] * 5, 1.5, "2"), ([1] * 6 + [9] * 5, 1, "1")],
)
def test_a_median_is_taken_over_rows(days: list[int], median: float, shown: str) -> None:
    rows = [event("2015-04-10", f"r{n}", numerator=day) for n, day in enumerate(days)]
    build = Engine([kpi(measure="median", unit="days")], rows)
    for level in ({}, {"level": "team", "team_id": "T1"}, {"level": "worker", "worker_id": "W1"}):
        found = build.figure(**level)
        assert (found["value"], found["value_display"]) == (median, shown)
        assert found["denominator"] == len(days)
    assert build.figure("IM", "2015-03-31")["status"] == "no_denominator"


def test_amounts_of_decimals_add_up_exactly() -> None:
    rows = [event("2015-04-10", f"r{n}", denominator=Decimal("0.1")) for n in range(100)]
    found = Engine([kpi(measure="ratio", unit="cases per FTE", weighted="fte")], rows).figure()
    assert (found["denominator"], found["status"]) == (Decimal("10.0000"), "ok")
    assert found["value_display"] == "10.0"


# --- once per person --------------------------------------------------------------------------


def test_once_per_person_counts_a_child_once_and_credits_the_last_team() -> None:
    rows = [
        event("2015-04-01", "a1", person_id="a", numerator=0, team_id="T1"),
        event("2015-04-20", "a2", person_id="a", numerator=1, team_id="T2", worker_id="W2"),
        event("2015-04-25", "a3", person_id="a", numerator=0, team_id="T3", worker_id="W3"),
        event("2015-03-05", "b1", person_id="b", numerator=1),
        event("2015-04-05", "b2", person_id="b", numerator=0),
    ]
    build = Engine([kpi(once_per="person")], rows)
    assert build.parts("IM") == (1, 2)
    assert build.parts("R12") == (2, 2)
    assert build.parts("IM", level="team", team_id="T3") == (1, 1)
    assert build.parts("IM", level="team", team_id="T2") == (0, 0)
    assert build.parts("IM", level="worker", worker_id="W3") == (1, 1)


def test_a_person_counted_once_is_in_the_category_of_the_last_row() -> None:
    rows = [
        event("2015-03-10", "a", person_id="p1", category="x"),
        event("2015-04-10", "b", person_id="p1", category="y"),
        event("2015-04-11", "c", person_id="p2", category="x"),
    ]
    build = Engine([kpi(once_per="person", categories=["x", "y"], measure="share")], rows)
    assert build.parts("R12", category="x") == (1, 2)
    assert build.parts("R12", category="y") == (1, 2)
    assert build.parts("IM", "2015-03-31", category="x") == (1, 1)
    assert build.parts("IM", "2015-03-31", category="y") == (0, 1)


def test_once_per_record_counts_a_record_once_whatever_its_categories() -> None:
    rows = [event("2015-04-01", "a", category=name) for name in ("x", "y")]
    rows += [event("2015-04-02", "b", category="x")]
    build = Engine([kpi(once_per="record", categories=["x", "y"], measure="count")], rows)
    assert build.parts()[0] == 2
    assert build.parts(category="x")[0] == 2
    assert build.parts(category="y")[0] == 1


# --- credit -----------------------------------------------------------------------------------


def lead(person: str, worker: str, start: str, end: str | None = None, **more: Any) -> Any:
    return {
        "person_id": person,
        "team_id": "T1",
        "worker_id": worker,
        "role_priority": 1,
        "start_date": dt.date.fromisoformat(start),
        "end_date": dt.date.fromisoformat(end) if end else None,
        "involvement_id": f"{person}{worker}{start}",
    } | more


def credited(attribution: str, involvements: list[Any], **row: Any) -> tuple[Any, Any]:
    base = event("2015-04-10", "r", person_id="p") | {"team_id": None, "worker_id": None}
    build = Engine(
        [kpi(attribution=attribution, measure="count")],
        [base | row],
        lead=involvements,
        targets=["marts.kpi_cohort"],
    )
    found = build.rows("select team_id, worker_id, service_id from marts.kpi_cohort")[0]
    assert found["service_id"] == {"T1": "SV1", "T3": "SV2"}.get(found["team_id"], "UNALLOCATED")
    return found["team_id"], found["worker_id"]


HANDOVER = [lead("p", "W1", "2015-01-01", "2015-04-10"), lead("p", "W2", "2015-04-10")]


def test_on_the_day_of_a_handover_the_event_is_the_outgoing_workers() -> None:
    assert credited("A-EVT", HANDOVER) == ("T1", "W1")
    assert credited("A-START", HANDOVER) == ("T1", "W2")
    assert credited("A-SNAP", HANDOVER) == ("T1", "W2")


def test_a_lead_that_ended_that_day_still_has_the_event_but_not_the_stock() -> None:
    ended = [lead("p", "W1", "2015-01-01", "2015-04-10")]
    assert credited("A-EVT", ended) == ("T1", "W1")
    assert credited("A-SNAP", ended) == ("UNALLOCATED", "UNALLOCATED")


def test_of_overlapping_leads_the_role_then_the_later_start_then_the_id_decides() -> None:
    higher = lead("p", "W3", "2014-01-01", role_priority=1)
    lower = lead("p", "W4", "2015-01-01", role_priority=2)
    assert credited("A-EVT", [lower, higher]) == ("T1", "W3")
    later = lead("p", "W4", "2015-01-01")
    assert credited("A-EVT", [higher, later]) == ("T1", "W4")
    same = lead("p", "W5", "2015-01-01")
    assert credited("A-EVT", [same, later]) == ("T1", "W4")
    # no handover: a lead that begins that day beside an open one is simply the later
    began = lead("p", "W5", "2015-04-10")
    assert credited("A-EVT", [higher, began]) == ("T1", "W5")
    # nor does one that begins and ends that day take over from the one still open
    only_that_day = lead("p", "W5", "2015-04-10", "2015-04-10")
    assert credited("A-EVT", [higher, only_that_day]) == ("T1", "W5")


def test_credit_date_moves_the_credit_and_not_the_period() -> None:
    day = dt.date(2015, 4, 9)
    assert credited("A-EVT", HANDOVER, credit_date=day) == ("T1", "W1")
    assert credited("A-EVT", HANDOVER, credit_date=dt.date(2015, 4, 11)) == ("T1", "W2")


def test_nobody_known_is_shown_as_unallocated() -> None:
    nobody = ("UNALLOCATED", "UNALLOCATED")
    assert credited("A-EVT", []) == nobody
    assert credited("A-EVT", [], team_id="T99", worker_id="W99") == nobody
    assert credited("A-EVT", [], team_id="T3") == ("T3", "UNALLOCATED")
    assert credited("A-POST", [], team_id="T3", person_id=None) == ("T3", "NONE")
    # an event without a team of its own falls back on the lead
    assert credited("A-EVT", HANDOVER[1:], event_date=dt.date(2015, 4, 12)) == ("T1", "W2")


def test_a_team_belongs_to_the_service_of_the_day() -> None:
    moved = [row for row in TEAMS if row["team_id"] != "T1"]
    move = dt.date(2015, 4, 15)
    moved += [
        {"team_id": "T1", "service_id": "SV1", "valid_from": FROM_2010, "valid_to": move},
        {"team_id": "T1", "service_id": "SV2", "valid_from": move, "valid_to": None},
    ]
    rows = [event("2015-04-14", "a"), event("2015-04-15", "b"), event("2015-04-16", "c")]
    build = Engine([kpi(measure="count")], rows, teams=moved)
    assert build.parts(level="service", service_id="SV1")[0] == 1
    assert build.parts(level="service", service_id="SV2")[0] == 2
    team = build.figure(level="team", team_id="T1")
    assert (team["numerator"], team["service_id"]) == (3, "SV2")


def test_a_second_credit_has_its_own_levels_and_no_part_in_totals() -> None:
    second = {"second_team_id": "T3", "second_worker_id": "W5"}
    rows = [event("2015-04-10", "a", **second), event("2015-04-11", "b")]
    build = Engine([kpi(second_credit="chair", measure="count")], rows)
    assert build.parts()[0] == 2
    assert build.parts(level="team", team_id="T3")[0] == 0
    assert build.parts(level="team_second", team_id="T3")[0] == 1
    assert build.parts(level="worker_second", worker_id="W5")[0] == 1
    assert build.parts(level="team_second", team_id="UNALLOCATED")[0] == 1
    assert build.figure(level="team_second", team_id="T3")["member_key"] == "team_second:T3"


def test_member_keys_name_level_and_ids() -> None:
    build = Engine([kpi(measure="count")], [event("2015-04-10", "a")])
    keys = {row["member_key"] for row in build.rows("select member_key from marts.kpi_value")}
    expected = {"authority:871", "service:SV1", "service:SV2", "team:T1", "team:T2", "team:T3"}
    assert keys == expected | {"worker:T1/W1"}


# --- nothing to count -------------------------------------------------------------------------


def test_no_event_is_a_zero_for_teams_and_months_but_never_a_worker_row() -> None:
    build = Engine([kpi(measure="count")], [event("2015-04-10", "a")])
    assert build.figure(level="team", team_id="T2")["value"] == 0
    assert build.figure(level="team", team_id="T2")["value_display"] == "0"
    assert build.figure("R12", "2014-05-31")["value"] == 0
    assert build.figure("IM", "2015-03-31", level="worker", worker_id="W1") == {}
    assert build.figure(level="team", team_id="UNALLOCATED") == {}


def test_a_team_is_shown_while_it_existed_in_the_window() -> None:
    closing = dt.date(2014, 12, 1)
    teams = [*TEAMS, {"team_id": "T9", "service_id": "SV1", "valid_from": FROM_2010}]
    teams[-1]["valid_to"] = closing
    teams.append({"team_id": "T8", "service_id": "SV1", "valid_from": dt.date(2015, 4, 30)})
    build = Engine([kpi(measure="count")], [event("2014-06-10", "a", team_id="T9")], teams=teams)
    assert build.figure("IM", "2014-11-30", level="team", team_id="T9")["value"] == 0
    assert build.figure("IM", "2014-12-31", level="team", team_id="T9") == {}
    assert build.parts("R12", "2015-04-30", level="team", team_id="T9")[0] == 1
    assert build.figure("IM", "2015-04-30", level="team", team_id="T8")["value"] == 0
    assert build.figure("IM", "2015-03-31", level="team", team_id="T8") == {}


def test_levels_that_are_not_declared_are_not_published() -> None:
    build = Engine([kpi(levels=["authority", "team"])], many("2015-04-10", 3, 12))
    assert {row["level"] for row in build.rows("select distinct level from marts.kpi_value")} == {
        "authority",
        "team",
    }


def test_a_kpi_that_is_switched_off_is_not_made() -> None:
    build = Engine([kpi(is_enabled=False)], many("2015-04-10", 3, 12))
    assert build.rows("select 1 from marts.kpi_value") == []


# --- history ----------------------------------------------------------------------------------


def test_a_window_that_reaches_before_the_landed_history_has_no_value() -> None:
    coverage = {"contacts": {"from": dt.date(2014, 5, 1)}}
    rows = many("2015-04-10", 11, 20) + many("2014-05-10", 11, 20)
    build = Engine([kpi()], rows, coverage=coverage)
    assert build.figure("R12")["status"] == "ok"
    early = build.figure("R12", "2015-03-31")
    assert (early["status"], early["value"], early["numerator"]) == (
        "insufficient_history",
        None,
        None,
    )
    assert early["reason"] == (
        "contacts is complete only from 01/05/2014 and is needed from 01/04/2014"
    )
    assert build.figure("IM", "2014-05-31")["status"] == "ok"
    assert build.figure("IM", "2014-04-30")["status"] == "insufficient_history"
    assert build.figure("IM", "2014-04-30", level="team", team_id="T2")["value"] is None
    assert build.figure("IM", "2014-04-30", level="worker", worker_id="W1") == {}


def test_a_look_back_needs_history_before_the_window() -> None:
    coverage = {"contacts": {"from": dt.date(2014, 4, 1)}}
    build = Engine([kpi(lookbacks={"contacts": 12})], many("2015-04-10", 11, 20), coverage=coverage)
    assert build.figure("IM")["status"] == "ok"
    assert build.figure("IM", "2015-03-31")["status"] == "insufficient_history"
    assert build.figure("R12")["status"] == "insufficient_history"


def test_a_table_never_sent_is_named_at_every_period() -> None:
    coverage = {"peps": {"sent": False}, "contacts": {"from": dt.date(2015, 4, 1)}}
    build = Engine([kpi(tables=("contacts", "peps"))], [], coverage=coverage)
    statuses = {row["status"] for row in build.rows("select status from marts.kpi_value")}
    assert statuses == {"not_available"}
    assert build.figure("IM")["reason"] == "peps has not been sent"
    assert build.figure("R12")["reason"].startswith("peps has not been sent; contacts is complete")


def test_a_column_never_sent_is_named_at_every_level() -> None:
    need = {"file_stem": "k", "kpi_id": "k", "table_name": "contacts"}
    column = {"la_code": "871", "table_name": "contacts"}
    seeds_of_case = {
        "kpi_need": [need | {"column_name": name} for name in ("contact_decision_date", "late")],
        "column_coverage": [
            column | {"column_name": "contact_decision_date", "is_sent": False},
            column | {"column_name": "late", "complete_from": dt.date(2015, 4, 1), "is_sent": True},
        ],
    }
    build = Engine([kpi()], many("2015-04-10", 11, 20), own_seeds=seeds_of_case)
    found = build.rows("select level, status, reason, value from marts.kpi_value")
    assert {row["level"] for row in found} >= {"authority", "service", "team"}
    assert {(row["status"], row["value"]) for row in found} == {("not_available", None)}
    assert all("contacts.contact_decision_date has not been sent" in row["reason"] for row in found)
    assert "contacts.late is complete only from 01/04/2015" in build.figure("R12")["reason"]


def test_tables_that_only_refine_may_be_missing() -> None:
    coverage = {"person_merges": {"sent": False}, "involvements": {"sent": False}}
    tables = ("contacts", "person_merges", "involvements")
    build = Engine([kpi(tables=tables)], many("2015-04-10", 11, 20), coverage=coverage)
    assert build.figure("IM")["status"] == "ok"


# --- small numbers and rounding ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("passed", "total", "status", "shown", "rounded"),
    [
        (0, 0, "no_denominator", None, None),
        (7, 9, "small_denominator", "7 of 9", None),
        (7, 10, "ok", "70.0", Decimal("70.0")),
    ],
)
def test_under_ten_a_percentage_is_printed_as_a_count(
    passed: int, total: int, status: str, shown: str | None, rounded: Decimal | None
) -> None:
    found = Engine([kpi()], many("2015-04-10", passed, total)).figure()
    assert (found["status"], found["value_display"], found["value_rounded"]) == (
        status,
        shown,
        rounded,
    )
    assert found["value"] == (100 * passed / total if total else None)


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (1959, 2000, "98.0"),  # 97.95
        (1, 2000, "0.1"),  # 0.05
        (1, 16, "6.3"),  # 6.25
        (247, 2000, "12.4"),  # 12.35, which a binary fraction prints as 12.3
        (1999, 2000, "100.0"),  # 99.95
        (1608, 2000, "80.4"),
        (20, 30, "66.7"),
        (10, 10, "100.0"),
        (0, 10, "0.0"),
    ],
)
def test_percentages_round_half_up_from_whole_numbers(
    numerator: int, denominator: int, shown: str
) -> None:
    row = event("2015-04-10", "r", numerator=numerator, denominator=denominator)
    found = Engine([kpi()], [row]).figure()
    assert found["value_display"] == shown
    assert found["value_rounded"] == Decimal(shown)


@pytest.mark.parametrize(
    ("amount", "shown"), [("2.5", "3"), ("-2.5", "-3"), ("2.4999", "2"), ("-0.4", "0"), ("0", "0")]
)
def test_counts_round_half_away_from_nought(amount: str, shown: str) -> None:
    row = event("2015-04-10", "r", numerator=Decimal(amount), denominator=None)
    assert Engine([kpi(measure="count")], [row]).figure()["value_display"] == shown


# --- intervals --------------------------------------------------------------------------------


@pytest.mark.parametrize(("passed", "total"), [(482, 2282), (0, 12), (12, 12), (1, 10), (7, 9)])
def test_percentages_have_wilsons_interval(passed: int, total: int) -> None:
    found = Engine([kpi()], many("2015-04-10", passed, total)).figure()
    wilson = binomtest(passed, total).proportion_ci(0.95, method="wilson")
    assert found["ci_lower"] == pytest.approx(100 * wilson.low, abs=1e-9)
    assert found["ci_upper"] == pytest.approx(100 * wilson.high, abs=1e-9)


def byar(x: int) -> tuple[float, float]:
    z = float(norm.ppf(0.975))
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    y = x + 1
    return lower, y * (1 - 1 / (9 * y) + z / (3 * math.sqrt(y))) ** 3


@pytest.mark.parametrize("x", [10, 112, 940])
def test_counts_of_ten_and_more_have_byars_interval(x: int) -> None:
    row = event("2015-04-10", "r", numerator=x, denominator=None)
    count = Engine([kpi(measure="count")], [row]).figure()
    assert (count["ci_lower"], count["ci_upper"]) == pytest.approx(byar(x))
    rate = Engine([kpi(measure="rate")], [row]).figure("R12")
    scaled = [limit / POPULATION * 10_000 for limit in byar(x)]
    assert (rate["ci_lower"], rate["ci_upper"]) == pytest.approx(tuple(scaled))


@pytest.mark.parametrize("x", range(10))
def test_counts_below_ten_have_exact_poisson_limits(x: int) -> None:
    row = event("2015-04-10", "r", numerator=x, denominator=None)
    found = Engine([kpi(measure="rate")], [row]).figure("IM")
    scale = 12 * 10_000 / POPULATION
    lower = float(chi2.ppf(0.025, 2 * x)) / 2 * scale if x else 0.0
    assert found["ci_lower"] == pytest.approx(lower)
    assert found["ci_upper"] == pytest.approx(float(chi2.ppf(0.975, 2 * x + 2)) / 2 * scale)


def test_weighted_figures_amounts_and_ratios_have_no_interval() -> None:
    rows = many("2015-04-10", 11, 20)
    for one in (kpi(weighted="fte"), kpi(measure="count", unit="GBP"), kpi(measure="ratio")):
        assert Engine([one], rows).figure()["ci_lower"] is None


# --- the whole --------------------------------------------------------------------------------


def random_rows(seed: int) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    rows = []
    for number in range(300):
        day = dt.date(2014, 1, 1) + dt.timedelta(days=chance.randrange(485))
        rows.append(
            event(
                day.isoformat(),
                f"r{number}",
                person_id=f"p{chance.randrange(120)}",
                numerator=chance.randrange(2),
                team_id=chance.choice(["T1", "T2", "T3", "T99", None]),
                worker_id=chance.choice(["W1", "W2", "W9", None]),
                category=chance.choice("abc"),
            )
        )
    return rows


@pytest.mark.parametrize("once_per", [None, "person"])
def test_parts_sum_to_the_whole_whatever_the_order(once_per: str | None) -> None:
    one = kpi(categories=["a", "b", "c"], once_per=once_per)
    rows = random_rows(5)
    build = Engine([one], rows)
    sums = build.rows(
        "select basis, period_end, level, sum(numerator) as n, sum(denominator) as d"
        " from marts.kpi_value where category is null group by all"
    )
    by_period: dict[Any, dict[str, Any]] = {}
    for row in sums:
        by_period.setdefault((row["basis"], row["period_end"]), {})[row["level"]] = (
            row["n"],
            row["d"],
        )
    for levels in by_period.values():
        whole = levels["authority"]
        assert levels["team"] == levels["service"] == whole
        assert levels.get("worker", (0, 0)) == whole
    query = "select * from marts.kpi_value order by all"
    first = build.rows(query)
    random.Random(1).shuffle(rows)
    assert Engine([one], rows).rows(query) == first


def test_a_figure_published_before_keeps_its_first_value() -> None:
    said = {"kpi_id": "k", "basis": "IM", "period_end": dt.date(2015, 3, 31)}
    said |= {"level": "authority", "member_key": "authority:871", "value": 12.5}
    said |= {"published_at": dt.datetime(2015, 4, 7, 9), "publication_id": "871_2015-03_1"}
    build = Engine([kpi()], many("2015-03-10", 11, 20), seeds={"first_published": [said]})
    march, april = build.figure("IM", "2015-03-31"), build.figure("IM")
    assert (march["value"], march["first_published_value"]) == (55.0, 12.5)
    assert march["first_published_at"] == dt.datetime(2015, 4, 7, 9)
    assert april["first_publication_id"] == "871_2015-04_1"


def test_breakdowns_sum_to_the_figure_and_take_the_age_of_the_day() -> None:
    persons = [
        {"person_id": "p-a", "sex": "M", "dob": dt.date(2012, 2, 29), "is_unborn": False},
        {"person_id": "p-b", "sex": "F", "expected_dob": dt.date(2015, 8, 1), "is_unborn": True},
        {"person_id": "p-c", "sex": "F", "dob": dt.date(2014, 4, 10), "is_unborn": False},
    ]
    rows = [event("2013-02-28", "a"), event("2013-03-01", "a2", person_id="p-a")]
    rows += [event("2015-04-09", "c"), event("2015-04-10", "c2", person_id="p-c")]
    rows += [event("2015-04-10", "b"), event("2015-04-10", "d")]
    build = Engine(
        [kpi(measure="count", bases="IM")],
        rows,
        persons=persons,
        history_months=36,
        targets=["marts.kpi_breakdown", "marts.kpi_value"],
    )
    found = build.rows(
        "select period_end, member, numerator from marts.kpi_breakdown"
        " where dimension = 'age_band' and level = 'authority' order by all"
    )
    assert [(row["period_end"].month, row["member"], row["numerator"]) for row in found] == [
        (2, "under 1", 1),
        (3, "1 to 4", 1),
        (4, "1 to 4", 1),
        (4, "not recorded", 1),
        (4, "unborn", 1),
        (4, "under 1", 1),
    ]
    differences = build.rows(
        "select 1 from marts.kpi_value as v inner join ("
        " select file_stem, basis, period_end, member_key, dimension, sum(numerator) as n"
        " from marts.kpi_breakdown group by all) as b using"
        " (file_stem, basis, period_end, member_key) where v.numerator <> b.n"
    )
    assert differences == []
