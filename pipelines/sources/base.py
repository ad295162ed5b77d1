"""What every format must offer: recognise a file, read it in one pass, locate a row again.

Belongs here: the interface and the small objects that cross it. Does not belong here: any one
format (a module each beside this one), and what a valid row is (``pipelines.canonical``).
A new format is one module with one subclass of ``Source``, added to ``registry.SOURCES``.

A reader walks each file once and yields, in any order and as often as it likes, batches of the
canonical tables the file feeds: one row of a sheet may become a person, a referral and an
involvement. Before the first batch of a table it yields that table's ``TableHead``.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
import pandas as pd

from pipelines.errors import DataProblem

BATCH_ROWS = 100_000


@dataclass(frozen=True)
class Recognised:
    """What a file was taken for.

    ``why``: one sentence for the person who dropped it, without any value of a row, such as
    "Annex A list 3 Referrals: 11 of 11 headers". ``by``: content outweighs a mere name.
    """

    path: Path
    why: str
    by: Literal["content", "name"] = "content"


@dataclass(frozen=True)
class Window:
    """The dates a windowed drop covers, both included."""

    date_from: date
    date_to: date


@dataclass(frozen=True)
class ReadContext:
    """What a reader may know besides its files.

    ``extracted``: the day the drop was taken. ``window``: as drop.yaml gives it, else None (a
    format that is always windowed then works its window out from ``month_end``). ``settings``:
    the council's own folder (mappings, synonyms), if there is one. ``hashes``: content hash by
    file name. ``kept``: a folder for what is fetched from elsewhere and must not be asked again.
    """

    la_code: str
    month: str
    extracted: date
    window: Window | None = None
    settings: Path | None = None
    batch_rows: int = BATCH_ROWS
    hashes: Mapping[str, str] = field(default_factory=dict)
    kept: Path | None = None

    @property
    def month_end(self) -> date:
        """The last day of the reporting month; the day of the extract if there is no month."""
        if len(self.month) != len("yyyy-mm"):
            return self.extracted
        year, number = int(self.month[:4]), int(self.month[5:])
        return date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)


@dataclass(frozen=True)
class Scope:
    """Which records, if they still exist, must be in a drop (architecture section 4).

    ``all``: every record of the table. ``window``: those whose ``date_column`` lies between
    ``date_from`` and ``date_to``, both included. ``open``: those whose life from ``date_column``
    to ``end_column`` (blank: still open) touches these dates. ``none``: no absence means
    anything. With ``latest_per_person`` only a person's latest record by ``date_column`` is due.

    ``complete_from``: the first day from which the drop has every record of the table, where the
    format itself says so and not drop.yaml; a day after the extract: it never has all of them.
    """

    kind: Literal["all", "window", "open", "none"]
    date_column: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    end_column: str | None = None
    latest_per_person: bool = False
    complete_from: date | None = None


EVERYTHING = Scope("all")
NOTHING = Scope("none")


@dataclass(frozen=True)
class TableHead:
    """One canonical table as one part of one file feeds it; yielded before its first batch.

    Attributes:
        table: name of the canonical table.
        path: the file.
        part: sheet, list, module or element within it; blank where the file is the table.
        headers: what the file calls each canonical column, for messages; may name missing ones
            too. A column the reader makes itself (a stable key) is left out.
        missing_columns: canonical columns the file might have had and has not.
        columns_from: canonical columns of which the format holds less than of the table: complete
            from that day on only, or (None) never there at all. Nothing is told about them; a
            figure that rests on one is not made (``pipelines.models.supply``).
        extra_columns: the file's own columns that nobody knows; they are ignored and told.
        notes: sentences to tell about the part that need no action.
        scope: which records of the table had to be in this file.
        repeats: what several rows with one key mean. ``no``: a fault, the last one is kept and
            the others rejected. ``fill``: the same facts said again (a child's details on every
            row of a sheet): merged, blanks filled, differences reported. ``latest``: the same
            record in an earlier return: the row of the part with the latest ``as_at`` counts.
        as_at: the day the part speaks for (a return's reference date); None: the extract's day.
        position_word: what a row number is called in this file: a line of text, a row of a sheet.
    """

    table: str
    path: Path
    part: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    missing_columns: Sequence[str] = ()
    columns_from: Mapping[str, date | None] = field(default_factory=dict)
    extra_columns: Sequence[str] = ()
    notes: Sequence[str] = ()
    scope: Scope = EVERYTHING
    repeats: Literal["no", "fill", "latest"] = "no"
    as_at: date | None = None
    position_word: str = "line"

    def __hash__(self) -> int:
        return hash((self.table, self.path, self.part))


@dataclass(frozen=True)
class BrokenRow:
    """A record the reader itself cannot turn into a row of its table.

    ``fields`` go into the rejected file only; ``message`` never holds a value of the row.
    """

    source_row: int
    rule: str
    message: str
    fields: tuple[str, ...]
    column: str | None = None


@dataclass(frozen=True)
class ReadingNote:
    """Something a reader did to cells and tells about: a label read as a code, an id repaired.

    ``message`` begins with the header and never holds a value of a row.
    """

    column: str
    rule: str
    message: str
    source_rows: Sequence[int]


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
class TableBatch(Batch):
    """Some rows of the table ``head`` names. One source row may become several rows."""

    head: TableHead
    notes: Sequence[ReadingNote] = ()


@dataclass(frozen=True)
class Refused:
    """A file (or a part of it) that must not be loaded, and why; the whole drop then is not."""

    path: Path
    message: str


Read = TableHead | TableBatch | Refused


class Source(ABC):
    """One format. Readers hold no state: every method works from its arguments."""

    name: ClassVar[str]
    many_files: ClassVar[bool] = True  # whether several files may feed one table

    @abstractmethod
    def recognise(self, path: Path) -> Recognised | None:
        """What this file is in this format, by its content; None if it is something else.

        Must be quick, must not raise for any content, and must not trust the file's name alone.
        """

    def supplies(self, table: str) -> frozenset[str] | None:
        """The columns of a canonical table this format can hold at all, whatever the file.

        None: any column, as the file's own header says (``TableHead.missing_columns``).
        """
        del table
        return None

    def never_whole(self, table: str) -> bool:
        """Whether the format holds only some of a table's records, whatever the file.

        The latest of several visits a month is such: no number of drops makes a history of it.
        """
        del table
        return False

    @abstractmethod
    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """One pass over one file.

        Raises DataProblem (naming the file, without a value of any row) if it must be refused.
        """

    def read(self, found: Sequence[Recognised], context: ReadContext) -> Iterator[Read]:
        """All files of a drop that are this format, one after the other, in order of name.

        A format whose records need several files at once overrides this.
        """
        for one in found:
            try:
                yield from self.read_file(one, context)
            except DataProblem as refused:
                yield Refused(one.path, str(refused))

    def settings_files(self, folder: Path) -> Sequence[Path]:
        """Files in the council's folder that change what this reader makes of a file."""
        return ()

    def locate(self, head: TableHead, source_row: int) -> str:
        """Where a person finds a row again."""
        part = f", {head.part}" if head.part else ""
        return f"{head.path.name}{part}, {head.position_word} {source_row}"
