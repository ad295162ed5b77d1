"""The comparison workbook: headline measures first, then a sheet per domain.

Belongs here: which figures stand on which sheet, and in which columns. Does not belong here: how a
cell looks (cells, sheet), what a figure means (the definitions sheet, from the catalogue mart).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import duckdb

from pipelines.reports import marts
from pipelines.reports.cells import (
    TrendSheet,
    count_cell,
    name_cell,
    ours_is_cell,
    outside_cell,
    period_cell,
    rag_cell,
    reason_cell,
    shown_cell,
    signal_cell,
    target_cell,
    text,
    tolerance_cell,
    value_cell,
)
from pipelines.reports.comparators import Comparator, comparator
from pipelines.reports.figures import (
    ComparisonKey,
    Figure,
    comparison_key,
    comparisons,
    latest_figures,
    position,
)
from pipelines.reports.marts import Publication
from pipelines.reports.reference_sheets import about, data_quality, definitions
from pipelines.reports.sheet import Book, new_book
from pipelines.reports.styles import BAND, Cell, Column, Trend
from pipelines.reports.words import (
    BASES,
    RAG_MEANING,
    domain_words,
    month_end,
    month_name,
)

AUDIENCE = (
    "For officers of the council named as recipients. It contains small numbers: do not publish."
)


@dataclass(frozen=True)
class Line:
    """One row of a table: a figure, what it is set against, and its trend."""

    figure: Figure
    against: Comparator
    trend: Trend
    signal: str | None


def write_comparison_workbook(
    con: duckdb.DuckDBPyConnection, path: Path, publication: Publication
) -> Path:
    """Write the authority's comparison workbook from the marts of ``con``."""
    catalogue = marts.measures(con)
    figures = latest_figures(con, catalogue, month_end(publication.month), with_trend=True)
    against = comparisons(con, month_end(publication.month))
    title = f"{publication.la_name}: children's social care, {month_name(publication.month)}"
    with new_book(path, publication, title) as book:
        summary = book.page("Summary", title, AUDIENCE, [c.width for c in _SUMMARY])
        trends = TrendSheet(book)
        lines = _lines(figures, against, trends)
        _fill_summary(summary, _headlines(lines))
        for domain, group in groupby(lines, lambda line: line.figure.measure.domain):
            _domain_sheet(book, domain, list(group))
        definitions(book, con, list(catalogue.values()))
        data_quality(book, con)
        about(book)
    return path


def _lines(
    figures: list[Figure],
    against: dict[ComparisonKey, marts.Record],
    trends: TrendSheet,
) -> list[Line]:
    ordered = sorted(figures, key=position)
    drawn = trends.add(ordered)
    # only the monthly series carries a signal; the measure's other bases quote it
    signals = {_series(one): one.signal for one in ordered if one.basis in ("IM", "SNAP")}
    found = []
    for figure, trend in zip(ordered, drawn, strict=True):
        row = against.get(comparison_key(figure))
        signal = signals.get(_series(figure)) if figure.is_headline else figure.signal
        found.append(Line(figure, comparator(row), trend, signal))
    return found


def _series(figure: Figure) -> tuple[str, str | None]:
    return figure.measure.file_stem, figure.category


def _headlines(lines: list[Line]) -> list[Line]:
    """Each measure on its headline basis; by category where no whole is published.

    Shares stay on their own sheet: the whole of a share is always 100 per cent.
    """
    found = [line for line in lines if line.figure.is_headline and not line.figure.is_share]
    whole = {line.figure.measure.file_stem for line in found if line.figure.category is None}
    return [
        line
        for line in found
        if line.figure.category is None or line.figure.measure.file_stem not in whole
    ]


def _name(line: Line) -> Cell:
    return name_cell(line.figure)


def _neighbours(line: Line) -> Cell:
    return outside_cell(line.against.neighbours, line.figure)


