"""Coverage: declared, inferred, by windows, and tables never sent."""

from datetime import date
from pathlib import Path

from pipelines.canonical.model import load_tables
from pipelines.landing.coverage import Coverage, coverage
from pipelines.landing.land import land_drop
from pipelines.landing.store import landed_drops
from tests.landing.small_drop import LA, contacts, people, write_drop
from tests.sources.annex_a_book import sound_sheets, write_book


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


def test_a_format_that_says_what_it_has_is_believed_and_joins_month_to_month(tmp_path: Path):
    """Annex A: contacts of six months, plans of the month (alone: its last day), no reviews."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    for month, taken in (("2015-03", "2015-04-05"), ("2015-04", "2015-05-05")):
        folder = raw / LA / month
        folder.mkdir(parents=True)
        (folder / "drop.yaml").write_text(f"extracted_at: {taken}\nsynthetic: true\n")
        write_book(folder / "book.xlsx", sound_sheets(1, 7, 8))
        land_drop(raw, warehouse, LA, month)
    for last, contacts_from, plans_from in (
        ("2015-03", date(2014, 10, 6), date(2015, 3, 31)),
        ("2015-04", date(2014, 10, 6), date(2015, 3, 31)),
    ):
        rows = {r.table_name: r for r in coverage(landed_drops(warehouse, LA, last))}
        assert rows["contacts"].complete_from == contacts_from
        assert rows["cp_plans"].complete_from == plans_from
        reviews = rows["cp_reviews"]
        assert reviews.complete_from is not None and reviews.complete_to is not None
        assert reviews.complete_from > reviews.complete_to
        assert not rows["cin_episodes"].is_sent


def test_a_month_left_out_begins_the_claim_again_and_a_full_extract_lends_its_start(
    tmp_path: Path,
):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"

    def drop(month: str, taken: str, full: bool = False) -> None:
        if full:
            said = f"extracted_at: {taken}\nsynthetic: true\nhistory_from: 2010-04-01\n"
            write_drop(raw, month, {"cp_plans": [PLAN], "person": people(1)}, said)
        else:
            folder = raw / LA / month
            folder.mkdir(parents=True)
            (folder / "drop.yaml").write_text(f"extracted_at: {taken}\nsynthetic: true\n")
            write_book(folder / "book.xlsx", sound_sheets(7))
        land_drop(raw, warehouse, LA, month)

    def plans_from(last: str) -> date | None:
        rows = coverage(landed_drops(warehouse, LA, last))
        return next(row.complete_from for row in rows if row.table_name == "cp_plans")

    drop("2015-01", "2015-02-02", full=True)
    drop("2015-02", "2015-03-05")
    assert plans_from("2015-02") == date(2010, 4, 1)
    drop("2015-04", "2015-05-05")
    assert plans_from("2015-04") == date(2015, 4, 30)


PLAN = {
    "cp_plan_id": "P1",
    "source_person_id": "1",
    "cp_plan_start_date": "2014-01-05",
    "cp_plan_initial_category": "NEG",
    "cp_plan_latest_category": "NEG",
}
