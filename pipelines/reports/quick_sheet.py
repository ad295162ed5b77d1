"""The library's worksheet with its two inner loops written for hundreds of thousands of cells.

Belongs here: taking a line of cells, and writing lines as XML. Does not belong here: what cells
hold or how they look (sheet, styles). The file is the same to the byte as with the library's own
worksheet, which a test compares; everything but plain cells is left to the library.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

Value = str | int | float | Decimal | date | datetime | None
_LONG = 16_000  # characters; a cell holds 32,767, fewer of some letters
_SPAN = 16  # lines that share one "spans" attribute


class QuickSheet(Worksheet):
    """A worksheet to which whole lines of cells can be given."""

    def __init__(self) -> None:
        super().__init__()
        self._dates: dict[date, Any] = {}

    def write_line(self, row: int, cells: Iterable[tuple[Value, Format]]) -> None:
        """Write the cells of a row from its first column: text as text, numbers as numbers.

        Raises:
            ValueError: if a number is not finite, or the row is beyond what a sheet can hold.
        """
        line: dict[int, Any] = self.table[row]
        shared = self.str_table
        if shared is None:
            raise ValueError("the sheet belongs to no workbook")
        column = -1
        for value, look in cells:
            column += 1
            if value is None or value == "":
                line[column] = CellBlankTuple(look)
            elif isinstance(value, str):
                if len(value) > _LONG:  # the library cuts what is too long for a cell
                    self._write_string(row, column, value, look)
                else:
                    line[column] = CellStringTuple(shared._get_shared_string_index(value), look)
            elif isinstance(value, date):
                line[column] = CellDatetimeTuple(self._as_number(value), look)
            else:
                number = float(value)
                if not isfinite(number):
                    raise ValueError("a cell's number is not finite")
                line[column] = CellNumberTuple(number, look)
        if column >= 0 and (self._check_dimensions(row, 0) or self._check_dimensions(row, column)):
            raise ValueError("the list is longer or wider than a sheet can hold")

    def _as_number(self, value: date) -> Any:
        known = self._dates.get(value)
        if known is None:
            moment = value
            if not isinstance(value, datetime):
                moment = datetime(value.year, value.month, value.day)
            known = self._dates[value] = self._convert_date_time(moment)
        return known

    def _write_rows(self) -> None:
        """The library's own loop over rows and cells, without a call per cell and attribute."""
        if self.comments or self.dim_rowmin is None or self.dim_rowmax is None:
            super()._write_rows()
            return
        spans = self._spans()
        names = [xl_col_to_name(column) for column in range((self.dim_colmax or 0) + 1)]
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            line, about = self.table.get(row), self.row_info.get(row)
            if not line:
                if about is not None:
                    self._write_empty_row(row, spans.get(row // _SPAN), about)
                continue
            self._write_row(row, spans.get(row // _SPAN), about)
            self._write_line_cells(row, line, names)
            self._xml_end_tag("row")

    def _write_line_cells(self, row: int, line: dict[int, Any], names: list[str]) -> None:
        written: list[str] = []
        for column in sorted(line):
            cell = line[column]
            kind = type(cell)
            look = cell.format
            if not look or kind not in _PLAIN:
                self.fh.write("".join(written))
                written.clear()
                self._write_cell(row, column, cell)
                continue
            start = f'<c r="{names[column]}{row + 1}" s="{look._get_xf_index()}"'
            if kind is CellStringTuple:
                written.append(f'{start} t="s"><v>{cell.string}</v></c>')
            elif kind is CellBlankTuple:
                written.append(f"{start}/>")
            else:
                written.append(f"{start}><v>{cell.number:.16G}</v></c>")
        self.fh.write("".join(written))

    def _spans(self) -> dict[int, str]:
        """First and last column of every sixteen lines, as the library words them."""
        found: dict[int, tuple[int, int]] = {}
        for row, line in self.table.items():
            if line:
                low, high = found.get(row // _SPAN, (min(line), max(line)))
                found[row // _SPAN] = min(low, *line), max(high, *line)
        return {block: f"{low + 1}:{high + 1}" for block, (low, high) in found.items()}


_PLAIN = (CellStringTuple, CellNumberTuple, CellDatetimeTuple, CellBlankTuple)
