"""The tracked facts that reading rests on: series, datasets, columns and symbols.

Belongs here: the tables of ``pipelines/reference_data`` that say what a published file holds.
Does not belong here: reading a published file (ees, lait, long_form).
"""

from __future__ import annotations

import csv
import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from pipelines.settings import REFERENCE_DATA


@dataclass(frozen=True)
class Series:
    """One published series: its unit, how it is printed, and when a period is first published."""

    series_id: str
    unit: str
    period_kind: str
    first_month: int
    years_after: int

    def first_published(self, period_end: dt.date) -> dt.date:
        """The last day of the month in which a period's figures first appear (inferred)."""
        return _month_end(period_end.year + self.years_after, self.first_month)


@dataclass(frozen=True)
class Dataset:
    """How a genuine file is recognised: columns it must have, labels its rows must hold."""

    dataset: str
    publication: str
    columns: tuple[tuple[str, ...], ...]
    group_like: str
    breakdown_like: str
    first_month: int
    years_after: int

    def released_on(self, newest_year: int) -> dt.date:
        """When a release whose newest period is ``newest_year`` came out (inferred)."""
        return _month_end(newest_year + self.years_after, self.first_month)


@dataclass(frozen=True)
class Place:
    """Where a series stands in a file: columns by all their names, and the labels of its rows."""

    series_id: str
    layout: str
    dataset: str
    value: tuple[str, ...]
    group_label: str
    breakdown_label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    is_optional: bool


@dataclass(frozen=True)
class Symbol:
    """What a symbol in place of a number means, in files released between two days."""

    layout: str
    symbol: str
    released_from: dt.date
    released_to: dt.date
    status: str
    meaning: str


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE_DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.rstrip("?").split("|") if part)


@cache
def all_series() -> dict[str, Series]:
    """Every series by its id."""
    return {
        row["series_id"]: Series(
            row["series_id"],
            row["unit"],
            row["period_kind"],
            int(row["first_published_month"]),
            int(row["first_published_years_after"]),
        )
        for row in _rows("published_series.csv")
    }


@cache
def datasets() -> tuple[Dataset, ...]:
    """Every dataset that is recognised, in the order in which they are tried."""
    return tuple(
        Dataset(
            row["dataset"],
            row["publication"],
            tuple(_names(part) for part in row["columns"].split(";")),
            row["group_like"],
            row["breakdown_like"],
            int(row["first_published_month"]),
            int(row["first_published_years_after"]),
        )
        for row in _rows("published_datasets.csv")
    )


@cache
def places() -> tuple[Place, ...]:
    """Where each series stands, in every layout."""
    return tuple(
        Place(
            row["series_id"],
            row["layout"],
            row["dataset"],
            _names(row["value"]),
            row["group_label"],
            row["breakdown_label"],
            _names(row["numerator"]),
            _names(row["denominator"]),
            # a column that releases before or after have not, or a label not yet seen in one
            row["value"].endswith("?"),
        )
        for row in _rows("published_columns.csv")
    )


@cache
def symbols() -> tuple[Symbol, ...]:
    """Every symbol with its meaning by layout and release."""
    return tuple(
        Symbol(
            row["layout"],
            row["symbol"],
            dt.date.fromisoformat(row["released_from"]) if row["released_from"] else dt.date.min,
            dt.date.fromisoformat(row["released_to"]) if row["released_to"] else dt.date.max,
            row["status"],
            row["meaning"],
        )
        for row in _rows("published_symbols.csv")
    )


def meaning(text: str, layout: str, released_on: dt.date) -> Symbol | None:
    """What a symbol means in a file of this layout and release; None if nobody has said."""
    found = [
        one
        for one in symbols()
        if one.symbol == text
        and one.layout in (layout, "any")
        and one.released_from <= released_on <= one.released_to
    ]
    return min(found, key=lambda one: one.layout == "any", default=None)
