"""Checking without loading: the same messages, nothing written."""

from pathlib import Path

import pytest

from pipelines.errors import WrongUse
from pipelines.landing.check import check_paths
from pipelines.landing.land import land_drop
from tests.landing.small_drop import LA, contacts, write_drop, write_table


def test_a_sound_folder_is_clean_and_nothing_is_written(tmp_path: Path):
    folder = write_drop(tmp_path / "raw")
    report = check_paths([folder], tmp_path / "warehouse")
    assert report.is_clean
    assert {one.table: one.rows_good for one in report.tables} == {
        "contacts": 100,
        "cin_episodes": 100,
        "person": 100,
    }
    assert not (tmp_path / "warehouse").exists()


def test_a_folder_is_compared_with_the_month_before(tmp_path: Path):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    write_drop(raw)
    land_drop(raw, warehouse, LA, "2015-03")
    folder = write_drop(raw, "2015-04", {"person": []})
    (folder / "ssd_person.csv").unlink()
    write_table(folder, "contacts", contacts(100))
    text = "\n".join(check_paths([folder], warehouse).refusals)
    assert "ssd_person.csv (table person) is missing" in text
    assert "ssd_cin_episodes.csv (table cin_episodes) is missing" in text


def test_a_folder_anywhere_and_a_single_file_can_be_checked(tmp_path: Path):
    rows = contacts(10)
    rows[3] |= {"contact_date": "soon"}
    rows[5] |= {"contact_date": "later"}
    file = write_table(tmp_path, "contacts", rows)
    for path in (tmp_path, file):
        report = check_paths([path])
        assert not report.is_clean
        assert report.rejections == [
            "ssd_contacts.csv, lines 5, 7: `cont_contact_date` is not a date;"
            " write it as yyyy-mm-dd or dd/mm/yyyy"
        ]


def test_a_refused_file_and_an_unknown_one_are_said(tmp_path: Path):
    (tmp_path / "ssd_contacts.csv").write_text("")
    (tmp_path / "other.csv").write_text("a\n")
    report = check_paths([tmp_path / "ssd_contacts.csv", tmp_path / "other.csv"])
    assert "the file is empty" in report.refusals[0]
    assert "other.csv: no format known here" in report.refusals[1]


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path):
    with pytest.raises(WrongUse, match="there is nothing at"):
        check_paths([tmp_path / "nowhere"])
