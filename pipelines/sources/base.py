"""What every format must offer: recognise its files, list its tables, read rows, locate a row.

Belongs here: the interface and the small objects that cross it. Does not belong here: any one
format (a module each beside this one), and what a valid row is (``pipelines.canonical``).
A new format is one module with one subclass of ``Source``, added to ``registry.SOURCES``.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
import pandas as pd

from pipelines.canonical.model import TableSpec

BATCH_ROWS = 100_000


@dataclass(frozen=True)
class SourceTable:
    """Where one canonical table lies: a file, or a named part (sheet, element) of one."""

    spec: TableSpec
    path: Path
    part: str = ""


@dataclass(frozen=True)
class Listing:
    """What a reader found among the files of a drop."""

    tables: list[SourceTable]
    ignored: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BrokenRow:
    """A record that could not even be cut into its columns."""

    source_row: int
    rule: str
    message: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Some rows of one table as text.

    ``frame`` has canonical column names and null for blank; ``source_row`` says where each row
    starts in its file (first line is 1); ``broken`` rows are in neither.
    """

    frame: pd.DataFrame
    source_row: np.ndarray
    broken: list[BrokenRow]

    @property
    def rows_read(self) -> int:
        """Records met in the file, readable or not."""
        return len(self.source_row) + len(self.broken)


@dataclass(frozen=True)
class OpenTable:
    """A table whose header has been understood and whose rows are ready to be read once."""

    headers: dict[str, str]
    missing_columns: list[str]
    extra_columns: list[str]
    notes: list[str]
    batches: Iterator[Batch]


@dataclass(frozen=True)
class Window:
    """The dates a windowed drop covers, both included."""

    date_from: date
    date_to: date


@dataclass(frozen=True)
class Scope:
    """Which records, if they still exist, must be in a drop.

    ``all``: every record of the table. ``window``: those whose ``date_column`` lies in the
    window. ``none``: no absence from this drop means anything.
    """

    kind: Literal["all", "window", "none"]
    date_column: str | None = None
    date_from: date | None = None
    date_to: date | None = None


class Source(ABC):
    """One format. Readers hold no state: every method works from its arguments."""

    name: ClassVar[str]

    @abstractmethod
    def detect(self, files: Sequence[Path]) -> bool:
        """Whether these files look like this format."""

    @abstractmethod
    def list_tables(self, files: Sequence[Path]) -> Listing:
        """The canonical tables these files hold, and the files that hold none."""

    @abstractmethod
    def open_table(self, table: SourceTable, batch_rows: int = BATCH_ROWS) -> OpenTable:
        """Understand the header; rows follow as batches.

        Raises DataProblem (here or while batches are read) if the table must be refused.
        """

    def scope(self, spec: TableSpec, window: Window | None) -> Scope:
        """The scope of ``spec`` in a full drop (``window`` None) or a windowed one."""
        if window is None:
            return Scope("all")
        if spec.date_column is None:
            return Scope("none")
        return Scope("window", spec.date_column, window.date_from, window.date_to)

    def locate(self, source_file: str, source_row: int) -> str:
        """Where a person finds a row again."""
        return f"{source_file}, line {source_row}"
