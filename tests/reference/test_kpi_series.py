"""Which series stands beside which KPI: every one published, with what differs, or why not."""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

from pipelines.models.kpi_header import KpiHeader, parse_header
from pipelines.reference.facts import places
from pipelines.settings import PROJECT_ROOT, REFERENCE_DATA, SQL_ROOT

UNITS = {"percentage": "percent", "share": "percent", "rate": "per_10000", "count": "count"}


@cache
def headers() -> dict[str, KpiHeader]:
    return {
        file.stem: parse_header(file.read_text(encoding="utf-8"), file)
        for file in sorted((SQL_ROOT / "kpi").glob("*/*.sql"))
    }


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE_DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def stem(row: dict[str, str]) -> str:
    return "__".join(part for part in (row["kpi_id"], row["variant"]) if part)


def left_out() -> set[str]:
    """The KPI files that docs/comparators.md says have no series, with the reason."""
    text = (PROJECT_ROOT / "docs" / "comparators.md").read_text(encoding="utf-8")
    table = text.split("## Published, and not set beside a KPI", 1)[1].split("\n## ", 1)[0]
    listed = [line.split("|") for line in table.splitlines() if line.startswith("| `")]
    assert all(len(cells[2].strip()) > 20 for cells in listed)
    return {name for cells in listed for name in re.findall(r"`(\w+)`", cells[1])}


def test_every_kpi_whose_header_names_a_series_has_one_or_a_reason() -> None:
    mapped = {stem(row) for row in rows("kpi_series.csv")}
    named = {
        name
        for name, header in headers().items()
        if not header.comparator.lower().startswith("none")
    }
    assert named - mapped == left_out()
    assert mapped - named == set()


@pytest.mark.parametrize(
    "row", rows("kpi_series.csv"), ids=lambda row: f"{stem(row)}|{row['category']}"
)
def test_each_pair_is_of_one_unit_and_says_what_differs(row: dict[str, str]) -> None:
    header = headers()[stem(row)]
    assert header.variant == (row["variant"] or None)
    assert not row["category"] or row["category"] in header.categories
    series = {one["series_id"]: one for one in rows("published_series.csv")}[row["series_id"]]
    # what is printed wherever the two stand together
    assert row["mismatch"].endswith(".") and len(row["mismatch"]) > 12
    assert row["fit"] in ("exact", "close", "loose") and row["transform"] in ("same", "complement")
    expected = UNITS.get(header.measure)
    if expected and series["unit"] not in ("FTE", "score"):
        assert series["unit"] == expected


def test_no_figure_has_two_series() -> None:
    keys = [(stem(row), row["category"]) for row in rows("kpi_series.csv")]
    assert len(keys) == len(set(keys))


def test_every_series_is_read_from_somewhere_or_follows_from_two_that_are() -> None:
    read = {place.series_id for place in places()}
    known = {one["series_id"]: one for one in rows("published_series.csv")}
    assert {place.series_id for place in places()} <= set(known)
    for name in {row["series_id"] for row in rows("kpi_series.csv")}:
        series = known[name]
        bases = {series["count_series"], series["base_series"]} - {""}
        assert name in read or (len(bases) == 2 and bases <= read), name
