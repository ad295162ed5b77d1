"""``kpi show --compare``, ``--what-if`` and ``kpi reference`` on a small published council."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.settings import REFERENCE_DATA, Paths
from tests.cli.test_commands import Run, kpi, problem
from tests.reference.made_files import D3, D3_LABEL, authority, write

__all__ = ["kpi"]


def test_compare_lays_others_out_for_the_period_that_was_published(kpi: Run) -> None:
    words = ("show", "--compare", "--kpi", "s47_rate_per_10k", "--format", "json")
    rows = {row["who"]: row for row in json.loads(kpi(*words).stdout)}
    assert rows["council, newest"]["period"] == "R12 to 2015-04-30"
    assert (
        rows["council, newest"]["note"] == "from the warehouse; what is published: 13 months behind"
    )
    assert rows["England"] | {"change": None} == {
        "kpi": "s47_rate_per_10k",
        "part": None,
        "who": "England",
        "period": "2013-14",
        "value": 124,
        "change": None,
        "place": None,
        "note": None,
    }
    assert rows["neighbours, as printed"]["value"] == 139


def test_what_differs_in_the_published_series_is_printed_with_it(kpi: Run) -> None:
    with (REFERENCE_DATA / "kpi_series.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["kpi_id"]: row["mismatch"] for row in csv.DictReader(handle)}
    said = known["s47_rate_per_10k"]
    words = ("show", "--compare", "--kpi", "s47_rate_per_10k", "--format", "json")
    rows = {row["who"]: row for row in json.loads(kpi(*words).stdout)}
    assert rows["mismatch"]["note"] == said
    for words in (("show", "--kpi", "s47_rate_per_10k"), ("explain", "s47_rate_per_10k")):
        assert said in " ".join(kpi(*words).stdout.split())


def test_compare_says_what_to_do_where_nothing_is_published(kpi: Run) -> None:
    result = kpi("show", "--compare", "--kpi", "contacts_received")
    assert isinstance(problem(result), WrongUse)
    assert "kpi reference add" in str(problem(result))


def test_what_if_prints_whole_cases(kpi: Run) -> None:
    words = ("show", "--what-if", "--kpi", "re_referral_12m_pct", "--format", "json")
    rows = {row["aim"]: row for row in json.loads(kpi(*words).stdout)}
    assert rows["england"]["aim_period"] == "2013-14"
    assert rows["england"]["change"] == "already there" or rows["england"]["change"][0].isdigit()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("KPI_HOME", str(tmp_path / "home"))
    return Paths(tmp_path / "home")


def test_reference_files_are_added_and_listed(kpi: Run, empty: Paths, tmp_path: Path) -> None:
    assert "no reference files" in kpi("reference", "list").output
    file = write(tmp_path / "d3.csv", D3, [authority("2025", "871", f"{D3_LABEL},173,25,14.5")])
    added = kpi("reference", "add", str(file), "--published-on", "2025-10-30")
    assert added.exit_code == 0, added.output
    (row,) = json.loads(kpi("reference", "list", "--format", "json").stdout)
    assert (row["file"], row["released_on"], row["rows_used"]) == ("d3.csv", "2025-10-30", 1)


def test_reference_refuses_what_it_cannot_use(kpi: Run, empty: Paths, tmp_path: Path) -> None:
    assert isinstance(problem(kpi("reference", "add")), WrongUse)
    odd = write(tmp_path / "odd.csv", "a,b", ["1,2"])
    assert isinstance(problem(kpi("reference", "add", str(odd))), DataProblem)
    day = kpi("reference", "add", str(odd), "--published-on", "30/10/2025")
    assert "yyyy-mm-dd" in str(problem(day))
