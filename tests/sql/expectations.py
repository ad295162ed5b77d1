"""What a golden case expects, compared with what a build made.

Belongs here: the comparison of cohort rows and figures. Does not belong here: making them
(golden), the cases (tests/sql/kpi).
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from pipelines.models.discover import COHORT_WRITTEN
from pipelines.settings import SQL_ROOT
from tests.sql.golden import Build, plain

# named in an expectation but no column that selects the figure
ANSWERS = {"numerator", "denominator", "value", "value_rounded", "value_display", "status"}


CONTRACT = ("cohort_contract", "cohort_key_unique")


def check_contract(build: Build) -> None:
    """The KPI's rows are such as the gate lets through: no null in a numerator, a key, ..."""
    if build.kpi.layer != "kpi":
        return
    build.make(build.models()[COHORT_WRITTEN])
    for name in CONTRACT:
        assert build.rows(_check(name)) == [], name


@cache
def _check(name: str) -> str:
    return (SQL_ROOT / "checks" / f"{name}.sql").read_text(encoding="utf-8")


def check_cohort(build: Build, expected: list[dict[str, Any]]) -> None:
    """The KPI's cohort is exactly the rows expected, in the columns they name."""
    table = build.kpi.name
    if not expected:
        assert build.rows(f"select * from {table}") == []
        return
    names = list(expected[0])
    found = build.rows(f"select {', '.join(names)} from {table}")
    wanted = [{name: plain(row.get(name)) for name in names} for row in expected]
    assert _sorted(found) == _sorted(wanted)


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    plain_rows = [{name: plain(value) for name, value in row.items()} for row in rows]
    return sorted(plain_rows, key=lambda row: [str(value) for value in row.values()])


def check_value(build: Build, expected: dict[str, Any]) -> None:
    """One figure of the KPI is as expected; the authority's whole unless said otherwise."""
    which = {"level": "authority", "category": None} | {
        name: value for name, value in expected.items() if name not in ANSWERS
    }
    where = " and ".join(f"{name} is not distinct from ?" for name in which)
    found = build.rows(
        f"select * from marts.kpi_value where file_stem = ? and {where}",
        [build.file_stem, *which.values()],
    )
    assert len(found) == 1, f"{len(found)} figures for {which}"
    for name in ANSWERS & set(expected):
        _same(name, found[0][name], expected[name], which)


def _same(name: str, found: Any, wanted: Any, which: dict[str, Any]) -> None:
    if name == "value" and wanted is not None and found is not None:
        # cases print a value with as many places as they mean
        places = -int(Decimal(str(wanted)).as_tuple().exponent)
        assert abs(Decimal(found) - Decimal(str(wanted))) <= Decimal(5) / 10 ** (places + 1), which
        return
    assert plain(found) == plain(wanted), f"{name} of {which}"
