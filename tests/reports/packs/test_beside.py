"""Packs written by a second process are those the first would have written; its end is no harm."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import DataProblem
from pipelines.reports import beside


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_packs_by_another_process(packed: Path, tmp_path: Path) -> None:
    helper = beside.start()
    try:
        helper.ask(packed, tmp_path / "reports")
        assert helper.written()
    finally:
        helper.stop()
    own = contents(packed.parent / "reports" / "teams")
    assert own
    assert contents(tmp_path / "reports" / "teams") == own


def test_a_problem_of_the_data_is_told_in_its_own_words(tmp_path: Path) -> None:
    helper = beside.start()
    try:
        helper.ask(tmp_path / "nothing.duckdb", tmp_path / "reports")
        with pytest.raises(DataProblem, match=r"nothing.duckdb is not in the publication folder"):
            helper.written()
    finally:
        helper.stop()


def test_an_error_ends_it_and_leaves_the_packs_to_the_caller(packed: Path, tmp_path: Path) -> None:
    broken = shutil.copyfile(packed, tmp_path / "broken.duckdb")
    with duckdb.connect(str(broken)) as con:
        con.execute("drop table marts.team")
    helper = beside.start()
    helper.ask(broken, tmp_path / "reports")
    assert not helper.written()
    helper.stop()


def test_it_ends_when_the_run_that_started_it_is_gone(packed: Path, tmp_path: Path) -> None:
    helper = beside.start()
    helper.ask(packed, tmp_path / "reports")
    if helper.process.stdin is not None:
        helper.process.stdin.close()  # all that a killed run leaves of itself
    assert helper.process.wait(timeout=30) == 1, "it ended before its work was done"
    helper.stop()
