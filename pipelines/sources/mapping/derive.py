"""One canonical column out of a file's columns, as its rule says.

Belongs here: the derivations, and what is told or rejected on the way. Does not belong here: what
a rule may say (``schema``), reading files (``reader``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipelines.canonical.values import Breach, parse_date
from pipelines.sources.mapping.dates import date_by_format
from pipelines.sources.mapping.schema import ColumnRule

_ANY_YEAR = 9999
Column = Callable[[str], pd.Series | None]


@dataclass
class Derived:
    """The texts of one column; ``rejected`` and ``told`` are masks over its rows by message."""

    cells: pd.Series
    rejected: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)
    told: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)


def derive(rule: ColumnRule, name: str, column: Column, size: int) -> Derived:
    """The cells a rule makes of ``size`` rows; stable keys are made by the reader.

    ``column`` gives the trimmed cells under a header, None if the file lacks it; ``name`` is what
    messages call the column.
    """
    made = Derived(_taken(rule, column, size))
    if rule.first_characters is not None:
        made.cells = made.cells.str[: rule.first_characters]
    if rule.date_format:
        _read_dates(made, rule.date_format, name)
    if rule.date_only:
        made.cells = _each(made.cells, _day)
    if rule.codes:
        _translate(made, rule, name)
    return made


def _taken(rule: ColumnRule, column: Column, size: int) -> pd.Series:
    """The cells before anything is done to them."""
    blank = pd.Series([None] * size, dtype="str")
    if rule.constant is not None:
        return pd.Series([rule.constant] * size, dtype="str")
    given = [column(header) for header in rule.used]
    there = [cells for cells in given if cells is not None]
    if rule.join:
        if len(there) < len(given):
            return blank
        joined = there[0]
        for cells in there[1:]:
            joined = joined.str.cat(cells, sep=rule.between)  # blank if either is
        return joined
    result = blank
    for cells in there:
        result = result.where(result.notna(), cells)
    return result


def _each(cells: pd.Series, change: Callable[[str], str | None]) -> pd.Series:
    """``change`` applied to every distinct text once."""
    codes, texts = pd.factorize(cells)
    changed = np.array([*(change(text) for text in texts), None], dtype=object)
    return pd.Series(changed[codes], dtype="str")


def _read_dates(made: Derived, written: str, name: str) -> None:
    """Dates by their declared format; one written otherwise rejects its row, never guessed."""
    dates = _each(made.cells, lambda text: date_by_format(text, written))
    wrong = (made.cells.notna() & dates.isna()).to_numpy()
    if wrong.any():
        text = f"`{name}` is not a date written {written}, as the mapping says; correct it"
        made.rejected["date_format", text] = wrong
    made.cells = dates


def _day(text: str) -> str:
    parsed = parse_date(text, _ANY_YEAR)
    return text if isinstance(parsed, Breach) else parsed.isoformat()


def _translate(made: Derived, rule: ColumnRule, name: str) -> None:
    """Codes by the mapping's list, whatever the case; others as the rule says."""
    listed = {value.strip().casefold(): code for value, code in rule.codes.items()}
    known = _each(made.cells, lambda text: "y" if text.casefold() in listed else None).notna()
    others = (made.cells.notna() & ~known).to_numpy()
    codes = _each(made.cells, lambda text: listed.get(text.casefold()))
    if rule.others == "keep":
        codes = codes.where(known, made.cells)
    if others.any():
        end = {
            "keep": "kept as it is",
            "blank": "left blank",
            "reject": "add it to `codes`, or correct it",
        }[rule.others]
        text = f"`{name}` holds a value the mapping does not list; {end}"
        (made.rejected if rule.others == "reject" else made.told)["not_mapped", text] = others
    made.cells = codes
