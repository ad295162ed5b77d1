"""Running models in a build database, each as one table or view.

Belongs here: connections with the settings every build shares, and ``create table as``. Does not
belong here: what the tables mean (sql), where landed records come from (landed), the order (graph).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import duckdb

from pipelines.errors import DataProblem
from pipelines.models.discover import COHORT_WRITTEN, FINDINGS_WRITTEN, GATHERED, Model
from pipelines.models.findings import gather_findings
from pipelines.models.graph import in_order, needed_for, sorter_of

IN_MEMORY = ":memory:"
# a finished build: its file, or the connection that made it in memory
Build = Path | duckdb.DuckDBPyConnection
OnStep = Callable[[Model, int | None], None]
SCHEMAS = ("landed", "seed", "ref", "staging", "quality", "intermediate", "kpi", "engine")
SCHEMAS += ("kpi_meta", "marts")
_COHORT_COLUMNS = {
    "file_stem": "varchar",
    "kpi_id": "varchar",
    "la_code": "varchar",
    "person_id": "varchar",
    "record_id": "varchar",
    "record_table": "varchar",
    "event_date": "date",
    "snapshot_date": "date",
    "team_id": "varchar",
    "worker_id": "varchar",
    "credit_date": "date",
    "second_team_id": "varchar",
    "second_worker_id": "varchar",
    "numerator": "decimal(18, 4)",
    "denominator": "decimal(18, 4)",
    "category": "varchar",
    "counts_from": "date",
    "gives_credit": "boolean",
}


def connect(database: Path | str, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with the settings every build shares: British dates, no order kept."""
    con = duckdb.connect(str(database))
    con.execute("set TimeZone = 'Europe/London'")
    con.execute("set preserve_insertion_order = false")
    # DuckDB would put tables in order every 16 MB, in memory too; once, on closing, is enough
    con.execute("set checkpoint_threshold = '1TB'")
    if threads:
        con.execute(f"set threads = {int(threads)}")
    if database != IN_MEMORY and Path(database).exists():
        Path(database).chmod(0o600)
    return con


