"""Mapping files: errors that point to file, line and key; which file a mapping is for."""

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.sources.base import ReadContext, Refused, TableBatch, TableHead, Window
from pipelines.sources.mapping.dates import date_by_format, is_date_format
from pipelines.sources.mapping.reader import CouncilFiles
from pipelines.sources.mapping.schema import load_mapping
from pipelines.sources.registry import claim, sources_for

CONTEXT = ReadContext("871", "2015-04", date(2015, 5, 5))
SOUND = """\
files: "log*"
tables:
  contacts:
    columns:
      contact_id: Ref
      source_person_id: Child
      contact_date: Day
"""


def write_mapping(folder: Path, text: str, name: str = "log") -> Path:
    path = folder / "mappings" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


WRONG = {
    "a key nobody knows": (
        SOUND + "colour: red\n",
        ["line 8: `colour` is no key of a mapping file"],
    ),
    "a table there is not": (
        SOUND.replace("contacts:", "contact:"),
        ["line 3: `tables.contact` is no table"],
    ),
    "a column there is not": (
        SOUND + "      contact_day: Day\n",
        ["line 8: `tables.contacts.columns.contact_day` is no column of contacts"],
    ),
    "a required column left out": (
        SOUND.replace("      contact_id: Ref\n", ""),
        ["line 4: `tables.contacts.columns` lacks `contact_id`, which the table needs"],
    ),
    "two ways at once": (
        SOUND.replace("contact_id: Ref", "contact_id: {column: Ref, constant: x}"),
        ["line 5: `tables.contacts.columns.contact_id` is wrong: give exactly one of"],
    ),
    "a code outside the list": (
        SOUND + "      contact_source_code:\n        column: From\n        codes: {Police: 66}\n",
        ["line 10: `tables.contacts.columns.contact_source_code.codes.Police` becomes `66`"],
    ),
    "a date format with other words": (
        SOUND.replace("contact_date: Day", "contact_date: {column: Day, date_format: dd/mm/jjjj}"),
        ["line 7: `tables.contacts.columns.contact_date.date_format` is wrong: write the format"],
    ),
    "a date format on text": (
        SOUND.replace("contact_id: Ref", "contact_id: {column: Ref, date_format: dd/mm/yyyy}"),
        ["line 5", "is for dates, and this column is none"],
    ),
    "a key twice": (SOUND + "tables: {}\n", ["line 8: `tables` is there twice"]),
    "no YAML": ("tables:\n  contacts: [\n", ["line 3: this is not YAML"]),
    "no mapping": ("- a\n", ["line 1: this is no mapping"]),
    "nothing": ("", ["line 1: this is no mapping"]),
    "several errors at once": (
        SOUND.replace("contact_id", "contact_no") + "      contact_day: Day\n",
        ["line 4", "lacks `contact_id`", "line 5", "line 8"],
    ),
    "others without a known word": (
        SOUND.replace("contact_id: Ref", "contact_id: {column: Ref, others: drop}"),
        ["line 5: `tables.contacts.columns.contact_id.others` is wrong"],
    ),
    "a stable key of nothing": (
        SOUND.replace("contact_id: Ref", "contact_id: {stable_key: [child, contact_date]}"),
        ["names `child`, which is no column of contacts"],
    ),
    "a window without a date": (
        "tables:\n  person:\n    scope: window\n    columns: {source_person_id: A}\n",
        ["line 3: `tables.person.scope` cannot be `window`"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_points_to_file_line_and_key(tmp_path: Path, name: str):
    text, expected = WRONG[name]
    file = write_mapping(tmp_path, text)
    with pytest.raises(WrongUse) as refused:
        load_mapping(file)
    for part in (str(file), *expected):
        assert part in str(refused.value)


def test_a_wrong_mapping_stops_before_any_file_is_read(tmp_path: Path):
    write_mapping(tmp_path, SOUND + "colour: red\n")
    with pytest.raises(WrongUse, match=r"log\.yml, line 8"):
        sources_for(tmp_path)


def reader(folder: Path, text: str = SOUND) -> CouncilFiles:
    write_mapping(folder, text)
    return CouncilFiles.of(folder)


def read(source: CouncilFiles, path: Path, context: ReadContext = CONTEXT) -> tuple:
    found = source.recognise(path)
    assert found is not None
    heads = [one for one in source.read([found], context) if isinstance(one, TableHead)]
    batches = [one for one in source.read([found], context) if isinstance(one, TableBatch)]
    refused = [one for one in source.read([found], context) if isinstance(one, Refused)]
    return heads, batches, refused


def test_csv_workbook_and_parquet_give_the_same_rows(tmp_path: Path):
    source = reader(tmp_path)
    rows = pd.DataFrame({"Ref": ["1", "2"], " CHILD ": ["007", "8"], "Day": ["1/4/2015", None]})
    rows.to_csv(tmp_path / "log.csv", index=False)
    rows.to_parquet(tmp_path / "log.parquet")
    rows.to_excel(tmp_path / "log.xlsx", index=False)
    for name in ("log.csv", "log.parquet", "log.xlsx"):
        (head,), (batch,), _ = read(source, tmp_path / name)
        assert batch.frame["source_person_id"].tolist() == ["007", "8"], name
        assert batch.frame["contact_date"].isna().tolist() == [False, True], name
        assert head.headers["contact_id"] == "Ref"
        assert list(batch.source_row) == ([1, 2] if name.endswith("parquet") else [2, 3])


def test_a_mapping_goes_before_a_name_and_content_before_both(tmp_path: Path):
    write_mapping(tmp_path, SOUND.replace('"log*"', '"contacts*"'))
    asked = sources_for(tmp_path)
    (tmp_path / "contacts.csv").write_text("Ref,Child,Day\n")
    made = claim(tmp_path / "contacts.csv", asked)
    assert made is not None
    assert made.source.name == "mapping"
    assert "all of the 3 columns it needs" in made.found.why
    (tmp_path / "contacts.csv").write_text("cont_contact_id,cont_person_id,cont_contact_date\n")
    made = claim(tmp_path / "contacts.csv", asked)
    assert made is not None
    assert made.source.name == "ssd"


def test_a_file_with_the_name_and_not_the_columns_is_refused_naming_them(tmp_path: Path):
    source = reader(tmp_path)
    (tmp_path / "log.csv").write_text("Ref,Kid,Day\n1,2,3\n")
    _, _, (refused,) = read(source, tmp_path / "log.csv")
    assert "the mapping needs `child`, which the file lacks" in refused.message
    book = openpyxl.Workbook()
    book.save(tmp_path / "log.xlsx")
    _, _, (refused,) = read(source, tmp_path / "log.xlsx")
    assert "`child`, `day`, `ref`" in refused.message


def test_without_a_name_any_file_with_the_columns_is_known(tmp_path: Path):
    source = reader(tmp_path, SOUND.replace('files: "log*"\n', ""))
    (tmp_path / "anything.csv").write_text("Day,Ref,Child,More\n1/4/2015,1,2,x\n")
    (head,), _, _ = read(source, tmp_path / "anything.csv")
    assert list(head.extra_columns) == ["More"]
    (tmp_path / "other.csv").write_text("Day,Ref\n")
    assert source.recognise(tmp_path / "other.csv") is None
    assert source.recognise(tmp_path / "notes.docx") is None


def test_scope_is_as_the_mapping_says_else_as_the_drop_says(tmp_path: Path):
    windowed = ReadContext(
        "871", "2015-04", date(2015, 5, 5), Window(date(2015, 4, 1), date(2015, 4, 30))
    )
    (tmp_path / "log.csv").write_text("Ref,Child,Day\n1,2,1/4/2015\n")
    for said, context, kind in (
        ("", CONTEXT, "all"),
        ("", windowed, "window"),
        ("    scope: all\n", windowed, "all"),
        ("    scope: none\n", CONTEXT, "none"),
    ):
        source = reader(tmp_path, SOUND.replace("    columns:", f"{said}    columns:"))
        (head,), _, _ = read(source, tmp_path / "log.csv", context)
        assert head.scope.kind == kind


def test_a_damaged_workbook_is_refused(tmp_path: Path):
    source = reader(tmp_path)
    (tmp_path / "log.xlsx").write_bytes(b"PK\x03\x04 not a zip")
    found = source.recognise(tmp_path / "log.xlsx")
    assert found is not None
    with pytest.raises(DataProblem, match=r"log\.xlsx: this workbook is damaged"):
        list(source.read_file(found, CONTEXT))


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("dd/mm/yy", "01/04/15", "2015-04-01"),
        ("mm/dd/yyyy", "04/01/2015", "2015-04-01"),
        ("d mon yyyy", "1 Apr 2015", "2015-04-01"),
        ("d month yyyy", "1 April 2015", "2015-04-01"),
        ("yyyymmdd", "20150401", "2015-04-01"),
        ("yyyy-mm-ddThh:mi:ss", "2015-04-01T23:59:00", "2015-04-01"),
        ("dd/mm/yyyy", "29/02/2015", None),
        ("dd/mm/yyyy", "2015-04-01", None),
        ("mm/dd/yyyy", "13/04/2015", None),
    ],
)
def test_dates_by_their_declared_format(written: str, text: str, expected: str | None):
    assert is_date_format(written)
    assert date_by_format(text, written) == expected


@pytest.mark.parametrize("written", ["", "dd/mm", "yyyy", "dd/mm/yyyy at noon", "%d/%m/%Y"])
def test_words_that_are_no_date_format(written: str):
    assert not is_date_format(written)
