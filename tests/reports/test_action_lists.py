"""The list that people work from on Monday: overdue first, by worker, children and families."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.reports.action_lists import by_worker, families, headline, when_words
from tests.reports.made_up import LA


def action(
    worker: str, left: int, child: str = "p1", family: str | None = "f1"
) -> dict[str, object]:
    return {
        "worker_id": worker,
        "working_days_left": left,
        "is_overdue": left < 0,
        "person_key": child,
        "family_key": family,
    }


def test_headline_counts_children_and_families_apart() -> None:
    late = [action("W1", -3, "p1"), action("W1", -2, "p2"), action("W2", 5, "p3", "f2")]
    assert (
        headline(late)
        == "2 overdue (2 children, 1 family); 1 due within 5 working days, 0 more within 20."
    )
    assert headline([]) == "Nothing overdue; 0 due within 5 working days, 0 more within 20."


def test_families_are_left_out_where_the_source_does_not_say() -> None:
    assert families([action("W1", -1, family=None)]) is None
    assert "famil" not in headline([action("W1", -1, family=None)])


def test_workers_stand_by_name_with_nobodys_work_first() -> None:
    found = by_worker(
        [action("W1", -1), action("W2", 2), action("UNALLOCATED", -9)],
        {"W3": {"children_count": 12}},
        {"W1": "Zoe", "W2": "Amy", "W3": "Mo", "UNALLOCATED": "No allocated worker"},
    )
    assert [one.worker for one in found] == ["No allocated worker", "Amy", "Mo", "Zoe"]
    assert [len(one.overdue) for one in found] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("left", "overdue", "words"),
    [
        (-12, True, "✖ 12 over"),
        (0, True, "✖ Overdue"),
        (0, False, "◆ Today"),
        (5, False, "◆ 5 left"),
        (6, False, "6 left"),
        (None, False, "No due date"),
    ],
)
def test_working_days_in_words(left: int | None, overdue: bool, words: str) -> None:
    assert when_words(left, overdue) == words


def test_the_csv_lists_overdue_first_and_names_no_formula(written: dict[str, Path]) -> None:
    path = written[f"overdue_and_due_{LA}_2015-04.csv"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    left = [int(row["working_days_left"]) for row in rows]
    assert left == sorted(left)
    assert {row["synthetic"] for row in rows} == {"yes"}
    assert any(row["team"].startswith("'=") for row in rows)
