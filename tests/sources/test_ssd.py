"""Files of the standard dataset: names, headers, encodings, exact lines, files that are cut."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.canonical.model import table_spec
from pipelines.errors import DataProblem
from pipelines.sources.base import Batch, ReadContext, TableBatch, TableHead, Window
from pipelines.sources.registry import claim, source_named
from pipelines.sources.ssd import OpenTable, SourceTable, StandardDataset

HEADER = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_desc"
ROW = "c1,p1,2015-04-01,Police"
SSD = StandardDataset()


def opened(tmp_path: Path, content: str | bytes, name: str = "ssd_contacts.csv") -> OpenTable:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return SSD.open_table(SourceTable(table_spec("contacts"), path), batch_rows=2)


def batches(tmp_path: Path, content: str | bytes) -> list[Batch]:
    return list(opened(tmp_path, content).batches)


def lines(found: list[Batch]) -> list[int]:
    return [int(line) for batch in found for line in batch.source_row]


def refusal(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(DataProblem) as refused:
        batches(tmp_path, content)
    assert "ssd_contacts.csv" in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("name", ["ssd_contacts.csv", "SSD_CONTACTS.CSV", "contacts.csv"])
def test_a_table_is_known_by_its_file_name(tmp_path: Path, name: str):
    (tmp_path / name).write_text(f"{HEADER}\n")
    made = claim(tmp_path / name)
    assert made is not None
    assert made.source is source_named("ssd")
    assert (made.found.by, "table contacts" in made.found.why) == ("content", True)


def test_a_file_with_the_right_name_and_the_wrong_header_is_known_by_its_name(tmp_path: Path):
    (tmp_path / "ssd_contacts.csv").write_text("a,b\n")
    made = claim(tmp_path / "ssd_contacts.csv")
    assert made is not None
    assert (made.found.by, "0 of 3 required" in made.found.why) == ("name", True)


@pytest.mark.parametrize("content", [b"", b"\x00\x00", b"\xff\xfe\x00", b"PK\x03\x04", b'"'])
def test_any_content_can_be_asked_about(tmp_path: Path, content: bytes):
    for name in ("notes.docx", "other.csv"):
        (tmp_path / name).write_bytes(content)
        assert claim(tmp_path / name) is None
    (tmp_path / "ssd_contacts.csv").write_bytes(content)
    assert claim(tmp_path / "ssd_contacts.csv") is not None


def test_a_file_is_read_as_a_head_and_then_its_rows(tmp_path: Path):
    path = tmp_path / "ssd_contacts.csv"
    path.write_text(f"{HEADER}\n{ROW}\n")
    found = SSD.recognise(path)
    assert found is not None
    head, batch = SSD.read_file(found, ReadContext("871", "2015-04", date(2015, 5, 5)))
    assert isinstance(head, TableHead)
    assert isinstance(batch, TableBatch)
    assert (head.table, head.scope.kind, batch.head) == ("contacts", "all", head)
    assert head.headers["contact_date"] == "cont_contact_date"
    assert batch.frame["contact_id"].tolist() == ["c1"]


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.upper(),
        HEADER.replace("cont_", ""),
        f" {HEADER.replace(',', ' , ')} ",
        HEADER.replace("cont_person_id", "source_person_id"),
    ],
)
def test_headers_match_whatever_their_case_spaces_or_prefix(tmp_path: Path, header: str):
    table = opened(tmp_path, f"{header}\n{ROW}\n")
    frame = next(table.batches).frame
    assert frame["contact_id"].tolist() == ["c1"]
    assert frame["source_person_id"].tolist() == ["p1"]
    assert table.extra_columns == []
    assert "contact_source_code" in table.missing_columns


def test_unknown_columns_are_named_and_ignored(tmp_path: Path):
    table = opened(tmp_path, f"{HEADER},our_own\n{ROW},x\n")
    assert table.extra_columns == ["our_own"]
    assert "our_own" not in next(table.batches).frame


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str):
    text = f"{HEADER}\nc1,p1,2015-04-01,Café – Police\n"
    table = opened(tmp_path, text.encode(encoding))
    frame = next(table.batches).frame
    assert frame["contact_source_desc"].tolist() == ["Café – Police"]
    assert bool(table.notes) == (encoding == "cp1252")


def test_the_line_of_a_row_is_exact_beside_line_ends_in_texts_and_blank_lines(tmp_path: Path):
    text = (
        f"{HEADER}\r\n"
        "c1,p1,2015-04-01,plain\r\n"
        'c2,p2,2015-04-01,"two\r\nlines"\r\n'
        "c3,p3,2015-04-01,after\r\n"
        "\r\n"
        'c4,p4,2015-04-01,"three\n\nlines"\r\n'
        ",,,\r\n"
        "c5,p5,2015-04-01,last\r\n"
    )
    found = batches(tmp_path, text)
    assert lines(found) == [2, 3, 5, 7, 11]
    assert sum(batch.rows_read for batch in found) == 5


def test_rows_that_do_not_fit_the_header_are_set_aside_with_their_line(tmp_path: Path):
    found = batches(
        tmp_path,
        f'{HEADER}\n{ROW}\nc2,p2\n{ROW},more\nc4,p4,2015-04-01,"bad" quote\n{ROW}\n',
    )
    broken = [(row.source_row, row.rule) for batch in found for row in batch.broken]
    assert sorted(broken) == [(3, "too_few_fields"), (4, "too_many_fields"), (5, "broken_quotes")]
    assert lines(found) == [2, 6]


def test_a_file_with_a_header_only_has_no_rows(tmp_path: Path):
    assert batches(tmp_path, f"{HEADER}\n") == []


@pytest.mark.parametrize("content", ["", "\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str | bytes):
    assert "empty" in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        ("c2,p2,2015-0", "no line end"),
        ("c2,p2,2015-04-01,Police", "no line end"),
        ("c2,p2\n", "its last row (line 3) has 2 of 4 columns"),
        ('c2,p2,2015-04-01,"Pol\n', "never closed"),
        ("\n(2 rows affected)\n", "footer"),
    ],
)
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, ending: str, why: str):
    text = refusal(tmp_path, f"{HEADER}\n{ROW}\n{ending}")
    assert "looks cut off" in text
    assert why in text


def test_a_file_cut_inside_a_character_is_refused(tmp_path: Path):
    content = f"{HEADER}\nc1,p1,2015-04-01,Café".encode()[:-1]
    assert "looks cut off" in refusal(tmp_path, content)


def test_a_short_row_in_the_middle_of_the_last_batch_is_not_a_cut(tmp_path: Path):
    found = batches(tmp_path, f"{HEADER}\n{ROW}\n{ROW}\nc2,p2\n{ROW}\n\n\n")
    assert lines(found) == [2, 3, 5]


def test_a_missing_required_column_is_named_with_the_likely_new_name(tmp_path: Path):
    text = refusal(tmp_path, f"{HEADER.replace('contact_date', 'date_of_contact')}\n{ROW}\n")
    assert "`cont_contact_date` is missing" in text
    assert "`cont_date_of_contact`" in text


def test_a_column_twice_is_refused(tmp_path: Path):
    assert "more than once" in refusal(tmp_path, f"{HEADER},contact_id\n{ROW},c1\n")


def test_a_file_without_its_header_is_refused_and_its_first_row_not_shown(tmp_path: Path):
    text = refusal(tmp_path, "secretid,Forename Surname,2015-04-01,Police\n")
    assert "does not hold the column names" in text
    assert "secretid" not in text
    assert "Surname" not in text


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_named(tmp_path: Path, mark: str, name: str):
    assert name in refusal(tmp_path, f"{HEADER}\n{ROW}\n".replace(",", mark))


def test_scope_is_everything_in_a_full_drop_and_dated_events_in_a_window():
    window = Window(date(2015, 4, 1), date(2015, 4, 30))
    assert SSD.scope(table_spec("contacts"), None).kind == "all"
    assert SSD.scope(table_spec("contacts"), window).date_column == "contact_date"
    assert SSD.scope(table_spec("person"), window).kind == "none"


def test_a_row_is_located_by_file_part_and_line():
    head = TableHead("contacts", Path("ssd_contacts.csv"))
    assert SSD.locate(head, 12) == "ssd_contacts.csv, line 12"
    sheet = TableHead("contacts", Path("book.xlsx"), part="sheet List 1", position_word="row")
    assert SSD.locate(sheet, 12) == "book.xlsx, sheet List 1, row 12"
