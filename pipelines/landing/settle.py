"""Rows with one key: repeated by fault, said again on purpose, or the same record a year older.

Belongs here: what becomes of them within one format, and folding rows into one record. Does not
belong here: which format counts where several hold a table (``precedence``).

A repeat that is a fault is rejected, and the last row kept. A repeat by nature (a child's details
on every row of a sheet, an episode in every year's return) is folded into one record: its rows
all count as loaded, and what they say differently is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.canonical.model import TableSpec
from pipelines.landing.audit import Account
from pipelines.landing.load import (
    ROWS_NAMED,
    Entries,
    Rejection,
    TableRows,
    no_entries,
    rejection,
)
from pipelines.landing.problems import Problem
from pipelines.sources.base import ReadContext, TableHead

Differences = Mapping[str, np.ndarray]


@dataclass
class Settled:
    """One format's table with one row per key.

    ``entries`` are those of the rows kept, in their order; ``merged`` those folded into them.
    ``unsaid``: per row, the columns none of the parts that say it has, as bits in the table's
    order; None while no part lacks any.
    """

    rows: TableRows
    table: pa.Table
    entries: Entries
    merged: Entries
    rejected: list[Rejection]
    told: list[Problem] = field(default_factory=list)
    unsaid: np.ndarray | None = None

    def accounts(self) -> list[Account]:
        """The account of each part. Raises AuditError if a row is lost."""
        found = []
        for number, head in enumerate(self.rows.heads):
            place = f"{head.path.name}{f', {head.part}' if head.part else ''} ({head.table})"
            found.append(
                Account.of(
                    place,
                    self.rows.rows_read[number],
                    self.entries.entry[self.entries.head == number],
                    [row for row in self.rejected if row["head"] == number],
                    self.merged.entry[self.merged.head == number],
                )
            )
        return found


def settle(rows: TableRows, context: ReadContext) -> Settled:
    """One format's table with one row per key; see the module."""
    table, entries = rows.joined(context)
    settled = Settled(rows, table, entries, no_entries(), list(rows.rejected))
    settled.unsaid = _unsaid(rows, entries)
    if all(head.repeats == "no" for head in rows.heads):
        _reject_repeats(settled, np.ones(len(table), dtype=bool))
        return settled
    faulty = np.array([head.repeats == "no" for head in rows.heads])
    _reject_repeats(settled, faulty[settled.entries.head])
    _strongest_first(settled, context)
    whole = any(head.repeats == "latest" for head in rows.heads)
    _fold_repeats(settled, whole)
    return settled


def _unsaid(rows: TableRows, entries: Entries) -> np.ndarray | None:
    """Per row, the columns its part does not have, or has for some records only."""
    at = {column.name: place for place, column in enumerate(rows.spec.columns)}
    masks = [
        sum(1 << at[name] for name in {*head.missing_columns, *_never(head)} - {*rows.spec.key})
        for head in rows.heads
    ]
    return np.array(masks, dtype="int64")[entries.head] if any(masks) else None


def _never(head: TableHead) -> set[str]:
    return {name for name, day in head.columns_from.items() if day is None}


def unsaid_names(spec: TableSpec, unsaid: np.ndarray) -> pa.Array:
    """Per row, the columns of its bits between commas (``,close_date,``); null for none."""
    bits, place = np.unique(unsaid, return_inverse=True)
    names = [column.name for column in spec.columns]
    lacking = [
        "".join(f"{name}," for at, name in enumerate(names) if mask >> at & 1)
        for mask in bits.tolist()
    ]
    texts = pa.array([f",{text}" if text else None for text in lacking], pa.string())
    return texts.take(pa.array(place))


def _reject_repeats(settled: Settled, among: np.ndarray) -> None:
    """Keep the last of the rows with one key; reject the earlier, saying which row was kept.

    ``among`` masks the rows looked at. Rows rejected for another reason do not count: a faulty
    copy never costs the sound one.
    """
    spec = settled.rows.spec
    keys = settled.table.select(list(spec.key)).to_pandas()
    earlier = np.zeros(len(keys), dtype=bool)
    earlier[among] = keys[among].duplicated(keep="last").to_numpy()
    if not earlier.any():
        return
    group = keys.groupby(list(spec.key), sort=False).ngroup().to_numpy()
    kept = {group[at]: at for at in np.flatnonzero(~earlier & among)}
    places = np.flatnonzero(earlier)
    entries = settled.entries
    for place, cells in zip(places, settled.table.take(pa.array(places)).to_pylist(), strict=True):
        head = settled.rows.heads[entries.head[place]]
        other = kept[group[place]]
        there = settled.rows.heads[entries.head[other]]
        names = " and ".join(
            f"`{head.headers.get(name) or spec.header(name)}`" for name in spec.key
        )
        line = f"{there.position_word} {entries.source_row[other]}"
        if there is not head:
            line += f" of {there.part or there.path.name}"
        message = f"{names} comes again on {line}, which was kept; remove one"
        filled = {name: value for name, value in cells.items() if value is not None}
        where = (
            int(entries.head[place]),
            int(entries.entry[place]),
            int(entries.source_row[place]),
        )
        settled.rejected.append(
            rejection(head, where, "duplicate_key", spec.key[0], message, filled)
        )
    settled.table = settled.table.filter(pa.array(~earlier))
    settled.entries = entries.take(~earlier)
    if settled.unsaid is not None:
        settled.unsaid = settled.unsaid[~earlier]


