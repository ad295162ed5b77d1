"""The annual tables as one workbook: by year, by month, against the return, as published.

Belongs here: which sheets there are and what stands on them. Does not belong here: which figure
stands in which published column (layout), how cells look (sheet, styles).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipelines.reports.annual.figures import AnnualFigures, Shown, Year
from pipelines.reports.annual.layout import AnnualTable
from pipelines.reports.cells import text
from pipelines.reports.marts import Publication, Record, records
from pipelines.reports.sheet import Book, new_book
from pipelines.reports.styles import (
    LEAD,
    NAME,
    QUIET,
    QUIET_RIGHT,
    RIGHT,
    WRAPPED,
    Cell,
    Column,
    number_style,
)
from pipelines.reports.words import BASES, day, domain_position, domain_words, status_words

AUDIENCE = "For officers who prepare the returns. It contains small numbers: do not publish."
_SYMBOLS = "x: not available, the reason is on the sheet Contents. z: nothing to divide by."
_MONTHS_IN_YEAR = 12
_SHOWN_AS_IS = ("ok", "imported", "small_denominator")
Tables = Sequence[tuple[AnnualTable, Sequence[Year]]]


def write_annual_workbook(
    con: duckdb.DuckDBPyConnection, path: Path, publication: Publication, tables: Tables
) -> Path:
    """Write the workbook from the marts of ``con``; ``tables`` are those with a number in them."""
    title = f"{publication.la_name}: annual tables"
    with new_book(path, publication, title) as book:
        _contents(book, title, tables)
        _year_on_year(book, con)
        _month_by_month(book, con)
        _against_return(book, con)
        for table, years in tables:
            _as_published(book, table, years)
    return path


def _contents(book: Book, title: str, tables: Tables) -> None:
    columns: list[Column[Any]] = [
        Column("Table", 46, lambda row: Cell(row[0].table, NAME)),
        Column("Publication", 36, lambda row: text(row[0].publication)),
        Column("Years to", 14, lambda row: text(", ".join(str(one.year) for one in row[1]))),
        Column("Column names", 18, lambda row: text(_layout_words(row[0]))),
        Column("Cells without a number", 60, lambda row: text(_reasons(row[1]))),
    ]
    page = book.page("Contents", title, AUDIENCE, [column.width for column in columns])
    page.line(
        "The year's figures in the columns of the published tables, from one publication.", LEAD
    )
    page.line(
        "Each table also lies beside this workbook as a CSV file in the published layout.", LEAD
    )
    page.table("contents", columns, list(tables), height=15)


def _layout_words(table: AnnualTable) -> str:
    return "ours: header not seen" if table.own_layout else "as published"


def _reasons(years: Sequence[Year]) -> str:
    said = [
        f"{year.year} {column}: {reason}"
        for year in years
        for column, reason in year.reasons.items()
    ]
    return "; ".join(said) or "none"


def _year_on_year(book: Book, con: duckdb.DuckDBPyConnection) -> None:
    rows = _wide(con, "R12", "month(figure.period_end) = 3")
    ends = sorted({end for row in rows for end in row["cells"]})
    note = (
        "Twelve months to 31 March; stocks on the day itself. Change: newest less the year before."
    )
    columns = [*_measure_columns(), *(_cell_column(end, f"31 March {end.year}") for end in ends)]
    if len(ends) > 1:
        columns.append(Column("Change", 10, lambda row: _change(row, ends[-1], ends[-2]), True))
    page = book.page("Year on year", "Year on year", note, [c.width for c in columns])
    page.table("year_on_year", columns, rows, height=15)


def _month_by_month(book: Book, con: duckdb.DuckDBPyConnection) -> None:
    month = date.fromisoformat(f"{book.publication.month}-01")
    first_year = month.year if month.month >= 4 else month.year - 1
    months = (
        f"figure.period_end between date '{first_year}-04-01' and date '{first_year + 1}-03-31'"
    )
    rows = _wide(con, "IM", months)
    ends = sorted({end for row in rows for end in row["cells"]})
    note = f"Each month of the year from April {first_year}; stocks on its last day."
    columns = [*_measure_columns(), *(_cell_column(end, f"{end:%b %Y}") for end in ends)]
    page = book.page("Month by month", "Month by month", note, [c.width for c in columns])
    page.table("month_by_month", columns, rows, height=15)


def _wide(con: duckdb.DuckDBPyConnection, flow: str, periods: str) -> list[Record]:
    """One row per KPI of the whole with its cells by period end: flows on ``flow``, stocks as such.

    ``periods`` is our own condition on ``figure.period_end``.
    """
    found = records(
        con,
        "select catalogue.file_stem, catalogue.name, catalogue.domain, catalogue.unit,"
        " figure.basis, figure.period_end, figure.value_rounded, figure.value_display,"
        " figure.value_decimals, figure.status from marts.kpi_value as figure"
        " inner join marts.kpi_catalogue as catalogue on figure.file_stem = catalogue.file_stem"
        " where figure.level = 'authority' and figure.category is null"
        f" and figure.basis in ('{flow}', 'SNAP') and {periods} and catalogue.measure <> 'share'",
    )
    rows: dict[tuple[str, str], Record] = {}
    for one in found:
        row = rows.setdefault((one["file_stem"], one["basis"]), {**one, "cells": {}})
        row["cells"][one["period_end"]] = one
    known = [row for row in rows.values() if any(_is_number(one) for one in row["cells"].values())]
    return sorted(
        known, key=lambda row: (domain_position(row["domain"]), row["name"], row["file_stem"])
    )


def _is_number(cell: Record) -> bool:
    return cell["status"] in _SHOWN_AS_IS


def _measure_columns() -> list[Column[Any]]:
    return [
        Column("Measure", 40, lambda row: Cell(row["name"], NAME)),
        Column("Domain", 20, lambda row: text(domain_words(row["domain"]))),
        Column("Period", 14, lambda row: text(BASES.get(row["basis"], row["basis"]))),
    ]


def _cell_column(end: date, heading: str) -> Column[Any]:
    return Column(heading, 11, lambda row: _figure_cell(row["cells"].get(end)), True)


def _figure_cell(figure: Record | None) -> Cell:
    if figure is None:
        return Cell("not computed", QUIET)
    if figure["value_rounded"] is not None and figure["status"] in _SHOWN_AS_IS:
        style = number_style(figure["unit"], figure["value_decimals"] or 0)
        return Cell(figure["value_rounded"], style)
    if figure["value_display"] and figure["status"] in _SHOWN_AS_IS:
        return Cell(figure["value_display"], RIGHT)
    return Cell(status_words(figure["status"]), QUIET)


def _change(row: Record, newest: date, before: date) -> Cell:
    now, then = row["cells"].get(newest), row["cells"].get(before)
    if not now or not then or now["value_rounded"] is None or then["value_rounded"] is None:
        return Cell("", QUIET)
    return Cell(
        now["value_rounded"] - then["value_rounded"],
        number_style("count", now["value_decimals"] or 0),
    )


_AGAINST: list[Column[Record]] = [
    Column("Measure", 40, lambda row: Cell(row["name"], NAME)),
    Column("Period", 18, lambda row: text(row["period_label"])),
    Column("To", 12, lambda row: text(day(row["period_end"]))),
    Column("Our figure", 11, lambda row: _plain(row["own_warehouse_value"]), True),
    Column("In the return", 11, lambda row: _plain(row["own_published_value"]), True),
    Column("Gap", 9, lambda row: _plain(row["own_gap"]), True),
    Column("Large", 8, lambda row: text("yes" if row["is_own_gap_large"] else "no")),
    Column("Why they may differ", 80, lambda row: Cell(row["own_gap_note"], WRAPPED)),
]


def _plain(value: Decimal | float | None) -> Cell:
    if value is None:
        return Cell("unknown", QUIET_RIGHT)
    return Cell(Decimal(str(value)).quantize(Decimal("0.1")), number_style("count", 1))


def _against_return(book: Book, con: duckdb.DuckDBPyConnection) -> None:
    rows = records(
        con,
        "select catalogue.name || coalesce(': ' || benchmark.category, '') as name,"
        " benchmark.* from marts.kpi_benchmark as benchmark"
        " inner join marts.kpi_catalogue as catalogue"
        " on benchmark.kpi_id = catalogue.kpi_id"
        " and benchmark.variant is not distinct from catalogue.variant"
        " where benchmark.own_published_value is not null"
        " order by benchmark.period_end desc, 1",
    )
    note = "The council's own published figures beside this publication's for the same period."
    page = book.page("Against the return", "Against the return", note, [c.width for c in _AGAINST])
    if not rows:
        page.line("No published figure of this council has been read: 'kpi reference add FILE'.")
        return
    page.table("against_return", _AGAINST, rows, height=15)


def _as_published(book: Book, table: AnnualTable, years: Sequence[Year]) -> None:
    columns: list[Column[Any]] = [Column("time_period", 11, lambda row: Cell(row[0], NAME))]
    columns += [_filter_column(place, name) for place, name in enumerate(table.filters)]
    columns += [_indicator_column(name) for name in table.indicators]
    rows = [(str(year.year), *row) for year in years for row in year.rows]
    title = f"{table.table} ({_layout_words(table)})"
    page = book.page(table.table, title, _SYMBOLS, [column.width for column in columns])
    page.table(table.table, columns, rows, height=15)


def _filter_column(place: int, name: str) -> Column[Any]:
    return Column(name, 34, lambda row: text(row[1][place]))


def _indicator_column(name: str) -> Column[Any]:
    return Column(name, 14, lambda row: _shown(row[2][name]), True)


def _shown(cell: Shown | None) -> Cell:
    if isinstance(cell, Decimal):
        return Cell(cell, number_style("count", -int(cell.as_tuple().exponent)))
    return Cell(cell, QUIET_RIGHT)


def annual_years(con: duckdb.DuckDBPyConnection, tables: Sequence[AnnualTable]) -> Tables:
    """Each table with its years, those without a single number left out."""
    figures = AnnualFigures(con)
    found = [(table, figures.years_of(table)) for table in tables]
    return [(table, years) for table, years in found if years]
