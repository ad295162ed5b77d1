"""Reading published figures back, as an analyst's query would.

Belongs here: opening a publication read-only and comparing two. Does not belong here: what ought
to be in it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

Row = tuple[object, ...]
EVERY_VALUE = (
    "select kpi_id, coalesce(variant, ''), coalesce(category, ''), basis, period_end, level, "
    "member_key, numerator, denominator, population, value, value_rounded, value_display, status, "
    "ci_lower, ci_upper, signal from marts.kpi_value order by all"
)


def folder_of(home: Path, month: str, number: int = 1, la_code: str = "871") -> Path:
    """The folder of a publication."""
    return home / "warehouse" / la_code / "publications" / f"{month}_{number}"


def rows(database: Path, sql: str, *parameters: object) -> list[Row]:
    """The rows of one query."""
    con = duckdb.connect(str(database), read_only=True)
    try:
        return con.execute(sql, list(parameters)).fetchall()
    finally:
        con.close()


def values(home: Path, month: str, number: int = 1) -> list[Row]:
    """Every figure of a publication, with all that is printed of it."""
    return rows(folder_of(home, month, number) / "kpi.duckdb", EVERY_VALUE)