def _strongest_first(settled: Settled, context: ReadContext) -> None:
    """Order rows so that the latest return comes first, and within one as they were read."""
    days = [(head.as_at or context.extracted).toordinal() for head in settled.rows.heads]
    if len(set(days)) < 2:
        return
    order = np.argsort(-np.array(days)[settled.entries.head], kind="stable")
    settled.table = settled.table.take(pa.array(order))
    settled.entries = settled.entries.take(order)
    if settled.unsaid is not None:
        settled.unsaid = settled.unsaid[order]


def _fold_repeats(settled: Settled, whole: bool) -> None:
    """Fold rows with one key into the first of them, and tell what they say differently."""
    group = key_groups(settled.table, settled.rows.spec.key)
    kept, table, differing = fold(settled.table, group, whole)
    if settled.unsaid is not None:
        settled.unsaid = settled.unsaid[kept] if whole else in_none(settled.unsaid, group)[kept]
    entries = settled.entries
    gone = np.setdiff1d(np.arange(len(entries.entry)), kept)
    settled.merged = entries.take(gone)
    settled.table, settled.entries = table, entries.take(kept)
    settled.told += [
        differs(settled.rows, column, entries.take(places)) for column, places in differing.items()
    ]


def differs(rows: TableRows, column: str, entries: Entries) -> Problem:
    """What to tell of records whose rows disagree on a column."""
    head = rows.heads[entries.head[0]]
    name = head.headers.get(column) or rows.spec.header(column)
    count = len(entries.entry)
    text = (
        f"`{name}` is not the same wherever the record stands ({count:,} records);"
        " the first was taken"
    )
    lines = entries.source_row[entries.head == entries.head[0]][:ROWS_NAMED]
    return Problem(
        rows.spec.table,
        head.path.name,
        column,
        "values_differ",
        text,
        count,
        tuple(int(line) for line in lines),
        head.part,
        head.position_word,
    )


def key_groups(table: pa.Table, identity: Sequence[str]) -> np.ndarray:
    """Per row, the number of its identity in order of appearance."""
    keys = table.select(list(identity)).to_pandas()
    return keys.groupby(list(identity), sort=False, dropna=False).ngroup().to_numpy()


def in_none(unsaid: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Per row, the columns no row of its group has."""
    shared = np.full(int(group.max(initial=-1)) + 1, -1, dtype="int64")
    np.bitwise_and.at(shared, group, unsaid)
    return shared[group]


def fold(
    table: pa.Table, group: np.ndarray, whole: bool
) -> tuple[np.ndarray, pa.Table, Differences]:
    """Rows of one group as one row, the strongest (first) row's values going before.

    With ``whole`` the first row counts alone; else each blank is filled from the next row that
    has a value. Returns the places of the rows kept, the folded rows in their order, and per
    column the places (of kept rows) where filled values differ.
    """
    first = ~pd.Series(group).duplicated(keep="first").to_numpy()
    kept = np.flatnonzero(first)
    if len(kept) == len(table):
        return kept, table, {}
    if whole:
        return kept, table.take(pa.array(kept)), {}
    again = pd.Series(group).duplicated(keep=False).to_numpy()
    filled, differing = _filled(table, group, again, list(table.column_names))
    single = table.filter(pa.array(~again))
    places = np.concatenate([np.flatnonzero(~again), np.flatnonzero(first & again)])
    folded = pa.concat_tables([single, filled]).take(pa.array(np.argsort(places)))
    return kept, folded, differing


def _filled(
    table: pa.Table, group: np.ndarray, again: np.ndarray, columns: Sequence[str]
) -> tuple[pa.Table, Differences]:
    """The rows of repeated identities folded, in order of their first row; and differences."""
    repeated = table.filter(pa.array(again))
    repeated = repeated.append_column("_place", pa.array(np.flatnonzero(again)))
    repeated = repeated.append_column("_group", pa.array(group[again]))
    values = ", ".join(f'arg_min("{name}", _place) as "{name}"' for name in columns)
    several = ", ".join(f'count(distinct "{name}") > 1 as "{name}"' for name in columns)
    with duckdb.connect() as con:
        con.register("repeated", repeated)
        folded: pa.Table = con.sql(
            f"select {values} from repeated group by _group order by min(_place)"
        ).to_arrow_table()
        unequal: pd.DataFrame = con.sql(
            f"select min(_place) as _place, {several} from repeated group by _group order by 1"
        ).df()
    differing = {
        name: unequal.loc[unequal[name], "_place"].to_numpy()
        for name in columns
        if unequal[name].any()
    }
    return pa.table(folded, schema=table.schema), differing
