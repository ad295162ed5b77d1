"""A sample of the fuzz campaign (``python -m benchmarks.prove fuzz``): some files a format."""

import random

import pytest

from tests.fuzz.campaign import campaign, judge
from tests.fuzz.damaged import Damaged
from tests.fuzz.mutate import Rows, change_bytes, change_cells, change_shape
from tests.fuzz.subjects import SUBJECTS
from tests.sources.annex_a_book import sound_sheets, write_book

FILES = 15
KINDS = {"annex_a_xls": {"bytes"}, "annex_a_ods": {"bytes", "xml"}}


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_damaged_files_load_or_are_refused_in_plain_words(name: str):
    found = campaign(name, FILES, seed=1)
    assert found.faults == []
    assert sum(found.outcomes.values()) == FILES
    assert {kind for kind, _ in found.outcomes} >= KINDS.get(name, {"bytes", "cells", "shape"})


def test_a_lost_row_is_found(tmp_path):
    """The verdict can fail: a workbook with fewer rows than were put in is a fault."""
    sheets = sound_sheets(1)
    path = write_book(tmp_path / "book.xlsx", sheets)
    rows = [[*row] for row in sheets["List 1"]]
    assert judge(Damaged(path, "cells", {"List 1": rows})) == ("loaded", "")
    _, fault = judge(Damaged(path, "cells", {"List 1": [*rows, rows[1]]}))
    assert fault == "List 1: 2 rows, 1 met"


def test_damage_is_the_same_every_time():
    rows: Rows = [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    for change in (change_cells, change_shape):
        made = [change(random.Random(5), rows) for _ in range(2)]
        assert made[0] == made[1]
    assert change_bytes(random.Random(5), b"abc" * 50) == change_bytes(
        random.Random(5), b"abc" * 50
    )
