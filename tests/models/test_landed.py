"""The latest word on a record, over full and windowed drops (small Parquet files)."""

from datetime import date
from pathlib import Path

import duckdb

from pipelines.canonical.model import table_spec
from pipelines.models import landed, runner
from pipelines.sources.base import EVERYTHING, Scope

TABLE = "contacts"
Row = tuple[str, str]


def write(tmp_path: Path, drop_no: int, rows: list[Row], **window: date) -> landed.LandedFile:
    path = tmp_path / f"{drop_no}.parquet"
    values = ", ".join(
        f"('871', '{key}', 'p', date '{day}', 'f.csv', {n})" for n, (key, day) in enumerate(rows, 2)
    )
    empty = "select * from (values ('871', 'k', 'p', date '2015-01-01', 'f.csv', 1)) limit 0"
    duckdb.connect().execute(
        f"copy (select * from ({f'values {values}' if rows else empty}) as t(la_code, contact_id, "
        f"source_person_id, contact_date, source_file, source_row)) to '{path}' (format parquet)"
    )
    scope = EVERYTHING
    if window:
        scope = Scope("window", "contact_date", window["start"], window["end"])
    return landed.LandedFile(TABLE, drop_no, f"2015-0{drop_no}", path, [scope])


def latest(files: list[landed.LandedFile]) -> set[tuple[str, str, int]]:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_views(con, files)
    rows = con.execute(
        "select contact_id, strftime(contact_date, '%Y-%m-%d'), drop_no from landed.contacts"
    ).fetchall()
    return {(row[0], row[1], row[2]) for row in rows}


APRIL = {"start": date(2015, 4, 1), "end": date(2015, 4, 30)}


def test_a_full_drop_speaks_for_every_record(tmp_path: Path) -> None:
    first = write(tmp_path, 1, [("a", "2015-01-05"), ("b", "2015-01-06")])
    second = write(tmp_path, 2, [("a", "2015-01-07")])
    assert latest([first, second]) == {("a", "2015-01-07", 2)}


def test_an_empty_full_drop_withdraws_everything(tmp_path: Path) -> None:
    first = write(tmp_path, 1, [("a", "2015-01-05")])
    assert latest([first, write(tmp_path, 2, [])]) == set()


def test_a_window_changes_adds_and_withdraws_only_inside_it(tmp_path: Path) -> None:
    full = write(
        tmp_path, 1, [("old", "2015-01-05"), ("gone", "2015-04-01"), ("kept", "2015-04-30")]
    )
    window = write(tmp_path, 2, [("kept", "2015-04-29"), ("new", "2015-04-15")], **APRIL)
    assert latest([full, window]) == {
        ("old", "2015-01-05", 1),
        ("kept", "2015-04-29", 2),
        ("new", "2015-04-15", 2),
    }


def test_the_days_beside_a_window_are_outside_it(tmp_path: Path) -> None:
    full = write(tmp_path, 1, [("before", "2015-03-31"), ("after", "2015-05-01")])
    kept = {("before", "2015-03-31", 1), ("after", "2015-05-01", 1)}
    assert latest([full, write(tmp_path, 2, [], **APRIL)]) == kept


def test_a_record_comes_back_after_withdrawal(tmp_path: Path) -> None:
    full = write(tmp_path, 1, [("a", "2015-04-10")])
    away = write(tmp_path, 2, [], **APRIL)
    back = write(tmp_path, 3, [("a", "2015-04-10")], **APRIL)
    assert latest([full, away, back]) == {("a", "2015-04-10", 3)}


def test_a_later_full_drop_forgets_earlier_windows(tmp_path: Path) -> None:
    window = write(tmp_path, 1, [("a", "2015-04-10")], **APRIL)
    full = write(tmp_path, 2, [("b", "2015-04-11")])
    assert latest([window, full]) == {("b", "2015-04-11", 2)}


def test_every_canonical_table_is_there_even_if_never_sent(tmp_path: Path) -> None:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_views(con, [])
    names = {column.name for column in table_spec("posts").columns}
    found = {row[0] for row in con.execute("describe landed.posts").fetchall()}
    assert names <= found
    for name in ("posts", "care_leavers", "care_leavers__by_drop"):
        assert runner.count_rows(con, f"landed.{name}") == 0


def test_a_table_that_is_overwritten_keeps_every_drops_word(tmp_path: Path) -> None:
    files = []
    for number, in_touch in ((1, "YES"), (2, "NO")):
        path = tmp_path / f"leavers{number}.parquet"
        duckdb.connect().execute(
            f"copy (select '871' as la_code, 'k1' as table_id, 'p1' as source_person_id, "
            f"'{in_touch}' as care_leaver_in_touch, 'f.csv' as source_file, 2 as source_row) "
            f"to '{path}' (format parquet)"
        )
        month = f"2015-0{number}"
        files.append(landed.LandedFile("care_leavers", number, month, path, [EVERYTHING]))
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_views(con, files)
    query = "select drop_month, care_leaver_in_touch from landed.{} order by 1"
    assert con.execute(query.format("care_leavers")).fetchall() == [("2015-02", "NO")]
    assert con.execute(query.format("care_leavers__by_drop")).fetchall() == [
        ("2015-01", "YES"),
        ("2015-02", "NO"),
    ]
