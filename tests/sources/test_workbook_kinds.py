"""Workbooks of every kind a spreadsheet program writes: the same records, and none too large."""

import shutil
import zipfile
from pathlib import Path

import pytest

from pipelines.errors import DataProblem
from pipelines.sources.annex_a import package
from pipelines.sources.annex_a.open_document import OpenDocument
from pipelines.sources.annex_a.workbook import read_sheets
from tests.sources.annex_a_book import records, sound_sheets, write_book

# lists 1 and 7 of annex_a_book, saved by LibreOffice
SAVED = Path(__file__).parent / "fixtures"
TABLES = ("contacts", "cp_plans", "person", "cp_visits", "involvements")


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_what_a_spreadsheet_program_saved_reads_as_the_workbook_it_came_from(
    ending: str, tmp_path: Path
):
    expected = records(write_book(tmp_path / "book.xlsx", sound_sheets(1, 7)))
    saved = records(SAVED / f"annex_a_lists_1_and_7{ending}")
    for table in TABLES:
        assert saved.rows(table) == expected.rows(table)
        assert saved.source_rows(table) == expected.source_rows(table)


@pytest.mark.parametrize("ending", [".xlsm", ".XLS", ".Ods"])
def test_an_ending_in_capitals_or_with_macros(ending: str, tmp_path: Path):
    other = tmp_path / f"book{ending}"
    if ending == ".xlsm":
        write_book(tmp_path / "book.xlsx", sound_sheets(1, 7)).rename(other)
    else:
        shutil.copy(SAVED / f"annex_a_lists_1_and_7{ending.lower()}", other)
    assert records(other).source_rows("contacts") == [2]


def test_an_old_workbook_cut_anywhere_is_refused_or_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    """The library's own words about where it gave up stay off the screen."""
    whole = (SAVED / "annex_a_lists_1_and_7.xls").read_bytes()
    path = tmp_path / "book.xls"
    for size in range(600, len(whole), 1_600):
        path.write_bytes(whole[:size])
        try:
            assert sum(1 for sheet in read_sheets(path) for _ in sheet.rows) >= 0
        except DataProblem as refused:
            assert "damaged" in str(refused)
    assert "panicked" not in "".join(capfd.readouterr())


def test_an_old_workbook_that_would_end_the_process_is_refused(tmp_path: Path):
    """Without these bytes the library asks for gigabytes."""
    whole = (SAVED / "annex_a_lists_1_and_7.xls").read_bytes()
    path = tmp_path / "book.xls"
    path.write_bytes(whole[:232] + whole[1_168:])
    with pytest.raises(DataProblem, match="damaged"):
        list(read_sheets(path))


ROW = "<table:table-row{}>{}</table:table-row>"
FILLED = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
EMPTY = "<table:table-cell{}/>"


def rows(count: int) -> str:
    return f' table:number-rows-repeated="{count}"'


def columns(count: int) -> str:
    return f' table:number-columns-repeated="{count}"'


def ods(path: Path, *lines: str) -> Path:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="List 1">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def test_cells_that_stand_for_many_are_counted(tmp_path: Path):
    """Repeats of empty cells and rows below and beside the last filled one cost nothing."""
    path = ods(
        tmp_path / "book.ods",
        ROW.format("", FILLED.format(columns(3)) + EMPTY.format(columns(16_000))),
        ROW.format(rows(10), EMPTY.format(columns(5))),
        ROW.format(rows(20), EMPTY.format("") + FILLED.format(columns(6))),
        ROW.format(rows(1_000_000), EMPTY.format(columns(16_384))),
    )
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
        assert OpenDocument().cells(part) == 31 * 7


def test_a_few_bytes_that_stand_for_a_hundred_million_cells_are_refused(tmp_path: Path):
    """The reading library would ask for gigabytes and end the process."""
    wide = ROW.format(rows(100_000), FILLED.format(columns(1_000)))
    path = ods(tmp_path / "book.ods", ROW.format("", FILLED.format("")), wide)
    assert path.stat().st_size < 2_000
    with pytest.raises(DataProblem, match="far larger than any Annex A"):
        list(read_sheets(path))


def test_ten_million_rows_are_refused_unopened(tmp_path: Path):
    book = write_book(tmp_path / "plain.xlsx", sound_sheets(1))
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="10000000"><c r="A10000000"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            new.writestr(name, content)
    with pytest.raises(DataProblem, match="far larger than any Annex A"):
        list(read_sheets(path))


def test_megabytes_between_two_cells_are_refused_before_they_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(package, "_PIECE", 1_000)
    monkeypatch.setattr(package, "_MOST_BETWEEN_CELLS", 50_000)
    book = write_book(tmp_path / "plain.xlsx", sound_sheets(1))
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * 200_000 + b"</sheetData>")
            new.writestr(name, content)
    with pytest.raises(DataProblem, match="damaged"):
        list(read_sheets(path))
