"""The quicker worksheet writes, to the byte, what the library's own worksheet would."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from pipelines.reports.quick_sheet import QuickSheet

VALUES: list[list[Any]] = [
    ["plain", 1, None, date(2015, 4, 30)],
    ["<&>\"'", Decimal("61.4"), "", date(2000, 2, 29)],
    ["  spaces  ", -0.1, "line\nbreak", datetime(2015, 4, 30, 9, 30)],
    ["plain", 10**15, "x" * 40_000, date(2015, 4, 30)],
    ["short"],
    [],
    ["\x01 control", 0, "Zoë", date(1999, 12, 31)],
]


def in_turn(sheet: Worksheet, row: int, cells: list[tuple[Any, Any]]) -> None:
    """A line by the library's own methods, one cell after the other."""
    for column, (value, look) in enumerate(cells):
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        elif isinstance(value, date):
            moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
            sheet.write_datetime(row, column, moment, look)
        else:
            sheet.write_number(row, column, float(value), look)


def book(kind: type[Worksheet], rows: int) -> bytes:
    """A workbook with lines, odd cells beside them, sized rows, gaps and a table."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"created": datetime(2015, 5, 5)})
    looks = [workbook.add_format({"bold": True}), workbook.add_format({"num_format": "0.0"})]
    for name in ("One", "Two"):
        sheet = workbook.add_worksheet(name, kind)
        sheet.set_column(0, 3, 20, looks[0])
        sheet.set_row(0, 40)
        sheet.set_row(2, 12.5, looks[1])
        sheet.set_row(rows + 40, 30)
        sheet.write_string(0, 0, "Heading", looks[0])
        sheet.write_url(1, 1, "internal:'One'!A1", looks[0], "a link")
        sheet.write_string(2, 3, "no format of its own")
        sheet.write_boolean(1, 7, True, looks[0])
        for number in range(rows):
            values = VALUES[number % len(VALUES)]
            cells = [(value, looks[at % 2]) for at, value in enumerate(values)]
            row = 3 + number + (20 if number > 40 else 0)
            if isinstance(sheet, QuickSheet):
                sheet.write_line(row, cells)
            else:
                in_turn(sheet, row, cells)
        if rows:
            sheet.add_table(3, 0, 5, 3, {"columns": [{"header": one} for one in "abcd"]})
    workbook.add_worksheet("Empty", kind)
    workbook.close()
    return content.getvalue()


@pytest.mark.parametrize("rows", [0, 1, 16, 60])
def test_the_same_bytes_as_the_library(rows: int) -> None:
    quick, own = book(QuickSheet, rows), book(Worksheet, rows)
    with zipfile.ZipFile(io.BytesIO(quick)) as one, zipfile.ZipFile(io.BytesIO(own)) as other:
        for name in other.namelist():
            assert one.read(name) == other.read(name), name
    assert quick == own


def test_a_reader_finds_what_was_written() -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book(QuickSheet, 7))).get_sheet_by_index(0)
    found = sheet.to_python()
    assert found[4][:2] == ["<&>\"'", 61.4]
    assert found[6][1] == 10**15
    assert len(str(found[6][2])) == 32_767


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    workbook = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = workbook.add_worksheet("One", QuickSheet)
    assert isinstance(sheet, QuickSheet)
    with pytest.raises(ValueError, match="not finite"):
        sheet.write_line(0, [(number, workbook.add_format())])


def test_a_list_longer_than_a_sheet_is_refused() -> None:
    workbook = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = workbook.add_worksheet("One", QuickSheet)
    assert isinstance(sheet, QuickSheet)
    with pytest.raises(ValueError, match="longer or wider"):
        sheet.write_line(1_048_576, [("text", workbook.add_format())])
