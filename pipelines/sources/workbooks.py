"""Opening workbooks with the reading library, whose faults say more than anyone can use.

Belongs here: the library's own panics, kept off the screen. Does not belong here: what a workbook
holds (``annex_a``, ``flat_workbook``).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine

_OLE = b"\xd0\xcf\x11\xe0"
# reads a workbook to its end with little memory; whatever it raises, the reader will meet again
_TRIAL = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, resource.RLIM_INFINITY))
except (ImportError, ValueError, OSError):
    pass
import python_calamine
try:
    with python_calamine.CalamineWorkbook.from_path(sys.argv[1]) as book:
        for title in book.sheet_names:
            for _ in book.get_sheet_by_name(title).iter_rows():
                pass
except BaseException:
    pass
"""
_TRIAL_SECONDS = 120


def open_workbook(path: Path) -> python_calamine.CalamineWorkbook:
    """The workbook. Raises what the library raises; see ``is_panic``.

    An old workbook (.xls) is tried in a process of its own first: a few damaged bytes in it make
    the library ask for more memory than there is, which ends the process that reads it.
    """
    if _is_old(path) and not _survives(path):
        raise python_calamine.CalamineError("cannot be read to its end")
    with _silenced():
        return python_calamine.CalamineWorkbook.from_path(path)


def sheet_of(book: python_calamine.CalamineWorkbook, title: str) -> python_calamine.CalamineSheet:
    """One of its sheets. Raises what the library raises."""
    with _silenced():
        return book.get_sheet_by_name(title)


def is_panic(error: BaseException) -> bool:
    """Whether the library gave up on a file: a class of its own, outside Exception."""
    return type(error).__name__ == "PanicException"


def _is_old(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_OLE)) == _OLE


def _survives(path: Path) -> bool:
    """Whether a process that reads the workbook lives to its end."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _TRIAL, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


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
