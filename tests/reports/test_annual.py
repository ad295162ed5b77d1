"""Annual tables: published layouts, figures of the warehouse, symbols where there is none."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from pydantic import ValidationError

from pipelines import open_warehouse
from pipelines.reports.annual.figures import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    AnnualFigures,
    Shown,
    rounded,
)
from pipelines.reports.annual.files import published_columns
from pipelines.reports.annual.layout import AnnualTable, annual_tables
from pipelines.reports.annual.write import write_annual_tables
from pipelines.settings import Paths

TABLES = {one.table: one for one in annual_tables()}


@pytest.fixture(scope="module")
def written(published: Paths, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_annual_tables(
        published.of_la("999") / "kpi.duckdb", tmp_path_factory.mktemp("annual")
    )


def rows_of(written: list[Path], table: str) -> list[dict[str, str]]:
    (file,) = [one for one in written if table in one.name]
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def made_up(rows: list[tuple[object, ...]]) -> AnnualFigures:
    con = duckdb.connect()
    con.execute("create schema marts")
    con.execute(
        "create table marts.kpi_value (file_stem varchar, basis varchar, period_end date,"
        " category varchar, numerator decimal(24, 4), denominator decimal(24, 4),"
        " population bigint, value double, status varchar, reason varchar, level varchar)"
    )
    for row in rows:
        con.execute("insert into marts.kpi_value values (?,?,?,?,?,?,?,?,?,?,'authority')", row)
    con.execute("use memory.marts")
    return AnnualFigures(con)


def stability(*figures: tuple[object, ...]) -> dict[tuple[str, ...], dict[str, Shown | None]]:
    (year,) = made_up(list(figures)).years_of(TABLES["la_cla_placement_stability"])
    return dict(year.rows)


def test_layout_is_the_published_one() -> None:
    # Header of the 2025 release as listed for C4 and for the looked-after number and rate file.
    assert published_columns(TABLES["c4_children_in_need_section_47s_and_icpcs"]) == [
        *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
        *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
        *("category", "Section47", "ICPC"),
    ]
    assert published_columns(TABLES["cla_number_and_rate_per_10k_children"])[-6:] == [
        *("la_name", "new_la_code", "population_type"),
        *("population_estimate", "children_count", "rate_per_10000"),
    ]


def test_every_figure_named_is_a_kpi_on_that_basis(published: Paths) -> None:
    known = dict(
        open_warehouse(home=published.home)
        .execute("select file_stem, bases from kpi_catalogue")
        .fetchall()
    )
    for table in TABLES.values():
        cells = [cell for row in table.rows for cell in row.columns.values()]
        for cell in [*cells, *([table.each_category] if table.each_category else [])]:
            assert cell.basis in known[cell.file_stem].split(", "), (table.table, cell.file_stem)


def test_cells_are_the_warehouse_s_figures(published: Paths, written: list[Path]) -> None:
    con = open_warehouse(home=published.home)
    found = {row["time_period"]: row for row in rows_of(written, "c1_")}
    for year in (2013, 2014, 2015):
        count, value = con.execute(
            "select numerator, value from kpi_value where file_stem = 're_referral_12m_pct'"
            f" and basis = 'R12' and level = 'authority' and period_end = '{year}-03-31'"
        ).fetchone() or (0, 0)
        assert int(found[str(year)]["rereferral_count"]) == count
        percent = found[str(year)]["rereferral_percent"]
        assert abs(Decimal(percent) - Decimal(value)) <= Decimal("0.05")


def test_a_rate_without_a_population_is_x_beside_its_count(written: list[Path]) -> None:
    # the small council has no population
    row = rows_of(written, "cla_number_and_rate_per_10k_children")[0]
    assert int(row["children_count"]) > 0
    assert row["rate_per_10000"] == row["population_estimate"] == NOT_AVAILABLE


def test_categories_make_a_row_each_and_add_up(written: list[Path]) -> None:
    rows = [r for r in rows_of(written, "c5_") if r["time_period"] == "2015"]
    by_source = {row["referral_source"]: int(row["referrals"]) for row in rows}
    total = by_source.pop("Total")
    assert len(by_source) > 5
    assert sum(by_source.values()) == total
    (year,) = [r for r in rows_of(written, "c1_") if r["time_period"] == "2015"]
    assert int(year["referral_count"]) == total


def test_no_denominator_is_z_and_no_source_is_x_never_nought() -> None:
    day = "2015-03-31"
    found = stability(
        ("cla_3plus_placements_pct", "SNAP", day, None, 0, 0, None, None, "no_denominator", ""),
        ("cla_long_term_stability_pct", "SNAP", day, None, *(None,) * 4, "not_available", "no ..."),
    )
    (three, everybody, settled, _) = found.values()
    assert three == {"children_count": Decimal(0), "children_percent": NOT_APPLICABLE}
    assert everybody["children_percent"] is None, "a total has no percentage: the cell is blank"
    assert settled == {"children_count": NOT_AVAILABLE, "children_percent": NOT_AVAILABLE}


def test_a_year_without_a_single_number_is_left_out() -> None:
    day = "2015-03-31"
    unknown = ("cla_3plus_placements_pct", "SNAP", day, None, *(None,) * 4, "not_available", "x")
    assert made_up([unknown]).years_of(TABLES["la_cla_placement_stability"]) == []


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("2.45", 1, "2.5"), ("2.449", 1, "2.4"), ("26.5", 0, "27"), ("26.49", 0, "26")],
)
def test_rounding_is_half_up(value: str, decimals: int, shown: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == shown


def test_workbook_holds_numbers_as_numbers(written: list[Path]) -> None:
    book = load_workbook(written[0], read_only=True)
    assert {"Contents", "Year on year", "Month by month", "Against the return"} < set(
        book.sheetnames
    )
    sheet = book["c1_children_in_need_referrals_a"]
    numbers = [cell for row in sheet.values for cell in row if isinstance(cell, int | float)]
    assert len(numbers) >= 5 * 3


def test_only_the_owner_may_read(written: list[Path]) -> None:
    assert all(file.stat().st_mode & 0o077 == 0 for file in written)
    assert all("synthetic" in file.name for file in written[1:])


def test_a_row_that_does_not_fit_its_filters_is_refused() -> None:
    given = TABLES["c4_children_in_need_section_47s_and_icpcs"].model_dump(by_alias=True)
    given["filters"] = ["category", "age"]
    with pytest.raises(ValidationError, match="does not fit"):
        AnnualTable.model_validate(given)
