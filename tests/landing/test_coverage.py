"""Coverage: declared, inferred, by windows, and tables never sent."""

from datetime import date
from pathlib import Path

from pipelines.canonical.model import load_tables
from pipelines.landing.coverage import Coverage, coverage
from pipelines.landing.land import land_drop
from pipelines.landing.store import landed_drops
from tests.landing.small_drop import LA, contacts, people, write_drop


def covered(tmp_path: Path, *said: str) -> dict[str, Coverage]:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    months = ["2015-03", "2015-04", "2015-05"][: len(said)]
    for month, text in zip(months, said, strict=True):
        write_drop(raw, month, {"contacts": contacts(50), "person": people(5)}, text)
        land_drop(raw, warehouse, LA, month)
    rows = coverage(landed_drops(warehouse, LA, months[-1]))
    assert [row.table_name for row in rows] == list(load_tables())
    return {row.table_name: row for row in rows}


def test_declared_history_counts_and_by_table_before_overall(tmp_path: Path):
    said = "extracted_at: 2015-04-05\nhistory_from: 2010-04-01\n"
    rows = covered(tmp_path, said + "history_from_by_table: {contacts: 2012-04-01}\n")
    assert rows["contacts"] == Coverage(
        LA, "contacts", date(2012, 4, 1), date(2015, 4, 5), is_sent=True
    )
    assert rows["person"].complete_from == date(2010, 4, 1)


def test_without_a_word_the_earliest_event_counts(tmp_path: Path):
    rows = covered(tmp_path, "extracted_at: 2015-04-05\n")
    assert rows["contacts"].complete_from == date(2015, 3, 1)
    assert rows["person"].complete_from == date(2015, 3, 1)


def test_the_newest_full_drop_decides_and_the_last_day_spoken_for_ends_it(tmp_path: Path):
    rows = covered(
        tmp_path,
        "extracted_at: 2015-04-05\nhistory_from: 2010-04-01\n",
        "extracted_at: 2015-05-05\nhistory_from: 2011-04-01\n",
        "extracted_at: 2015-06-05\nwindow: {from: 2015-03-01, to: 2015-05-31}\n",
    )
    assert rows["contacts"].complete_from == date(2011, 4, 1)
    # a window that ends on 31 May says nothing of June, whenever it was extracted
    assert rows["contacts"].complete_to == date(2015, 5, 31)


def test_a_gap_after_a_full_drop_starts_the_history_anew(tmp_path: Path):
    rows = covered(
        tmp_path,
        "extracted_at: 2015-04-05\nhistory_from: 2010-04-01\n",
        "extracted_at: 2015-05-05\nwindow: {from: 2015-04-07, to: 2015-05-05}\n",
    )
    assert rows["contacts"].complete_from == date(2015, 4, 7)


def test_windows_join_while_no_day_is_left_out(tmp_path: Path):
    windows = [
        ("2015-01-01", "2015-01-31"),
        ("2015-03-01", "2015-04-30"),
        ("2015-05-01", "2015-05-31"),
    ]
    rows = covered(
        tmp_path,
        *(f"extracted_at: 2015-06-05\nwindow: {{from: {a}, to: {b}}}\n" for a, b in windows),
    )
    assert rows["contacts"].complete_from == date(2015, 3, 1)


def test_a_table_never_sent_says_so(tmp_path: Path):
    rows = covered(tmp_path, "extracted_at: 2015-04-05\n")
    assert rows["audits"] == Coverage(LA, "audits", None, None, is_sent=False)
