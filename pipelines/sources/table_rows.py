"""Rows of one canonical table as a reader makes them, gathered into batches.

Belongs here: from tuples of text to the frames landing reads. Does not belong here: what a row
means (each format's own module) or whether its values are valid (``pipelines.canonical``).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.canonical.schemas import clean
from pipelines.sources.base import BrokenRow, ReadingNote, TableBatch, TableHead

Cells = tuple[str | None, ...]


class TableRows:
    """The rows one part of a file gives to one table, in the order they were met.

    ``add`` takes the cells of ``columns``, in that order, and the line the record starts on.
    """

    def __init__(self, head: TableHead, columns: Sequence[str]) -> None:
        self.head = head
        self.columns = tuple(columns)
        self.notes: dict[tuple[str, str, str], list[int]] = {}
        self._rows: list[Cells] = []
        self._lines: list[int] = []
        self._broken: list[BrokenRow] = []

    def __len__(self) -> int:
        return len(self._rows) + len(self._broken)

    def add(self, line: int, *cells: str | None) -> None:
        """One row."""
        self._rows.append(cells)
        self._lines.append(line)

    def reject(
        self, line: int, rule: str, message: str, cells: Sequence[str | None], column: str | None
    ) -> None:
        """One record that is no row of this table, and what a person can do about it."""
        fields = tuple(cell or "" for cell in cells)
        self._broken.append(BrokenRow(line, rule, message, fields, column))

    def note(self, line: int, column: str, rule: str, message: str) -> None:
        """Something to tell about one row that does not keep it out."""
        self.notes.setdefault((column, rule, message), []).append(line)

    def flush(self) -> TableBatch:
        """What was added since the last time."""
        rows, lines, broken, notes = self._rows, self._lines, self._broken, self.notes
        self._rows, self._lines, self._broken, self.notes = [], [], [], {}
        told = [
            ReadingNote(column, rule, message, at) for (column, rule, message), at in notes.items()
        ]
        frame = frame_of(self.columns, rows)
        return TableBatch(frame, np.array(lines, dtype="int64"), broken, self.head, tuple(told))


def frame_of(columns: Sequence[str], rows: Sequence[Cells]) -> pd.DataFrame:
    """Rows as a frame of trimmed text, null where blank."""
    if not rows:
        return pd.DataFrame(columns=list(columns), dtype=str)
    cells = zip(*rows, strict=True)
    arrays = [clean(pa.array(column, pa.large_string())) for column in cells]
    return pa.table(dict(zip(columns, arrays, strict=True))).to_pandas()
