"""The sheets of a workbook, or the one list of a CSV file, as rows of text.

Belongs here: opening .xlsx, .xlsm, .xls, .ods and .csv, and plain words for a file that cannot be
opened. Does not belong here: what a sheet holds (``find``), what a cell means (``cells``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import python_calamine

from pipelines.errors import DataProblem
from pipelines.sources.annex_a.cells import Cell, text_of
from pipelines.sources.annex_a.find import HEADER_WITHIN, FoundList, NearMiss, find_list
from pipelines.sources.annex_a.package import Package, damaged, look_into
from pipelines.sources.base import BrokenRow
from pipelines.sources.csv_text import CsvReader, decode, peek_rows
from pipelines.sources.workbooks import is_panic, open_workbook, sheet_of

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_OLE = b"\xd0\xcf\x11\xe0"
_OTHER_SEPARATORS = (";", "\t", "|")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, what it was found to be, and its rows below the header.

    ``rows``: row number as a person sees it (from 1), cells from column A. ``first_column``:
    how many empty columns stand to the left of the first cell of a row.
    """

    title: str
    found: FoundList | NearMiss | None
    rows: Iterator[tuple[int, Sequence[Cell]]]
    broken: list[BrokenRow] = field(default_factory=list)
    not_calculated: list[tuple[int, int]] = field(default_factory=list)
    counts_from_1904: bool = False
    first_column: int = 0
    position_word: str = "row"


def is_candidate(path: Path) -> bool:
    """Whether a file could be a workbook or a list as CSV, by its ending."""
    return path.suffix.lower() in (*WORKBOOKS, ".csv")


def lists_in(path: Path) -> Iterator[tuple[FoundList | NearMiss | None, str]]:
    """What each sheet was found to be, with its title; of a CSV file only the head is read.

    Raises DataProblem, in plain words, if a workbook cannot be opened.
    """
    if path.suffix.lower() != ".csv":
        yield from ((sheet.found, sheet.title) for sheet in read_sheets(path))
        return
    rows = [row for row in peek_rows(path, 10 * HEADER_WITHIN) if any(row)][:HEADER_WITHIN]
    yield find_list(path.stem, [[text_of(cell) or "" for cell in row] for row in rows]), ""


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Every sheet with something in it, in order; its rows must be used before the next.

    Raises DataProblem, in plain words, if the file cannot be opened.
    """
    if path.suffix.lower() == ".csv":
        yield _csv(path)
        return
    package = _look(path)
    try:
        with open_workbook(path) as book:
            for title in book.sheet_names:
                yield _sheet(sheet_of(book, title), title, package)
    except python_calamine.PasswordError:
        raise DataProblem(
            f"{path.name}: this workbook is protected by a password;"
            " save it without one and replace it"
        ) from None
    except python_calamine.CalamineError:
        raise damaged(path.name) from None
    except BaseException as error:
        if is_panic(error):
            raise damaged(path.name) from None
        if not isinstance(error, OSError):
            raise
        raise DataProblem(
            f"{path.name}: this file cannot be opened; close it and try again"
        ) from None


def _look(path: Path) -> Package:
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"PK"):
        return look_into(path)
    if start != _OLE:
        raise DataProblem(
            f"{path.name}: this is not a workbook, whatever its name says; save it as .xlsx"
        )
    return Package()


def _sheet(sheet: python_calamine.CalamineSheet, title: str, package: Package) -> Sheet:
    shift = sheet.start[1] if sheet.start else 0
    rows = iter(sheet.iter_rows())
    head = list(islice(rows, HEADER_WITHIN))
    found = find_list(title, [[text_of(cell) or "" for cell in row] for row in head])
    after = found.header_row + 1 if isinstance(found, FoundList) else 0
    return Sheet(
        title=title,
        found=found,
        rows=_numbered(chain(head[after:], rows), after + 1),
        not_calculated=package.not_calculated.get(title, []),
        counts_from_1904=package.counts_from_1904,
        first_column=shift,
    )


def _numbered(rows: Iterator[Sequence[Cell]], first: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield from enumerate(rows, start=first)


def _csv(path: Path) -> Sheet:
    """A list as comma-separated text; every record is in memory, as its text is."""
    text, _ = decode(path)
    reader = CsvReader(text, path.name)
    header = reader.header()
    for separator in _OTHER_SEPARATORS:
        if len(header) == 1 and header[0].count(separator) > 1:
            raise DataProblem(
                f"{path.name}: the columns are not separated by commas; save it as CSV with commas"
            )
    rows: list[tuple[int, Sequence[Cell]]] = []
    broken: list[BrokenRow] = []
    head = [header]
    for records in reader.batches(100_000):
        numbered = zip(records.lines.tolist(), records.rows, strict=True)
        rows += numbered
        broken += records.broken
    head += [[str(cell) for cell in row] for _, row in rows[: HEADER_WITHIN - 1]]
    found = find_list(path.stem, [[text_of(cell) or "" for cell in row] for row in head])
    after = found.header_row if isinstance(found, FoundList) else 0
    return Sheet("", found, iter(rows[after:]), broken, position_word="line")
