"""Opening a published file to read it: what it is, and which measures it holds.

Belongs here: read-only connections, the publication's stamp, the catalogue. Does not belong here:
figures (figures), what only the restricted file holds (team_marts), layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DataProblem
from pipelines.reports.words import banner

Record = dict[str, Any]


@dataclass(frozen=True)
class Publication:
    """What a published file is: the as-at stamp of every output."""

    publication_id: str
    la_code: str
    la_name: str
    month: str
    status: str
    is_synthetic: bool
    data_to: date | None
    extracted_at: datetime | None
    published_at: datetime | None
    released_by: str | None = None
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Anything a named person has not released as final."""
        return self.status != "final"

    @property
    def banner(self) -> str:
        """The marks every page must carry."""
        return banner(self.is_synthetic, self.is_draft)


@dataclass(frozen=True)
class Measure:
    """One KPI variant as the catalogue mart describes it."""

    file_stem: str
    kpi_id: str
    name: str
    domain: str
    unit: str
    headline_basis: str
    polarity: str
    facts: Record


@contextmanager
def opened(database: Path, alias: str = "publication") -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can only read ``database`` and has its marts on the search path.

    Raises:
        DataProblem: if the file is missing or cannot be read.
    """
    if not database.exists():
        raise DataProblem(f"{database.name} is not in the publication folder: publish the month.")
    con = duckdb.connect(":memory:")
    try:
        con.execute("set TimeZone = 'Europe/London'")
        quoted = str(database).replace("'", "''")
        con.execute(f"attach '{quoted}' as {alias} (read_only)")
        con.execute(f"use {alias}")
        yield con
    except duckdb.IOException as error:
        raise DataProblem(f"{database.name} cannot be read: publish the month again.") from error
    finally:
        con.close()


def records(
    con: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[Any] | Mapping[str, Any] | None = None,
) -> list[Record]:
    """The rows of a query as dictionaries by column name."""
    cursor = con.execute(sql, parameters or [])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def columns_of(con: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    """The columns of a mart in the database in use; empty if it is not there."""
    # the database's own list: the standard views over it take several times as long
    found = con.execute(
        "select column_name from duckdb_columns() where schema_name = 'marts'"
        " and database_name = current_database() and table_name = ?",
        [name],
    ).fetchall()
    return {row[0] for row in found}


def publication(con: duckdb.DuckDBPyConnection) -> Publication:
    """The stamp of the file in use.

    Raises:
        DataProblem: if the mart does not hold exactly one publication.
    """
    rows = records(con, "select * from marts.publication")
    if len(rows) != 1:
        raise DataProblem(f"marts.publication holds {len(rows)} rows instead of one.")
    row = rows[0]
    return Publication(
        publication_id=row["publication_id"],
        la_code=row["la_code"],
        la_name=row.get("la_name") or f"Authority {row['la_code']}",
        month=row["month"],
        status=row["status"],
        is_synthetic=bool(row.get("is_synthetic")),
        data_to=row.get("data_to"),
        extracted_at=row.get("extracted_at"),
        published_at=row.get("published_at"),
        released_by=row.get("released_by"),
        hashes={name: str(value) for name, value in row.items() if "hash" in name and value},
    )


def measures(con: duckdb.DuckDBPyConnection) -> dict[str, Measure]:
    """Every KPI variant of the catalogue by its file stem."""
    return {
        row["file_stem"]: Measure(
            file_stem=row["file_stem"],
            kpi_id=row["kpi_id"],
            name=row["name"],
            domain=row["domain"],
            unit=row["unit"],
            headline_basis=row["headline_basis"],
            polarity=row["polarity"],
            facts=row,
        )
        for row in records(con, "select * from marts.kpi_catalogue order by all")
    }
