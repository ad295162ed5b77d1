"""A council's own CSV, XLSX or Parquet files, read by its mapping files.

Belongs here: which mapping a file is for, and rows of the canonical tables by it. Does not belong
here: what a mapping may say (``schema``), how one column comes about (``derive``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd

from pipelines.canonical.model import table_spec
from pipelines.canonical.schemas import clean
from pipelines.errors import DataProblem
from pipelines.sources.base import (
    EVERYTHING,
    NOTHING,
    BrokenRow,
    Read,
    ReadContext,
    ReadingNote,
    Recognised,
    Scope,
    Source,
    TableBatch,
    TableHead,
)
from pipelines.sources.csv_text import peek_header
from pipelines.sources.flat import CSV, FlatBatch, FlatTable, open_csv
from pipelines.sources.flat_parquet import PARQUET, open_parquet, parquet_header
from pipelines.sources.flat_workbook import WORKBOOKS, open_sheets
from pipelines.sources.keys import StableKeys
from pipelines.sources.mapping.derive import derive
from pipelines.sources.mapping.schema import FOLDER, FileMapping, TableRule, load_mappings, plain

SUFFIXES = (*CSV, *PARQUET, *WORKBOOKS)


class CouncilFiles(Source):
    """Reader of files that a mapping describes; made from the council's mappings."""

    name: ClassVar[str] = "mapping"

    def __init__(self, mappings: Mapping[str, FileMapping]) -> None:
        self._mappings = mappings

    @classmethod
    def of(cls, folder: Path | None) -> "CouncilFiles":
        """The reader of one council. Raises WrongUse if a mapping file is wrong."""
        return cls(load_mappings(folder))

    def settings_files(self, folder: Path) -> Sequence[Path]:
        """The mapping files."""
        return sorted((folder / FOLDER).glob("*.yml"))

    def recognise(self, path: Path) -> Recognised | None:
        """A file with the headers a mapping needs, or with a name one is for."""
        if path.suffix.lower() not in SUFFIXES:
            return None
        by_name: Recognised | None = None
        for name, mapping in self._mappings.items():
            named = mapping.fits_name(path)
            if mapping.files and not named:
                continue
            there = _headers_there(path, mapping)
            tables = " and ".join(mapping.tables)
            if there == len(mapping.needed):
                why = f"{tables} by the mapping {name}: all of the {there} columns it needs"
                return Recognised(path, why)
            if named:
                why = f"{tables} by the mapping {name}: its name ({there} of {len(mapping.needed)}"
                by_name = by_name or Recognised(path, f"{why} columns it needs)", "name")
        return by_name

    def _mapping_of(self, path: Path) -> FileMapping:
        """The mapping ``recognise`` found."""
        named = []
        for mapping in self._mappings.values():
            if mapping.files and not mapping.fits_name(path):
                continue
            if _headers_there(path, mapping) == len(mapping.needed):
                return mapping
            named += [mapping] if mapping.files else []
        if not named:
            raise DataProblem(f"{path.name}: no mapping is for this file any longer")
        return named[0]

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """Every table the mapping makes of the file; see ``Source.read_file``."""
        mapping = self._mapping_of(found.path)
        any_read = False
        for flat in _open(found.path, mapping):
            any_read = True
            lacking = mapping.needed - {plain(header) for header in flat.header}
            if lacking:
                raise DataProblem(_lacking(found.path, sorted(lacking)))
            yield from _read(flat, mapping, context)
        if not any_read:
            raise DataProblem(_lacking(found.path, sorted(mapping.needed)))


def _lacking(path: Path, headers: Sequence[str]) -> str:
    names = ", ".join(f"`{header}`" for header in headers)
    return (
        f"{path.name}: the mapping needs {names}, which the file lacks; extract it again"
        " with these columns, or correct the mapping"
    )


def _headers_there(path: Path, mapping: FileMapping) -> int:
    """How many of the headers a mapping needs the file has (the best sheet's, in a workbook)."""
    if path.suffix.lower() in WORKBOOKS:
        try:
            found = [_count(flat.header, mapping) for flat in _open(path, mapping)]
        except (DataProblem, OSError):
            return 0
        return max(found, default=0)
    header = parquet_header(path) if path.suffix.lower() in PARQUET else peek_header(path)
    return _count(header, mapping)


def _count(header: Sequence[str], mapping: FileMapping) -> int:
    return len(mapping.needed & {plain(name) for name in header})


def _open(path: Path, mapping: FileMapping) -> Iterator[FlatTable]:
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        yield open_parquet(path)
    elif suffix in WORKBOOKS:
        yield from open_sheets(
            path,
            lambda title, names: (
                mapping.fits_sheet(title) and mapping.needed <= {plain(name) for name in names}
            ),
        )
    else:
        yield open_csv(path)


@dataclass
class _Feed:
    """One table a file feeds: its rule, head, and keys made on the way."""

    name: str
    rule: TableRule
    head: TableHead
    keys: dict[str, StableKeys]


