"""The furniture every sheet shares: banner, stamp, tables, print set-up, safe cells.

Belongs here: how a sheet looks and how a value becomes a cell. Does not belong here: which figures
a sheet shows. Text is always written as text, so nothing in the data can become a formula.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from pipelines.reports.marts import Publication
from pipelines.reports.quick_sheet import QuickSheet, Value
from pipelines.reports.styles import (
    BAND,
    BANNER,
    CELL,
    DARK,
    DATE,
    FONT,
    LEAD,
    QUIET,
    STAMP,
    TITLE,
    Cell,
    Column,
    Row,
    Style,
    Trend,
    lines_needed,
    safe_text,
)
from pipelines.reports.words import day, moment, month_name

SPARKLINE: dict[str, Any] = {
    "type": "line", "show_hidden": True, "empty_cells": "gaps", "markers": True,
    "last_point": True, "series_color": DARK, "markers_color": DARK, "last_color": "#C2410C",
    "weight": 1.25,
}  # fmt: skip


class Book:
    """A workbook being written: formats made once, every sheet with the same header."""

    def __init__(self, workbook: xlsxwriter.Workbook, publication: Publication) -> None:
        self.workbook = workbook
        self.publication = publication
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._by_identity: dict[int, tuple[Style, Format]] = {}
        self._tables = 0
        self._pages: list[Page] = []

    def format(self, style: Style) -> Format:
        """The workbook's format for a style, made at first use."""
        known = self._by_identity.get(id(style))
        if known is not None:
            return known[1]
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(style)
        # kept together: while the style lives no other object can have its identity
        self._by_identity[id(style)] = (style, self._formats[key])
        return self._formats[key]

    def next_table_name(self, stem: str) -> str:
        """A table name that no other table of the workbook has."""
        self._tables += 1
        return f"{re.sub(r'[^A-Za-z0-9]+', '_', stem).strip('_')}_{self._tables}"[:200]

    def page(self, name: str, title: str, note: str, widths: Sequence[float]) -> Page:
        """A new sheet with banner, title and stamp; ``note`` says for whom it is."""
        sheet = self.workbook.add_worksheet(sheet_name(name), QuickSheet)
        self._pages.append(Page(self, cast("QuickSheet", sheet), title, note, widths))
        return self._pages[-1]

    def finish(self) -> None:
        """What can only be written once every sheet is full."""
        for page in self._pages:
            page.draw_trends()


