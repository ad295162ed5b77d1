"""A drop against the month before: what has gone, and whether a person must look first.

Belongs here: the limits and the comparison. Does not belong here: keeping or accepting holds
(``holds``), refusing a drop outright (``land``).

Limits (architecture, drops and history): more than 2% of a table's records withdrawn, or a table
more than 5% smaller, holds publication. A single record gone never holds a table: in a table of
under 50 rows one record is always over 2%, and says nothing. A table emptied altogether holds,
however small. Rows rejected that were not rejected last month hold too, so that nothing is
published from a drop with new faults until someone has seen them; so does a column that the last
drop had and this one has not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.landing.store import HoldEntry, LandedDrop, Manifest, ScopeEntry, read_rejections

_FOUND_ROWS = ("rule", "column_name", "row_json")


@dataclass(frozen=True)
class Limits:
    """Shares of last month's rows, and rows; a figure above its limit holds publication."""

    withdrawn_share: float = 0.02
    smaller_share: float = 0.05
    rows_gone: int = 1
    new_rejected_rows: int = 0


DEFAULT_LIMITS = Limits()


def find_holds(
    drop: LandedDrop, previous: LandedDrop | None, limits: Limits = DEFAULT_LIMITS
) -> list[HoldEntry]:
    """Every reason to hold ``drop``, compared with the month before if there is one."""
    tables = load_tables()
    held = []
    with duckdb.connect() as con:
        for name in drop.manifest.tables:
            spec = tables.get(name)
            before = previous.manifest.tables.get(name) if previous else None
            if spec is None:
                continue
            held += _rejected(drop, previous, name, limits)
            if previous and before:
                held += _gone(con, drop, previous, spec, limits)
                held += _columns(drop.manifest, previous.manifest, spec, drop.label)
    return held


def _gone(
    con: duckdb.DuckDBPyConnection,
    drop: LandedDrop,
    previous: LandedDrop,
    spec: TableSpec,
    limits: Limits,
) -> list[HoldEntry]:
    """A hold if too many records are gone, or the table has shrunk too far."""
    name = spec.table
    now, before = drop.manifest.tables[name], previous.manifest.tables[name]
    there, gone = count_withdrawn(con, drop, previous, spec)
    share = gone / there if there else 0.0
    emptied = there > 0 and gone == there and now.rows_loaded == 0
    if emptied or (gone > limits.rows_gone and share > limits.withdrawn_share):
        text = (
            f"{now.file}: {gone:,} of the {there:,} records in last month's drop"
            f" ({share:.1%}) are no longer there; the limit is {limits.withdrawn_share:.0%}"
        )
        figures = {"withdrawn": gone, "before": there, "share": round(share, 6)}
        return [_hold(drop.label, name, "withdrawn", text, figures)]
    fewer = before.rows_loaded - now.rows_loaded
    smaller = fewer / before.rows_loaded if before.rows_loaded else 0.0
    if fewer > limits.rows_gone and smaller > limits.smaller_share:
        text = (
            f"{now.file}: {now.rows_loaded:,} rows where last month's drop had"
            f" {before.rows_loaded:,} ({smaller:.1%} fewer); the limit is"
            f" {limits.smaller_share:.0%}"
        )
        figures = {"rows": now.rows_loaded, "before": before.rows_loaded}
        return [_hold(drop.label, name, "smaller", text, figures)]
    return []


def count_withdrawn(
    con: duckdb.DuckDBPyConnection, drop: LandedDrop, previous: LandedDrop, spec: TableSpec
) -> tuple[int, int]:
    """Records of last month within this drop's scope, and how many of them are gone."""
    condition = _in_scope(drop.manifest.tables[spec.table].scope)
    if condition is None:
        return 0, 0
    key = ", ".join(spec.key)
    same = " and ".join(f"earlier.{name} = latest.{name}" for name in spec.key)
    found = con.execute(
        f"with earlier as (select {key} from read_parquet($earlier) where {condition}), "
        f"latest as (select {key} from read_parquet($latest)) "
        "select (select count(*) from earlier), count(*) from earlier "
        f"anti join latest on {same}",
        {
            "earlier": str(previous.table_path(spec.table)),
            "latest": str(drop.table_path(spec.table)),
        },
    ).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _in_scope(scope: ScopeEntry) -> str | None:
    """The condition for a record of last month to be due in this drop; None if none is."""
    if scope.kind == "none":
        return None
    if scope.kind == "all":
        return "true"
    return f"{scope.date_column} between date '{scope.date_from}' and date '{scope.date_to}'"


def _rejected(
    drop: LandedDrop, previous: LandedDrop | None, table: str, limits: Limits
) -> list[HoldEntry]:
    """A hold if rows are rejected that were not rejected, for the same reason, last month."""
    entry = drop.manifest.tables[table]
    if not entry.rows_rejected:
        return []
    known: set[tuple[str, ...]] = set()
    if previous and (before := previous.manifest.tables.get(table)) and before.rows_rejected:
        known = {_reason(row) for row in read_rejections(previous, table, list(_FOUND_ROWS))}
    rows = list(read_rejections(drop, table, ["source_row", *_FOUND_ROWS, "message"]))
    new = [row for row in rows if _reason(row) not in known]
    lines = sorted({int(row["source_row"]) for row in new})
    if len(lines) <= limits.new_rejected_rows:
        return []
    first = min(new, key=lambda row: int(row["source_row"]))
    text = (
        f"{entry.file}: {_rows(len(lines))} of {entry.rows_read:,} cannot be loaded; the first,"
        f" line {lines[0]}: {first['message']}"
    )
    return [_hold(drop.label, table, "rejected", text, {"rows": len(lines)})]


def _reason(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in _FOUND_ROWS)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _columns(now: Manifest, before: Manifest, spec: TableSpec, label: str) -> Iterable[HoldEntry]:
    """A hold if a column that was there last month is not there now."""
    entry, earlier = now.tables[spec.table], before.tables[spec.table]
    lost = [name for name in entry.missing_columns if name not in earlier.missing_columns]
    if not lost:
        return []
    new = [name for name in entry.extra_columns if name not in earlier.extra_columns]
    hint = f" (new in this file: {', '.join(new)}; renamed?)" if new else ""
    names = ", ".join(f"`{spec.header(name)}`" for name in lost)
    text = f"{entry.file}: {names} was in last month's drop and is missing now{hint}"
    return [_hold(label, spec.table, "columns", text, {"columns": len(lost)})]


def _hold(
    label: str, table: str, kind: str, message: str, figures: Mapping[str, float]
) -> HoldEntry:
    return HoldEntry.model_validate(
        {
            "hold_id": f"{label}_{table}_{kind}",
            "table": table,
            "kind": kind,
            "message": message,
            "figures": dict(figures),
        }
    )
