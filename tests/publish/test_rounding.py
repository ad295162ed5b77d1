"""Rounding of the public tables, on top of hiding."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.publish.rounding import statements

COLUMNS = ["numerator", "denominator", "value", "value_rounded", "value_display", "ci_lower"]


def rounded(measure, *figure):
    con = duckdb.connect(":memory:")
    con.execute("create schema marts")
    con.execute(
        "create table marts.kpi_catalogue as select 'k' as kpi_id, null::varchar as "
        "variant, ? as measure",
        [measure],
    )
    con.execute(
        "create table marts.kpi_value (kpi_id varchar, variant varchar, "
        "category varchar, basis varchar, period_end date, numerator decimal(18, 4), "
        "denominator decimal(18, 4), value double, value_rounded decimal(18, 4), "
        "value_display varchar, ci_lower double)"
    )
    con.execute(
        "insert into marts.kpi_value values ('k', null, null, 'SNAP', '2015-05-31', "
        "?, ?, ?, ?, ?, 1.0)",
        list(figure),
    )
    for statement in statements("marts", 5, {"kpi_value": COLUMNS}):
        con.execute(statement)
    return con.execute(f"select {', '.join(COLUMNS)} from marts.kpi_value").fetchone()


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (6, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_counts_go_to_the_nearest_five(count, shown):
    said = rounded("count", count, None, count, count, str(count))
    assert (said[0], said[2], said[4], said[5]) == (shown, shown, str(shown), None)


def test_a_percentage_is_whole_and_of_unrounded_counts():
    assert rounded("percentage", 46, 52, 100 * 46 / 52, 88.5, "88.5")[:5] == (45, 50, 88, 88, "88")


def test_a_rate_gives_no_unrounded_count_back():
    # 203 of 39,560 children; 205 is what is shown, and what the rate is worked out from
    said = rounded("rate", 203, None, 10_000 * 203 / 39_560, 51.3, "51.3")
    assert (said[0], said[2], said[4]) == (205, 51.8, "51.8")


def test_a_hidden_figure_stays_blank():
    assert rounded("count", None, None, None, None, None)[:5] == (None,) * 5
