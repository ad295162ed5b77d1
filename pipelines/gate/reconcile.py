"""Running ``sql/checks``: reconciliations, each a query that returns the rows that fail.

Belongs here: running them and saying, without personal data, where rows fail. Does not belong here:
the queries themselves (sql/checks), stopping the publication (gate).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DataProblem
from pipelines.settings import SQL_ROOT

CHECKS = SQL_ROOT / "checks"
EXAMPLES = 3
# columns whose values name a figure or a table, never a person
SHOWN = (
    "kpi_id",
    "file_stem",
    "variant",
    "basis",
    "period_end",
    "level",
    "service_id",
    "team_id",
    "category",
    "month_end",
    "snapshot_date",
    "month",
    "table_name",
    "model",
    "column_name",
    "rule",
    "dimension",
    "rows_count",
)


@dataclass(frozen=True)
class CheckResult:
    """One reconciliation: its question, how many rows fail, and where, for a person."""

    name: str
    question: str
    rows: int
    columns: tuple[str, ...]
    where: str

    def as_dict(self) -> dict[str, Any]:
        """For the gate's process and its result file."""
        return asdict(self)

    @classmethod
    def of(cls, given: dict[str, Any]) -> CheckResult:
        """What ``as_dict`` gave, back."""
        columns = tuple(given["columns"])
        return cls(given["name"], given["question"], given["rows"], columns, given["where"])


def run_checks(con: duckdb.DuckDBPyConnection, folder: Path = CHECKS) -> list[CheckResult]:
    """Every check of the folder on the build the connection uses, by name.

    Raises:
        DataProblem: naming a check that DuckDB refuses.
    """
    return [_run(con, file) for file in sorted(folder.glob("*.sql"))]


def _run(con: duckdb.DuckDBPyConnection, file: Path) -> CheckResult:
    sql = file.read_text(encoding="utf-8").rstrip().rstrip(";")
    try:
        con.execute(f"create or replace temp table failing as {sql}")
        described = con.execute("describe failing").fetchall()
        counted = con.execute("select count(*) from failing").fetchone()
    except duckdb.Error as error:
        kind = type(error).__name__
        raise DataProblem(f"{file}: DuckDB refused this check ({kind}).") from error
    columns = tuple(row[0] for row in described)
    rows = int(counted[0]) if counted else 0
    return CheckResult(
        file.stem, question_of(sql, file), rows, columns, _where(con, columns) if rows else ""
    )


def question_of(sql: str, file: Path) -> str:
    """The sentence of the check's first line: ``-- name: sentence``."""
    found = re.match(rf"\s*--\s*{re.escape(file.stem)}:\s*(.+)", sql)
    return found[1].strip() if found else file.stem.replace("_", " ")


def _where(con: duckdb.DuckDBPyConnection, columns: tuple[str, ...]) -> str:
    shown = [name for name in columns if name in SHOWN]
    if not shown:
        return f"columns {', '.join(columns)}"
    listed = ", ".join(f'"{name}"' for name in shown)
    rows = con.execute(
        f"select distinct {listed} from failing order by all limit {EXAMPLES}"
    ).fetchall()
    examples = [
        " ".join(
            f"{name}={value}" for name, value in zip(shown, row, strict=True) if value is not None
        )
        for row in rows
    ]
    return "for example " + "; ".join(examples)
