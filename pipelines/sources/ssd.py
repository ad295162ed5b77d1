"""The Standard Safeguarding Dataset as files: one CSV per table, and the extension tables beside.

Belongs here: which file is which table, which header is which column, rows that do not fit their
header. Does not belong here: splitting text into records (``csv_text``), checking values
(``pipelines.canonical``), comparing with other drops (``pipelines.landing``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import ClassVar

import numpy as np
import pyarrow as pa

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.errors import DataProblem
from pipelines.sources.base import (
    BATCH_ROWS,
    EVERYTHING,
    NOTHING,
    Batch,
    BrokenRow,
    Read,
    ReadContext,
    ReadingNote,
    Recognised,
    Scope,
    Source,
    TableBatch,
    TableHead,
    Window,
)
from pipelines.sources.cells import text_columns
from pipelines.sources.csv_text import CsvReader, Records, cut_off, decode, peek_header

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ ]{0,59}")


@dataclass(frozen=True)
class SourceTable:
    """Where one canonical table lies."""

    spec: TableSpec
    path: Path


@dataclass(frozen=True)
class OpenTable:
    """A table whose header has been understood and whose rows are ready to be read once."""

    headers: dict[str, str]
    missing_columns: list[str]
    extra_columns: list[str]
    notes: list[str]
    batches: Iterator["FittedBatch"]


@dataclass(frozen=True)
class FittedBatch(Batch):
    """Rows that fit the header, with what was done to their cells."""

    notes: tuple[ReadingNote, ...] = ()


@cache
def _file_stems() -> dict[str, str]:
    """Accepted file stems in lower case, to table names: with and without ``ssd_``."""
    stems = {}
    for name, spec in load_tables().items():
        stems[spec.source_file.lower()] = name
        stems.setdefault(spec.source_file.lower().removeprefix("ssd_"), name)
    return stems


class StandardDataset(Source):
    """Reader of SSD extracts; every record is a full statement of its table."""

    name: ClassVar[str] = "ssd"
    many_files: ClassVar[bool] = False

    def recognise(self, path: Path) -> Recognised | None:
        """A CSV named after a canonical table, whatever its case; surer if its header fits."""
        spec = self.table_of(path)
        if spec is None:
            return None
        lowered = {name.lower() for name in peek_header(path)}
        there = sum(1 for name in spec.required if lowered & set(spec.spellings(name)))
        why = (
            f"Standard Safeguarding Dataset, table {spec.table}: the file's name, and {there} of"
            f" {len(spec.required)} required columns"
        )
        return Recognised(path, why, "content" if there == len(spec.required) else "name")

    def table_of(self, path: Path) -> TableSpec | None:
        """The table a file is named after."""
        known = path.suffix.lower() == ".csv" and path.stem.lower() in _file_stems()
        return load_tables()[_file_stems()[path.stem.lower()]] if known else None

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """The table's head, then its rows; see ``Source.read_file``."""
        spec = self.table_of(found.path)
        if spec is None:
            raise DataProblem(f"{found.path.name}: no table has this name")
        opened = self.open_table(SourceTable(spec, found.path), context.batch_rows)
        head = TableHead(
            table=spec.table,
            path=found.path,
            headers=opened.headers,
            missing_columns=opened.missing_columns,
            extra_columns=opened.extra_columns,
            notes=opened.notes,
            scope=self.scope(spec, context.window),
        )
        yield head
        for batch in opened.batches:
            yield TableBatch(batch.frame, batch.source_row, batch.broken, head, batch.notes)

    def scope(self, spec: TableSpec, window: Window | None) -> Scope:
        """The scope of ``spec`` in a full drop (``window`` None) or a windowed one."""
        if window is None:
            return EVERYTHING
        if spec.date_column is None:
            return NOTHING
        return Scope("window", spec.date_column, window.date_from, window.date_to)

    def open_table(self, table: SourceTable, batch_rows: int = BATCH_ROWS) -> OpenTable:
        """Match the header to the table's columns; rows follow as batches.

        Raises DataProblem (here or while batches are read) if the table must be refused.
        """
        spec, file = table.spec, table.path.name
        text, encoding = decode(table.path)
        reader = CsvReader(text, file)
        header = reader.header()
        places = _match_header(header, spec, file)
        extra = [name for place, name in enumerate(header) if place not in places.values()]
        missing = [column.name for column in spec.columns if column.name not in places]
        notes = ["read as Windows text (cp1252), not UTF-8"] if encoding == "cp1252" else []
        return OpenTable(
            headers={column: header[place] for column, place in places.items()},
            missing_columns=missing,
            extra_columns=[name or "(no name)" for name in extra],
            notes=notes,
            batches=_batches(reader, spec, file, _Places(places, header), batch_rows),
        )


