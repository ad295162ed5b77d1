"""What a drop says of itself, what is inferred, and messages that point at the key."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.landing.drops import Drop, drop_folder, find_drops, read_drop
from tests.landing.small_drop import LA, write_drop


def read(tmp_path: Path, said: str) -> Drop:
    return read_drop(write_drop(tmp_path, said=said), LA, "2015-03")


def test_drops_are_found_in_order_and_other_folders_are_not(tmp_path: Path):
    for folder in (
        "871/2015-04",
        "871/2015-03",
        "204/2015-03",
        "871/lists/2015-04-01",
        "reference",
    ):
        (tmp_path / folder).mkdir(parents=True)
    assert find_drops(tmp_path) == [("204", "2015-03"), (LA, "2015-03"), (LA, "2015-04")]
    assert find_drops(tmp_path, "204") == [("204", "2015-03")]
    assert find_drops(tmp_path, "999") == []


def test_a_month_that_is_not_there_says_which_are(tmp_path: Path):
    write_drop(tmp_path)
    with pytest.raises(DataProblem, match="months there: 2015-03"):
        drop_folder(tmp_path, LA, "2015-04")
    with pytest.raises(WrongUse, match="yyyy-mm"):
        drop_folder(tmp_path, LA, "April")
    with pytest.raises(WrongUse, match="three-digit"):
        drop_folder(tmp_path, "../871", "2015-04")


def test_everything_can_be_declared(tmp_path: Path):
    drop = read(
        tmp_path,
        "la_code: 871\nmonth: 2015-03\nextracted_at: 2015-04-05T23:30:00Z\nkind: windowed\n"
        "window: {from: 2015-03-01, to: 2015-03-31}\nsynthetic: true\n"
        "history_from_by_table: {contacts: 2012-04-01}\ntables: [contacts]\nrows: {contacts: 3}\n",
    )
    assert drop.problems == []
    assert drop.inferred == []
    assert drop.extracted_at == datetime(2015, 4, 6, 0, 30)
    assert drop.window is not None
    assert drop.window.date_to == date(2015, 3, 31)
    assert drop.promised_tables == ("contacts",)


def test_what_is_not_declared_is_inferred_and_said(tmp_path: Path):
    drop = read(tmp_path, "")
    assert drop.kind == "full"
    assert drop.synthetic is False
    assert [text.split(":")[0] for text in drop.inferred] == [
        "extracted_at",
        "kind",
        "synthetic",
        "history_from",
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("extracted_at: yesterday", "`extracted_at`"),
        ("kind: partly", "`kind`"),
        ("window: {from: 2015-03-01}", "`window.to`"),
        ("window: {from: 2015-03-31, to: 2015-03-01}", "`from` is after `to`"),
        ("kind: windowed", "give `window`"),
        ("kind: full\nwindow: {from: 2015-03-01, to: 2015-03-31}", "remove `window`"),
        ("colour: blue", "`colour` is not a key"),
        ("tables: [contact]", "tables that do not exist: contact"),
        ("history_from_by_table: {contacts: soon}", "`history_from_by_table.contacts`"),
        ("month: 2015-04", "`month` is 2015-04 but the folder says 2015-03"),
        ("la_code: '204'", "`la_code` is 204"),
        ("just words", "not a list of keys"),
        ("kind: [full", "line"),
    ],
)
def test_a_fault_points_at_its_key(tmp_path: Path, said: str, expected: str):
    problems = read(tmp_path, said).problems
    assert len(problems) == 1
    assert problems[0].startswith("drop.yaml")
    assert expected in problems[0]
