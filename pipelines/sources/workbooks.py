"""Opening workbooks with the reading library, whose faults say more than anyone can use.

Belongs here: the library's own panics, kept off the screen. Does not belong here: what a workbook
holds (``annex_a``, ``flat_workbook``).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine


def open_workbook(path: Path) -> python_calamine.CalamineWorkbook:
    """The workbook. Raises what the library raises; see ``is_panic``."""
    with _silenced():
        return python_calamine.CalamineWorkbook.from_path(path)


def sheet_of(book: python_calamine.CalamineWorkbook, title: str) -> python_calamine.CalamineSheet:
    """One of its sheets. Raises what the library raises."""
    with _silenced():
        return book.get_sheet_by_name(title)


def is_panic(error: BaseException) -> bool:
    """Whether the library gave up on a file: a class of its own, outside Exception."""
    return type(error).__name__ == "PanicException"


@contextmanager
def _silenced() -> Iterator[None]:
    """The library writes where it gave up straight to the process's error output."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no error output
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