def _match_header(header: list[str], spec: TableSpec, file: str) -> dict[str, int]:
    """Where each canonical column stands in the file.

    Raises DataProblem if a required column is missing, a column comes twice, or the first line
    is no header at all. Header text is quoted only once it is known to be a header.
    """
    lowered = [name.lower() for name in header]
    places: dict[str, int] = {}
    twice = []
    for column in spec.columns:
        hits = [at for form in spec.spellings(column.name) for at in _all(lowered, form)]
        if hits:
            places[column.name] = hits[0]
        if len(hits) > 1:
            twice.append(header[hits[0]])
    lacking = [name for name in spec.required if name not in places]
    if lacking and len(places) * 2 < len(spec.required):
        raise DataProblem(f"{file}: {_no_header(header, spec)}")
    if twice:
        names = ", ".join(f"`{name}`" for name in twice)
        raise DataProblem(f"{file}: column {names} is there more than once; keep one of each")
    if lacking:
        unused = [name for at, name in enumerate(header) if at not in places.values()]
        raise DataProblem(
            f"{file}: {'; '.join(_lacking(spec, name, unused) for name in lacking)}."
            " The table cannot be loaded without it: extract it again with this column"
        )
    return places


def _all(names: list[str], wanted: str) -> list[int]:
    return [place for place, name in enumerate(names) if name == wanted]


def _no_header(header: list[str], spec: TableSpec) -> str:
    """Why a first line is not a header; never its text, which may be a child's record."""
    separator = next((s for s in _OTHER_SEPARATORS if len(header) == 1 and s in header[0]), None)
    if separator:
        return (
            f"the columns are separated by {_OTHER_SEPARATORS[separator]}; "
            "save the file with commas"
        )
    first = ", ".join(f"`{spec.header(name)}`" for name in spec.required)
    return f"the first line does not hold the column names {first}; add the header line"


def _lacking(spec: TableSpec, column: str, unused: list[str]) -> str:
    """One missing column, with the unused header that looks most like it."""
    wanted = spec.header(column)
    known = {name.lower(): name for name in unused if _PLAIN_NAME.fullmatch(name)}
    close = get_close_matches(wanted.lower(), list(known), n=1, cutoff=0.6)
    hint = f" (is `{known[close[0]]}` it, renamed?)" if close else ""
    return f"column `{wanted}` is missing{hint}"


@dataclass(frozen=True)
class _Places:
    """Where each canonical column stands in a file, and the file's header."""

    of: dict[str, int]
    header: list[str]

    @property
    def width(self) -> int:
        """Number of columns in the file."""
        return len(self.header)


def _batches(
    reader: CsvReader, spec: TableSpec, file: str, places: _Places, batch_rows: int
) -> Iterator[FittedBatch]:
    """Batches of rows that fit the header; the others broken, a short last one refused."""
    ahead: FittedBatch | None = None
    last: tuple[int, int] | None = None
    for records in reader.batches(batch_rows):
        batch, ending = _fit(records, spec, places)
        last = ending or last
        if ahead is not None:
            yield ahead
        ahead = batch
    if last is not None and last[1] < places.width:
        raise cut_off(
            file,
            f"its last row (line {last[0]}) has {last[1]} of {places.width} columns"
            " (or the export wrote a footer under the table: then remove it)",
        )
    if ahead is not None:
        yield ahead


def _fit(
    records: Records, spec: TableSpec, places: _Places
) -> tuple[FittedBatch, tuple[int, int] | None]:
    """One batch; with it the line and number of fields of its last record, if it has one."""
    width = places.width
    filled = np.fromiter((any(row) for row in records.rows), dtype=bool, count=len(records.rows))
    sizes = np.fromiter(map(len, records.rows), dtype="int64", count=len(records.rows))
    fits = filled & (sizes == width)
    broken = list(records.broken)
    for place in np.flatnonzero(filled & (sizes != width)):
        broken.append(
            _misfit(records.rows[place], int(records.lines[place]), int(sizes[place]), width)
        )
    rows = records.rows if fits.all() else [records.rows[at] for at in np.flatnonzero(fits)]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    cells = {name: pa.array(columns[at], pa.large_string()) for name, at in places.of.items()}
    headers = {name: places.header[at] for name, at in places.of.items()}
    lines = records.lines[fits]
    frame, notes = text_columns(cells, spec, lines, headers)
    ends = np.flatnonzero(filled)
    ending = (int(records.lines[ends[-1]]), int(sizes[ends[-1]])) if len(ends) else None
    return FittedBatch(frame, lines, broken, tuple(notes)), ending


def _misfit(row: list[str], line: int, size: int, width: int) -> BrokenRow:
    """A row with another number of fields than the header."""
    few = size < width
    rule = "too_few_fields" if few else "too_many_fields"
    cause = "a value or comma is missing" if few else "a comma inside a text needs quotes around it"
    message = f"has {size} columns where the header has {width}: {cause}"
    return BrokenRow(line, rule, message, tuple(row))