_VALUES: list[Column[Line]] = [
    Column("Number", 8, lambda line: count_cell(line.figure.numerator), True),
    Column("Out of", 8, lambda line: count_cell(line.figure.denominator), True),
    Column("Value", 10, lambda line: value_cell(line.figure), True),
]
_PAST: list[Column[Line]] = [
    Column("Month before", 9, lambda line: shown_cell(line.figure.previous, line.figure), True),
    Column("Year before", 9, lambda line: shown_cell(line.figure.last_year, line.figure), True),
]
_TREND: list[Column[Line]] = [
    Column("Trend, up to 24 months", 17, lambda line: line.trend),
    Column("Monthly signal", 12, lambda line: signal_cell(line.signal)),
]
_NEIGHBOURS: list[Column[Line]] = [
    Column("Similar councils", 9, _neighbours, True),
    Column("Their period", 13, lambda line: text(line.against.neighbours.own_period)),
]
_ENGLAND: list[Column[Line]] = [
    Column("England", 9, lambda line: outside_cell(line.against.england, line.figure), True),
    Column("England's period", 13, lambda line: text(line.against.england.own_period)),
]
_DIFFERS = Column[Line](
    "The published series differs", 40, lambda line: text(line.against.mismatch)
)
_TARGET = Column[Line]("Target", 8, lambda line: target_cell(line.figure, line.against), True)
_RAG = Column[Line]("Against target", 12, lambda line: rag_cell(line.figure, line.against))
_WHAT: list[Column[Line]] = [
    Column("Measure", 34, _name),
    Column("Basis", 10, lambda line: text(BASES.get(line.figure.basis, line.figure.basis))),
    Column("Period", 13, lambda line: period_cell(line.figure)),
]
_SUMMARY: list[Column[Line]] = [
    Column("Measure", 38, _name),
    Column("Period", 14, lambda line: period_cell(line.figure)),
    *_VALUES,
    _TARGET,
    _RAG,
    *_PAST,
    *_TREND,
    *_NEIGHBOURS,
    *_ENGLAND,
    _DIFFERS,
]
_DOMAIN: list[Column[Line]] = [
    *_WHAT,
    *_VALUES,
    _TARGET,
    Column("Tolerance", 9, lambda line: tolerance_cell(line.figure, line.against), True),
    _RAG,
    *_PAST,
    *_TREND,
    *_NEIGHBOURS,
    Column("Their mean is", 10, lambda line: text(line.against.neighbours.note)),
    Column("Ours against theirs", 10, lambda line: ours_is_cell(line.against.neighbours)),
    *_ENGLAND,
    Column("Ours against England's", 10, lambda line: ours_is_cell(line.against.england)),
    Column("No plain value: why", 20, lambda line: reason_cell(line.figure)),
    Column("No comparator: why", 30, lambda line: text(line.against.missing_reason)),
    _DIFFERS,
]
_CATEGORIES: list[Column[Line]] = [
    *_WHAT,
    *_VALUES,
    *_PAST,
    *_NEIGHBOURS,
    *_ENGLAND,
    _DIFFERS,
]


def _fill_summary(page, lines: list[Line]) -> None:
    page.line(_verdict(lines))
    page.line(RAG_MEANING + "  None is given on fewer than 10 cases.", height=16)
    page.row += 1
    page.headings(_SUMMARY)
    for domain, group in groupby(lines, lambda line: line.figure.measure.domain):
        page.band(domain_words(domain), link=domain_words(domain))
        page.rows(_SUMMARY, list(group), 26)


def _verdict(lines: list[Line]) -> str:
    colours = Counter((line.against.rag or "none").lower() for line in lines)
    without = sum(1 for line in lines if line.figure.now.value is None)
    return (
        f"{len(lines)} headline measures: {colours['red']} red, {colours['amber']} amber, "
        f"{colours['green']} green, {colours['none']} not judged against a target; "
        f"{without} without a plain value, each with its reason."
    )


def _domain_sheet(book: Book, domain: str, lines: list[Line]) -> None:
    heading = domain_words(domain)
    widths = [column.width for column in _DOMAIN]
    page = book.page(heading, f"{book.publication.la_name}: {heading.lower()}", AUDIENCE, widths)
    whole = [line for line in lines if line.figure.category is None]
    parts = [line for line in lines if line.figure.category is not None]
    page.table(domain, _DOMAIN, whole)
    if parts:
        page.line("The same measures by category", BAND, 20)
        page.table(f"{domain}_by_category", _CATEGORIES, parts, height=18, is_first=False)
