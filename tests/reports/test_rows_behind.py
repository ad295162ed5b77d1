"""The rows behind figures as CSV: what any reader of CSV gets back, and nothing a sheet would run.

Which rows there are, and their order, is tested with the lists (packs/test_lists).
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from pipelines.reports.rows_behind import rows_csv
from pipelines.reports.styles import safe_text

TEXTS = [
    "plain", "with, comma", 'with "quotes"', "two\nlines", "two\r\nlines", "=1+1", "+44", "-", "@x",
    "=", "\ttab", '="a,b"', "", "Zoë £5", "it's", None,
]  # fmt: skip


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(":memory:")
    con.execute(
        "create table memory.main.rows_behind (team_id varchar, domain varchar, measure varchar,"
        " basis varchar, period_end date, child_id varchar, date date, worker_id varchar,"
        " category varchar, numerator decimal(18, 4), denominator decimal(18, 4), outcome varchar,"
        " is_latest_month boolean, days_over integer, source_file varchar, source_row bigint)"
    )
    return con


def add(con: duckdb.DuckDBPyConnection, text: str | None, row: int) -> None:
    con.execute(
        "insert into memory.main.rows_behind values ('T1', 'd', 'm', 'R12', ?, ?, ?, ?, ?, ?, ?,"
        " 'met', true, ?, ?, ?)",
        [date(2015, 4, 30), text, None if text is None else date(2015, 4, row + 1), text, text,
         Decimal("1.5"), None, None if row % 2 else row, text, row],
    )  # fmt: skip


def test_every_text_comes_back_as_it_was_and_safe(con: duckdb.DuckDBPyConnection) -> None:
    for row, text in enumerate(TEXTS):
        add(con, text, row)
    read = list(csv.reader(io.StringIO(rows_csv(con, "T1"), newline="")))
    assert read[0][:4] == ["measure", "basis", "period_end", "child_id"]
    found = {int(line[12]): line for line in read[1:]}
    assert len(found) == len(TEXTS)
    for row, text in enumerate(TEXTS):
        said = "" if text is None else safe_text(text)
        day = "" if text is None else f"2015-04-{row + 1:02}"
        over = "" if row % 2 else str(row)
        expected = ["m", "R12", "2015-04-30", said, day, said, said, "1.5000", "", "met", over]
        assert found[row] == [*expected, said, str(row)]


def test_the_lines_are_those_of_the_standard_writer(con: duckdb.DuckDBPyConnection) -> None:
    for row, text in enumerate(TEXTS):
        add(con, text, row)
    made = rows_csv(con, "T1")
    again = io.StringIO()
    csv.writer(again, lineterminator="\r\n").writerows(csv.reader(io.StringIO(made, newline="")))
    assert made == again.getvalue()


def test_a_team_without_rows_has_its_headings(con: duckdb.DuckDBPyConnection) -> None:
    text = rows_csv(con, "nobody")
    assert text.startswith("measure,basis,")
    assert text.count("\r\n") == 1
