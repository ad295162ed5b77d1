"""Records of looked-after children beside their journey: edge cases occur, nothing moves back.

Recomputed here from the written drops alone.
"""

import pandas as pd
import pytest

from tests.demo.conftest import Reader

EXTRACTED = pd.Timestamp("2015-05-05")
KEYS = {
    "ssd_cla_health": "health_check_id",
    "ssd_sdq_scores": "table_id",
    "ssd_cla_convictions": "cla_conviction_id",
    "ssd_missing": "table_id",
    "ssd_cla_care_plan": "table_id",
    "cla_immunisation_checks": "immunisation_check_id",
    "cla_iro_contacts": "iro_contact_id",
    "deprivation_orders": "order_id",
    "fostering_reviews": "fostering_review_id",
    "private_fostering": "arrangement_id",
    "private_fostering_visits": "private_visit_id",
    "placement_costs": "placement_cost_id",
}


@pytest.mark.parametrize("stem", KEYS)
def test_what_was_recorded_stays_as_it_was(drop: Reader, stem: str) -> None:
    old = drop("2015-04", stem).set_index(KEYS[stem])
    new = drop("2015-05", stem).set_index(KEYS[stem])
    assert set(old.index) < set(new.index) or len(old) == len(new)
    later = new.loc[old.index]
    for column in old.columns:
        was, now = old[column], later[column]
        moved = was.notna() & (was != now)
        assert not moved.any(), column
    dates = [name for name in new.columns if pd.api.types.is_datetime64_any_dtype(new[name])]
    added = new.loc[new.index.difference(old.index), dates[0]] if dates else pd.Series()
    assert (added > EXTRACTED).all(), "a record of an earlier month came late"


def test_every_return_interview_is_known_by_the_next_extract(drop: Reader) -> None:
    frame = drop("2015-06", "ssd_missing")
    waited = (frame["missing_rhi_completed_date"] - frame["missing_episode_end_date"]).dt.days
    assert waited.dropna().between(0, 5).all()
    assert (waited > 3).any() and (waited == 3).any()


def test_edge_cases_of_missing_children_occur(drop: Reader) -> None:
    frame = drop("2015-06", "ssd_missing")
    assert set(frame["missing_episode_type"]) == {"M", "A"}
    assert {"home", "placed_here"} <= set(frame["missing_from"].dropna())
    assert frame["missing_rhi_id"].dropna().duplicated().any()
    offered, accepted = frame["missing_rhi_offered"], frame["missing_rhi_accepted"]
    assert ((offered == "Y") & (accepted == "N")).any()
    assert (offered == "N").any()
    often = frame[frame["missing_episode_type"] == "M"].groupby("person_id").size()
    assert (often >= 3).any()


def test_edge_cases_of_health_occur(drop: Reader) -> None:
    checks = drop("2015-06", "ssd_cla_health")
    assert set(checks["health_check_status"]) == {"Completed", "Refused"}
    started = drop("2015-06", "ssd_cla_episodes").groupby("person_id")["entered_care_date"].min()
    initial = checks[checks["health_check_type"].str.startswith("Initial")]
    before = initial["health_check_date"] < initial["person_id"].map(started)
    assert before.any() and not before.all()
    assert {"Nurse", "Doctor"} == set(initial["health_check_practitioner"])
    scores = drop("2015-06", "ssd_sdq_scores")
    assert scores["sdq_score"].isna().any() and scores["sdq_reason"].notna().any()
    assert scores["sdq_score"].dropna().astype(int).between(0, 40).all()


def test_edge_cases_of_placements_occur(drop: Reader) -> None:
    frame = drop("2015-06", "ssd_cla_placement")
    assert {"IN", "OUT"} == set(frame["cla_placement_location"].dropna())
    assert frame["cla_placement_location"].isna().any()
    assert frame["cla_placement_distance"].isna().any()
    homes = frame[frame["cla_placement_type"] == "K2"]
    assert homes["cla_placement_urn"].isna().any()
    assert "pending" in set(homes["cla_placement_registration"])
    rules = set(frame["cla_placement_visit_rule"].dropna())
    assert rules == {"temporary_connected", "parent_before_assessment", "agreed_six_months"}
    carers = frame.groupby("cla_placement_postcode")["person_id"].nunique()
    assert (carers > 1).any(), "no brothers and sisters share a home"
    priced = set(drop("2015-06", "placement_costs")["cla_placement_id"])
    assert set(frame[frame["cla_placement_type"] == "U4"]["cla_placement_id"]) - priced


def test_carers_are_refused_and_private_arrangements_end(drop: Reader) -> None:
    assert drop("2015-06", "fostering_households")["refused_date"].notna().any()
    arrangements = drop("2015-06", "private_fostering")
    assert arrangements["end_date"].isna().any() and arrangements["end_date"].notna().any()


def test_orders_to_deprive_of_liberty_hold_and_some_are_wrong(drop: Reader) -> None:
    orders = drop("2015-06", "deprivation_orders")
    assert orders["end_date"].isna().any() and orders["end_date"].notna().any()
    homes = drop("2015-06", "ssd_cla_placement")
    secure = set(homes[homes["cla_placement_type"] == "K1"]["person_id"])
    assert secure & set(orders["person_id"]), "none in a secure home to be found wrong"


def test_children_come_back_into_care_and_brothers_and_sisters_are_together(drop: Reader) -> None:
    episodes = drop("2015-06", "ssd_cla_episodes")
    starts = episodes[episodes["cla_episode_start_reason"] == "S"]
    assert starts["person_id"].duplicated().any()
    families = drop("2015-06", "ssd_family")
    in_care = families[families["person_id"].isin(episodes["person_id"])]
    assert in_care["family_id"].duplicated().any()
    assert {"J1", "L1"} <= set(drop("2015-06", "ssd_legal_status")["legal_status"])
