"""Records that several lists say in part: the last word on each column, and ends nobody saw."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.canonical.model import table_spec
from pipelines.landing.precedence import UNSAID
from pipelines.models import landed, runner
from pipelines.sources.base import Scope

SPEC = table_spec("cin_episodes")
NEW = ",close_date,close_reason,cin_primary_need_code,"  # what the list of referrals lacks
OPEN = ",referral_source_code,"  # what the list of open cases lacks


def said(key: str, child: str, day: str, lacks: str | None, **cells: object) -> dict[str, object]:
    """One row of a drop."""
    start = {"la_code": "871", "referral_id": key, "source_person_id": child, UNSAID: lacks}
    return start | {"referral_date": date.fromisoformat(day), **cells}


def drop(tmp_path: Path, number: int, rows: Sequence[dict[str, object]]) -> landed.LandedFile:
    """A workbook of a month of 2015: six months of referrals, each child's latest open case."""
    day = date(2015, number, 28)
    scopes = [
        Scope("window", "referral_date", date(2014, 9, 1), day),
        Scope(
            "open",
            "referral_date",
            date(2014, 9, 1),
            day,
            end_column="close_date",
            latest_per_person=True,
        ),
    ]
    fields = [("la_code", pa.string()), (UNSAID, pa.string()), ("source_file", pa.string())]
    dates = {column.name for column in SPEC.columns if column.type == "date"}
    fields += [(c.name, pa.date32() if c.name in dates else pa.string()) for c in SPEC.columns]
    fields += [("source_row", pa.int32())]
    path = tmp_path / f"{number}.parquet"
    pq.write_table(pa.Table.from_pylist(list(rows), schema=pa.schema(fields)), path)
    return landed.LandedFile("cin_episodes", number, f"2015-{number:02d}", path, scopes)


def words(files: Sequence[landed.LandedFile], *columns: str) -> dict[str, tuple[object, ...]]:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_views(con, files)
    found = con.execute(f"select referral_id, {', '.join(columns)} from landed.cin_episodes")
    return {row[0]: row[1:] for row in found.fetchall()}


def test_a_list_without_a_column_does_not_blank_it(tmp_path: Path) -> None:
    """The referral's source is in the list of referrals only; months later only the case is."""
    first = drop(tmp_path, 1, [said("r", "a", "2014-12-01", None, referral_source_code="6")])
    later = drop(tmp_path, 2, [said("r", "a", "2014-12-01", OPEN, cin_primary_need_code="N1")])
    columns = ("referral_source_code", "cin_primary_need_code")
    assert words([first, later], *columns) == {"r": ("6", "N1")}


def test_a_list_with_the_column_does_blank_it(tmp_path: Path) -> None:
    day = "2014-12-01"
    closed = said("r", "a", day, OPEN, close_date=date(2015, 1, 5), close_reason="RC7")
    again = said("r", "a", day, OPEN)
    files = [drop(tmp_path, 1, [closed]), drop(tmp_path, 2, [again])]
    assert words(files, "close_date", "close_reason") == {"r": (None, None)}


def test_what_something_ended_by_at_the_latest_counts_until_its_end_is_said(tmp_path: Path) -> None:
    day, by, end = "2014-12-01", date(2015, 2, 20), date(2015, 1, 7)
    known = drop(tmp_path, 1, [said("r", "a", day, OPEN, close_date=end)])
    guess = drop(tmp_path, 2, [said("r", "a", day, NEW, close_date=by)])
    assert words([known, guess], "close_date") == {"r": (end,)}
    still_open = drop(tmp_path, 1, [said("r", "a", day, OPEN)])
    assert words([still_open, guess], "close_date") == {"r": (by,)}
    seen_open_later = drop(tmp_path, 3, [said("r", "a", day, OPEN)])
    assert words([guess, seen_open_later], "close_date") == {"r": (None,)}


@pytest.mark.parametrize(
    ("begins", "expected"), [("2015-02-03", date(2015, 2, 3)), ("2014-07-01", None)]
)
def test_one_last_seen_open_and_then_replaced_ended_by_its_follower(
    tmp_path: Path, begins: str, expected: date | None
) -> None:
    """An earlier follower (a case entered late) does not end it."""
    old, new = said("old", "a", "2014-08-01", OPEN), said("new", "a", begins, OPEN)
    files = [drop(tmp_path, 1, [old]), drop(tmp_path, 2, [new])]
    found = words(files, "close_date", "close_reason", "drop_no")
    if expected is None:
        assert "old" not in found  # the child's latest, due and absent: withdrawn
    else:
        assert found["old"] == (expected, None, 1)
    assert found["new"] == (None, None, 2)


def test_a_referral_decided_at_once_ends_no_open_case(tmp_path: Path) -> None:
    """A row of the list of referrals says nothing of open cases."""
    case = said("case", "a", "2014-12-01", OPEN)
    nfa = said("nfa", "a", "2015-02-03", NEW, close_date=date(2015, 2, 3), referral_nfa="true")
    files = [drop(tmp_path, 1, [case]), drop(tmp_path, 2, [case, nfa]), drop(tmp_path, 3, [case])]
    assert words(files, "close_date")["case"] == (None,)
    # and the case is still its child's latest: absent from the next drop, it is withdrawn
    files.append(drop(tmp_path, 4, [said("z", "z", "2015-04-01", OPEN)]))
    assert "case" not in words(files, "close_date")


def test_the_view_has_no_column_more_than_its_table(tmp_path: Path) -> None:
    files = [drop(tmp_path, 1, [said("r", "a", "2014-12-01", OPEN)])]
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_views(con, files)
    one = [row[0] for row in con.execute("describe landed.cin_episodes").fetchall()]
    empty = duckdb.connect()
    empty.execute("create schema landed")
    landed.create_empty(empty)
    assert one == [row[0] for row in empty.execute("describe landed.cin_episodes").fetchall()]
