"""What is known to differ in a published series is printed wherever its figures stand."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipelines.reports.committee.sentences import draft
from pipelines.reports.comparators import DIFFERS, comparator, differs_mark
from pipelines.reports.marts import records
from pipelines.reports.terminal import comparison_table
from tests.reports.made_up_marts import MISMATCH
from tests.reports.test_committee import fact
from tests.reports.test_workbooks import COMPARISON, sheets


def test_page_prints_it_with_the_measure_and_marks_the_values(written: dict[str, Path]) -> None:
    (name,) = (name for name in written if name.startswith("scorecard_"))
    text = written[name].read_text(encoding="utf-8")
    articles = re.findall(r"<article.*?</article>", text, re.DOTALL)
    compared = [one for one in articles if "2013-14" in one]
    assert compared and all(f"The published series differs: {MISMATCH}" in one for one in compared)
    assert not any(MISMATCH in one for one in articles if one not in compared)
    values = re.findall(r'<td class="n">([^<]*)<small>([^<]*)</small>', text)
    assert {DIFFERS in value for value, period in values if "2013-14" in period} == {True}
    assert {DIFFERS in value for value, period in values if not period} == {False}


def test_workbook_prints_it_in_the_row(written: dict[str, Path]) -> None:
    rows = [row for sheet in sheets(written[COMPARISON]).values() for row in sheet]
    compared = [row for row in rows if "2013-14" in str(row)]
    assert compared and all(MISMATCH in row for row in compared)
    assert [row for row in rows if MISMATCH in row] == compared


def test_report_prints_it_with_the_evidence_of_what_it_names(
    con: duckdb.DuckDBPyConnection,
) -> None:
    row = next(
        row for row in records(con, "select * from marts.kpi_comparison") if row["england_value"]
    )
    with_it = draft(fact(against=comparator(row)))
    assert with_it.text.count("England 124") == 1
    assert with_it.evidence.endswith(f"; published series: {MISMATCH.rstrip('.')}")
    alone = draft(fact(against=comparator(row | {"england_value": None, "neighbour_mean": None})))
    assert "published series" not in alone.evidence


def test_terminal_marks_it_and_says_where_it_is_explained(con: duckdb.DuckDBPyConnection) -> None:
    lines = comparison_table(con).splitlines()
    rate = next(line for line in lines if line.startswith("Referral rate"))
    assert f"124 (2013-14){DIFFERS}" in rate and f"61.4 (2013-14){DIFFERS}" in rate
    assert any(line.startswith(DIFFERS) and "--compare" in line for line in lines)


@pytest.mark.parametrize("mismatch", [None, ""])
def test_a_series_without_a_known_difference_has_no_mark(
    con: duckdb.DuckDBPyConnection, mismatch: str | None
) -> None:
    row = next(
        row for row in records(con, "select * from marts.kpi_comparison") if row["england_value"]
    )
    against = comparator(row | {"comparator_mismatch": mismatch})
    assert differs_mark(against.england, against) == ""
