"""How large the sheets of an .ods workbook are once its repeats are written out.

Belongs here: rows and cells that stand for many (``number-rows-repeated``), of which a few bytes
make a rectangle no memory holds. Does not belong here: the cells themselves (``workbook``).
"""

from typing import IO
from xml.parsers import expat

_ROW, _CELLS = "table-row", ("table-cell", "covered-table-cell")
_PIECE = 1_000_000
_MOST = 1_000_000_000  # a repeat beyond any sheet; larger numbers need not be told apart


class OpenDocument:
    """One pass over a document's content: rows, columns and cells of the sheet being read."""

    def __init__(self) -> None:
        self._most = 0
        self._row = self._last_row = self._width = 0
        self._repeat = self._column = self._filled = 0

    def cells(self, content: IO[bytes]) -> int:
        """Cells of the rectangle that holds all of the largest sheet.

        Raises ExpatError if the content is no XML, ValueError if it declares a document type.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse
        while piece := content.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        return self._most

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "table":
            self._row = self._last_row = self._width = 0
        elif tag == _ROW:
            self._repeat = _repeats(attributes, "rows")
            self._column = self._filled = 0
        elif tag in _CELLS:
            self._column += _repeats(attributes, "columns")
            if any(key.rpartition(":")[2] in ("value-type", "formula") for key in attributes):
                self._filled = self._column
        elif tag == "p":
            self._filled = self._column

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != _ROW:
            return
        self._row += self._repeat
        if self._filled:
            self._last_row, self._width = self._row, max(self._width, self._filled)
        self._most = max(self._most, self._last_row * self._width)


def _repeats(attributes: dict[str, str], what: str) -> int:
    for key, text in attributes.items():
        if key.rpartition(":")[2] == f"number-{what}-repeated":
            return min(int(text), _MOST) if text.isdigit() else 1
    return 1


def _refuse(*_: object) -> None:
    raise ValueError("a document type")
