"""Rows from a database to Parquet files of text, a batch at a time.

Belongs here: connecting, asking, writing. Does not belong here: what is asked (``schema``), what
the rows mean (``ssd``).

Nothing a database says in an error is passed on: it may hold the address, the password, or a row.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.errors import DataProblem
from pipelines.sources.connection.schema import DROP_FILE, ConnectionSettings, Request

BATCH_ROWS = 20_000
_TEXT = pa.large_string()


def fetch(settings: ConnectionSettings, request: Request, folder: Path) -> None:
    """Write every table asked for to ``folder``, one Parquet file each, named as in the database.

    Raises DataProblem if the database cannot be reached, lacks a table asked for, or refuses.
    """
    with _connected(settings) as con:
        there = _tables(con, settings)
        wanted = list(request.tables) or sorted({*there, *settings.queries})
        lacking = [name for name in wanted if name not in there and name not in settings.queries]
        if lacking:
            raise DataProblem(f"{DROP_FILE}: the database has no table for {', '.join(lacking)}")
        if not wanted:
            raise DataProblem(
                f"{DROP_FILE}: the database has no table of the standard dataset; set `schema`"
                " or `queries` in connection.yml"
            )
        for name in wanted:
            statement = _statement(con, settings, name, there)
            _write(con, statement, folder / f"{load_tables()[name].source_file}.parquet", name)


@contextmanager
def _connected(settings: ConnectionSettings) -> Iterator[sqlalchemy.Connection]:
    url = os.environ.get(settings.url_from)
    if not url:
        raise DataProblem(
            f"{DROP_FILE}: the environment variable {settings.url_from} is not set;"
            " it must hold the SQLAlchemy URL of the reporting database"
        )
    try:
        engine = sqlalchemy.create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        raise DataProblem(
            f"{DROP_FILE}: {settings.url_from} holds no SQLAlchemy URL, or the driver it names is"
            " not installed"
        ) from None
    try:
        with engine.connect() as con:
            yield con.execution_options(stream_results=True, max_row_buffer=BATCH_ROWS)
    except SQLAlchemyError as error:
        raise DataProblem(
            f"{DROP_FILE}: the database named by {settings.url_from} gave a"
            f" {type(error).__name__}; check the address, the rights and the queries"
        ) from None
    finally:
        engine.dispose()


def _tables(con: sqlalchemy.Connection, settings: ConnectionSettings) -> dict[str, str]:
    """Canonical tables the database has, to the names they have there."""
    seen = sqlalchemy.inspect(con)
    names = seen.get_table_names(settings.in_schema) + seen.get_view_names(settings.in_schema)
    known = {spec.source_file.lower(): table for table, spec in load_tables().items()}
    return {known[name.lower()]: name for name in sorted(names) if name.lower() in known}


def _statement(
    con: sqlalchemy.Connection, settings: ConnectionSettings, name: str, there: dict[str, str]
) -> Any:
    """The council's own query, or the whole table in the order of its key."""
    if name in settings.queries:
        return sqlalchemy.text(settings.queries[name])
    columns = [
        column["name"]
        for column in sqlalchemy.inspect(con).get_columns(there[name], settings.in_schema)
    ]
    table = sqlalchemy.table(
        there[name], *map(sqlalchemy.column, columns), schema=settings.in_schema
    )
    keys = [table.c[one] for one in columns if one.lower() in _key_names(load_tables()[name])]
    return sqlalchemy.select(table).order_by(*keys)


def _key_names(spec: TableSpec) -> set[str]:
    return {form for column in spec.key for form in spec.spellings(column)}


def _write(con: sqlalchemy.Connection, statement: Any, path: Path, name: str) -> None:
    """All rows of one statement as text."""
    result = con.execute(statement)
    header = list(result.keys())
    schema = pa.schema([(column, _TEXT) for column in header])
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        for rows in result.partitions(BATCH_ROWS):
            columns = zip(*rows, strict=True)
            arrays = [_as_text(cells, name) for cells in columns]
            out.write_table(pa.table(arrays, schema=schema))


def _as_text(cells: Sequence[Any], table: str) -> pa.Array:
    return pa.array([_text(cell, table) for cell in cells], _TEXT)


def _text(cell: Any, table: str) -> str | None:
    """One value as the text a file would hold."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, int | Decimal):
        return str(cell)
    if isinstance(cell, bytes | memoryview):
        raise DataProblem(f"{DROP_FILE}: table {table} holds binary values; leave them out")
    return str(cell)
