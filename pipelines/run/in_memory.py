"""Building in memory beside the scratch file: quicker than building in the file.

Belongs here: making the file's tables readable in memory, and keeping what later steps read. Does
not belong here: the models or their order. Step by step (Dagster), the file alone is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipelines.models import runner
from pipelines.models.discover import Model
from pipelines.settings import SQL_ROOT

_FILE = "scratch"
_KEPT_SCHEMAS = ("marts", "ref")


def open_beside(file: Path, filled_later: Iterable[str]) -> duckdb.DuckDBPyConnection:
    """A database in memory in which the file's seed and landed tables can be read by name.

    ``filled_later`` are copied, not looked at: they are written to while the models run.
    """
    con = runner.connect(":memory:")
    # the file is read once or twice and then removed: looking for the best compression costs more
    con.execute("set force_compression = 'uncompressed'")
    path = str(file).replace("'", "''")
    con.execute(f"attach '{path}' as {_FILE}")
    runner.create_schemas(con)
    copied = set(filled_later)
    rows = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? "
        "union all select schema_name, view_name from duckdb_views() where database_name = ? "
        "and not internal",
        [_FILE, _FILE],
    ).fetchall()
    for schema, table in rows:
        kind = "table" if f"{schema}.{table}" in copied else "view"
        con.execute(f"create {kind} {schema}.{table} as select * from {_FILE}.{schema}.{table}")
    return con


def keep(
    con: duckdb.DuckDBPyConnection, models: dict[str, Model], filled_later: Iterable[str]
) -> None:
    """Write into the file what the gate and publishing read: marts, calendars, checked tables."""
    checks = " ".join(file.read_text(encoding="utf-8") for file in SQL_ROOT.glob("checks/*.sql"))
    checked = set(re.findall(r"\b[a-z]+\.[a-z_0-9]+\b", checks))
    for name, model in models.items():
        if name.split(".")[0] in _KEPT_SCHEMAS or model.name in checked:
            con.execute(f"create table {_FILE}.{name} as select * from {name}")
    for name in filled_later:
        con.execute(f"insert into {_FILE}.{name} select * from {name}")
    con.execute(f"checkpoint {_FILE}")
    con.execute(f"detach {_FILE}")
