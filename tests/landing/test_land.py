"""Revisions: what lands, when a new one is made, what survives a kill, who may read it."""

import json
import stat
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.errors import DataProblem
from pipelines.landing import land as landing
from pipelines.landing.land import land_drop
from pipelines.landing.store import landed_drops, read_rejections, rejection_counts
from tests.landing.small_drop import LA, contacts, people, spoil, write_drop, write_table


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "raw", tmp_path / "warehouse"


def test_a_drop_lands_with_types_origin_and_account(places: tuple[Path, Path]):
    raw, warehouse = places
    write_drop(raw)
    landed = land_drop(raw, warehouse, LA, "2015-03")
    assert landed.is_new
    assert landed.holds == []
    rows = pq.read_table(landed.drop.table_path("contacts"))
    first = rows.slice(0, 1).to_pylist()[0]
    assert first["contact_date"] == date(2015, 3, 2)
    assert (first["la_code"], first["source_file"]) == (LA, "ssd_contacts.csv")
    assert rows["source_row"].to_pylist() == list(range(2, 102))
    assert first["contact_team_id"] is None
    entry = landed.manifest.tables["contacts"]
    assert (entry.rows_read, entry.rows_loaded, entry.rows_rejected) == (100, 100, 0)
    assert (entry.min_date, entry.max_date) == (date(2015, 3, 1), date(2015, 3, 28))
    assert "contact_team_id" in entry.missing_columns
    assert [one.kind for one in entry.scopes] == ["all"]


def test_the_same_content_is_no_new_revision_and_other_content_is(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw)
    first = land_drop(raw, warehouse, LA, "2015-03")
    again = land_drop(raw, warehouse, LA, "2015-03")
    assert (again.is_new, again.drop.revision, again.messages) == (False, 1, [])
    write_table(folder, "contacts", contacts(101))
    third = land_drop(raw, warehouse, LA, "2015-03")
    assert (third.is_new, third.drop.revision) == (True, 2)
    assert first.drop.table_path("contacts").exists()
    spoil(folder / "drop.yaml", lambda text: text + "note: seen\n")
    assert land_drop(raw, warehouse, LA, "2015-03").drop.revision == 3


def test_going_back_to_earlier_content_is_a_new_revision(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw)
    land_drop(raw, warehouse, LA, "2015-03")
    for count in (101, 100):
        write_table(folder, "contacts", contacts(count))
        landed = land_drop(raw, warehouse, LA, "2015-03")
    assert landed.drop.revision == 3


def test_drops_are_numbered_by_month_and_read_up_to_one(places: tuple[Path, Path]):
    raw, warehouse = places
    for month in ("2015-03", "2015-05", "2015-04"):
        write_drop(raw, month)
        land_drop(raw, warehouse, LA, month)
    found = [(drop.month, drop.drop_no) for drop in landed_drops(warehouse, LA, "2015-04")]
    assert found == [("2015-03", 1), ("2015-04", 2)]


