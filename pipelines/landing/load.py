"""One table of a drop, read and checked: the rows to load, the rows rejected, the account.

Belongs here: joining a reader's batches with the schema, duplicates across a file, what is told
about rejected rows. Does not belong here: writing (``land``), other drops (``withdrawal``).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.canonical.model import TableSpec
from pipelines.canonical.schemas import Checked, check_rows
from pipelines.canonical.values import pc
from pipelines.landing.audit import Account
from pipelines.sources.base import Batch, BrokenRow, Source, SourceTable

REJECTED_COLUMNS = ("source_file", "source_row", "rule", "column_name", "message", "row_json")
REJECTED_SCHEMA = pa.schema(
    [(name, pa.int32() if name == "source_row" else pa.string()) for name in REJECTED_COLUMNS]
)
_ROWS_NAMED = 5


@dataclass(frozen=True)
class Problem:
    """Something to tell about a table that does not refuse it. Grain: table, rule, column."""

    table: str
    file: str
    column: str | None
    rule: str
    message: str
    rows_count: int
    first_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class LoadedTable:
    """One table after reading: ``good`` typed rows and ``rejected`` ones (one row per reason)."""

    spec: TableSpec
    path: Path
    good: pa.Table
    rejected: pa.Table
    account: Account
    missing_columns: list[str]
    extra_columns: list[str]
    rejections: list[Problem]
    problems: list[Problem] = field(default_factory=list)
    date_range: tuple[date | None, date | None] = (None, None)


@dataclass
class _Gathered:
    """What the batches of one table add up to."""

    good: list[pa.Table] = field(default_factory=list)
    good_rows: list[np.ndarray] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    rows_read: int = 0
    findings: dict[tuple[str | None, str, str], tuple[int, list[int]]] = field(default_factory=dict)


def load_table(source: Source, table: SourceTable, extracted: date, la_code: str) -> LoadedTable:
    """Read, validate and type one table.

    Returns rows with the canonical columns, then ``la_code``, ``source_file``, ``source_row``.
    Raises DataProblem if the file must be refused; AuditError if a row is lost on the way.
    """
    spec, file = table.spec, table.path.name
    opened = source.open_table(table)
    gathered = _Gathered()
    for batch in opened.batches:
        checked = check_rows(batch.frame, spec, extracted, opened.headers)
        _gather(gathered, batch, checked, file)
    good, rows = _join(gathered, spec, extracted)
    good, rows, again = _without_duplicates(good, rows, spec, file, opened.headers)
    rejected = [*gathered.rejected, *again]
    rejected.sort(key=lambda row: row["source_row"])
    account = Account.of(file, gathered.rows_read, rows, rejected)
    return LoadedTable(
        spec=spec,
        path=table.path,
        good=_with_origin(good, rows, file, la_code),
        rejected=pa.Table.from_pylist(rejected, schema=REJECTED_SCHEMA),
        account=account,
        missing_columns=opened.missing_columns,
        extra_columns=opened.extra_columns,
        rejections=_summarise(rejected, spec.table, file),
        problems=_problems(spec, file, opened.missing_columns, opened.extra_columns)
        + [Problem(spec.table, file, None, "note", note, 0) for note in opened.notes]
        + [
            Problem(spec.table, file, column, rule, message, count, tuple(first[:_ROWS_NAMED]))
            for (column, rule, message), (count, first) in gathered.findings.items()
        ],
        date_range=_date_range(good, spec),
    )


def _gather(gathered: _Gathered, batch: Batch, checked: Checked, file: str) -> None:
    """Add one checked batch to the table's rows, rejections and findings."""
    gathered.rows_read += batch.rows_read
    gathered.good.append(checked.good)
    gathered.good_rows.append(batch.source_row[checked.good_positions])
    gathered.rejected += [_broken(row, file) for row in batch.broken]
    places = checked.failures["position"].unique().astype("int64")
    rows = dict(zip(places, batch.frame.iloc[places].to_dict("records"), strict=True))
    for position, rule, column, message in checked.failures.itertuples(index=False, name=None):
        cells = {name: text for name, text in rows[position].items() if isinstance(text, str)}
        line = int(batch.source_row[position])
        gathered.rejected.append(_rejection(file, line, rule, column, message, cells))
    for finding in checked.findings:
        key = (finding.column, finding.rule, finding.message)
        count, first = gathered.findings.get(key, (0, []))
        lines = [int(batch.source_row[place]) for place in finding.positions]
        gathered.findings[key] = (count + finding.rows_count, first + lines)


