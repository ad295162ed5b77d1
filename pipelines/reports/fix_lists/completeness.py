"""How complete the extracts are, table by table and column by column, and how that has moved.

Belongs here: two sheets, one page for all tables and one line for every column that figures rest
on. Does not belong here: counting (pipelines.landing.completeness, marts.quality_completeness).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import duckdb
from xlsxwriter.utility import xl_range_abs

from pipelines.reports.cells import count_cell, text
from pipelines.reports.fix_lists.words import column_words, record_words
from pipelines.reports.marts import Record, columns_of, records
from pipelines.reports.sheet import Book
from pipelines.reports.styles import (
    ALERT,
    CELL,
    INK,
    NAME,
    QUIET_RIGHT,
    Cell,
    Column,
    Trend,
)
from pipelines.reports.styles import number_style as number
from pipelines.reports.words import counted

NOTE = (
    "Share of rows with a value, in columns that figures rest on. Some are rightly blank, such as "
    "the end of what goes on: look for what has fallen."
)
# a fall that is worth a look, in points
FALL_POINTS = Decimal(2)
_NAMED = 3
_DATA = "Completeness data"


@dataclass(frozen=True)
class Filled:
    """One column's history, or a table's over all its columns; shares in per cent, oldest first."""

    table: str
    column: str
    rows: int
    kpis: int
    shares: tuple[Decimal | None, ...]
    status: str
    fallen: tuple[str, ...] = ()

    @property
    def change(self) -> Decimal | None:
        """Points since the drop before; None if either has no share."""
        if len(self.shares) < 2 or self.shares[-1] is None or self.shares[-2] is None:
            return None
        return self.shares[-1] - self.shares[-2]


def read_columns(con: duckdb.DuckDBPyConnection) -> list[Filled]:
    """Every column that some KPI rests on, by table; empty if the file has no such mart."""
    if not columns_of(con, "quality_completeness"):
        return []
    rows = records(
        con,
        "select table_name, column_name, month, rows_count, filled_pct, kpis_count, status "
        "from marts.quality_completeness where kpis_count > 0 "
        "order by table_name, column_name, month",
    )
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        grouped[row["table_name"], row["column_name"]].append(row)
    newest = max((row["month"] for row in rows), default="")
    return [
        Filled(
            table,
            column,
            own[-1]["rows_count"],
            own[-1]["kpis_count"],
            tuple(row["filled_pct"] for row in own),
            own[-1]["status"],
        )
        for (table, column), own in grouped.items()
        # a table the newest drop does not have is no news of this month
        if own[-1]["month"] == newest
    ]


def by_table(columns: Sequence[Filled]) -> list[Filled]:
    """Each table's mean share over its columns, and the columns that have fallen."""
    grouped: dict[str, list[Filled]] = defaultdict(list)
    for one in columns:
        grouped[one.table].append(one)
    return [_whole(table, own) for table, own in grouped.items()]


def _whole(table: str, own: Sequence[Filled]) -> Filled:
    length = max(len(one.shares) for one in own)
    aligned = [(None,) * (length - len(one.shares)) + one.shares for one in own]
    means = tuple(_mean([share[place] for share in aligned]) for place in range(length))
    fallen = [one for one in own if one.change is not None and one.change <= -FALL_POINTS]
    fallen.sort(key=lambda one: (one.change, one.column))
    said = tuple(
        f"{column_words(one.column)} {one.shares[-2]} to {one.shares[-1]}" for one in fallen
    )
    status = "ok" if any(one.status == "ok" for one in own) else own[0].status
    return Filled(table, "", own[0].rows, len(own), means, status, said)