def test_a_killed_run_leaves_nothing_that_counts(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    raw, warehouse = places
    write_drop(raw)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(landing, "prove_written", killed)
        with pytest.raises(KeyboardInterrupt):
            land_drop(raw, warehouse, LA, "2015-03")
    month = warehouse / LA / "landing" / "2015-03"
    assert [path.name[:3] for path in month.iterdir()] == [".r1"]
    assert landed_drops(warehouse, LA, "2015-03") == []
    assert land_drop(raw, warehouse, LA, "2015-03").drop.revision == 1
    assert [path.name for path in month.iterdir()] == ["r1"]


def test_only_the_owner_can_read_landing(places: tuple[Path, Path]):
    raw, warehouse = places
    write_drop(raw)
    land_drop(raw, warehouse, LA, "2015-03")
    for path in warehouse.rglob("*"):
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path.name


def test_rejected_rows_are_kept_with_rule_line_and_content(places: tuple[Path, Path]):
    raw, warehouse = places
    rows = contacts(60)
    rows[4] |= {"contact_date": "31/02/2015", "source_person_id": ""}
    write_drop(raw, tables={"contacts": rows})
    landed = land_drop(raw, warehouse, LA, "2015-03")
    entry = landed.manifest.tables["contacts"]
    assert (entry.rows_read, entry.rows_loaded, entry.rows_rejected) == (60, 59, 1)
    assert entry.rejected_by_rule == {"date_impossible": 1, "required_blank": 1}
    rejected = list(read_rejections(landed.drop, "contacts", ["source_row", "rule", "row_json"]))
    assert {row["source_row"] for row in rejected} == {6}
    assert json.loads(rejected[0]["row_json"])["contact_date"] == "31/02/2015"
    counts = rejection_counts(landed_drops(warehouse, LA, "2015-03"))
    assert {(one.rule, one.rows_count) for one in counts} == {
        ("date_impossible", 1),
        ("required_blank", 1),
    }


def test_every_problem_is_said_at_once_and_nothing_is_landed(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw, said="kind: partly\ntables: [person]\n")
    (folder / "ssd_contacts.csv").write_text("")
    spoil(folder / "ssd_cin_episodes.csv", lambda text: text[:-5])
    (folder / "ssd_person.csv").rename(folder / "ssd_persons.csv")
    with pytest.raises(DataProblem) as refused:
        land_drop(raw, warehouse, LA, "2015-03")
    text = str(refused.value)
    assert "3 problems" in text
    for part in ("`kind`", "ssd_contacts.csv: the file is empty", "looks cut off"):
        assert part in text
    assert landed_drops(warehouse, LA, "2015-03") == []


def test_a_promised_table_that_is_missing_is_named_with_its_likely_file(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw, said="tables: [contacts, person]\n")
    (folder / "ssd_person.csv").rename(folder / "ssd_persons.csv")
    assert "person" in land_drop(raw, warehouse, LA, "2015-03").manifest.tables  # by its header
    spoil(folder / "ssd_persons.csv", lambda text: text.replace("pers_person_id", "person"))
    with pytest.raises(DataProblem, match=r"ssd_person\.csv .* promises it;.*ssd_persons\.csv"):
        land_drop(raw, warehouse, LA, "2015-03")


def test_an_empty_folder_and_one_without_tables_are_refused(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw, tables={})
    with pytest.raises(DataProblem, match="the folder is empty"):
        land_drop(raw, warehouse, LA, "2015-03")
    (folder / "notes.txt").write_text("hello")
    with pytest.raises(DataProblem, match="no file is in a format known here"):
        land_drop(raw, warehouse, LA, "2015-03")


def test_real_and_synthetic_records_never_share_a_warehouse(places: tuple[Path, Path]):
    raw, warehouse = places
    write_drop(raw)
    land_drop(raw, warehouse, LA, "2015-03")
    folder = write_drop(raw, "2015-04")
    spoil(folder / "drop.yaml", lambda text: text.replace("synthetic: true", "synthetic: false"))
    with pytest.raises(DataProblem, match="use another warehouse"):
        land_drop(raw, warehouse, LA, "2015-04")


def test_a_row_count_in_drop_yaml_proves_the_file_is_whole(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw, said="rows: {person: 100}\n")
    land_drop(raw, warehouse, LA, "2015-03")
    write_table(folder, "person", people(99))
    with pytest.raises(DataProblem, match=r"99 rows, but drop\.yaml says 100"):
        land_drop(raw, warehouse, LA, "2015-03")


def test_what_was_inferred_or_ignored_is_told(places: tuple[Path, Path]):
    raw, warehouse = places
    folder = write_drop(raw, said="")
    (folder / "our_own.csv").write_text("a,b\n1,2\n")
    messages = "\n".join(land_drop(raw, warehouse, LA, "2015-03").messages)
    assert "ssd_person.csv: taken as Standard Safeguarding Dataset, table person" in messages
    assert "landed 2015-03_r1: 3 tables, 300 rows read, 0 rejected" in messages
    assert "taken as extracted_at" in messages
    assert "our_own.csv: this is in no format known here" in messages
