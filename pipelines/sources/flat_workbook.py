"""Sheets of a workbook as columns of text, below the row that is their header.

Belongs here: finding the header row and cutting a sheet into columns. Does not belong here: the
workbook itself (``annex_a.workbook`` knows which are safe to open), what the columns mean.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import python_calamine

from pipelines.errors import DataProblem
from pipelines.sources.annex_a.cells import Cell, from_1904, text_of
from pipelines.sources.annex_a.package import Package, damaged, look_into
from pipelines.sources.flat import FlatBatch, FlatTable
from pipelines.sources.workbooks import is_panic, open_workbook, sheet_of

WORKBOOKS = (".xlsx", ".xlsm")
HEADER_WITHIN = 20
IsHeader = Callable[[str, list[str]], bool]


def open_sheets(path: Path, is_header: IsHeader) -> Iterator[FlatTable]:
    """Every sheet with a header row, as ``is_header`` judges a title and a row of texts.

    A sheet's rows must be read before the next sheet is asked for. Raises DataProblem if the
    workbook is damaged, protected, or far too large when unpacked.
    """
    package = look_into(path)
    try:
        with open_workbook(path) as book:
            for title in book.sheet_names:
                made = _sheet(path, sheet_of(book, title), title, package, is_header)
                if made is not None:
                    yield made
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
        raise


def _sheet(
    path: Path,
    sheet: python_calamine.CalamineSheet,
    title: str,
    package: Package,
    is_header: IsHeader,
) -> FlatTable | None:
    rows = iter(sheet.iter_rows())
    head = list(islice(rows, HEADER_WITHIN))
    texts = [[text_of(cell) or "" for cell in row] for row in head]
    at = next((place for place, names in enumerate(texts) if is_header(title, names)), None)
    if at is None:
        return None
    body = enumerate(chain(head[at + 1 :], rows), start=at + 2)
    width, dates = len(texts[at]), package.counts_from_1904
    return FlatTable(
        path,
        texts[at],
        lambda size: _batches(body, width, size, dates),
        part=f"sheet {title}",
        position_word="row",
        notes=_not_calculated(package, title),
    )


def _not_calculated(package: Package, title: str) -> list[str]:
    cells = package.not_calculated.get(title, [])
    if not cells:
        return []
    return [
        f"{len(cells):,} formulas were never calculated and are read as blank;"
        " open the workbook, let it calculate, and save it"
    ]


def _batches(
    body: Iterator[tuple[int, Sequence[Cell]]], width: int, size: int, dates_from_1904: bool
) -> Iterator[FlatBatch]:
    """Rows with anything in them; a short row is filled with blanks."""
    while rows := list(islice(body, size)):
        lines: list[int] = []
        texts: list[list[str | None]] = []
        for number, row in rows:
            cells = [text_of(cell) for cell in row[:width]]
            if any(cells):
                lines.append(number)
                texts.append(cells + [None] * (width - len(cells)))
        if dates_from_1904:
            texts = [[from_1904(cell) for cell in row] for row in texts]
        columns = list(zip(*texts, strict=True)) if texts else [()] * width
        yield FlatBatch(
            np.array(lines, dtype="int64"),
            [],
            lambda at, columns=columns: pa.array(columns[at], pa.large_string()),
        )
