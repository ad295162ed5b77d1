"""How many values of each column of each drop are filled, read from the landed files' own footers.

Belongs here: counts per table, column and drop. Does not belong here: what share is good enough
(settings), completeness per child (data_completeness_pct).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.canonical.model import load_tables
from pipelines.landing.store import LandedDrop

# two years of monthly drops: what a trend is drawn over
DROPS_SHOWN = 24


def column_fill(drops: Sequence[LandedDrop]) -> list[dict[str, object]]:
    """One row per drop, table sent and column: rows landed, and how many have a value.

    ``filled_count`` is null for a column that no file of the drop holds: not sent is not blank.
    """
    found: list[dict[str, object]] = []
    for drop in drops[-DROPS_SHOWN:]:
        for table, entry in drop.manifest.tables.items():
            if table not in load_tables():
                continue
            parts = [part for part in entry.parts if part.is_counted]
            missing = [set(part.missing_columns) for part in parts]
            lacking = set.intersection(*missing) if missing else set[str]()
            rows, nulls = _null_counts(drop.table_path(table))
            known = {name: number for name, number in nulls.items() if name not in lacking}
            found += _of_table((drop.la_code, drop.month, table), rows, known)
    return found


def fill_of(la_code: str, month: str, table: str, rows: pa.Table) -> list[dict[str, object]]:
    """The same of a table that was read and not landed."""
    nulls = {name: rows[name].null_count for name in rows.column_names}
    return _of_table((la_code, month, table), len(rows), nulls)


def _of_table(
    place: tuple[str, str, str], rows: int, nulls: Mapping[str, int]
) -> list[dict[str, object]]:
    """One row per column of one table; ``nulls`` by column that some file holds."""
    la_code, month, table = place
    return [
        {
            "la_code": la_code,
            "month": month,
            "table_name": table,
            "column_name": column,
            "rows_count": rows,
            "filled_count": rows - nulls[column] if column in nulls else None,
        }
        for column in load_tables()[table].by_name
    ]


def _null_counts(file: Path) -> tuple[int, dict[str, int]]:
    """Rows of a landed file and, by column, how many have none (pyarrow writes both)."""
    footer = pq.read_metadata(file)
    nulls: dict[str, int] = {}
    for group in range(footer.num_row_groups):
        held = footer.row_group(group)
        for number in range(held.num_columns):
            chunk = held.column(number)
            name, counted = chunk.path_in_schema, chunk.statistics
            if counted is None or counted.null_count is None:
                nulls[name] = pq.read_table(file, columns=[name])[name].null_count
            else:
                nulls[name] = nulls.get(name, 0) + counted.null_count
    if not footer.num_row_groups:
        nulls = dict.fromkeys(footer.schema.names, 0)
    return footer.num_rows, nulls
