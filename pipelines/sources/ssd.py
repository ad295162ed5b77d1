"""The Standard Safeguarding Dataset: a CSV or Parquet file per table, and the extension tables.

Belongs here: which file is which table, which header is which column, in any version of the
dataset. Does not belong here: splitting files into columns (``flat``), checking values
(``pipelines.canonical``), comparing with other drops (``pipelines.landing``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import ClassVar

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.errors import DataProblem
from pipelines.sources.base import (
    BATCH_ROWS,
    EVERYTHING,
    NOTHING,
    Batch,
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
from pipelines.sources.csv_text import peek_header
from pipelines.sources.flat import FlatBatch, open_csv
from pipelines.sources.flat_parquet import PARQUET, open_parquet, parquet_header
from pipelines.yaml_files import read_yaml

NAMES_FILE = Path(__file__).with_name("ssd_names.yml")
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
    position_word: str = "line"


@dataclass(frozen=True)
class FittedBatch(Batch):
    """Rows that fit the header, with what was done to their cells."""

    notes: tuple[ReadingNote, ...] = ()


@dataclass(frozen=True)
class EarlierNames:
    """What earlier versions call files and columns: file stem to table, header to column."""

    files: dict[str, str]
    columns: dict[str, dict[str, str]]


@cache
def earlier_names() -> EarlierNames:
    """Read ``ssd_names.yml``. Raises ValueError if it names a table or column there is not."""
    raw = read_yaml(NAMES_FILE.read_text("utf-8"))
    names = EarlierNames(raw["files"], raw["columns"])
    tables = load_tables()
    for table in (*names.files.values(), *names.columns):
        if table not in tables:
            raise ValueError(f"{NAMES_FILE.name}: there is no table {table}")
    for table, columns in names.columns.items():
        unknown = sorted(set(columns.values()) - set(tables[table].by_name))
        if unknown:
            raise ValueError(f"{NAMES_FILE.name}: {table} has no column {', '.join(unknown)}")
    return names


@cache
def _file_stems() -> dict[str, str]:
    """Accepted file stems in lower case, to table names: with and without ``ssd_``."""
    stems = dict(earlier_names().files)
    for name, spec in load_tables().items():
        stems[spec.source_file.lower()] = name
        stems.setdefault(spec.source_file.lower().removeprefix("ssd_"), name)
    return stems


def _spellings(spec: TableSpec, column: str) -> tuple[str, ...]:
    """Every accepted spelling of a column's header, the current ones before earlier ones."""
    earlier = earlier_names().columns.get(spec.table, {})
    return (*spec.spellings(column), *(old for old, new in earlier.items() if new == column))


def _table_by_header(header: list[str]) -> TableSpec | None:
    """The one table whose columns a header names beyond doubt, whatever the file is called.

    Prefixed names are the dataset's own; where a table has none, every column must be known.
    """
    lowered = {name.lower() for name in header}
    scores: dict[str, int] = {}
    for spec in load_tables().values():
        earlier = earlier_names().columns.get(spec.table, {})
        own = {spec.header(column.name): column.name for column in spec.columns} | earlier
        hits = {own[name] for name in lowered & set(own)}
        sure = bool(spec.prefix) or len(hits) == len(lowered)
        if sure and hits >= set(spec.required):
            scores[spec.table] = len(hits)
    best = max(scores.values(), default=0)
    found = [table for table, score in scores.items() if score == best]
    return load_tables()[found[0]] if best and len(found) == 1 else None


class StandardDataset(Source):
    """Reader of SSD extracts; every record is a full statement of its table."""

    name: ClassVar[str] = "ssd"
    many_files: ClassVar[bool] = False

    def recognise(self, path: Path) -> Recognised | None:
        """A file named after a canonical table, whatever its case, or with the header of one."""
        if path.suffix.lower() not in (".csv", *PARQUET):
            return None
        header = _header(path)
        spec = _table_by_name(path)
        if spec is None:
            spec = _table_by_header(header)
            why = "its header"
        else:
            lowered = {name.lower() for name in header}
            there = sum(1 for name in spec.required if lowered & set(_spellings(spec, name)))
            why = f"the file's name, and {there} of {len(spec.required)} required columns"
            if there < len(spec.required):
                return Recognised(path, _why(spec, why), "name")
        return Recognised(path, _why(spec, why)) if spec else None

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """The table's head, then its rows; see ``Source.read_file``."""
        spec = _table_by_name(found.path) or _table_by_header(_header(found.path))
        if spec is None:
            raise DataProblem(f"{found.path.name}: no table has this name or these columns")
        opened = self.open_table(SourceTable(spec, found.path), context.batch_rows)
        head = TableHead(
            table=spec.table,
            path=found.path,
            headers=opened.headers,
            missing_columns=opened.missing_columns,
            extra_columns=opened.extra_columns,
            notes=opened.notes,
            scope=self.scope(spec, context.window),
            position_word=opened.position_word,
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
        is_parquet = table.path.suffix.lower() in PARQUET
        flat = open_parquet(table.path) if is_parquet else open_csv(table.path)
        header = flat.header
        places = _match_header(header, spec, file)
        extra = [name for place, name in enumerate(header) if place not in places.values()]
        missing = [column.name for column in spec.columns if column.name not in places]
        headers = {column: header[place] for column, place in places.items()}
        return OpenTable(
            headers=headers,
            missing_columns=missing,
            extra_columns=[name or "(no name)" for name in extra],
            notes=[*flat.notes, *_earlier(spec, headers)],
            batches=(_fit(one, spec, places, headers) for one in flat.batches(batch_rows)),
            position_word=flat.position_word,
        )


def _header(path: Path) -> list[str]:
    return parquet_header(path) if path.suffix.lower() in PARQUET else peek_header(path)


def _table_by_name(path: Path) -> TableSpec | None:
    """The table a file is named after."""
    table = _file_stems().get(path.stem.lower())
    return load_tables()[table] if table else None


def _why(spec: TableSpec, why: str) -> str:
    return f"Standard Safeguarding Dataset, table {spec.table}: {why}"


def _earlier(spec: TableSpec, headers: dict[str, str]) -> list[str]:
    """What to tell of columns known by an earlier name."""
    return [
        f"`{name}` is an earlier name of `{spec.header(column)}`; read as that"
        for column, name in headers.items()
        if name.lower() not in spec.spellings(column)
    ]


def _fit(
    batch: FlatBatch, spec: TableSpec, places: dict[str, int], headers: dict[str, str]
) -> FittedBatch:
    cells = {name: batch.column(at) for name, at in places.items()}
    frame, notes = text_columns(cells, spec, batch.lines, headers)
    return FittedBatch(frame, batch.lines, batch.broken, tuple(notes))


def _match_header(header: list[str], spec: TableSpec, file: str) -> dict[str, int]:
    """Where each canonical column stands in the file.

    Raises DataProblem if a required column is missing, a column comes twice, or the first line
    is no header at all. Header text is quoted only once it is known to be a header.
    """
    lowered = [name.lower() for name in header]
    places: dict[str, int] = {}
    twice = []
    for column in spec.columns:
        hits = [at for form in _spellings(spec, column.name) for at in _all(lowered, form)]
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
