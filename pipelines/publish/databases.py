"""Writing the three databases of a publication from a finished build.

Belongs here: which table goes into which file, with its comments, closed so that nothing is left to
replay. Does not belong here: keys (keyed), hiding small numbers (disclosure), the folder and the
manifest (publication). All three hold one schema, ``marts``, in a storage version that DuckDB 1.5
can read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DataProblem
from pipelines.models import runner
from pipelines.publish import disclosure, keyed, public_record, rounding
from pipelines.publish.columns import Table, check_described, comment_statements
from pipelines.publish.files import OWNER_FILE
from pipelines.publish.ledger import ANALYSTS, PUBLIC, RESTRICTED

STORAGE_VERSION = "v1.5.0"
MARTS = "marts"
LANDED = "landed"
_PUBLICATION_TYPES = (
    "publication_id varchar, la_code varchar, la_name varchar, month varchar, status varchar, "
    "is_synthetic boolean, data_to date, extracted_at timestamp, published_at timestamp, "
    "released_by varchar, released_at timestamp, code_version varchar, inputs_hash varchar, "
    "sql_hash varchar, settings_hash varchar, reference_hash varchar, landing_hash varchar"
)
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Source:
    """A finished build and what is needed to publish it."""

    build: runner.Build
    la_code: str
    secret: bytes
    tables: Mapping[str, Table]
    publication: Mapping[str, Any]
    closed: Callable[[Path], None] = lambda _file: None
    """Told of each file once it is closed, so that reading it can begin."""
    round_public_to: int | None = None


def publication_columns() -> list[str]:
    """Columns of ``marts.publication``, one row: what this file is."""
    return [part.split()[0] for part in _PUBLICATION_TYPES.split(", ")]


def write_databases(source: Source, folder: Path) -> Counts:
    """Write the three files into ``folder``; returns rows by file and table.

    Raises:
        DataProblem: if a table or column of ``marts`` is not described.
    """
    with runner.reading(source.build) as con:
        found = marts_of(con)
        found["publication"] = publication_columns()
        found_ids = {name: columns for name, columns in found.items() if name != "publication"}
        further = {"key_map": _KEY_MAP_COLUMNS, "public_record": _RECORD_COLUMNS}
        check_described(source.tables, found | further)
        keyed.create_keys(con, MARTS, source.tables, found_ids, source.secret, source.la_code)
        counts = {ANALYSTS: _write_analysts(con, source, found, folder / ANALYSTS)}
        _finish(source, folder / ANALYSTS)
        shutil.copyfile(folder / ANALYSTS, folder / RESTRICTED)
        counts[RESTRICTED] = _write_restricted(con, source, found, folder / RESTRICTED)
        _finish(source, folder / RESTRICTED)
        counts[PUBLIC] = _write_public(con, source, found, folder / PUBLIC)
        _finish(source, folder / PUBLIC)
    return counts


def _finish(source: Source, file: Path) -> None:
    file.chmod(OWNER_FILE)
    source.closed(file)


_KEY_MAP_COLUMNS = [
    "key_kind",
    "key",
    "id",
    "table_name",
    "drop_month",
    "source_file",
    "source_row",
]


_RECORD_COLUMNS = [
    "kpi_id",
    "variant",
    "category",
    "basis",
    "period_end",
    "was_shown",
    "was_hidden",
]


def marts_of(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Columns by table of the build's marts; ``publication`` is made here, never by a model."""
    rows = con.execute(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'marts' "
        "and table_name not in ('publication', 'key_map') order by table_name, column_index"
    ).fetchall()
    found: dict[str, list[str]] = {}
    for table, column in rows:
        found.setdefault(table, []).append(column)
    if "kpi_value" not in found:
        raise DataProblem("The build holds no marts.kpi_value: run the models before publishing.")
    return found


