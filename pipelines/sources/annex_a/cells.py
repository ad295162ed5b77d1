"""From a cell as a spreadsheet holds it to text.

Belongs here: what numbers, dates and the many ways of writing nothing become. Does not belong
here: whether a text is a valid date, number or code (``canonical.values``, ``labels``).
"""

import math
from datetime import date, datetime, time, timedelta

Cell = object
BLANKS = frozenset({"", "-", "–", "—", "#n/a", "n/a", "nan", "not recorded", "null", "(blank)"})
_LONGEST_EXACT = 10**15  # a spreadsheet keeps 15 significant digits of a number
_MAC_DAYS = 1462  # from 1 January 1900 to 1 January 1904, as Excel counts


def text_of(cell: Cell) -> str | None:
    """The text of one cell, None for nothing.

    A number that is whole loses its ``.0``: in a workbook every number is a fraction. One too
    long to be exact is written in scientific notation, which no id may be. A cell that holds a
    time without a day is what a spreadsheet makes of the date 0: it stays no date.
    """
    if isinstance(cell, str):
        text = cell.replace("\xa0", " ").replace("\x00", "").strip()
        return None if text.casefold() in BLANKS else text
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, float | int):
        return _number(float(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat("T", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return "1900-01-00"
    return str(cell)


def _number(number: float) -> str | None:
    if not math.isfinite(number):
        return None
    if not number.is_integer():
        return repr(number)
    return str(int(number)) if abs(number) < _LONGEST_EXACT else f"{number:.6E}"


def from_1904(text: str | None) -> str | None:
    """A bare day number of a workbook that counts from 1904, as one that counts from 1900."""
    if text is None or not text.isascii() or not text.isdigit():
        return text
    return str(int(text) + _MAC_DAYS)
