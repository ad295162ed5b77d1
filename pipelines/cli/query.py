"""``kpi query``: an analyst's own SQL over a published warehouse, read-only.

Belongs here: opening, running one query, handing the rows over. Does not belong here: saved queries
(docs/analysts).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import duckdb
import typer

from pipelines.cli.common import (
    LaOption,
    OutputFormat,
    checked_month,
    notes,
    plain_table,
    print_rows,
    rows_as_csv,
    rows_as_json,
    the_paths,
)
from pipelines.errors import WrongUse
from pipelines.publish.files import OWNER_FILE
from pipelines.publish.reading import open_database, publication_for, the_authority


class QueryFormat(StrEnum):
    """How a query's rows are handed over."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def query(
    sql: str | None = typer.Argument(
        None, help='For example "select kpi_id, value from kpi_value limit 5".'
    ),
    file: Path | None = typer.Option(
        None, "--file", help="A file with the query, such as those in docs/analysts/queries."
    ),
    la: str | None = LaOption,
    as_at: str | None = typer.Option(None, "--as-at", help="As published for this month."),
    how: QueryFormat = typer.Option(
        QueryFormat.TABLE, "--format", help="table, csv, json or parquet."
    ),
    to: Path | None = typer.Option(
        None, "--to", help="Write to this new file, readable by its owner only."
    ),
) -> None:
    """Run SQL over the published marts; nothing can be changed."""
    asked = _asked(sql, file)
    if how is QueryFormat.PARQUET and to is None:
        raise WrongUse("parquet is no text: say with --to FILE where it goes.")
    if to is not None and to.exists():
        raise WrongUse(f"{to} is there already; name a new file.")
    paths = the_paths()
    publication = publication_for(paths, the_authority(paths, la), checked_month(as_at))
    con = open_database(publication.folder / "kpi.duckdb")
    # The query sees the published file and nothing else: no other file, no setting.
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    try:
        result = con.execute(asked)
    except duckdb.Error as error:
        raise WrongUse(f"the query did not run: {str(error).splitlines()[0]}") from error
    if to is None:
        columns = [item[0] for item in result.description or []]
        print_rows(columns, result.fetchall(), OutputFormat(how.value))
        return
    rows_count = _write(result, how, to)
    notes.print(f"{rows_count} rows written to {to}")


def _asked(sql: str | None, file: Path | None) -> str:
    if (sql is None) == (file is None):
        raise WrongUse("give either a query or --file with one.")
    if file is None:
        return sql or ""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{file} cannot be read as a query: {type(error).__name__}.") from error


def _write(result: duckdb.DuckDBPyConnection, how: QueryFormat, to: Path) -> int:
    """The rows into a new file; returns how many.

    Raises:
        WrongUse: if the folder is not there or may not be written.
    """
    try:
        to.touch(mode=OWNER_FILE, exist_ok=False)
    except OSError as error:
        raise WrongUse(f"{to} cannot be written: {error.strerror}.") from error
    if how is QueryFormat.PARQUET:
        from pyarrow import parquet

        table = result.to_arrow_table()
        parquet.write_table(table, to)
        return parquet.read_metadata(to).num_rows
    columns = [item[0] for item in result.description or []]
    rows = result.fetchall()
    as_text = {
        QueryFormat.TABLE: plain_table,
        QueryFormat.CSV: rows_as_csv,
        QueryFormat.JSON: rows_as_json,
    }[how]
    to.write_text(as_text(columns, rows), encoding="utf-8")
    return len(rows)