def _path(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def _attach(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    con.execute(f"attach {_path(file)} as out (storage_version '{STORAGE_VERSION}')")
    # one transaction for the file: each of its thousand comments would wait for the disk
    con.begin()
    con.execute("create schema if not exists out.marts")


def _close(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    con.commit()
    con.execute("checkpoint out")
    con.execute("detach out")
    if wal_of(file).exists():
        raise DataProblem(f"{file.name}: DuckDB left a .wal file; free some disk and run again.")


def wal_of(file: Path) -> Path:
    """DuckDB's own file of changes not yet in the database."""
    return file.with_name(file.name + ".wal")


def _write_analysts(
    con: duckdb.DuckDBPyConnection, source: Source, found: Mapping[str, list[str]], file: Path
) -> dict[str, int]:
    _attach(con, file)
    counts: dict[str, int] = {}
    for name, columns in found.items():
        table = source.tables[name]
        if name == "publication" or table.audience != "analysts":
            continue
        shown = [one for one in columns if table.columns[one].audience == "analysts"]
        counts[name] = _create(con, table, keyed.keyed_select(MARTS, table, shown))
    counts["publication"] = _create_publication(con, source)
    _close(con, file)
    return counts


def _write_restricted(
    con: duckdb.DuckDBPyConnection, source: Source, found: Mapping[str, list[str]], file: Path
) -> dict[str, int]:
    """The analysts' file with what they may not see: whole tables and columns, and the key map."""
    _attach(con, file)
    for name, columns in found.items():
        table = source.tables[name]
        hidden = [one for one in columns if table.columns[one].audience != "analysts"]
        if name != "publication" and (hidden or table.audience != "analysts"):
            con.execute(f'drop table if exists out.marts."{name}"')
            _create(con, table, keyed.keyed_select(MARTS, table, columns))
    selects = keyed.key_map_selects(con, MARTS, LANDED, found)
    union = " union all ".join(selects)
    _create(con, source.tables["key_map"], f"select distinct * from ({union})")
    tables = [*found, "key_map"]
    counts = {name: _count(con, name) for name in tables}
    _close(con, file)
    return counts


def _write_public(
    con: duckdb.DuckDBPyConnection, source: Source, found: Mapping[str, list[str]], file: Path
) -> dict[str, int]:
    before = public_record.last_made(file.parent.parent)
    public_record.choose_hidden(con, MARTS, before)
    _attach(con, file)
    counts: dict[str, int] = {}
    for name in disclosure.PUBLIC_TABLES:
        if name not in found:
            continue
        table = source.tables[name]
        shown = [
            one
            for one in found[name]
            if table.columns[one].audience == "analysts" and not table.columns[one].publish_as
        ]
        select = disclosure.public_select(MARTS, name, shown, public_record.HIDDEN)
        counts[name] = _create(con, table, select)
    if source.round_public_to is not None:
        for statement in rounding.statements("out.marts", source.round_public_to, found):
            con.execute(statement)
    record = f"select * from {public_record.RECORD}"
    counts["public_record"] = _create(con, source.tables["public_record"], record)
    counts["publication"] = _create_publication(con, source)
    _close(con, file)
    return counts


def _create(con: duckdb.DuckDBPyConnection, table: Table, select: str) -> int:
    con.execute(f'create table out.marts."{table.name}" as {select}')
    rows = con.execute(f'describe out.marts."{table.name}"').fetchall()
    for statement in comment_statements("out", table, [row[0] for row in rows]):
        con.execute(statement)
    return _count(con, table.name)


def _create_publication(con: duckdb.DuckDBPyConnection, source: Source) -> int:
    con.execute(f"create table out.marts.publication ({_PUBLICATION_TYPES})")
    names: Sequence[str] = publication_columns()
    places = ", ".join("?" * len(names))
    values = [source.publication.get(name) for name in names]
    con.execute(f"insert into out.marts.publication values ({places})", values)
    for statement in comment_statements("out", source.tables["publication"], names):
        con.execute(statement)
    return 1


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f'select count(*) from out.marts."{table}"').fetchone()
    return int(row[0]) if row else 0
