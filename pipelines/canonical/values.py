"""From the text of a cell to a value: what is accepted, what is not, and why not.

Belongs here: the meaning of one cell by column type. Does not belong here: rules across
columns or rows (``schemas``) and where a cell came from (``pipelines.sources``).

A parser returns the value, or the name of the rule the text breaks. Nothing is guessed: a date
is read by its written form, never by what the neighbouring rows look like.
"""

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

pc: Any = compute  # its functions are made as it is imported, unseen by a type checker
EARLIEST_YEAR = 1900
YEARS_AHEAD = 25  # plans and orders reach at most to a child's 25th birthday
BLANKS = ("", "NULL")  # SQL Server Management Studio writes NULL for nothing

_ZONE = ZoneInfo("Europe/London")
_CLOCK = r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})" + _CLOCK, re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _CLOCK, re.ASCII)
_NAMED_MONTH = re.compile(r"(\d{1,2})[- /]([A-Za-z]{3,9})[- /](\d{4})" + _CLOCK, re.ASCII)
_MONTHS = {
    written: number
    for number, name in enumerate(calendar.month_name)
    if name
    for written in (name.lower(), name[:3].lower())
} | {"sept": 9}
_TWO_DIGIT_YEAR = re.compile(r"\d{1,2}[/. -](\d{1,2}|[A-Za-z]{3,9})[/. -]\d{2}(\s.*)?", re.ASCII)
_ZERO_DATE = re.compile(r"(0+(\.0+)?|1900-01-00.*|0?0/0?1/1900.*)", re.ASCII)
_NUMBER = re.compile(r"\d{1,7}(\.\d+)?", re.ASCII)
DATE_SERIAL = r"^\d{5}(\.\d+)?$"  # day numbers of a spreadsheet: 18 May 1927 to 2173
_SERIAL = re.compile(DATE_SERIAL, re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)  # right for every serial after the day 1900 never had
_INTEGER = re.compile(r"[+-]?\d{1,18}(\.0+)?")
_DECIMAL = re.compile(r"[+-]?(\d{1,14}(\.\d*)?|\.\d+)")
FLOAT_ID = r"^(\d+)\.0+$"
SCIENTIFIC_ID = r"^\d(\.\d+)?[Ee]\+\d+$"
_FLAGS = {"y": True, "yes": True, "1": True, "true": True}
_FLAGS |= {"n": False, "no": False, "0": False, "false": False}
_FOUR_PLACES = Decimal("0.0001")

MESSAGES = {
    "date_format": "is not a date; write it as yyyy-mm-dd or dd/mm/yyyy",
    "date_two_digit_year": "has a year of two digits; write four",
    "date_impossible": "is a day that does not exist",
    "date_leap_day": "is 29 February of a year that has none; correct the day or the year",
    "date_zero": "is 0, or the 1900-01-00 a spreadsheet makes of it: no date; clear the cell",
    "date_number": "is a number and no date a spreadsheet could mean; write the date",
    "date_out_of_range": f"is before {EARLIEST_YEAR} or over {YEARS_AHEAD} years after the extract",
    "flag_value": "is not a yes or no; write Y or N",
    "int_value": "is not a whole number; write digits only",
    "decimal_value": "is not a number; write digits and one decimal point",
    "id_damaged": "is a number in scientific notation: a spreadsheet has cut the id short",
}


class Breach(str):
    """The name of the rule a cell breaks; a class of its own so that no text is mistaken for it."""

    __slots__ = ()


def _offset(text: str) -> timezone:
    """The time zone of a written offset such as ``Z`` or ``+01:00``."""
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-size if text[0] == "-" else size)


@lru_cache(maxsize=65_536)
def parse_date(text: str, latest_year: int) -> date | Breach:
    """The date a cell holds; a time with an offset is first brought to London.

    Read are yyyy-mm-dd, d/m/yyyy, d-Mon-yyyy (or the month's whole name), each with or without a
    time, and the day number a spreadsheet keeps for a date.
    """
    if _ZERO_DATE.fullmatch(text):
        return Breach("date_zero")
    if _NUMBER.fullmatch(text):
        return _from_serial(text, latest_year)
    parts = _written(text)
    if isinstance(parts, Breach):
        return parts
    year, month, day, clock = parts
    hour, minute, second, offset = clock
    try:
        moment = datetime(year, month, day)
        time = timedelta(hours=int(hour or 0), minutes=int(minute or 0), seconds=int(second or 0))
        if time >= timedelta(days=1):
            return Breach("date_format")
        if offset:
            moment = (moment + time).replace(tzinfo=_offset(offset)).astimezone(_ZONE)
    except (ValueError, OverflowError):
        return Breach("date_leap_day" if (month, day) == (2, 29) else "date_impossible")
    if not EARLIEST_YEAR <= moment.year <= latest_year:
        return Breach("date_out_of_range")
    return moment.date()


