"""Annex A: lists are found by their headers, in every variant councils are known to send."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from pipelines.landing.check import check_paths
from pipelines.sources.annex_a import AnnexA
from pipelines.sources.annex_a.find import FoundList, NearMiss, find_list
from pipelines.sources.annex_a.layout import load_layout
from tests.sources.annex_a_book import (
    SOUND,
    Formula,
    cells,
    headers,
    records,
    sound_sheets,
    write_book,
)

MAIN_TABLE = {
    1: "contacts",
    2: "early_help_episodes",
    3: "cin_episodes",
    4: "cin_assessments",
    5: "s47_enquiry",
    6: "cin_episodes",
    7: "cp_plans",
    8: "cla_episodes",
    9: "care_leavers",
    10: "permanence",
    11: "adopters",
}


def found(number: int, *, title: str = "Sheet1", header: Sequence[str] = ()) -> FoundList:
    made = find_list(title, [list(header) or headers(number), ["x"] * 40])
    assert isinstance(made, FoundList)
    return made


@pytest.mark.parametrize("number", range(1, 12))
def test_each_list_is_told_by_its_headers_whatever_the_sheet_is_called(number: int, tmp_path: Path):
    book = write_book(tmp_path / "book.xlsx", {"Tabelle": [headers(number), cells(number)]})
    assert find_list("Tabelle", [headers(number)]).layout.number == number
    assert records(book).source_rows(MAIN_TABLE[number])[0] == 2


@pytest.mark.parametrize("number", range(1, 12))
def test_order_case_spaces_and_other_columns_do_not_matter(number: int):
    changed = [f"  {text.upper()}\xa0" for text in reversed(headers(number))]
    made = found(number, header=["Errors", *changed, "Notes of the team"])
    assert made.layout.number == number
    assert made.missing == []
    assert made.extra == ["Errors", "Notes of the team"]


@pytest.mark.parametrize(
    ("number", "column", "variant"),
    [
        (1, "age", "Age"),
        (1, "child_id", "Unique Identifier of Child"),
        (1, "birth_date", "Date of child's birth"),
        (1, "contact_source", "Source of contact: Contact source (code)"),
        (3, "referral_date", "Date of Referral"),
        (3, "referral_source", "The referral's source"),
        (8, "uasc", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))"),
        (
            8,
            "missing_12m",
            "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12"
            " months",
        ),
        (
            8,
            "absent_12m",
            "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12"
            " months",
        ),
        (8, "status", "The child's current legal status"),
        (8, "again", "Is this a second or subsequent period of being a Looked After Child (Y/N)"),
        (7, "emergency", "Subject to Emergency Protection Order in the last 6 months"),
    ],
)
def test_header_variants(number: int, column: str, variant: str):
    place = load_layout()[number - 1].by_name()[column].place
    header = headers(number)
    header[place] = variant
    made = found(number, header=header)
    assert made.layout.number == number
    assert made.places[column] == place
    assert made.headers[column] == variant


def test_a_sheet_that_could_be_two_lists_is_the_more_specific(tmp_path: Path):
    both = [*headers(1), *headers(3)[5:]]
    assert found(1, header=both).layout.number == 3


def test_the_older_layout_of_list_9_is_read_and_what_it_lacks_is_told(tmp_path: Path):
    lacking = ("uasc", "adviser", "pathway", "contact")
    layout = [c for c in load_layout()[8].columns if c.name not in lacking]
    assert len(layout) == 13
    values = dict(zip((c.name for c in load_layout()[8].columns), cells(9), strict=True))
    book = write_book(
        tmp_path / "book.xlsx",
        {"List 9": [[c.header for c in layout], [values[c.name] for c in layout]]},
    )
    made = records(book)
    assert made.one("care_leavers")["care_leaver_in_touch"] == "YES"
    head = next(one for one in made.heads if one.table == "care_leavers")
    assert "care_leaver_latest_contact" in head.missing_columns
    assert not made.rows("immigration_status")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("List 1", 1),
        ("List 11", 11),
        ("Contacts", 1),
        ("Early Help Assessments", 2),
        ("Referrals", 3),
        ("Assessments", 4),
        ("Sec47 and ICPC", 5),
        ("Children in Need", 6),
        ("CIN", 6),
        ("Child Protection", 7),
        ("CPP", 7),
        ("Children in Care", 8),
        ("Care Leavers", 9),
        ("annex_a_list_10_2015", 10),
    ],
)
def test_unknown_headers_are_taken_by_order_only_under_a_telling_name(title: str, number: int):
    layout = load_layout()[number - 1]
    header = [f"Column {n}" for n in range(len(layout.columns))]
    common = ("child_id", "gender", "ethnicity", "birth_date", "adopter_id", "disability")
    for column in layout.columns:
        if column.name in common:
            header[column.place] = column.header
    made = find_list(title, [header])
    assert isinstance(made, FoundList)
    assert made.layout.number == number
    assert "taken by their order" in made.notes[0]
    assert find_list("Sheet1", [header]) is None
    assert not isinstance(find_list(title, [header[:-1]]), FoundList)


def test_order_alone_is_never_believed(tmp_path: Path):
    """A filled sheet called List 1 is never passed over: it is refused for what it lacks."""
    header = [f"Column {n}" for n in range(7)]
    made = find_list("List 1", [header])
    assert isinstance(made, NearMiss)
    assert "Date of Contact" in made.lacking
    assert find_list("Contacts", [header]) is None
    assert find_list("List 1", [[""] * 7]) is None
    book = write_book(tmp_path / "b.xlsx", {"List 1": [header, [1] * 7], **sound_sheets(2)})
    (line,) = check_paths([book]).refusals
    assert "b.xlsx, List 1: this looks like list 1 Contacts" in line


def test_a_sheet_that_is_no_list_is_named(tmp_path: Path):
    book = write_book(
        tmp_path / "b.xlsx", {**sound_sheets(1), "Notes of May": [["a", "b"], [1, 2]]}
    )
    found = AnnexA().recognise(book)
    assert found is not None
    assert "none of the lists and were ignored: `Notes of May`" in found.why


def test_a_list_without_a_column_it_needs_is_refused_by_name(tmp_path: Path):
    header = headers(7)
    header[header.index("Child Protection Plan Start Date")] = "Start"
    book = write_book(tmp_path / "book.xlsx", {"CP": [header, cells(7)]})
    report = check_paths([book])
    assert any(
        "book.xlsx, CP: this looks like list 7" in text
        and "`Child Protection Plan Start Date` is missing" in text
        for text in report.refusals
    )


def test_a_workbook_saved_inside_chat(tmp_path: Path):
    """One title row above the header, thousands of formula rows, - for blank."""
    header = [*headers(7), "Errors"]
    empty = [Formula("=A1")] * 17 + ["0 errors"]
    sound = [*cells(7, end="-", review="-"), "0 errors"]
    book = write_book(
        tmp_path / "chat.xlsx", {"List 7": [["List 7: Child protection"], header, sound, empty]}
    )
    made = records(book)
    assert made.source_rows("cp_plans") == [3]
    assert made.one("cp_plans")["cp_plan_end_date"] is None
    assert made.rows("cp_reviews") == []
    assert "1 rows with nothing in them were passed over" in made.notes()


def test_empty_rows_of_a_formula_that_gives_an_age_are_no_records(tmp_path: Path):
    nothing = [115 if text.startswith("Age") else None for text in headers(1)]
    book = write_book(tmp_path / "book.xlsx", {"1": [headers(1), cells(1), nothing]})
    assert records(book).source_rows("contacts") == [2]


def test_a_list_that_does_not_begin_in_the_first_column(tmp_path: Path):
    rows = [[], [None, *headers(1)], [None, *cells(1)]]
    book = write_book(tmp_path / "book.xlsx", {"1": rows})
    made = records(book)
    assert made.source_rows("contacts") == [3]
    assert made.one("contacts")["contact_source_code"] == "6"


def test_one_csv_file_per_list(tmp_path: Path):
    for number in range(1, 12):
        with (tmp_path / f"extract {number}.csv").open("w", newline="") as out:
            row = [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in cells(number)]
            csv.writer(out).writerows([headers(number), row])
    for number in range(1, 12):
        made = records(tmp_path / f"extract {number}.csv")
        assert made.source_rows(MAIN_TABLE[number])[0] == 2
        assert made.heads[0].position_word == "line"


@pytest.mark.parametrize("ending", [".xlsm", ".XLSX"])
def test_other_endings(ending: str, tmp_path: Path):
    book = write_book(tmp_path / "book.xlsx", sound_sheets(1))
    other = book.rename(tmp_path / f"other{ending}")
    assert records(other).source_rows("contacts") == [2]


def test_an_empty_list_is_sent_and_empty(tmp_path: Path):
    made = records(write_book(tmp_path / "book.xlsx", {"List 1": [headers(1)]}))
    assert [one.table for one in made.heads if one.table == "contacts"]
    assert made.rows("contacts") == []


def test_every_column_of_every_list_is_carried_or_said_not_to_be(tmp_path: Path):
    made = records(write_book(tmp_path / "book.xlsx", sound_sheets()))
    assert len(SOUND) == 11
    for layout in load_layout():
        for column in layout.columns:
            if column.unused:
                assert f"`{column.header}`" in made.notes()


def test_other_files_are_not_annex_a(tmp_path: Path):
    (tmp_path / "ssd_contacts.csv").write_text(
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,"
        "cont_contact_source_desc,cont_contact_outcome_json,extra\n1,2,2015-01-01,6,Police,,\n"
    )
    (tmp_path / "notes.docx").write_text("x")
    reader = AnnexA()
    assert reader.recognise(tmp_path / "ssd_contacts.csv") is None
    assert reader.recognise(tmp_path / "notes.docx") is None
    assert reader.recognise(write_book(tmp_path / "o.xlsx", {"a": [["x", "y"], [1, 2]]})) is None