def _mean(shares: Sequence[Decimal | None]) -> Decimal | None:
    known = [share for share in shares if share is not None]
    if not known:
        return None
    return (sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def completeness_sheets(book: Book, columns: Sequence[Filled]) -> None:
    """One page for all tables, a line for every column, and the hidden values of the trends."""
    if not columns:
        return
    tables = by_table(columns)
    drawn = _Trends(book, [*tables, *columns])
    layout = _table_columns(drawn)
    widths = [column.width for column in layout]
    page = book.page("Completeness", "How complete the extracts are", NOTE, widths)
    page.sheet.set_portrait()
    page.sheet.fit_to_pages(1, 1)
    page.line(_headline(tables))
    page.row += 1
    page.table("completeness", layout, tables, 15)
    every = _column_columns(drawn)
    widths = [column.width for column in every]
    page = book.page("Every column", "How complete each column is", NOTE, widths)
    page.table("every_column", every, columns, None)


def _headline(tables: Sequence[Filled]) -> str:
    fallen = sum(len(one.fallen) for one in tables)
    said = counted(fallen, "column has", "columns have") if fallen else "No column has"
    return f"{said} fallen by {FALL_POINTS} points or more since the drop before."


class _Trends:
    """The hidden sheet of shares that the small charts read."""

    def __init__(self, book: Book, lines: Sequence[Filled]) -> None:
        length = max(len(one.shares) for one in lines)
        note = "Shares behind the small charts, oldest drop first."
        page = book.page(_DATA, "Values behind the trends", note, [40, 30] + [9] * length)
        page.sheet.hide()
        self._ranges: dict[tuple[str, str], str] = {}
        for one in lines:
            page.write(0, Cell(one.table, CELL))
            page.write(1, Cell(one.column, CELL))
            for place, share in enumerate(one.shares):
                page.write(2 + place, Cell(share, CELL))
            if sum(share is not None for share in one.shares) > 1:
                cells = xl_range_abs(page.row, 2, page.row, 1 + len(one.shares))
                self._ranges[one.table, one.column] = f"'{_DATA}'!{cells}"
            page.row += 1

    def of(self, one: Filled) -> Trend:
        """The small chart of one line; none for fewer than two shares."""
        return Trend(self._ranges.get((one.table, one.column)))


def _table_columns(drawn: _Trends) -> list[Column[Filled]]:
    return [
        Column("Records", 30, lambda one: Cell(record_words(one.table), NAME)),
        Column("Rows", 10, lambda one: count_cell(one.rows), True),
        Column("Columns figures rest on", 12, lambda one: count_cell(one.kpis), True),
        Column("Filled, per cent", 10, _share, True),
        Column("Points since last drop", 12, _change, True),
        Column("In the oldest drop shown", 12, _oldest, True),
        Column("Trend over drops", 18, drawn.of),
        Column("What has fallen, per cent", 62, lambda one: text(_fallen(one))),
    ]


def _column_columns(drawn: _Trends) -> list[Column[Filled]]:
    return [
        Column("Records", 28, lambda one: Cell(record_words(one.table), NAME)),
        Column("Column", 40, lambda one: text(column_words(one.column))),
        Column("Rows", 10, lambda one: count_cell(one.rows), True),
        Column("Filled, per cent", 10, _share, True),
        Column("Points since last drop", 12, _change, True),
        Column("In the oldest drop shown", 12, _oldest, True),
        Column("Trend over drops", 18, drawn.of),
        Column("Figures that rest on it", 12, lambda one: count_cell(one.kpis), True),
    ]


def _share(one: Filled) -> Cell:
    if one.shares[-1] is None:
        return Cell("not sent" if one.status == "not_sent" else "no rows", QUIET_RIGHT)
    return Cell(one.shares[-1], number("count", 1))


def _oldest(one: Filled) -> Cell:
    if len(one.shares) < 2 or one.shares[0] is None:
        return Cell("–", QUIET_RIGHT)
    return Cell(one.shares[0], number("count", 1))


def _change(one: Filled) -> Cell:
    if one.change is None:
        return Cell("–", QUIET_RIGHT)
    is_fall = one.change <= -FALL_POINTS
    return Cell(one.change, number("count", 1, is_strong=is_fall, ink=ALERT if is_fall else INK))


def _fallen(one: Filled) -> str:
    rest = len(one.fallen) - _NAMED
    return "; ".join(one.fallen[:_NAMED]) + (f"; and {rest} more" if rest > 0 else "")
