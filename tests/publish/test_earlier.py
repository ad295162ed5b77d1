"""What earlier publications said, and how their records were landed, is read back right."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.landing.store import Manifest
from pipelines.models import landed, runner, seeds
from pipelines.publish import earlier_records, first_published
from pipelines.publish.inputs import Inputs, LandingRevision
from pipelines.publish.release import release
from pipelines.sources.base import EVERYTHING
from tests.publish.small_build import LA, publish_month

MARCH, APRIL, MAY = date(2015, 3, 31), date(2015, 4, 30), date(2015, 5, 31)


def said(rows):
    return {
        (row["kpi_id"], row["period_end"]): (int(row["numerator"]), row["publication_id"])
        for row in rows
    }


@pytest.fixture
def three_months(tmp_path):
    publish_month(tmp_path, "2015-03", figures=[("open_count", None, "SNAP", MARCH, 30, None)])
    publish_month(
        tmp_path,
        "2015-04",
        figures=[
            ("open_count", None, "SNAP", MARCH, 31, None),
            ("open_count", None, "SNAP", APRIL, 40, None),
            # a figure of an old month that no earlier publication holds
            ("open_rate", None, "SNAP", MARCH, 10, None),
        ],
    )
    publish_month(
        tmp_path,
        "2015-05",
        figures=[
            ("open_count", None, "SNAP", MARCH, 32, None),
            ("open_count", None, "SNAP", APRIL, 41, None),
            ("open_count", None, "SNAP", MAY, 50, None),
        ],
    )
    return tmp_path


def test_the_earliest_month_that_holds_a_figure_counts(three_months):
    march, april, may = (f"{LA}_2015-0{n}_1" for n in (3, 4, 5))
    found = said(first_published.rows(three_months, LA, "2015-06"))
    assert found == {
        ("open_count", MARCH): (30, march),
        ("open_count", APRIL): (40, april),
        ("open_rate", MARCH): (10, april),
        ("open_count", MAY): (50, may),
    }


def test_later_months_never_count(three_months):
    found = said(first_published.rows(three_months, LA, "2015-03"))
    assert found == {("open_count", MARCH): (30, f"{LA}_2015-03_1")}


def test_the_first_final_stands_before_the_first_draft(three_months):
    publish_month(
        three_months,
        "2015-03",
        2,
        "two",
        figures=[("open_count", None, "SNAP", MARCH, 33, None)],
    )
    assert said(first_published.rows(three_months, LA, "2015-04"))[("open_count", MARCH)][0] == 30
    release(three_months, LA, "2015-03", "A Manager")
    found = said(first_published.rows(three_months, LA, "2015-04"))
    assert found[("open_count", MARCH)] == (33, f"{LA}_2015-03_2")


def land(warehouse: Path, month: str, contacts: list[tuple], merges: list[tuple] = ()) -> None:
    """One full revision with the two tables, as landing would write it."""
    folder = warehouse / LA / "landing" / month / "r1"
    folder.mkdir(parents=True)
    con = duckdb.connect(":memory:")
    con.execute("create schema landed")
    landed.create_empty(con)
    entries = {}
    for table, columns, rows in (
        ("contacts", "contact_id, source_person_id, contact_date, contact_decision_date", contacts),
        ("person_merges", "source_person_id, survivor_person_id, merged_date", merges),
    ):
        for number, row in enumerate(rows, start=2):
            places = ", ".join("?" * len(row))
            con.execute(
                f"insert into landed.{table} (la_code, source_file, source_row, {columns})"
                f" values ('{LA}', '{table}.csv', {number}, {places})",
                row,
            )
        file = folder / f"{table}.parquet"
        con.execute(
            f"copy (select * exclude (drop_month, drop_no) from landed.{table}) to '{file}'"
        )
        entries[table] = {
            "file": f"{table}.csv",
            "sha256": month + table,
            "rows_read": len(rows),
            "rows_loaded": len(rows),
            "rows_rejected": 0,
            "rejected_by_rule": {},
            "missing_columns": [],
            "extra_columns": [],
            "min_date": None,
            "max_date": None,
            "scope": {"kind": "all"},
        }
    manifest = {
        "la_code": LA,
        "month": month,
        "revision": 1,
        "layout_version": "1",
        "source_format": "ssd",
        "kind": "full",
        "window": None,
        "extracted_at": datetime(2015, 7, 6),
        "synthetic": True,
        "history_from": None,
        "history_from_by_table": {},
        "content_hash": "one",
        "landed_at": datetime(2015, 7, 6),
        "tables": entries,
        "problems": [],
        "holds": [],
        "compared_with": None,
    }
    text = Manifest.model_validate(manifest).model_dump_json()
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def test_every_way_a_record_can_change_is_told_apart(tmp_path):
    early, late_day = date(2015, 4, 10), date(2015, 7, 20)
    then = [
        ("same", "p1", early, None),
        ("corrected", "p2", early, None),
        ("filled_late", "p3", early, None),
        ("filled_later", "p4", early, None),
        ("withdrawn", "p5", early, None),
    ]
    now = [
        ("same", "p1", early, None),
        ("corrected", "p2", date(2015, 4, 11), None),
        ("filled_late", "p3", early, date(2015, 7, 6)),  # the day of the extract is not after it
        ("filled_later", "p4", early, late_day),
        ("added", "p6", early, None),
    ]
    land(tmp_path, "2015-04", then)
    land(tmp_path, "2015-05", now, [("p2", "p1", late_day)])
    made = publish_month(tmp_path, "2015-04").publication
    landing = (LandingRevision("2015-04", 1, "one"), LandingRevision("2015-05", 1, "one"))
    inputs = Inputs(LA, "2015-05", landing, "other sql", "settings", "reference", "code", "")
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    dependency = {"file_stem": "timely_pct", "kpi_id": "timely_pct", "table_name": "contacts"}
    seeds.insert(con, "kpi_dependency", [dependency])
    folder = tmp_path / LA / "landing" / "2015-05" / "r1"
    files = [
        landed.LandedFile(table, 2, "2015-05", folder / f"{table}.parquet", [EVERYTHING])
        for table in ("contacts", "person_merges")
    ]
    landed.create_views(con, files)
    assert earlier_records.load(con, tmp_path, inputs) == 1
    changes = con.execute(
        "select table_name, record_id, change, related_person_id from seed.record_change"
    ).fetchall()
    assert set(changes) == {
        ("contacts", "corrected", "corrected", None),
        ("contacts", "filled_late", "late", None),
        ("contacts", "filled_later", "later", None),
        ("contacts", "withdrawn", "withdrawn", None),
        ("contacts", "added", "added", None),
        ("person_merges", "p2", "added", "p1"),
    }
    publications = con.execute(
        "select publication_id, definition_changed, setting_changed, records_kept"
        " from seed.earlier_publication"
    ).fetchall()
    # the small build's rows lack the columns a comparison needs
    assert publications == [(made.publication_id, True, False, False)]


def test_old_rows_come_back_under_their_ids(tmp_path):
    made = publish_month(tmp_path, "2015-04", whole_cohort=True).publication
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    landed.create_empty(con)
    inputs = Inputs(LA, "2015-05", (), "sql", "settings", "reference", "code", "")
    earlier_records.load(con, tmp_path, inputs)
    rows = con.execute(
        "select publication_id, person_id, record_id, month_end from seed.first_cohort order by 3"
    ).fetchall()
    assert len(rows) == 12
    assert rows[0] == (made.publication_id, "CHILD000", "CONTACT0", APRIL)
