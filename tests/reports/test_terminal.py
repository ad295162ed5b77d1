"""The table on the terminal says what the marts say, on one line per measure."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.errors import WrongUse
from pipelines.reports.terminal import comparison_table
from tests.reports.made_up import KPIS, LA


def test_one_line_per_measure_with_counts_and_comparators(con: duckdb.DuckDBPyConnection) -> None:
    lines = comparison_table(con).splitlines()
    for kpi in KPIS:
        assert sum(line.startswith(kpi.name) for line in lines) == 1, kpi.name
    rate = next(line for line in lines if line.startswith("Referral rate"))
    assert "576.3" in rate
    assert "124 (2013-14)" in rate
    decided = next(line for line in lines if line.startswith("Contacts decided"))
    assert "99.0%" in decided
    assert "594 of 600" in decided


def test_missing_figures_are_named(con: duckdb.DuckDBPyConnection) -> None:
    text = comparison_table(con)
    assert "not sent" in text
    assert "no history" in text


def test_a_file_will_do_and_marks_are_shown(publication_folder: Path) -> None:
    text = comparison_table(publication_folder / "kpi.duckdb", "2015-04", LA)
    assert "SYNTHETIC DATA - not about real children" in text


def test_another_authority_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(WrongUse, match="authority 999"):
        comparison_table(con, None, "111")
