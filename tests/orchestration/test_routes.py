"""The command line and Dagster publish the same figures, and Dagster keeps no record of a child."""

from pathlib import Path

import duckdb

from pipelines.publish import ledger
from pipelines.settings import Paths
from tests.orchestration.conftest import LA, MONTH

FIGURES = (
    "select kpi_id, coalesce(variant, ''), basis, period_end, level, member_key, "
    "coalesce(category, ''), numerator, denominator, value, value_rounded, value_display, status, "
    "ci_lower, ci_upper, signal from warehouse.marts.kpi_value order by all"
)


def figures(paths: Paths) -> list[tuple[object, ...]]:
    made = ledger.find(paths.warehouse, LA, MONTH)
    con = duckdb.connect(":memory:")
    con.execute(f"attach '{made.database()}' as warehouse (read_only)")
    return con.execute(FIGURES).fetchall()


def test_both_routes_publish_identical_values(routes: tuple[Paths, Paths]) -> None:
    first, second = (figures(paths) for paths in routes)
    assert len(first) > 1000
    assert first == second


def test_both_routes_write_the_same_ledger_entry(routes: tuple[Paths, Paths]) -> None:
    made = [ledger.find(paths.warehouse, LA, MONTH) for paths in routes]
    assert made[0].publication_id == made[1].publication_id
    assert made[0].manifest["counts"] == made[1].manifest["counts"]
    assert made[0].inputs_hash == made[1].inputs_hash


def test_dagster_stores_lie_under_the_warehouse(routes: tuple[Paths, Paths]) -> None:
    home = routes[1].home
    inside = {path.name for path in home.iterdir()}
    assert inside <= {"raw", "warehouse", "settings"}


def test_no_scratch_database_stays(routes: tuple[Paths, Paths]) -> None:
    for paths in routes:
        left: list[Path] = list(paths.of_la(LA).glob("build/*/build.duckdb"))
        assert left == []