def _read(flat: FlatTable, mapping: FileMapping, context: ReadContext) -> Iterator[Read]:
    places = {plain(header): at for at, header in reversed(list(enumerate(flat.header)))}
    feeds = [
        _Feed(
            name,
            rule,
            _head(flat, name, rule, places, _unused(flat, mapping), context),
            {
                column: StableKeys(context.la_code, name)
                for column, how in rule.columns.items()
                if how.stable_key
            },
        )
        for name, rule in mapping.tables.items()
    ]
    for feed in feeds:
        yield feed.head
    for batch in flat.batches(context.batch_rows):
        cells = _Cells(batch, places)
        for feed in feeds:
            yield _feed(feed, batch, cells)


def _unused(flat: FlatTable, mapping: FileMapping) -> list[str]:
    used = {plain(one) for rule in mapping.tables.values() for one in rule.headers()}
    used |= {plain(one) for rule in mapping.tables.values() for one in rule.only_where}
    return [header or "(no name)" for header in flat.header if plain(header) not in used]


def _head(
    flat: FlatTable,
    name: str,
    rule: TableRule,
    places: Mapping[str, int],
    unused: list[str],
    context: ReadContext,
) -> TableHead:
    spec = table_spec(name)
    missing = [
        column
        for column, how in rule.columns.items()
        if how.used and not any(plain(header) in places for header in how.used)
    ]
    missing += [column.name for column in spec.columns if column.name not in rule.columns]
    return TableHead(
        table=name,
        path=flat.path,
        part=flat.part,
        headers={column: " / ".join(how.used) for column, how in rule.columns.items() if how.used},
        missing_columns=missing,
        extra_columns=unused,
        notes=flat.notes,
        scope=_scope(rule, spec.date_column, context),
        repeats=rule.repeats,
        position_word=flat.position_word,
    )


def _scope(rule: TableRule, date_column: str | None, context: ReadContext) -> Scope:
    """What the mapping says, else what the drop says."""
    window = context.window
    kind = rule.scope or ("window" if window else "all")
    if kind == "all":
        return EVERYTHING
    if kind == "none" or window is None or date_column is None:
        return NOTHING
    return Scope("window", date_column, window.date_from, window.date_to)


class _Cells:
    """The columns of one batch as trimmed text, each made once."""

    def __init__(self, batch: FlatBatch, places: Mapping[str, int]) -> None:
        self._batch, self._places = batch, places
        self._made: dict[str, pd.Series] = {}

    def column(self, header: str) -> pd.Series | None:
        """The cells under a header; None if the file lacks it."""
        key = plain(header)
        if key not in self._places:
            return None
        if key not in self._made:
            cells = clean(self._batch.column(self._places[key])).to_pandas()
            self._made[key] = cells.astype("str").where(cells.notna(), None)
        return self._made[key]


def _feed(feed: _Feed, batch: FlatBatch, cells: _Cells) -> TableBatch:
    """The rows one batch gives to one table."""
    size, columns = len(batch.lines), {}
    rejected: dict[tuple[str, str, str], np.ndarray] = {}
    told: dict[tuple[str, str, str], np.ndarray] = {}
    for column, how in feed.rule.columns.items():
        if how.stable_key:
            continue
        name = feed.head.headers.get(column, column)
        made = derive(how, name, cells.column, size)
        columns[column] = made.cells
        rejected |= {(column, *key): mask for key, mask in made.rejected.items()}
        told |= {(column, *key): mask for key, mask in made.told.items()}
    chosen = _chosen(feed.rule, cells, size)
    for column, keys in feed.keys.items():
        person, start = feed.rule.columns[column].stable_key or ("", "")
        who, when = columns[person].where(chosen, None), columns[start]
        columns[column] = keys.make(who, when)
    frame = pd.DataFrame(columns, index=range(size))
    bad = np.zeros(size, dtype=bool)
    broken = list(batch.broken)
    for (column, rule, message), mask in rejected.items():
        for at in np.flatnonzero(mask & chosen & ~bad):
            fields = tuple(str(cell) for cell in frame.iloc[at] if isinstance(cell, str))
            broken.append(BrokenRow(int(batch.lines[at]), rule, message, fields, column))
        bad |= mask
    good = chosen & ~bad
    notes = [
        ReadingNote(column, rule, message, [int(n) for n in batch.lines[mask & good]])
        for (column, rule, message), mask in told.items()
        if (mask & good).any()
    ]
    kept = frame if good.all() else frame[good].reset_index(drop=True)
    return TableBatch(kept, batch.lines[good], broken, feed.head, notes)


def _chosen(rule: TableRule, cells: _Cells, size: int) -> np.ndarray:
    """Which rows are rows of this table, by the mapping's ``only_where``."""
    chosen = np.ones(size, dtype=bool)
    for header, values in rule.only_where.items():
        column = cells.column(header)
        wanted = {value.casefold() for value in values}
        if column is None:
            return np.zeros(size, dtype=bool)
        chosen &= column.str.casefold().isin(wanted).to_numpy()
    return chosen