class Page:
    """A sheet filled from the top down; ``row`` is the next free row."""

    def __init__(
        self, book: Book, sheet: QuickSheet, title: str, note: str, widths: Sequence[float]
    ) -> None:
        self.book = book
        self.sheet = sheet
        self.width = len(widths)
        self._trends: list[tuple[int, int, str]] = []
        self.row = 0
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width, book.format(FONT))
        sheet.hide_gridlines(2)
        self._print_set_up(title)
        self._header(title, note)

    def _header(self, title: str, note: str) -> None:
        publication = self.book.publication
        marks = publication.banner
        if marks:
            self._line(marks, BANNER, 20)
        self._line(title, TITLE, 26)
        self._line(stamp(publication), STAMP, 15)
        self._line(note, STAMP, 15)
        self.row += 1

    def _line(self, text: str, style: Style, height: float) -> None:
        self.sheet.set_row(self.row, height)
        if "bg_color" in style:
            for column in range(1, self.width):
                self.sheet.write_blank(self.row, column, None, self.book.format(style))
        self.sheet.write_string(self.row, 0, safe_text(text), self.book.format(style))
        self.row += 1

    def line(self, text: str, style: Style = LEAD, height: float = 18) -> None:
        """One line of text across the sheet."""
        self._line(text, style, height)

    def band(self, text: str, link: str | None = None) -> None:
        """A shaded line that heads a group of rows, leading to another sheet if ``link`` says."""
        self._line(text, BAND, 19)
        if link:
            target = f"internal:'{link}'!A1"
            look = self.book.format({**BAND, "underline": 1})
            self.sheet.write_url(self.row - 1, 0, target, look, text)

    def _print_set_up(self, title: str) -> None:
        publication = self.book.publication
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        marks = publication.banner.replace("&", "&&")
        self.sheet.set_header(f"&L&8 {title.replace('&', '&&')}&R&8&B {marks}")
        self.sheet.set_footer(f"&L&8 {publication.publication_id}&C&8&A&R&8Page &P of &N")

    def headings(self, columns: Sequence[Column[Any]], freeze_columns: int = 1) -> None:
        """A heading row that stays in view and is repeated on every printed page."""
        self.sheet.set_row(self.row, 38)
        for position, column in enumerate(columns):
            look = self.book.format(column.heading_style)
            self.sheet.write_string(self.row, position, column.heading, look)
        self.sheet.freeze_panes(self.row + 1, freeze_columns)
        self.sheet.repeat_rows(self.row)
        self.row += 1

    def rows(
        self, columns: Sequence[Column[Row]], rows: Sequence[Row], height: float | None
    ) -> None:
        """The cells of ``rows`` below one another, each row as high as its longest text needs.

        Long lists give no ``height``: the reader's program then fits each row when it opens.
        """
        for row in rows:
            cells = [column.cell(row) for column in columns]
            if height is not None:
                widths = (column.width for column in columns)
                needed = max(map(lines_needed, cells, widths))
                self.sheet.set_row(self.row, max(height, 12.5 * needed))
            self.sheet.write_line(self.row, map(self._shown, cells, range(len(cells))))
            self.row += 1

    def draw_trends(self) -> None:
        """Draw the sheet's sparklines, all at once: each of its own scale."""
        if self._trends:
            places = [xl_rowcol_to_cell(row, column) for row, column, _ in self._trends]
            ranges = [reference for _, _, reference in self._trends]
            self.sheet.add_sparkline(0, 0, {"location": places, "range": ranges, **SPARKLINE})

    def write(self, column: int, cell: Cell | Trend) -> None:
        """One cell of the current row: numbers as numbers, dates as dates, text only as text."""
        value, look = self._shown(cell, column)
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, column, value, look)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.row, column, _as_datetime(value), look)
        else:
            self.sheet.write_number(self.row, column, float(value), look)

    def _shown(self, cell: Cell | Trend, column: int) -> tuple[Value, Format]:
        """What is written of a cell of the current row, and in which format."""
        if isinstance(cell, Trend):
            if cell.reference:
                self._trends.append((self.row, column, cell.reference))
            return None, self.book.format(CELL)
        value, style = cell
        if isinstance(value, str):
            return safe_text(value), self.book.format(style)
        if isinstance(value, date):
            return value, self.book.format(DATE)
        return value, self.book.format(style)

    def table(
        self, stem: str, columns: Sequence[Column[Row]], rows: Sequence[Row],
        height: float | None = 24, freeze_columns: int = 1, is_first: bool = True,
    ) -> None:  # fmt: skip
        """A native table with filter buttons; a line in words instead if there are no rows."""
        if not rows:
            self.line("Nothing to list.", QUIET | {"bottom": 0})
            return
        top = self.row
        self.sheet.set_row(top, 38)
        if is_first:
            self.sheet.freeze_panes(top + 1, freeze_columns)
            self.sheet.repeat_rows(top)
        self.row += 1
        self.rows(columns, rows, height)
        self.sheet.add_table(
            top, 0, self.row - 1, len(columns) - 1,
            {
                "name": self.book.next_table_name(stem),
                "style": None,
                "columns": [
                    {"header": c.heading, "header_format": self.book.format(c.heading_style)}
                    for c in columns
                ],
            },
        )  # fmt: skip
        self.row += 1


def _as_datetime(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def stamp(publication: Publication) -> str:
    """The as-at stamp: what the figures rest on and when they were made."""
    state = "draft" if publication.is_draft else f"final, released by {publication.released_by}"
    return (
        f"{month_name(publication.month)}: data to {day(publication.data_to)}, extracted "
        f"{moment(publication.extracted_at)}, published {moment(publication.published_at)}; "
        f"{state}; publication {publication.publication_id}"
    )


def sheet_name(name: str) -> str:
    """A name Excel accepts: at most 31 characters, none of its reserved ones."""
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip() or "Sheet"


@contextmanager
def new_book(path: Path, publication: Publication, title: str):
    """A workbook written in memory and saved at the end, readable by its owner only.

    Nothing is written to the system's temporary folder, and the creation date is the
    publication's, so equal figures give equal bytes.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "dd mmm yyyy",
    }  # fmt: skip
    workbook = xlsxwriter.Workbook(buffer, options)
    created = publication.published_at or publication.extracted_at or datetime(2000, 1, 1)
    workbook.set_properties(
        {
            "title": title,
            "subject": publication.banner or "Children's social care performance",
            "comments": f"Publication {publication.publication_id}",
            "created": created.replace(tzinfo=None),
        }
    )
    book = Book(workbook, publication)
    yield book
    book.finish()
    workbook.close()
    write_private(path, buffer.getvalue())


def write_private(path: Path, content: bytes) -> None:
    """Write a file only its owner can read, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    partial.replace(path)
