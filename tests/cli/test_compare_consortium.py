"""``kpi show --compare``: the month that other members of a consortium have released."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.cli.compare import consortium


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(
        "create table kpi_catalogue as select 'k' as kpi_id, cast(null as varchar) as variant, "
        "'R12' as headline_basis, 'd' as domain"
    )
    made.execute(
        "create table kpi_consortium (kpi_id varchar, basis varchar, period_end date, "
        "value_rounded decimal(18, 1), status varchar, member_count integer, "
        "member_mean decimal(18, 4), neighbour_count integer, neighbour_mean decimal(18, 4))"
    )
    for basis, end, value in (("R12", "2015-04-30", 40), ("R12", "2015-05-31", 41)):
        made.execute(
            "insert into kpi_consortium values ('k', ?, ?, ?, 'ok', 9, 44.5, 5, null)",
            [basis, end, value],
        )
    made.execute(
        "insert into kpi_consortium values ('k', 'SNAP', '2015-05-31', 7, 'ok', 9, 8, 9, 8)"
    )
    return made


def test_the_newest_month_stands_beside_our_figure_of_that_month(
    con: duckdb.DuckDBPyConnection,
) -> None:
    ours, near, members = consortium(con, "2015-06", "k", None)
    assert ours[:5] == ("k", None, "council, that month", "R12 to 2015-05-31", 41)
    assert (near[2], near[4]) == ("consortium, neighbours' mean", None)
    assert near[-1] == "5 authorities: no average below six"
    assert (members[2], float(str(members[4]))) == ("consortium, members' mean", 44.5)
    assert members[-1] == "9 authorities, rounded to five before they shared it"


def test_a_later_month_is_not_told_of_an_earlier_one(con: duckdb.DuckDBPyConnection) -> None:
    assert consortium(con, "2015-04", None, "d")[0][3] == "R12 to 2015-04-30"
    assert consortium(con, "2015-03", None, None) == []
    assert consortium(con, "2015-06", None, "other") == []
