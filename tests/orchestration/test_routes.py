"""The command line and Dagster publish the same figures, and Dagster keeps no record of a child."""

from pathlib import Path

import duckdb

from pipelines.publish import ledger
from pipelines.settings import Paths
from tests.conftest import FIRST_MONTH, LA

FIGURES = (
    "select kpi_id, coalesce(variant, ''), basis, period_end, level, member_key, "
    "coalesce(category, ''), numerator, denominator, value, value_rounded, value_display, status, "
    "ci_lower, ci_upper, signal from warehouse.marts.kpi_value order by all"
)


def publication_of(paths: Paths) -> ledger.Publication:
    return ledger.find(paths.warehouse, LA, FIRST_MONTH, 1)


def figures(paths: Paths) -> list[tuple[object, ...]]:
    con = duckdb.connect(":memory:")
    con.execute(f"attach '{publication_of(paths).database()}' as warehouse (read_only)")
    return con.execute(FIGURES).fetchall()


def test_both_routes_publish_identical_values(published: Paths, by_dagster: Paths) -> None:
    first, second = figures(published), figures(by_dagster)
    assert len(first) > 1000
    assert first == second


def test_both_routes_write_the_same_ledger_entry(published: Paths, by_dagster: Paths) -> None:
    first, second = publication_of(published), publication_of(by_dagster)
    assert first.publication_id == second.publication_id
    assert first.manifest["counts"] == second.manifest["counts"]
    assert first.inputs_hash == second.inputs_hash


def test_dagster_stores_lie_under_the_warehouse(by_dagster: Paths) -> None:
    assert {path.name for path in by_dagster.home.iterdir()} <= {"raw", "warehouse", "settings"}


def test_no_scratch_database_stays(published: Paths, by_dagster: Paths) -> None:
    for paths in (published, by_dagster):
        left: list[Path] = list(paths.of_la(LA).glob("build/*/build.duckdb"))
        assert left == []