def _written(text: str) -> tuple[int, int, int, tuple[str | None, ...]] | Breach:
    """Year, month, day and clock as they are written; no check that there is such a day."""
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = match.group(1, 2, 3)
        return int(year), int(month), int(day), match.group(4, 5, 6, 7)
    match = _BRITISH.fullmatch(text) or _NAMED_MONTH.fullmatch(text)
    if match:
        day, month, year = match.group(1, 2, 3)
        number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
        if number is not None:
            return int(year), number, int(day), match.group(4, 5, 6, 7)
    return Breach("date_two_digit_year" if _TWO_DIGIT_YEAR.fullmatch(text) else "date_format")


def _from_serial(text: str, latest_year: int) -> date | Breach:
    """The date behind a spreadsheet's day number; the fraction is the time of day."""
    if not _SERIAL.fullmatch(text):
        return Breach("date_number")
    day = _SERIAL_ZERO + timedelta(days=int(text[:5]))
    return day if day.year <= latest_year else Breach("date_out_of_range")


def parse_flag(text: str) -> bool | Breach:
    """Yes or no, in the spellings systems use."""
    return _FLAGS.get(text.lower(), Breach("flag_value"))


def parse_int(text: str) -> int | Breach:
    """A whole number; ``3.0`` is one, since spreadsheets write it so."""
    if not _INTEGER.fullmatch(text) or not text.isascii():
        return Breach("int_value")
    return int(text.partition(".")[0])


def parse_decimal(text: str) -> Decimal | Breach:
    """A number kept to four decimal places."""
    if not _DECIMAL.fullmatch(text) or not text.isascii():
        return Breach("decimal_value")
    return Decimal(text).quantize(_FOUR_PLACES)


def parse_id(text: str) -> str | Breach:
    """An id as text: leading zeros stay, a trailing ``.0`` goes, a shortened id is refused."""
    return Breach("id_damaged") if re.match(SCIENTIFIC_ID, text) else re.sub(FLOAT_ID, r"\1", text)


def parser(column_type: str, latest_year: int) -> Callable[[str], Any]:
    """The parser of a column type; ``latest_year`` bounds dates."""
    if column_type == "date":
        return lambda text: parse_date(text, latest_year)
    simple = {"flag": parse_flag, "int": parse_int, "decimal": parse_decimal, "id": parse_id}
    return simple.get(column_type, str)


ARROW_TYPES: dict[str, pa.DataType] = {
    "id": pa.string(),
    "text": pa.string(),
    "date": pa.date32(),
    "int": pa.int64(),
    "decimal": pa.decimal128(18, 4),
    "flag": pa.bool_(),
}


class Parsed(NamedTuple):
    """A column seen as its distinct values: ``codes`` point into ``values``, -1 is blank."""

    codes: np.ndarray
    values: list[Any]


def _parse_distinct(cells: pd.Series, column_type: str, latest_year: int) -> Parsed:
    """Each distinct text of ``cells`` parsed once; dates and flags repeat a lot, ids do not."""
    codes, texts = pd.factorize(cells)
    parse = parser(column_type, latest_year)
    return Parsed(codes, [parse(text) for text in texts])


def _as_text(cells: pd.Series) -> pa.Array:
    return pa.array(cells, pa.string(), from_pandas=True)


def matches(cells: pd.Series, pattern: str) -> np.ndarray:
    """Per row, whether the cell matches ``pattern``; blanks do not."""
    found = pc.fill_null(pc.match_substring_regex(_as_text(cells), pattern), False)
    return found.to_numpy(zero_copy_only=False)


def is_valid(cells: pd.Series, column_type: str, latest_year: int) -> np.ndarray:
    """Per row, whether the cell is blank or holds a value of its type. Cells are trimmed text."""
    if column_type == "id":
        return ~matches(cells, SCIENTIFIC_ID)
    codes, values = _parse_distinct(cells, column_type, latest_year)
    return np.array([*(not isinstance(value, Breach) for value in values), True])[codes]


def ordinals(cells: pd.Series, latest_year: int) -> np.ndarray:
    """Per row, the day number of a date; not-a-number where blank or not a date."""
    codes, values = _parse_distinct(cells, "date", latest_year)
    days = [value.toordinal() if isinstance(value, date) else np.nan for value in values]
    return np.array([*days, np.nan], dtype="float64")[codes]


def to_arrow(cells: pd.Series, column_type: str, latest_year: int) -> pa.Array:
    """Per row, the typed value; null where blank. Every cell must be valid."""
    if column_type == "text":
        return _as_text(cells)
    if column_type == "id":
        return pc.replace_substring_regex(_as_text(cells), FLOAT_ID, r"\1")
    codes, values = _parse_distinct(cells, column_type, latest_year)
    distinct = pa.array(values, ARROW_TYPES[column_type])
    return distinct.take(pa.array(codes, mask=codes < 0))
