"""What one format's files say, table by table: typed rows, rejected rows, nothing lost.

Belongs here: joining a reader's batches with the schema. Does not belong here: rows with one key
and several formats for one table (``settle``), writing (``land``), other drops (``withdrawal``).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.canonical.model import TableSpec, table_spec
from pipelines.canonical.schemas import Checked, check_rows
from pipelines.landing.problems import Problem
from pipelines.sources.base import (
    BrokenRow,
    ReadContext,
    Recognised,
    Refused,
    Source,
    TableBatch,
    TableHead,
)

REJECTED_COLUMNS = (
    "source_file",
    "source_part",
    "source_row",
    "rule",
    "column_name",
    "message",
    "row_json",
)
REJECTED_SCHEMA = pa.schema(
    [(name, pa.int32() if name == "source_row" else pa.string()) for name in REJECTED_COLUMNS]
)
ROWS_NAMED = 5
Rejection = dict[str, Any]


@dataclass
class Entries:
    """Where the rows of a table came from, one element per row in the order of its rows.

    ``head``: number of the part; ``entry``: number of the row among those met in that part;
    ``source_row``: its line or row in the file.
    """

    head: np.ndarray
    entry: np.ndarray
    source_row: np.ndarray

    def take(self, places: np.ndarray) -> "Entries":
        """The entries at ``places``, or where a mask holds."""
        return Entries(self.head[places], self.entry[places], self.source_row[places])


def no_entries() -> Entries:
    """Entries of a table without rows."""
    nothing = np.array([], dtype="int64")
    return Entries(nothing, nothing, nothing)


@dataclass
class _Findings:
    """Cells something was done to, by part, column, rule and message."""

    counts: dict[tuple[int, str | None, str, str], tuple[int, list[int]]] = field(
        default_factory=dict
    )

    def add(self, key: tuple[int, str | None, str, str], count: int, rows: Sequence[int]) -> None:
        """Add ``count`` cells; ``rows`` names the first of them."""
        before, first = self.counts.get(key, (0, []))
        self.counts[key] = (before + count, [*first, *rows][:ROWS_NAMED])


@dataclass
class TableRows:
    """One table as one format has it. ``rows_read`` is per part; ``good`` in reading order."""

    spec: TableSpec
    source: str
    heads: list[TableHead] = field(default_factory=list)
    rows_read: list[int] = field(default_factory=list)
    good: list[pa.Table] = field(default_factory=list)
    entries: list[Entries] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    findings: _Findings = field(default_factory=_Findings)

    def number(self, head: TableHead) -> int:
        """The number of a part, taken in if it is new."""
        for number, known in enumerate(self.heads):
            if known is head or known == head:
                return number
        self.heads.append(head)
        self.rows_read.append(0)
        return len(self.heads) - 1

    def joined(self, context: ReadContext) -> tuple[pa.Table, Entries]:
        """All good rows and where they came from; an empty typed table if there are none."""
        if not self.good:
            blank = pd.DataFrame(columns=[one.name for one in self.spec.columns], dtype=str)
            return check_rows(blank, self.spec, context.extracted).good, no_entries()
        arrays = (
            np.concatenate([getattr(one, name) for one in self.entries])
            for name in ("head", "entry", "source_row")
        )
        return pa.concat_tables(self.good), Entries(*arrays)

    def findings_told(self) -> list[Problem]:
        """What was done to cells, as problems to tell."""
        return [
            _told(self.spec.table, self.heads[number], column, rule, message, count, first)
            for (number, column, rule, message), (count, first) in self.findings.counts.items()
        ]


def _told(
    table: str,
    head: TableHead,
    column: str | None,
    rule: str,
    message: str,
    count: int,
    first: Sequence[int],
) -> Problem:
    return Problem(
        table,
        head.path.name,
        column,
        rule,
        message,
        count,
        tuple(first[:ROWS_NAMED]),
        head.part,
        head.position_word,
    )


def gather(
    source: Source, found: Sequence[Recognised], context: ReadContext
) -> tuple[list[TableRows], list[str]]:
    """Every table of one format's files, validated and typed, and the files refused.

    Grain of the tables: canonical table. Raises nothing for what files hold.
    """
    tables: dict[str, TableRows] = {}
    refusals: list[str] = []
    for read in source.read(found, context):
        if isinstance(read, Refused):
            refusals.append(read.message)
            continue
        head = read.head if isinstance(read, TableBatch) else read
        rows = tables.get(head.table)
        if rows is None:
            rows = tables[head.table] = TableRows(table_spec(head.table), source.name)
        number = rows.number(head)
        if isinstance(read, TableBatch):
            frame = _with_required(read.frame, rows.spec)
            checked = check_rows(frame, rows.spec, context.extracted, head.headers)
            _take(rows, number, read, checked)
    return list(tables.values()), refusals


def _with_required(frame: pd.DataFrame, spec: TableSpec) -> pd.DataFrame:
    """The rows with every required column there, so that one a reader lacks is never overlooked."""
    lacking = [name for name in spec.required if name not in frame.columns]
    return frame.assign(**{name: pd.Series(dtype="str") for name in lacking}) if lacking else frame


def _take(rows: TableRows, number: int, batch: TableBatch, checked: Checked) -> None:
    """Add one checked batch to the table's rows, rejections and findings."""
    size, first = len(batch.source_row), rows.rows_read[number]
    entry = np.arange(first, first + size, dtype="int64")
    rows.rows_read[number] += batch.rows_read
    kept = checked.good_positions
    rows.good.append(checked.good)
    lines = np.asarray(batch.source_row, dtype="int64")
    rows.entries.append(Entries(np.full(len(kept), number), entry[kept], lines[kept]))
    for place, broken in enumerate(batch.broken):
        rows.rejected.append(_broken(batch.head, number, first + size + place, broken))
    places = checked.failures["position"].unique().astype("int64")
    cells = dict(zip(places, batch.frame.iloc[places].to_dict("records"), strict=True))
    for position, rule, column, message in checked.failures.itertuples(index=False, name=None):
        filled = {name: text for name, text in cells[position].items() if isinstance(text, str)}
        where = (number, int(entry[position]), int(lines[position]))
        rows.rejected.append(rejection(batch.head, where, rule, column, message, filled))
    for finding in checked.findings:
        key = (number, finding.column, finding.rule, finding.message)
        rows.findings.add(key, finding.rows_count, [int(lines[at]) for at in finding.positions])
    for note in batch.notes:
        key = (number, note.column, note.rule, note.message)
        rows.findings.add(key, len(note.source_rows), [int(at) for at in note.source_rows])


def rejection(
    head: TableHead,
    where: tuple[int, int, int],
    rule: str,
    column: str | None,
    message: str,
    cells: Mapping[str, Any],
) -> Rejection:
    """One row of the rejected file; ``row_json`` is the only place that holds the row itself.

    ``where``: number of the part, of the entry, and line or row in the file.
    """
    number, entry, line = where
    content = json.dumps(cells, default=str, sort_keys=True)
    values = (head.path.name, head.part, line, rule, column, message, content)
    return dict(zip(REJECTED_COLUMNS, values, strict=True)) | {"head": number, "entry": entry}


def _broken(head: TableHead, number: int, entry: int, row: BrokenRow) -> Rejection:
    where = (number, entry, row.source_row)
    return rejection(head, where, row.rule, row.column, row.message, {"fields": row.fields})
