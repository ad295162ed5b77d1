"""A KPI's header says of every version after the first when it came and what it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import WrongUse
from pipelines.models.definitions import version_log
from pipelines.models.kpi_header import KpiHeader, parse_header

FILE = Path("made_up_pct.sql")
HEADER = """/* kpi
name: Made-up share
domain: assessments
definition: A share made up for a test of headers.
clock: none
source: test
comparator: none published
caveats: none
version: {version}
headline: IM
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM]
record: cin_assessments
{log}*/
select 1
"""
SECOND = "  - {version: 2, changed_on: 2015-05-01, what: One day less is in time.}\n"
THIRD = "  - {version: 3, changed_on: 2015-04-01, what: Two days less are in time.}\n"


def parsed(version: int, entries: str = "") -> KpiHeader:
    log = f"log:\n{entries}" if entries else ""
    return parse_header(HEADER.format(version=version, log=log), FILE)


def test_a_first_version_needs_no_log_and_a_second_one_entry() -> None:
    assert version_log(parsed(1)) == "1: first definition"
    said = "1: first definition; 2 (01/05/2015): One day less is in time."
    assert version_log(parsed(2, SECOND)) == said


@pytest.mark.parametrize(
    ("version", "entries", "words"),
    [
        (2, "", "one entry for each version"),
        (1, SECOND, "one entry for each version"),
        (3, SECOND, "one entry for each version"),
        (3, SECOND + THIRD, "in the order of their dates"),
    ],
)
def test_a_log_with_a_gap_is_refused(version: int, entries: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        parsed(version, entries)
