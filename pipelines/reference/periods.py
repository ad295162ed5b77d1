"""Years as publishers write them, turned into the day on which the period ends.

Belongs here: reporting, financial, academic and calendar years. Does not belong here: when a
period was published (facts).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_FOUR = re.compile(r"^\d{4}$")
_SIX = re.compile(r"^(\d{4})(\d{2})$")
_SPAN = re.compile(r"^(\d{4})[-/](\d{2})$")
_MARCH = ("year_to_31_march", "at_31_march")
_SEPTEMBER = ("year_to_30_september", "at_30_september")


@dataclass(frozen=True)
class Period:
    """The last day of a published period, and how it is named beside a figure."""

    end: dt.date
    label: str


def period_of(text: str, identifier: str, kind: str) -> Period | None:
    """The period that ``text`` means for a series whose periods are of ``kind``.

    Args:
        text: ``time_period``, or a year as LAIT writes it: ``2025``, ``202425``, ``2014-15``.
        identifier: ``time_identifier`` in lower case; empty where the file has none.
        kind: ``period_kind`` of the series.

    Returns:
        None if the text is no year, or a kind of year that the series is not published for.
    """
    year = _last_year(text, identifier)
    if year is None or not _fits(identifier, kind):
        return None
    if kind in _MARCH:
        end = dt.date(year, 3, 31)
        label = f"31 March {year}" if kind == "at_31_march" else f"{year - 1}-{year % 100:02d}"
        return Period(end, label)
    if kind in _SEPTEMBER:
        start = "" if kind == "at_30_september" else "year to "
        return Period(dt.date(year, 9, 30), f"{start}30 September {year}")
    if kind == "academic_year":
        return Period(dt.date(year, 8, 31), f"school year {year - 1}/{year % 100:02d}")
    return Period(dt.date(year, 6, 30), f"mid-{year}")


def _last_year(text: str, identifier: str) -> int | None:
    text = text.strip()
    if _FOUR.match(text):
        # a school or financial year in four digits is no year of the DfE's standard
        if identifier in ("academic year", "financial year"):
            return None
        return int(text) if int(text) >= 1990 else None
    found = _SIX.match(text)
    if found:
        if identifier in ("reporting year", "calendar year"):
            return None
        first, second = int(found[1]), int(found[2])
        return first + 1 if (first + 1) % 100 == second else None
    found = _SPAN.match(text)
    if found and not identifier:
        first, second = int(found[1]), int(found[2])
        last = first - first % 100 + second
        return last if first < last <= first + 3 else None
    return None


def _fits(identifier: str, kind: str) -> bool:
    if identifier == "academic year":
        return kind == "academic_year"
    if identifier == "financial year":
        return kind in _MARCH
    if identifier == "reporting year":
        return kind != "academic_year"
    if identifier == "calendar year":
        return kind == "mid_year"
    return not identifier
