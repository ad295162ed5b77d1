"""Periods of care told by several returns, and enquiries whose end no return has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.sql.golden import Build


def build(given: dict[str, list[dict[str, Any]]], target: str) -> list[dict[str, Any]]:
    made = Build({"case": "made", "month": "2015-03", "given": given}, "contact_decision_1wd_pct")
    made.run(target)
    return made.rows(f"select * from {target} order by all")


def episode(cla_id: str, start: str, new: str, end: str | None, why: str | None) -> dict[str, Any]:
    day = dt.date.fromisoformat
    return {
        "cla_episode_id": f"{cla_id}-{start}",
        "source_person_id": "p1",
        "cla_id": cla_id,
        "cla_episode_start_date": day(start),
        "cla_episode_start_reason": new,
        "cla_episode_ceased_date": day(end) if end else None,
        "cla_episode_ceased_reason": why,
    }


def joined(*episodes: dict[str, Any]) -> dict[str, str]:
    rows = build({"cla_episodes": list(episodes)}, "staging.cla_ids")
    return {row["cla_id"]: row["first_cla_id"] for row in rows}


FIRST = episode("a", "2013-05-01", "S", "2014-02-01", "X1")


def test_a_period_goes_on_under_its_first_id_through_any_number_of_returns() -> None:
    second = episode("b", "2014-02-01", "P", "2015-02-01", "X1")
    third = episode("c", "2015-02-01", "L", None, None)
    assert joined(FIRST, second, third) == {"b": "a", "c": "a"}


def test_a_period_that_begins_with_s_or_after_care_had_ended_is_another() -> None:
    assert joined(FIRST, episode("b", "2014-02-01", "S", None, None)) == {}
    assert joined(FIRST, episode("b", "2014-02-02", "P", None, None)) == {}
    left = FIRST | {"cla_episode_ceased_reason": "E4A"}
    assert joined(left, episode("b", "2014-02-01", "P", None, None)) == {}
    open_still = FIRST | {"cla_episode_ceased_date": None, "cla_episode_ceased_reason": None}
    assert joined(open_still, episode("b", "2014-02-01", "P", None, None)) == {}


def test_everything_of_the_period_carries_the_first_id() -> None:
    given = {
        "cla_episodes": [FIRST, episode("b", "2014-02-01", "P", None, None)],
        "cla_reviews": [{"cla_review_id": "r", "cla_id": "b"}],
    }
    assert build(given, "staging.cla_reviews")[0]["cla_id"] == "a"
    (period,) = build(given, "intermediate.int_cla_periods__recorded")
    assert (period["start_date"], period["end_date"]) == (dt.date(2013, 5, 1), None)


def kept_enquiries(first: dict[str, Any]) -> set[str]:
    enquiries = [
        {"s47_enquiry_id": "s1", "s47_start_date": dt.date(2015, 1, 5), **first},
        {"s47_enquiry_id": "s2", "s47_start_date": dt.date(2015, 2, 5)},
    ]
    same = {"source_person_id": "p1", "referral_id": "r1"}
    given = {"s47_enquiry": [{**same, **one} for one in enquiries]}
    rows = build(given, "intermediate.int_s47__grouped")
    return {row["kept_s47_enquiry_id"] for row in rows}


def test_an_enquiry_without_an_end_is_over_once_its_outcome_is_known() -> None:
    assert kept_enquiries({}) == {"s1"}, "it goes on, and the next overlaps it"
    assert kept_enquiries({"s47_nfa": True}) == {"s1", "s2"}
    assert kept_enquiries({"s47_nfa": False}) == {"s1", "s2"}
    assert kept_enquiries({"s47_end_date": dt.date(2015, 2, 6)}) == {"s1"}
