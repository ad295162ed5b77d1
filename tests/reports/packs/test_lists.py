"""Each list holds what a manager can act on: a day either side of every limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipelines.reports.marts import opened
from pipelines.reports.packs.lists import TeamLists, read_lists
from pipelines.reports.packs.words import handed_words
from pipelines.reports.rows_behind import make_rows_behind, rows_csv, rows_to_look_at

BEFORE, END = date(2015, 3, 31), date(2015, 4, 30)


@pytest.fixture(scope="module")
def lists(packed: Path) -> Iterator[TeamLists]:
    with opened(packed) as con:
        make_rows_behind(con, END)
        yield read_lists(con, BEFORE, END)["T1"]


def test_children_without_a_worker_come_longest_first_and_the_others_not_at_all(
    lists: TeamLists,
) -> None:
    assert lists.unheld is not None
    assert [row["person_key"] for row in lists.unheld] == ["p4", "p2", "p1"]


def test_lateness_at_handover_is_told_apart(lists: TeamLists) -> None:
    assert lists.handed is not None
    said = [(row["record_key"], row["worker_id"], handed_words(row)) for row in lists.handed]
    assert said == [
        ("a1", "T1W1", "Handed on in between"),
        ("a1", "T1W2", "Already late when taken over"),
        ("a5", "T1W1", "✖ Open and late"),
    ]


def test_work_a_year_late_or_without_a_date_is_a_record_to_fix(lists: TeamLists) -> None:
    assert lists.fix is not None
    told = {(row["due_date"], row["what"].split(":")[0]) for row in lists.fix}
    assert (date(2014, 4, 30), "Over a year late") in told
    assert (None, "No due date can be worked out") in told
    assert date(2014, 5, 1) not in {when for when, _ in told}


def test_what_the_funnel_says_and_what_moved(lists: TeamLists) -> None:
    assert lists.chance == {"assessment_45wd_pct": "worse"}
    assert lists.moved is not None
    assert [row["cause"] for row in lists.moved] == ["1 added"]


def test_a_list_that_was_never_published_is_not_an_empty_one(publication_folder: Path) -> None:
    with opened(publication_folder / "kpi.duckdb") as con:
        make_rows_behind(con, END)
        own = read_lists(con, BEFORE, END)["T1"]
    assert own.ahead is None
    assert own.unheld is None
    assert own.chance is None
    assert own.fix is not None


def test_a_team_without_rows_has_empty_lists(packed: Path) -> None:
    with opened(packed) as con:
        make_rows_behind(con, END)
        own = read_lists(con, BEFORE, END)["no such team"]
    assert own.ahead == []
    assert own.chance == {}


def test_rows_come_in_the_same_order_however_they_were_stored(packed: Path) -> None:
    with opened(packed) as con:
        make_rows_behind(con, END)
        first = rows_csv(con, "T1"), rows_to_look_at(con, "T1")
        con.execute(
            "create or replace table memory.main.rows_behind as"
            " select * from memory.main.rows_behind order by hash(rowid)"
        )
        assert (rows_csv(con, "T1"), rows_to_look_at(con, "T1")) == first
