"""The same lists as sheets of the team's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reports.test_workbooks import Sheets, sheets, table


@pytest.fixture(scope="module")
def book(packed: Path) -> Sheets:
    return sheets(packed.parent / "reports" / "teams" / "team_T1_2015-04.xlsx")


def test_the_forward_look_has_actions_children_and_families_as_numbers(book: Sheets) -> None:
    rows = table(book["Forward look"], "Who")
    assert rows[0]["Who"] == "Whole team"
    first: list[Any] = [rows[0][name] for name in ("Actions", "Children", "Families")]
    assert first == [12, 5, 4]
    assert rows[-1]["Who"] == "Worker T1W1"


def test_every_list_has_its_sheet(book: Sheets) -> None:
    assert len(table(book["Without a worker"], "Child")) == 3
    assert len(table(book["Handovers"], "Child")) == 3
    assert len(table(book["Caseloads"], "Worker")) == 5
    assert any("Over a year late" in row["What is wrong"] for row in table(book["Records to fix"],
               "Child"))  # fmt: skip


def test_a_list_never_published_says_so(written: dict[str, Path]) -> None:
    shown = sheets(written["team_T1_2015-04.xlsx"])["Forward look"]
    assert any("has no such list" in str(row[0]) for row in shown)
