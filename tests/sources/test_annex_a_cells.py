"""Annex A: dates, numbers, blanks and ids as people and systems really write them."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from pipelines.landing.check import CheckReport, check_paths
from pipelines.sources.annex_a.cells import from_1904, text_of
from tests.sources.annex_a_book import Cell, cells, headers, records, sound_sheets, write_book


def one_contact(tmp_path: Path, **changed: Cell) -> dict[str, str | None]:
    book = write_book(tmp_path / "book.xlsx", {"1": [headers(1), cells(1, **changed)]})
    return records(book).one("contacts")


def checked(tmp_path: Path, number: int, **changed: Cell) -> CheckReport:
    book = write_book(tmp_path / "book.xlsx", {"S": [headers(number), cells(number, **changed)]})
    return check_paths([book])


@pytest.mark.parametrize(
    "cell", ["", "-", "–", "#N/A", "nan", "NaN", "Not Recorded", " NOT RECORDED\xa0", "\xa0", None]
)
def test_ways_of_writing_nothing(cell: Cell, tmp_path: Path):
    book = write_book(tmp_path / "b.xlsx", {"S": [headers(7), cells(7, end=cell, review=cell)]})
    made = records(book)
    assert made.one("cp_plans")["cp_plan_end_date"] is None
    assert made.rows("cp_reviews") == []


def test_an_error_a_formula_gives_is_nothing(tmp_path: Path):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, headers(2))
        sheet.write_row(1, 0, ["1", "M", "WBRI", "01/02/2010", 5, "03/02/2015", None, "School"])
        sheet.write_formula(1, 6, "=NA()", None, "#N/A")
    assert records(tmp_path / "b.xlsx").one("early_help_episodes")["episode_end_date"] is None


def test_no_break_spaces_inside_a_name_become_spaces(tmp_path: Path):
    book = write_book(
        tmp_path / "b.xlsx", {"S": [headers(3), cells(3, worker="Dustin\xa0Example")]}
    )
    assert records(book).one("professionals")["professional_name"] == "Dustin Example"


@pytest.mark.parametrize(
    "written",
    [
        date(2015, 3, 2),
        datetime(2015, 3, 2, 14, 30),
        "02/03/2015",
        42065,
        "42065",
        "2015-03-02",
        "02/03/2015 14:30",
        "\xa02015-03-02 ",
    ],
)
def test_every_way_of_writing_a_date_gives_one_record(written: Cell, tmp_path: Path):
    row = one_contact(tmp_path, contact_date=written)
    assert row["contact_id"] == "00101:2015-03-02"
    assert checked(tmp_path, 1, contact_date=written).is_clean


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("3/2/15", "two digits"),
        ("30/02/2015", "does not exist"),
        ("March 2015", "is not a date"),
        (time(0, 0), "clear the cell"),
    ],
)
def test_what_is_no_date_is_rejected_with_sheet_row_and_remedy(
    written: Cell, rule: str, tmp_path: Path
):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("Contacts")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, headers(1))
        sheet.write_row(1, 0, ["1", "M", "WBRI", "01/02/2010", 5])
        sheet.write_string(1, 6, "6")
        if isinstance(written, time):
            sheet.write_number(1, 5, 0, day)
        else:
            sheet.write_string(1, 5, str(written))
    report = check_paths([tmp_path / "book.xlsx"])
    (line,) = report.rejections
    assert line.startswith("book.xlsx, Contacts, row 2: `Date of Contact`")
    assert rule in line
    table = next(one for one in report.tables if one.table == "contacts")
    assert (table.rows_read, table.rows_good, table.rows_rejected) == (1, 0, 1)


def test_a_row_without_a_child_is_rejected_once_and_makes_no_other_record(tmp_path: Path):
    book = write_book(tmp_path / "b.xlsx", {"S": [headers(8), cells(8, child_id=None)]})
    report = check_paths([book])
    (line,) = report.rejections
    assert "b.xlsx, S, row 2: `Child Unique ID` is blank; fill it in" in line
    assert sum(one.rows_read for one in report.tables if one.table != "department") <= 2


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("00101", "00101"),
        (" 00101 ", "00101"),
        (101, "101"),
        (101.0, "101"),
        ("ab/101-X", "ab/101-X"),
        (123456789012345, "123456789012345"),
    ],
)
def test_ids_stay_text(cell: Cell, kept: str, tmp_path: Path):
    assert one_contact(tmp_path, child_id=cell)["source_person_id"] == kept


def test_an_id_that_grew_a_decimal_point_is_repaired_and_told(tmp_path: Path):
    row = one_contact(tmp_path, child_id="101.0")
    assert row["contact_id"] == "101:2015-03-02"
    assert any("ended in `.0`" in text for text in checked(tmp_path, 1, child_id="101.0").notes)


@pytest.mark.parametrize("cell", [1.23456789e17, "1.23E+17"])
def test_an_id_a_spreadsheet_has_cut_short_is_rejected(cell: Cell, tmp_path: Path):
    report = checked(tmp_path, 1, child_id=cell)
    assert any("scientific notation" in text for text in report.rejections)
    assert all(one.rows_good == 0 for one in report.tables)


@pytest.mark.parametrize("age", [6.138, 6, "6.138", -1, None, "unborn"])
def test_an_age_in_decimals_or_words_costs_nothing(age: Cell, tmp_path: Path):
    assert checked(tmp_path, 1, age=age).is_clean


def test_a_workbook_that_counts_from_1904(tmp_path: Path):
    with xlsxwriter.Workbook(tmp_path / "b.xlsx", {"date_1904": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, headers(2))
        sheet.write_row(1, 0, ["1", "M", "WBRI", "01/02/2010", 5])
        sheet.write_datetime(1, 5, date(2015, 3, 2), day)
        sheet.write_number(1, 6, 42066 - 1462)  # 3 March 2015, without a date format
        sheet.write_string(1, 7, "School")
    row = records(tmp_path / "b.xlsx").one("early_help_episodes")
    assert row["episode_start_date"] == "2015-03-02"
    assert row["episode_end_date"] == "42066"
    assert from_1904("x") == "x"


def test_a_formula_counts_by_what_it_gave_and_one_that_gave_nothing_is_told(tmp_path: Path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, headers(1))
        for row in (1, 2):
            sheet.write_row(row, 0, [str(row), "M", "WBRI", "01/02/2010", 5, "02/03/2015"])
        sheet.write_formula(1, 6, '="6"', None, "6")
        sheet.write_formula(2, 6, '="6"', None, "MARK")
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b' t="str"><f>"6"</f><v>MARK</v>', b'><f>"6"</f>'))
    made = records(broken)
    assert [row["contact_source_code"] for row in made.rows("contacts")] == ["6", None]
    assert ("formula_not_calculated", [3]) in made.told()


def test_a_password_is_said_plainly(tmp_path: Path):
    plain = write_book(tmp_path / "plain.xlsx", sound_sheets(1))
    locked = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    (line,) = check_paths([locked]).refusals
    assert "locked.xlsx: this workbook is protected by a password; save it without one" in line


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 not a zip at all", "damaged"),
        (b"child,date\n1,2\n", "not a workbook"),
        (b"", "not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_in_plain_words(content: bytes, words: str, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    (line,) = check_paths([path]).refusals
    assert words in line


def test_entities_and_far_away_cells_are_refused_before_they_cost_memory(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"List 1": [headers(1), cells(1)]})
    for name, old, new in (
        ("entities.xlsx", b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
        ("far.xlsx", b'<c r="A2"', b'<c r="XFD1048576"><v>1</v></c><c r="A2"'),
        ("tall.xlsx", b'<row r="2"', b'<row r="10000000"'),
    ):
        with zipfile.ZipFile(book) as source, zipfile.ZipFile(tmp_path / name, "w") as target:
            for part in source.namelist():
                text = source.read(part)
                if part.startswith("xl/worksheets/"):
                    assert old in text
                    text = text.replace(old, new, 1)
                target.writestr(part, text)
        (line,) = check_paths([tmp_path / name]).refusals
        assert "it was not opened" in line


def test_an_open_document_spreadsheet(tmp_path: Path):
    def row(values: list[Cell]) -> str:
        made = []
        for value in values:
            if isinstance(value, date):
                made.append(
                    f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
                )
            else:
                text = "" if value is None else str(value)
                made.append(
                    '<table:table-cell office:value-type="string">'
                    f"<text:p>{text}</text:p></table:table-cell>"
                )
        return f"<table:table-row>{''.join(made)}</table:table-row>"

    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="List 1">{row(headers(1))}{row(cells(1))}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    made = records(tmp_path / "book.ods")
    assert made.one("contacts")["contact_date"] == "2015-03-02"
    assert made.source_rows("contacts") == [2]


def test_unknown_labels_are_kept_or_left_blank_and_told_with_their_rows(tmp_path: Path):
    """A yes-or-no column cannot hold a text; a coded one can."""
    row = cells(4, support="CS Assessment Updated", ethnicity="Martian")
    book = write_book(tmp_path / "b.xlsx", {"S": [headers(4), row, cells(4, child_id="2")]})
    made = records(book)
    assert [one["assessment_outcome_nfa"] for one in made.rows("cin_assessments")] == [None, "N"]
    assert made.rows("person")[0]["ethnicity"] == "Martian"
    assert ("unknown_label", [2]) in made.told()
    report = check_paths([book])
    assert report.is_clean
    told = "\n".join(report.notes)
    assert "row 2: `Was the child assessed as requiring LA children's social care support?`" in told
    assert "row 2: `Ethnicity` holds a code outside the `ethnicity` list; kept as it is" in told
    assert "Martian" not in told


def test_numbers_without_their_decimals():
    assert [text_of(cell) for cell in (5.0, 5.5, True, float("nan"), None)] == [
        "5",
        "5.5",
        "Y",
        None,
        None,
    ]
