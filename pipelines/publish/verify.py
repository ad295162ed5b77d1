"""Reading a new publication back before anyone else may.

Belongs here: opening each database as a reader would, comparing rows and hashes with what was
written, and refusing columns that identify somebody. Does not belong here: whether the figures are
right (gate).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DataProblem
from pipelines.publish.databases import wal_of
from pipelines.publish.files import sha256_of
from pipelines.publish.ledger import ANALYSTS, MANIFEST, PUBLIC

IDENTIFYING = (
    "person_id",
    "record_id",
    "source_person_id",
    "upn",
    "nhs_number",
    "forename",
    "surname",
    "name_of_child",
    "dob",
    "birth_date",
    "date_of_birth",
    "postcode",
    "address",
    "worker_name",
)
_IN_PUBLIC_NEVER = (*IDENTIFYING, "person_key", "record_key")
_PEOPLE_TABLES = ("kpi_cohort", "key_map", "team", "worker", "worker_caseload", "action_list")
_PEOPLE_TABLES += ("journey", "child_allocation", "forward_look", "assessment_handover")


def verify(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Check every file of a publication against its manifest.

    Raises:
        DataProblem: naming the first file that is not as it was written.
    """
    for name, digest in manifest["files"].items():
        file = folder / name
        if not file.exists() or sha256_of(file) != digest:
            raise DataProblem(f"{name}: not as it was written; check the disk and run again.")
    extra = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    extra -= {*manifest["files"], MANIFEST}
    if extra:
        raise DataProblem(f"The publication holds files it should not: {', '.join(sorted(extra))}.")
    for name, counts in manifest["counts"].items():
        verify_database(folder / name, manifest["publication_id"], counts)


def verify_database(file: Path, publication_id: str, counts: Mapping[str, int]) -> None:
    """Open one database read-only and check its tables, rows, columns and name."""
    if wal_of(file).exists():
        raise DataProblem(f"{file.name}: a .wal file lies beside it; run again.")
    con = duckdb.connect(":memory:")
    try:
        path = str(file).replace("'", "''")
        con.execute(f"attach '{path}' as made (read_only)")
        found = _counts(con)
        if found != dict(counts):
            names = {*found, *counts}
            wrong = sorted(name for name in names if found.get(name) != counts.get(name))
            raise DataProblem(f"{file.name}: rows are not as written in {', '.join(wrong)}.")
        row = con.execute("select publication_id from made.marts.publication").fetchone()
        if row is None or row[0] != publication_id:
            raise DataProblem(f"{file.name}: carries the name of another publication.")
        _refuse_identifying(con, file.name)
    except duckdb.Error as error:
        raise DataProblem(f"{file.name}: cannot be read back ({type(error).__name__}).") from error
    finally:
        con.close()


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = con.execute(
        "select table_name from duckdb_tables() where database_name = 'made'"
    ).fetchall()
    found: dict[str, int] = {}
    for (table,) in tables:
        row = con.execute(f'select count(*) from made.marts."{table}"').fetchone()
        found[table] = int(row[0]) if row else 0
    return found


def _refuse_identifying(con: duckdb.DuckDBPyConnection, name: str) -> None:
    if name not in (ANALYSTS, PUBLIC):
        return
    refused = _IN_PUBLIC_NEVER if name == PUBLIC else IDENTIFYING
    rows = con.execute(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = 'made' and schema_name = 'marts'"
    ).fetchall()
    wrong = [f"{table}.{column}" for table, column in rows if column in refused]
    if name == PUBLIC:
        wrong += [table for table in {table for table, _ in rows} if table in _PEOPLE_TABLES]
    if wrong:
        raise DataProblem(
            f"{name} would hold {', '.join(sorted(wrong))}: give the column publish_as or "
            "audience: restricted in sql/columns.yml."
        )
