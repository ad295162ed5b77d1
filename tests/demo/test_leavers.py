"""Care leavers, permanence and school attendance: consistent, and with every edge case."""

from collections import defaultdict

import pandas as pd

from tests.demo.conftest import Reader

LAST = "2015-06"


def test_the_list_of_care_leavers_holds_every_answer(drop: Reader) -> None:
    rows = drop(LAST, "ssd_care_leavers")
    assert set(rows["care_leaver_in_touch"]) == {"YES", "NO", "REFU", "NREQ", "DIED", "RHOM"}
    said = rows["care_leaver_eligibility"]
    assert {"Eligible child", "Former relevant child"} <= set(said)
    # known after 21 alone, and closed where nobody asked
    assert set(rows["care_leaver_support_requested"].dropna()) == {"Y", "N"}
    assert rows["care_leaver_closed_date"].notna().any()
    assert rows["care_leaver_personal_advisor"].isna().any()
    homes = set(rows["care_leaver_accommodation"].dropna())
    assert {"Z", "G", "R", "W", "X"} <= homes
    assert not rows["table_id"].duplicated().any()
    assert not rows["person_id"].duplicated().any()


def test_the_list_is_written_over_and_nobody_leaves_it(drop: Reader) -> None:
    before = drop("2015-05", "ssd_care_leavers").set_index("table_id")
    after = drop(LAST, "ssd_care_leavers").set_index("table_id")
    assert set(before.index) <= set(after.index)
    moved = after.loc[before.index, "care_leaver_activity"].fillna("") != before[
        "care_leaver_activity"
    ].fillna("")
    assert moved.any(), "an activity of May is another in June"


def test_an_order_is_the_legal_status_of_that_day(drop: Reader) -> None:
    plans = drop(LAST, "ssd_permanence")
    statuses = drop(LAST, "ssd_legal_status")
    orders = statuses[statuses["legal_status"] == "E1"]
    known = set(zip(orders["person_id"], orders["legal_status_start_date"], strict=True))
    ordered = plans[plans["placement_order_date"].notna()]
    pairs = set(zip(ordered["person_id"], ordered["placement_order_date"], strict=True))
    assert len(pairs) > 60
    assert len(pairs - known) <= 2, "only an order too late for a status of its own has none"


def test_plans_wait_are_matched_and_are_reversed(drop: Reader) -> None:
    plans = drop(LAST, "ssd_permanence")
    waiting = plans[
        plans["placement_order_date"].notna()
        & plans["placed_for_adoption_date"].isna()
        & plans["decision_reversed_date"].isna()
    ]
    assert waiting["matched_date"].notna().any() and waiting["matched_date"].isna().any()
    assert (plans["decision_reversed_date"] > plans["placement_order_date"]).any()
    assert (plans["matched_date"] < plans["placement_order_date"]).any(), "matched before the order"
    assert (plans["adopted_by_carer_flag"] == "Y").any()


def test_spans_of_school_days_lie_in_care_and_within_a_month(drop: Reader) -> None:
    spans = drop(LAST, "school_attendance")
    episodes = drop(LAST, "ssd_cla_episodes")
    care = defaultdict(list)
    for _, row in episodes.iterrows():
        care[row["cla_id"], row["person_id"]].append(row)
    held = defaultdict(list)
    for (_, person), rows in care.items():
        ends = [row["cla_episode_ceased_date"] for row in rows]
        last = pd.Timestamp.max if any(pd.isna(end) for end in ends) else max(ends)
        held[person].append((min(row["cla_episode_start_date"] for row in rows), last))
    spans["possible"] = spans["sessions_possible"].astype(int)
    spans["attended"] = spans["sessions_attended"].astype(int)
    assert (spans["attended"] <= spans["possible"]).all() and (spans["possible"] > 0).all()
    assert (spans["start_date"].dt.month == spans["end_date"].dt.month).all()
    for row in spans.itertuples():
        mine = held[row.person_id]
        assert any(a <= row.start_date and row.end_date < b for a, b in mine)


def test_schooling_has_its_edges(drop: Reader) -> None:
    rolls, exclusions = drop(LAST, "school_rolls"), drop(LAST, "school_exclusions")
    assert (rolls["weekly_hours"].astype(float) < 25).any() and rolls["weekly_hours"].isna().any()
    assert {"FIXD", "LNCH"} <= set(exclusions["category"])
    plans = drop(LAST, "pathway_plans")
    assert plans["completed_date"].isna().any() and plans["completed_date"].notna().any()
    households = drop(LAST, "adopter_households")
    assert households["matched_date"].isna().any() and households["ended_date"].notna().any()
