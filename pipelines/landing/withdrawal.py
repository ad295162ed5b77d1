"""A drop against the month before: what has gone, and whether a person must look first.

Belongs here: the limits and the comparison. Does not belong here: keeping or accepting holds
(``holds``), refusing a drop outright (``land``).

Limits (architecture, drops and history): more than 2% of a table's records withdrawn, or a table
more than 5% smaller, holds publication. A table of recent months is not compared by size: two
windows hold different events. A single record gone never holds a table: in a table of under 50
rows one record is always over 2%, and says nothing. A table emptied altogether holds, however
small. Rows rejected that were not rejected last month hold too, so that nothing is published from
a drop with new faults until someone has seen them; so does a column that the last drop had and
this one has not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.landing.scopes import PERSON, due_condition, scope_columns
from pipelines.landing.store import (
    HoldEntry,
    LandedDrop,
    Manifest,
    ScopeEntry,
    read_rejections,
)

_FOUND_ROWS = ("rule", "column_name", "row_json")
_PLACE = ("source_file", "source_part", "source_row")


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
    emptied = there > 0 and gone == there and now.records == 0
    if emptied or (gone > limits.rows_gone and share > limits.withdrawn_share):
        text = (
            f"{now.file}: {gone:,} of the {there:,} records in last month's drop"
            f" ({share:.1%}) are no longer there; the limit is {limits.withdrawn_share:.0%}"
        )
        figures = {"withdrawn": gone, "before": there, "share": round(share, 6)}
        return [_hold(drop.label, name, "withdrawn", text, figures)]
    if any(_moves(scope) for scope in now.scopes):
        # two windows hold different months: only what both had to hold can be set side by side,
        # and that was done above
        return []
    fewer = before.records - now.records
    smaller = fewer / before.records if before.records else 0.0
    if fewer > limits.rows_gone and smaller > limits.smaller_share:
        text = (
            f"{now.file}: {now.records:,} rows where last month's drop had"
            f" {before.records:,} ({smaller:.1%} fewer); the limit is"
            f" {limits.smaller_share:.0%}"
        )
        figures = {"rows": now.records, "before": before.records}
        return [_hold(drop.label, name, "smaller", text, figures)]
    return []


def _moves(scope: ScopeEntry) -> bool:
    """Whether what a table holds moves on with the months, as a list of recent events does."""
    return scope.kind in ("window", "open") or scope.complete_from is not None


def count_withdrawn(
    con: duckdb.DuckDBPyConnection, drop: LandedDrop, previous: LandedDrop, spec: TableSpec
) -> tuple[int, int]:
    """Records of last month within this drop's scope, and how many of them are gone."""
    scopes = drop.manifest.tables[spec.table].scopes
    condition = due_condition(scopes, f"max({{date}}) over (partition by {PERSON})")
    if condition is None:
        return 0, 0
    columns = ", ".join(sorted({*spec.key, *scope_columns(scopes)}))
    same = " and ".join(f"earlier.{name} = latest.{name}" for name in spec.key)
    found = con.execute(
        f"with said as (select {columns}, false as is_new from read_parquet($earlier) "
        f"union all select {columns}, true from read_parquet($latest)), "
        f"due as (select *, {condition} as is_due from said), "
        "earlier as (select * from due where is_due and not is_new), "
        "latest as (select * from due where is_new) "
        "select (select count(*) from earlier), count(*) from earlier "
        f"anti join latest on {same}",
        {
            "earlier": str(previous.table_path(spec.table)),
            "latest": str(drop.table_path(spec.table)),
        },
    ).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)


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
    aside = {part.file for part in entry.parts if not part.is_counted}
    new = [
        row
        for row in read_rejections(drop, table, [*_PLACE, *_FOUND_ROWS, "message"])
        if row["source_file"] not in aside and _reason(row) not in known
    ]
    places = {tuple(row[name] for name in _PLACE) for row in new}
    if len(places) <= limits.new_rejected_rows:
        return []
    first = min(
        new,
        key=lambda row: (*tuple(row[name] or "" for name in _PLACE[:2]), int(row["source_row"])),
    )
    file, part = first["source_file"] or entry.file, first["source_part"] or ""
    where = f"{file}, {part}" if part else file
    word = entry.position_word(file, part)
    read = sum(one.rows_read for one in entry.parts if (one.file, one.part) == (file, part))
    text = (
        f"{where}: {_rows(len(places))} of {read or entry.rows_read:,} cannot be loaded; the"
        f" first, {word} {first['source_row']}: {first['message']}"
    )
    return [_hold(drop.label, table, "rejected", text, {"rows": len(places)})]


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
