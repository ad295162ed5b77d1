"""A first look into a workbook's package: is it safe to open, and are its formulas calculated?

Belongs here: what must be known before a reading library is trusted with a file, by reading the
zip archive itself in small pieces. Does not belong here: the cells (``workbook``).
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError

from pipelines.errors import DataProblem
from pipelines.sources.annex_a.open_document import OpenDocument

MOST_BYTES = 1_500_000_000
MOST_CELLS = 12_000_000  # a sheet is held as a rectangle: two cells far apart cost all between
_PIECE = 4_000_000
_MOST_BETWEEN_CELLS = 40_000_000
# whatever the tag, quotes or case: what is missed here may end the whole process
_ROW = re.compile(rb"""row\s[^>]*?\br\s*=\s*["'](\d+)["']""", re.IGNORECASE)
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d+)["']""", re.IGNORECASE)
_CALCULATED_NOT = re.compile(
    rb"<c ([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_PLACE = re.compile(rb'r="([A-Z]+)(\d+)"')
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(rb"<Relationship ([^>]*)>")
_ENTITIES = {b"&quot;": b'"', b"&apos;": b"'", b"&lt;": b"<", b"&gt;": b">", b"&amp;": b"&"}


@dataclass(frozen=True)
class Package:
    """What the look found: sheets' formula cells without a value, and the date system.

    ``not_calculated``: by sheet title, (row from 1, column from 0).
    """

    counts_from_1904: bool = False
    not_calculated: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def look_into(path: Path) -> Package:
    """Look through a zipped workbook.

    Raises DataProblem if it is damaged, far too large when unpacked, or declares entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _look(archive, path.name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError):
        raise damaged(path.name) from None
    except (ValueError, RuntimeError, KeyError, ExpatError):
        raise damaged(path.name) from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise damaged(path.name) from None
        raise


def damaged(file: str) -> DataProblem:
    """The refusal of a workbook that cannot be opened."""
    return DataProblem(
        f"{file}: this workbook is damaged and cannot be opened; save it again and replace it"
    )


def _look(archive: zipfile.ZipFile, file: str) -> Package:
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        raise _too_large(file)
    names = set(archive.namelist())
    if "content.xml" in names:
        _check_open_document(archive, file)
        return Package()
    if "xl/workbook.xml" not in names:
        return Package()
    book = archive.read("xl/workbook.xml")
    titles = _titles(archive, book)
    found: dict[str, list[tuple[int, int]]] = {}
    for name in sorted(names):
        if not name.endswith((".xml", ".rels")):
            continue
        with archive.open(name) as part:
            if name.startswith("xl/worksheets/") and not name.endswith(".rels"):
                cells = _check_sheet(part, file)
                if cells:
                    found[titles.get(name, name)] = cells
            else:
                _refuse_entities(part.read(2_000), file)
    return Package(b'date1904="1"' in book or b'date1904="true"' in book, found)


def _titles(archive: zipfile.ZipFile, book: bytes) -> dict[str, str]:
    """Sheet titles by the name of the part that holds the sheet."""
    rels = "xl/_rels/workbook.xml.rels"
    text = archive.read(rels) if rels in archive.namelist() else b""
    targets = {}
    for found in _TARGET.finditer(text):
        parts = dict(re.findall(rb'(\w+)="([^"]*)"', found.group(1)))
        target = parts.get(b"Target", b"").decode("utf-8", "replace").lstrip("/")
        targets[parts.get(b"Id", b"")] = target if target.startswith("xl/") else f"xl/{target}"
    titles = {}
    for title, key in _SHEET.findall(book):
        for entity, sign in _ENTITIES.items():
            title = title.replace(entity, sign)
        titles[targets.get(key, "")] = title.decode("utf-8", "replace")
    return titles


def _check_sheet(part: IO[bytes], file: str) -> list[tuple[int, int]]:
    """Formula cells without a value. Raises DataProblem if the sheet is far too large."""
    rows, columns = {b"0"}, set[bytes]()
    cells = []
    for piece in _pieces(part):
        _refuse_entities(piece, file)
        rows.update(_ROW.findall(piece))
        for letters, number in _CELL.findall(piece):
            columns.add(letters)
            rows.add(number)
        if b"<f" in piece:
            cells += _not_calculated(piece)
    width = max(map(column_number, columns), default=0) + 1
    if max(map(int, rows)) * width > MOST_CELLS:
        raise _too_large(file)
    return cells


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """A sheet in pieces that do not cut a cell."""
    left = b""
    while read := part.read(_PIECE):
        piece = left + read
        cut = max(piece.rfind(b"<c "), piece.rfind(b"<row "))
        if cut <= 0:
            if len(piece) > _MOST_BETWEEN_CELLS:
                raise ValueError("no cell for many megabytes: no spreadsheet program writes that")
            left = piece
            continue
        yield piece[:cut]
        left = piece[cut:]
    yield left


def _not_calculated(piece: bytes) -> list[tuple[int, int]]:
    found = []
    for match in _CALCULATED_NOT.finditer(piece):
        place = _PLACE.search(match.group(1))
        # a formula that was calculated to an empty text says so by its type
        if place and b't="str"' not in match.group(1):
            found.append((int(place.group(2)), column_number(place.group(1))))
    return found


def column_number(letters: bytes) -> int:
    """Column letters as a number from 0."""
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number - 1


def _check_open_document(archive: zipfile.ZipFile, file: str) -> None:
    """Raises DataProblem if a sheet is far too large when its repeats are written out."""
    with archive.open("content.xml") as part:
        for piece in iter(lambda: part.read(_PIECE), b""):
            _refuse_entities(piece, file)
    with archive.open("content.xml") as part:
        if OpenDocument().cells(part) > MOST_CELLS:
            raise _too_large(file)


def _refuse_entities(piece: bytes, file: str) -> None:
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise DataProblem(
            f"{file}: this workbook declares entities, which no spreadsheet program writes;"
            " it was not opened. Save it again from the spreadsheet program"
        )


def _too_large(file: str) -> DataProblem:
    return DataProblem(
        f"{file}: this workbook is far larger than any Annex A (check for cells filled far below"
        " or beside the lists); it was not opened. Delete the empty rows and columns and save it"
    )
