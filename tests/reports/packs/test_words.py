"""What the lists say: families beside children, no more than the rows tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipelines.reports.packs import words


def test_twelve_late_visits_may_be_four_families() -> None:
    row = {"actions_count": 12, "children_count": 5, "families_count": 4}
    assert words.ahead_words(row) == "12 (5 children, 4 families)"
    assert words.ahead_words(None) == "0"


def test_the_day_of_the_month_end_was_in_time_then() -> None:
    rows = [
        {"is_overdue": True, "due_date": date(2015, 3, 30)},
        {"is_overdue": True, "due_date": date(2015, 3, 31)},
        {"is_overdue": False, "due_date": date(2015, 5, 1)},
        {"is_overdue": True, "due_date": None},
    ]
    assert words.newly_overdue(rows, date(2015, 3, 31)) == [rows[1]]


def test_no_threshold_is_neither_over_nor_within() -> None:
    assert words.threshold_words({}) == "No threshold"
    assert words.threshold_words({"is_over_threshold": True}) == "✖ Over"
    assert words.threshold_words({"is_over_threshold": False}) == "Within"


def test_a_count_keeps_its_noughts() -> None:
    row = {"now_numerator": Decimal("10"), "now_denominator": Decimal("20.0000")}
    assert words.moved_words(row, "now") == "10 of 20"
    assert words.moved_words({"now_numerator": None, "now_denominator": None}, "now") == "no figure"


def test_fewer_than_ten_are_not_judged() -> None:
    assert words.chance_words(None) == "Too few to say"
    assert words.chance_words("worse").startswith("▼")
