"""What was said of every figure when it was first published.

Belongs here: rows of ``seed.first_published`` from the databases of earlier publications. Does not
belong here: the records behind those figures (earlier_records), comparing (sql/marts/restatement).

A figure was first published by the record publication (first final, else first draft) of the
earliest month that holds it. Months after the one being built never count; the month itself counts
if it was published before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish import ledger
from pipelines.publish.ledger import Publication

_KEY = (
    "kpi_id",
    "variant",
    "category",
    "basis",
    "period_end",
    "level",
    "member_key",
)
COLUMNS = (
    *_KEY,
    "service_id",
    "team_id",
    "worker_id",
    "numerator",
    "denominator",
    "value",
    "status",
    "definition_version",
    "published_at",
    "publication_id",
)


def earlier(warehouse: Path, la_code: str, month: str) -> list[Publication]:
    """The record publications of months up to and including ``month``, by month."""
    found = ledger.publications(warehouse, la_code)
    return ledger.records([one for one in found if one.month <= month])


def rows(warehouse: Path, la_code: str, month: str) -> list[dict[str, Any]]:
    """First-published figures as dicts, for small uses and tests; ``load`` is the quick way."""
    con = duckdb.connect(":memory:")
    try:
        con.execute("set TimeZone = 'Europe/London'")
        con.execute("create schema seed")
        con.execute(f"create table seed.first_published ({_ddl()})")
        load(con, warehouse, la_code, month)
        found = con.execute(f"select {', '.join(COLUMNS)} from seed.first_published").fetchall()
    finally:
        con.close()
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def _ddl() -> str:
    from pipelines.models.seed_tables import SEED_TABLES

    return SEED_TABLES["first_published"]


def load(con: duckdb.DuckDBPyConnection, warehouse: Path, la_code: str, month: str) -> int:
    """Fill ``seed.first_published`` (which must exist) anew; returns its rows.

    Each earlier database is attached read-only, one after another, and read column by column.
    """
    con.execute("delete from seed.first_published")
    loaded: list[str] = []
    for publication in earlier(warehouse, la_code, month):
        with attached(con, publication.database()):
            _take(con, publication, loaded)
        loaded.append(publication.publication_id)
    row = con.execute("select count(*) from seed.first_published").fetchone()
    return int(row[0]) if row else 0


class attached:  # noqa: N801  used as a statement: with attached(...)
    """An earlier database, read-only, as ``earlier`` for the length of a ``with`` block."""

    def __init__(self, con: duckdb.DuckDBPyConnection, file: Path) -> None:
        self._con = con
        self._path = "'" + str(file).replace("'", "''") + "'"

    def __enter__(self) -> None:
        self._con.execute(f"attach {self._path} as earlier (read_only)")

    def __exit__(self, *_: object) -> None:
        self._con.execute("detach earlier")


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """Columns of one mart of the attached earlier database; empty if it has no such mart."""
    found = con.execute(
        "select column_name from duckdb_columns() where database_name = 'earlier' "
        "and schema_name = 'marts' and table_name = ?",
        [table],
    ).fetchall()
    return {row[0] for row in found}


def _take(con: duckdb.DuckDBPyConnection, publication: Publication, loaded: Sequence[str]) -> None:
    """Add the figures this publication was the first to hold."""
    names = columns_of(con, "kpi_value")
    stamped = {"published_at": "p.published_at", "publication_id": "p.publication_id"}
    listed = ", ".join(
        stamped.get(name) or (f"v.{name}" if name in names else f"null as {name}")
        for name in COLUMNS
    )
    con.execute(
        f"insert into seed.first_published ({', '.join(COLUMNS)}) select {listed} "
        "from earlier.marts.kpi_value as v cross join earlier.marts.publication as p "
        f"where {_new_here(publication, loaded, names)}"
    )


def _new_here(publication: Publication, loaded: Sequence[str], names: set[str]) -> str:
    if not loaded:
        return "true"
    made_after = list(publication.manifest["inputs"].get("earlier", []))
    if made_after == list(loaded) and "first_publication_id" in names:
        # It was built knowing just these publications: it marks its own new figures itself.
        own = f"{publication.la_code}_{publication.month}_"
        return f"starts_with(v.first_publication_id, '{own}')"
    same = " and ".join(f"s.{name} is not distinct from v.{name}" for name in _KEY)
    return f"not exists (select 1 from seed.first_published as s where {same})"