def _rejection(
    file: str, line: int, rule: str, column: str | None, message: str, cells: Mapping[str, Any]
) -> dict[str, Any]:
    """One row of the rejected file; ``row_json`` is the only place that holds the row itself."""
    values = (file, line, rule, column, message, json.dumps(cells, default=str, sort_keys=True))
    return dict(zip(REJECTED_COLUMNS, values, strict=True))


def _broken(row: BrokenRow, file: str) -> dict[str, Any]:
    return _rejection(file, row.source_row, row.rule, None, row.message, {"fields": row.fields})


def _join(gathered: _Gathered, spec: TableSpec, extracted: date) -> tuple[pa.Table, np.ndarray]:
    """All good rows and their lines; a file without rows gives an empty, typed table."""
    if not gathered.good:
        blank = pd.DataFrame(columns=[column.name for column in spec.columns], dtype=str)
        return check_rows(blank, spec, extracted).good, np.array([], dtype="int64")
    return pa.concat_tables(gathered.good), np.concatenate(gathered.good_rows)


def _without_duplicates(
    good: pa.Table, rows: np.ndarray, spec: TableSpec, file: str, headers: Mapping[str, str]
) -> tuple[pa.Table, np.ndarray, list[dict[str, Any]]]:
    """Keep the last of the rows with one key; reject the earlier, saying which line was kept.

    Rows rejected for another reason do not count: a faulty copy never costs the sound one.
    """
    keys = good.select(list(spec.key)).to_pandas()
    earlier = keys.duplicated(keep="last").to_numpy()
    if not earlier.any():
        return good, rows, []
    group = keys.groupby(list(spec.key), sort=False).ngroup().to_numpy()
    kept = dict(zip(group[~earlier], rows[~earlier], strict=True))
    places = np.flatnonzero(earlier)
    names = " and ".join(f"`{headers[name]}`" for name in spec.key)
    again = []
    for place, cells in zip(places, good.take(pa.array(places)).to_pylist(), strict=True):
        message = f"{names} comes again on line {kept[group[place]]}, which was kept; remove one"
        filled = {name: value for name, value in cells.items() if value is not None}
        line = int(rows[place])
        again.append(_rejection(file, line, "duplicate_key", spec.key[0], message, filled))
    return good.filter(pa.array(~earlier)), rows[~earlier], again


def _with_origin(good: pa.Table, rows: np.ndarray, file: str, la_code: str) -> pa.Table:
    """The rows with authority and place of origin added."""
    size = len(good)
    constant = {"la_code": la_code, "source_file": file}
    for name, text in constant.items():
        good = good.append_column(name, pa.repeat(pa.scalar(text), size))
    return good.append_column("source_row", pa.array(rows, pa.int32()))


def _problems(
    spec: TableSpec, file: str, missing: Sequence[str], extra: Sequence[str]
) -> list[Problem]:
    """Columns that are not there, and columns nobody knows."""
    found = []
    for column in missing:
        extension = spec.by_name[column].extension
        what = "is not available (an addition to the standard)" if extension else "is missing"
        text = f"`{spec.header(column)}` {what}; it stays blank"
        found.append(Problem(spec.table, file, column, "missing_column", text, 0))
    if extra:
        text = f"{len(extra)} unknown columns were ignored: {', '.join(extra)}"
        found.append(Problem(spec.table, file, None, "extra_columns", text, 0))
    return found


def _summarise(rejected: Sequence[Mapping[str, Any]], table: str, file: str) -> list[Problem]:
    """Rejected rows by rule and column, with the first lines; no value of any row."""
    groups: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for row in rejected:
        groups.setdefault((row["rule"], row["column_name"]), []).append(row)
    return [
        Problem(
            table=table,
            file=file,
            column=column,
            rule=rule,
            message=rows[0]["message"],
            rows_count=len(rows),
            first_rows=tuple(row["source_row"] for row in rows[:_ROWS_NAMED]),
        )
        for (rule, column), rows in groups.items()
    ]


def _date_range(good: pa.Table, spec: TableSpec) -> tuple[date | None, date | None]:
    """Earliest and latest of the table's own event date."""
    if spec.date_column is None or len(good) == 0:
        return None, None
    limits = pc.min_max(good[spec.date_column]).as_py()
    return limits["min"], limits["max"]


def describe(problem: Problem) -> str:
    """One line a person can act on: file, lines, what is wrong and what to do."""
    if not problem.rows_count:
        return f"{problem.file}: {problem.message}"
    lines = ", ".join(str(line) for line in problem.first_rows)
    more = problem.rows_count - len(problem.first_rows)
    rest = f" and {more} more" if more > 0 else ""
    word = "line" if problem.rows_count == 1 else "lines"
    return f"{problem.file}, {word} {lines}{rest}: {problem.message}"
