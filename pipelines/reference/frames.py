"""The one shape of a published value, and the checks every reader shares.

Belongs here: columns of a read file, reading text from CSV, splitting numbers from symbols. Does
not belong here: any one layout (ees, lait, long_form, neighbour_files).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pandas as pd

from pipelines.errors import DataProblem
from pipelines.reference.facts import Series, meaning

ENGLAND = "E92000001"
COLUMNS = (
    "series_id",
    "area_level",
    "area_code",
    "area_name",
    "region_code",
    "region_name",
    "joint_with",
    "period_text",
    "period_end",
    "period_label",
    "value_text",
    "value",
    "symbol",
    "symbol_status",
    "symbol_meaning",
    "numerator",
    "denominator",
    "is_derived",
    "publication",
    "dataset",
    "release",
    "released_on",
    "is_released_inferred",
    "first_published_on",
    "source_row",
)
# Explore Education Statistics began in March 2020
_EES_BEGAN = dt.date(2020, 3, 1)
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_YEARS_MONTHS = re.compile(r"^(\d{1,2}):(\d{2})$")


@dataclass(frozen=True)
class Release:
    """Which release a file is; dates are inferred where nobody gave them."""

    publication: str
    release: str
    released_on: dt.date
    is_inferred: bool

    @property
    def symbols_on(self) -> dt.date:
        """The day whose symbols hold: an undated file with today's header is no old sheet."""
        return max(self.released_on, _EES_BEGAN) if self.is_inferred else self.released_on


@dataclass
class Reading:
    """What one file gave: values, neighbours, and an account of its rows.

    ``rejected`` counts rows by the reason that a person can act on; rows that hold no series asked
    for are ``rows_not_needed``.
    """

    layout: str
    release: Release
    values: list[dict[str, object]] = field(default_factory=list)
    neighbours: list[dict[str, object]] = field(default_factory=list)
    rows_read: int = 0
    rows_used: int = 0
    rows_not_needed: int = 0
    rejected: dict[str, int] = field(default_factory=dict)

    def reject(self, reason: str, rows: int = 1) -> None:
        """Count rows that could not be read."""
        self.rejected[reason] = self.rejected.get(reason, 0) + rows


def read_text(file: Path) -> pd.DataFrame:
    """A CSV with every cell as text and column names in lower case; a byte order mark is dropped.

    Raises:
        DataProblem: naming the file if it is no CSV in UTF-8.
    """
    try:
        frame = pd.read_csv(
            file, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig"
        )
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataProblem(f"{file.name}: not readable as CSV in UTF-8 ({error}).") from error
    frame.columns = [str(name).strip().lower() for name in frame.columns]
    return frame


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of a frame by column name; every cell is text but the row's number."""
    return cast("list[dict[str, str]]", frame.to_dict("records"))


def number_of(text: str) -> str | None:
    """The number in a cell, as text; None if it is none."""
    text = text.strip()
    if _NUMBER.match(text):
        return text
    # LAIT's values come out of a binary fraction: 1.1999999999999999E-2
    if re.match(r"^-?\d+(\.\d+)?[eE]-?\d+$", text):
        return f"{float(text):.6f}"
    return None


@dataclass(frozen=True)
class Cell:
    """A cell split into number and symbol; ``known`` is False for text that nobody explained."""

    value: str | None
    symbol: str = ""
    status: str = "ok"
    meaning: str = ""
    known: bool = True


def cell_of(text: str, series: Series, layout: str, released_on: dt.date) -> Cell:
    """One cell read for a series: a number, or a symbol with its meaning in that release."""
    text = text.strip()
    if series.unit == "months":
        found = _YEARS_MONTHS.match(text)
        if found:
            return Cell(str(int(found[1]) * 12 + int(found[2])))
    value = number_of(text)
    if value is not None:
        return Cell(value)
    if not text:
        return Cell(None, "", "not_available", "blank")
    known = meaning(text.lower(), layout, released_on)
    if known is None:
        return Cell(None, text, known=False)
    return Cell(None, known.symbol, known.status, known.meaning)
