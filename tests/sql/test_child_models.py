"""What the shared models of children's records list for people to put right."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.sql.golden import Build

MARCH = dt.date(2015, 3, 10)


def build(given: dict[str, list[dict[str, Any]]], target: str) -> list[dict[str, Any]]:
    case = {"case": "listed", "month": "2015-03", "given": given}
    made = Build(case, "contact_decision_1wd_pct")
    made.run(target)
    return made.rows(f"select * from {target} order by all")


def test_collapsed_records_are_listed_with_the_one_that_stands_for_them() -> None:
    found = build(
        {
            "contacts": [
                {"contact_id": one, "source_person_id": "p1", "contact_date": MARCH}
                for one in ("c1", "c2")
            ],
            "cin_episodes": [
                {"referral_id": "r1", "source_person_id": "p1", "referral_date": MARCH},
                {"referral_id": "r2", "source_person_id": "p1", "referral_date": MARCH},
                {"referral_id": "r3", "source_person_id": "p2", "referral_date": MARCH},
            ],
            "cin_assessments": [
                {
                    "assessment_id": "a1",
                    "source_person_id": "p1",
                    "referral_id": "r2",
                    "assessment_start_date": MARCH,
                }
            ],
            "s47_enquiry": [
                {"s47_enquiry_id": one, "source_person_id": "p1", "s47_start_date": MARCH}
                for one in ("s1", "s2")
            ],
        },
        "intermediate.int_duplicates__collapsed",
    )
    assert [(row["record_id_kept"], row["record_id_collapsed"]) for row in found] == [
        ("r2", "r1"),
        ("c1", "c2"),
        ("s1", "s2"),
    ]


def test_circles_of_merges_end_and_are_listed() -> None:
    merges = [("p1", "p2"), ("p2", "p3"), ("p4", "p5"), ("p5", "p4"), ("p6", "p4"), ("p7", "p7")]
    found = build(
        {
            "person_merges": [
                {"source_person_id": one, "survivor_person_id": other} for one, other in merges
            ]
        },
        "intermediate.int_persons__in_cycle",
    )
    assert [row["source_person_id"] for row in found] == ["p4", "p5", "p6", "p7"]


def test_a_long_chain_of_merges_is_followed_to_its_end() -> None:
    merges = [(f"p{n}", f"p{n + 1}") for n in range(60)]
    found = build(
        {
            "person_merges": [
                {"source_person_id": one, "survivor_person_id": other} for one, other in merges
            ]
        },
        "intermediate.int_persons__survivor",
    )
    assert {row["person_id"] for row in found} == {"p60"}


def test_the_survivor_speaks_first_and_blanks_are_filled_from_the_merged_record() -> None:
    found = build(
        {
            "person_merges": [{"source_person_id": "p1", "survivor_person_id": "p2"}],
            "person": [
                {"source_person_id": "p1", "sex": "F", "dob": dt.date(2000, 2, 29)},
                {"source_person_id": "p2", "sex": "M"},
            ],
        },
        "intermediate.int_persons__current",
    )
    (person,) = found
    assert (person["person_id"], person["sex"]) == ("p2", "M")
    assert person["dob"] == dt.date(2000, 2, 29)
    assert person["sixteenth_birthday"] == dt.date(2016, 2, 29)
    assert person["eighteenth_birthday"] == dt.date(2018, 3, 1)
    assert person["is_unborn"] is False