@contextmanager
def reading(build: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own that reads a finished build's tables by schema and name.

    A file is opened read-only; it must be closed.
    """
    if isinstance(build, Path):
        con = duckdb.connect(IN_MEMORY)
        path = str(build).replace("'", "''")
        con.execute(f"attach '{path}' as build (read_only)")
        con.execute("use build")
    else:
        con = build.cursor()
    try:
        con.execute("set TimeZone = 'Europe/London'")
        con.execute("set preserve_insertion_order = false")
        yield con
    finally:
        con.close()


def create_schemas(con: duckdb.DuckDBPyConnection) -> None:
    """The schemas of a build database."""
    for schema in SCHEMAS:
        con.execute(f"create schema if not exists {schema}")


def run_model(
    con: duckdb.DuckDBPyConnection, model: Model, cohorts: Iterable[Model] = ()
) -> int | None:
    """Make one model's table anew; returns its rows, None for a view: nobody counted them.

    Raises:
        DataProblem: naming the SQL file if DuckDB refuses the query.
    """
    if model.name in GATHERED:
        layer = GATHERED[model.name]
        return _gather_cohorts(con, model.name, [one for one in cohorts if one.layer == layer])
    if model.name == FINDINGS_WRITTEN:
        gather_findings(con, model)
        return count_rows(con, model.name)
    query = model.sql.rstrip().rstrip(";")
    try:
        if model.is_view:
            con.execute(f"create or replace view {model.name} as\n{query}")
            return None
        return scalar(con, f"create or replace table {model.name} as\n{query}")
    except duckdb.Error as error:
        raise DataProblem(f"{model.path}: {_first_line(error)}") from error


def build(
    con: duckdb.DuckDBPyConnection,
    models: dict[str, Model],
    targets: Iterable[str] | None = None,
    on_step: OnStep | None = None,
    workers: int = 1,
) -> None:
    """Run the targets (default: all) and what they need, each after what it reads.

    With several workers, models that do not read each other run side by side: one council's tables
    are too small for DuckDB to split one query over threads.
    """
    chosen = needed_for(models, targets) if targets is not None else models
    cohorts = [model for model in chosen.values() if model.kpi is not None]
    if workers > 1:
        _build_side_by_side(con, chosen, cohorts, on_step, workers)
        return
    for model in in_order(chosen):
        rows = run_model(con, model, cohorts)
        if on_step:
            on_step(model, rows)


def _build_side_by_side(
    con: duckdb.DuckDBPyConnection,
    chosen: dict[str, Model],
    cohorts: list[Model],
    on_step: OnStep | None,
    workers: int,
) -> None:
    waiting = sorter_of(chosen)
    waiting.prepare()
    cursors: Queue[duckdb.DuckDBPyConnection] = Queue()
    for _ in range(workers):
        cursors.put(con.cursor())

    def run(name: str) -> tuple[str, int | None]:
        cursor = cursors.get()
        try:
            return name, run_model(cursor, chosen[name], cohorts)
        finally:
            cursors.put(cursor)

    with ThreadPoolExecutor(workers) as pool:
        running: set[Future[tuple[str, int | None]]] = set()
        while waiting.is_active():
            running |= {pool.submit(run, name) for name in sorted(waiting.get_ready())}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for finished in done:
                name, rows = finished.result()
                waiting.done(name)
                if on_step:
                    on_step(chosen[name], rows)


def scalar(con: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None) -> int:
    """The single whole number a query returns."""
    row = con.execute(sql, parameters or []).fetchone()
    if row is None or row[0] is None:
        raise ValueError("the query returned no value")
    return int(row[0])


def count_rows(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    return scalar(con, f"select count(*) from {table}")


def _gather_cohorts(con: duckdb.DuckDBPyConnection, table: str, cohorts: Iterable[Model]) -> int:
    parts = [_cohort_part(con, model) for model in sorted(cohorts, key=lambda one: one.name)]
    if not parts:
        create_empty_cohort(con, table)
        return 0
    union = " union all ".join(parts)
    return scalar(con, f"create or replace table {table} as {union}")


def create_empty_cohort(con: duckdb.DuckDBPyConnection, table: str = COHORT_WRITTEN) -> None:
    """A table that gathers cohorts, without rows (tests fill it)."""
    columns = ", ".join(f"{name} {type_}" for name, type_ in _COHORT_COLUMNS.items())
    con.execute(f"create or replace table {table} ({columns})")


def _cohort_part(con: duckdb.DuckDBPyConnection, model: Model) -> str:
    """One KPI's cohort with every column of the contract, each in its own type."""
    if model.kpi is None:
        raise ValueError(f"{model.name} is no KPI file")
    given = {row[0] for row in con.execute(f"describe {model.name}").fetchall()}
    unknown = sorted(given - set(_COHORT_COLUMNS))
    if unknown:
        raise DataProblem(
            f"{model.path}: a cohort has no column {', '.join(unknown)}; see the KPI contract."
        )
    said = {
        "file_stem": f"'{model.stem}'",
        "kpi_id": f"'{model.kpi_id}'",
        "gives_credit": str("team_id" in given),
    }
    if "record_table" not in given:
        said["record_table"] = f"'{model.kpi.record}'"
    columns = ", ".join(
        f"cast({said.get(name, name if name in given else 'null')} as {type_}) as {name}"
        for name, type_ in _COHORT_COLUMNS.items()
    )
    return f"select {columns} from {model.name}"


def _first_line(error: duckdb.Error) -> str:
    # Binder, parser and catalogue errors speak of the query; any other may quote a record's value.
    if isinstance(error, duckdb.BinderException | duckdb.ParserException | duckdb.CatalogException):
        return str(error).splitlines()[0]
    return f"{type(error).__name__} while the query ran (values are not shown)"
