"""Files that hold one table as columns of text, however they are written.

Belongs here: the shape shared by comma-separated files, Parquet files and plain sheets, and
comma-separated files themselves. Does not belong here: which canonical column a column is (each
format's own module), Parquet (``flat_parquet``), workbooks (``flat_workbook``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipelines.errors import DataProblem
from pipelines.sources.base import BrokenRow
from pipelines.sources.csv_text import CsvReader, Records, cut_off, decode

CSV = (".csv",)
# far beyond any council's table; a run holds a table in memory
MOST_ROWS = 5_000_000
MOST_BYTES = 1_000_000_000


@dataclass(frozen=True)
class FlatBatch:
    """Some rows: where each starts in its file, rows that fit no header, and the columns.

    ``column`` gives the text of one column by its place, null for what the file marks as nothing.
    """

    lines: np.ndarray
    broken: list[BrokenRow]
    column: Callable[[int], pa.Array]


@dataclass(frozen=True)
class FlatTable:
    """A header, and rows that may be read once, in batches of the size asked for."""

    path: Path
    header: list[str]
    batches: Callable[[int], Iterator[FlatBatch]]
    part: str = ""
    position_word: str = "line"
    notes: list[str] = field(default_factory=list)


def open_csv(path: Path) -> FlatTable:
    """A comma-separated file.

    Raises DataProblem (here or while batches are read) if it is empty, cut off or far too large.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise DataProblem(
            f"{path.name}: {size:,} bytes are more than {MOST_BYTES:,}, far beyond a council's"
            " table; it was not read"
        )
    text, encoding = decode(path)
    notes = ["read as Windows text (cp1252), not UTF-8"] if encoding == "cp1252" else []
    nothings = text.count("\x00")
    if nothings:
        text = text.replace("\x00", "")
        notes.append(f"{nothings:,} NUL characters were taken out")
    reader = CsvReader(text, path.name)
    header = reader.header()
    return FlatTable(
        path, header, lambda size: _batches(reader, path.name, len(header), size), notes=notes
    )


def _batches(reader: CsvReader, file: str, width: int, size: int) -> Iterator[FlatBatch]:
    """Batches of rows that fit the header; the others broken, a short last one refused."""
    ahead: FlatBatch | None = None
    last: tuple[int, int] | None = None
    met = 0
    for records in reader.batches(size):
        met += len(records.rows)
        if met > MOST_ROWS:
            raise DataProblem(f"{file}: more than {MOST_ROWS:,} rows; send the table in months")
        batch, ending = _fit(records, width)
        last = ending or last
        if ahead is not None:
            yield ahead
        ahead = batch
    if last is not None and last[1] < width:
        raise cut_off(
            file,
            f"its last row (line {last[0]}) has {last[1]} of {width} columns"
            " (or the export wrote a footer under the table: then remove it)",
        )
    if ahead is not None:
        yield ahead


def _fit(records: Records, width: int) -> tuple[FlatBatch, tuple[int, int] | None]:
    """One batch; with it the line and number of fields of its last record, if it has one."""
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
    ends = np.flatnonzero(filled)
    ending = (int(records.lines[ends[-1]]), int(sizes[ends[-1]])) if len(ends) else None
    batch = FlatBatch(
        records.lines[fits], broken, lambda at: pa.array(columns[at], pa.large_string())
    )
    return batch, ending


def _misfit(row: list[str], line: int, size: int, width: int) -> BrokenRow:
    """A row with another number of fields than the header."""
    few = size < width
    rule = "too_few_fields" if few else "too_many_fields"
    cause = "a value or comma is missing" if few else "a comma inside a text needs quotes around it"
    message = f"has {size} columns where the header has {width}: {cause}"
    return BrokenRow(line, rule, message, tuple(row))
