"""The attack on the public file finds what it should, and nothing in what the rules leave."""

from __future__ import annotations

from datetime import date

import duckdb

from benchmarks.suppression_attack import SELECT, leaks
from tests.publish.small_build import publish_month

APRIL, MAY = date(2015, 4, 30), date(2015, 5, 31)


def cell(category, basis, end, count):
    status = "suppressed" if count is None else "ok"
    return ("k", None, category, basis, end, count, status)


def test_a_single_hidden_category_is_found():
    rows = [
        cell(None, "SNAP", MAY, 20),
        cell("a", "SNAP", MAY, None),
        cell("b", "SNAP", MAY, 17),
    ]
    assert leaks(rows) == {("k", None, "a", "SNAP", MAY): (3, 3)}


def test_a_month_is_found_from_two_years_to_date():
    rows = [
        cell(None, "YTD", APRIL, 9),
        cell(None, "YTD", MAY, 11),
        cell(None, "IM", APRIL, None),
        cell(None, "IM", MAY, None),
    ]
    assert set(leaks(rows).values()) == {(9, 9), (2, 2)}


def test_two_hidden_categories_are_not_found():
    rows = [
        cell(None, "SNAP", MAY, 30),
        cell("a", "SNAP", MAY, None),
        cell("b", "SNAP", MAY, None),
        cell("c", "SNAP", MAY, 10),
    ]
    assert leaks(rows) == {}


def test_the_rules_leave_nothing_to_find(tmp_path):
    figures = []
    for end, counts in ((APRIL, (3, 20, 40)), (MAY, (0, 40, 15))):
        figures += [("kinds_share", None, basis, end, sum(counts), None) for basis in ("IM",)]
        figures += [
            ("kinds_share", name, "IM", end, n, sum(counts))
            for name, n in zip("abc", counts, strict=True)
        ]
    made = publish_month(tmp_path, "2015-05", figures=figures).publication
    con = duckdb.connect(str(made.database("kpi_public.duckdb")), read_only=True)
    rows = con.execute(SELECT).fetchall()
    con.close()
    assert any(row[-1] == "suppressed" for row in rows)
    assert leaks(rows) == {}
