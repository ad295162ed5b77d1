"""What docs/analysts offers works on a published warehouse: saved queries, notebook, helper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import pipelines
from pipelines import open_warehouse
from pipelines.errors import WrongUse
from pipelines.settings import Paths

DOCS = Path(pipelines.__file__).parents[1] / "docs" / "analysts"
QUERIES = sorted((DOCS / "queries").glob("*.sql"))
# Those that show nothing for a council without published files or without anything restated.
MAY_BE_EMPTY = {"neighbour_by_neighbour", "first_published_and_now", "records_to_put_right"}


@pytest.fixture
def warehouse(published: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    con = open_warehouse(home=published.home)
    yield con
    con.close()


def rows_of(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    return con.execute((DOCS / "queries" / f"{name}.sql").read_text(encoding="utf-8")).fetchall()


@pytest.mark.parametrize("file", QUERIES, ids=lambda one: one.stem)
def test_saved_query_runs_and_answers(warehouse: duckdb.DuckDBPyConnection, file: Path) -> None:
    found = rows_of(warehouse, file.stem)
    if "No rows:" in file.read_text(encoding="utf-8"):
        assert len(found) == 0
    elif file.stem not in MAY_BE_EMPTY:
        assert len(found) > 0


def test_stocks_follow_and_rows_are_accounted(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert {row[-1] for row in rows_of(warehouse, "opening_starts_ends_closing")} == {0}
    assert {row[-3] for row in rows_of(warehouse, "read_loaded_rejected")} == {0}


@pytest.mark.parametrize("name", ["parts_sum_to_the_whole", "a_figure_worked_out_again"])
def test_a_proof_shows_a_figure_that_is_one_out(
    warehouse: duckdb.DuckDBPyConnection, name: str
) -> None:
    warehouse.execute(
        "create table memory.main.kpi_value as select * replace ("
        "case when level = 'authority' and kpi_id = 'referrals_received' "
        "then numerator + 1 else numerator end as numerator) from kpi_value"
    )
    warehouse.execute("set search_path = 'memory.main,warehouse.marts'")
    assert {row[0] for row in rows_of(warehouse, name)} == {"referrals_received"}


def test_every_saved_query_is_listed() -> None:
    guide = (DOCS / "README.md").read_text(encoding="utf-8")
    for file in QUERIES:
        question = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("-- ")
        assert f"| {question} | [{file.name}](queries/{file.name}) |" in guide


def test_notebook_runs_and_keeps_no_output(
    published: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_HOME", str(published.home))
    cells = json.loads((DOCS / "start.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] for cell in code)
    names: dict[str, object] = {}
    for cell in code:
        exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook
    assert "trend" in names


def test_helper_opens_read_only(warehouse: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="read-only"):
        warehouse.execute("delete from kpi_value")


def test_helper_opens_an_earlier_month_and_the_public_file(published: Paths) -> None:
    earlier = open_warehouse(home=published.home, as_at="2015-03", database="public")
    assert earlier.execute("select month from publication").fetchall() == [("2015-03",)]
    tables = {
        row[0] for row in earlier.execute("select table_name from duckdb_tables()").fetchall()
    }
    assert "kpi_cohort" not in tables


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"database": "secret"}, "choose from analysts, restricted, public"),
        ({"la": "123"}, "known: 999"),
        ({"as_at": "2014-01"}, "published months: 2015-03, 2015-04"),
    ],
)
def test_helper_says_what_there_is(published: Paths, given: dict[str, str], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        open_warehouse(home=published.home, **given)
