"""Words and periods that every output shares."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.reports.styles import safe_text
from pipelines.reports.words import lag_words, month_end, period_words, rag_words, status_words


def test_a_comparators_lag_is_counted_in_months() -> None:
    assert lag_words(13) == "13 months behind"
    assert lag_words(1) == "1 month behind"
    assert lag_words(0) == "same period"
    assert lag_words(None) == ""


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("IM", "Apr 2015"),
        ("YTD", "Apr 2015 (year to date)"),
        ("R12", "12 months to Apr 2015"),
        ("SNAP", "30 Apr 2015"),
    ],
)
def test_periods(basis: str, words: str) -> None:
    assert period_words(basis, date(2015, 4, 30)) == words


def test_no_colour_says_why() -> None:
    assert rag_words("green", target=90, polarity="higher", status="ok") == "✔ Green"
    assert rag_words(None, target=None, polarity="contextual", status="ok") == "For information"
    assert rag_words(None, target=9, polarity="higher", status="small_denominator") == (
        "Fewer than 10"
    )
    assert rag_words(None, target=None, polarity="higher", status="ok") == "No target"


def test_an_unknown_status_is_printed_not_swallowed() -> None:
    assert status_words("held_back") == "Held back"


def test_text_that_looks_like_a_formula_is_defused() -> None:
    assert safe_text("=1+1") == "'=1+1"
    assert safe_text("@home") == "'@home"
    assert safe_text("-") == "-"
    assert safe_text("Duty") == "Duty"


def test_month_end_in_a_leap_year() -> None:
    assert month_end("2016-02") == date(2016, 2, 29)
