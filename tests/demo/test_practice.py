"""Practice, early help and court in the demonstration: plausible, and with their edge cases."""

import json

import pandas as pd

from tests.demo.conftest import Reader

JUNE = "2015-06"
PERIOD_END = pd.Timestamp("2015-06-30")


def test_core_groups_lie_on_plans_and_some_are_late(drop: Reader) -> None:
    plans = drop(JUNE, "ssd_cp_plans").set_index("cp_plan_id")
    meetings = drop(JUNE, "core_groups")
    start = meetings["cp_plan_id"].map(plans["cp_plan_start_date"])
    assert (meetings["core_group_date"] >= start).all()
    gaps = meetings.groupby("cp_plan_id")["core_group_date"].diff().dt.days.dropna()
    assert 0.02 < (gaps > 42).mean() < 0.15


def test_reviews_in_need_lie_on_plans(drop: Reader) -> None:
    plans = drop(JUNE, "ssd_cin_plans").set_index("cin_plan_id")
    reviews = drop(JUNE, "cin_reviews")
    start = reviews["cin_plan_id"].map(plans["cin_plan_start_date"])
    assert (reviews["cin_review_date"] > start).all()


def test_conferences_say_who_took_part_or_say_nothing(drop: Reader) -> None:
    held = drop(JUNE, "ssd_initial_cp_conference")
    for name in ("icpc_participation", "icpc_quorate"):
        assert set(held[name].dropna()) == {"Y", "N"}
        assert held[name].isna().any()
    moved = held["icpc_transfer_in"] == "Y"
    notified = held["icpc_transfer_notified_date"]
    assert notified[moved].notna().all()
    assert notified[~moved].isna().all()


def test_factors_are_lists_of_codes(drop: Reader) -> None:
    lists = drop(JUNE, "ssd_assessment_factors")["assessment_factors_json"].map(json.loads)
    codes = lists.map(set)
    assert codes.map(len).between(1, 4).all()
    alone = codes[codes.map(lambda names: "21" in names)]
    assert len(alone)
    assert (alone.map(len) == 1).all()
    assert {"11A", "12A", "13A", "10A"} <= set().union(*codes)


def test_early_help_follows_contacts_and_closures(drop: Reader) -> None:
    episodes = drop(JUNE, "ssd_early_help_episodes")
    known = set(drop(JUNE, "ssd_person")["person_id"])
    assert set(episodes["person_id"]) <= known
    is_open = episodes["episode_end_date"].isna()
    assert 150 < is_open.sum() < 500
    assert episodes["episode_organisation"].isna().any()
    merged = drop(JUNE, "person_merges")
    ids = set(merged["person_id"]) | set(merged["survivor_person_id"])
    assert not ids & set(episodes["person_id"])


def test_court_follows_pre_proceedings_within_and_past_the_limits(drop: Reader) -> None:
    cases = drop(JUNE, "ssd_pre_proceedings")
    ended = cases["agree_stepdown_issue_date"].fillna(cases["court_application_date"])
    days = (ended - cases["pre_pro_decision_date"]).dt.days.dropna()
    assert (days >= 0).all()
    assert 0.3 < (days <= 112).mean() < 0.9
    assert ended.isna().any()
    applications = drop(JUNE, "care_applications")
    weeks = (applications["concluded_date"] - applications["issued_date"]).dt.days / 7
    assert 15 < weeks.mean() < 40
    assert applications["concluded_date"].isna().any()
    assert (applications["is_fgdm_not_in_interest"] == "Y").any()
    assert applications["application_id"].duplicated().any()


def test_exploitation_is_of_older_children_and_of_both_kinds(drop: Reader) -> None:
    risks = drop(JUNE, "exploitation_assessments")
    assert set(risks["exploitation_type"]) == {"sexual", "criminal"}
    assert risks["risk_level"].isna().any()
    both = risks.groupby(["person_id", "start_date"])["exploitation_type"].nunique()
    assert (both == 2).any()
