"""The figures annual tables are made of, from the analysts' database alone.

Belongs here: looking figures up, rounding as published, the symbol where there is none. Does not
belong here: layout, files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import duckdb

from pipelines.reports.annual.layout import AnnualTable, Cell, EachCategory, PublishedRow
from pipelines.reports.marts import Record, records

NOT_APPLICABLE = "z"  # a percentage of nothing, as the DfE's standard writes it
NOT_AVAILABLE = "x"
_UNKNOWN = {"not_available", "insufficient_history", "no_population", "suppressed"}
Shown = Decimal | str
_Key = tuple[str, str, date, str]


@dataclass(frozen=True)
class Year:
    """One year of one table: rows of filters and cells, and why a cell is unknown."""

    year: int
    rows: list[tuple[tuple[str, ...], dict[str, Shown | None]]]
    reasons: dict[str, str]

    @property
    def is_known(self) -> bool:
        """Whether any cell is a number."""
        return any(isinstance(cell, Decimal) for _, cells in self.rows for cell in cells.values())


class AnnualFigures:
    """Authority figures of rolling years and days, by KPI file, basis, day and category."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        found = records(
            con,
            "select file_stem, basis, period_end, category, numerator, denominator, population,"
            " value::decimal(38, 12) as value, status, reason from marts.kpi_value"
            " where level = 'authority' and basis in ('R12', 'SNAP')"
            " and (month(period_end) = 3 or month(period_end) = 9)",
        )
        self._by_key: dict[_Key, Record] = {
            (row["file_stem"], row["basis"], row["period_end"], row["category"] or ""): row
            for row in found
        }
        self.days = sorted({row["period_end"] for row in found})

    def years_of(self, table: AnnualTable) -> list[Year]:
        """Newest first, as the published files are; years without a single number left out."""
        ends = [day for day in self.days if f"{day:%m-%d}" == table.day]
        years = [self._year(table, day) for day in reversed(ends)]
        return [one for one in years if one.is_known]

    def _year(self, table: AnnualTable, day: date) -> Year:
        reasons: dict[str, str] = {}
        rows: list[tuple[tuple[str, ...], dict[str, Shown | None]]] = []
        for row in table.rows or self._rows_of(table.each_category, day):
            cells: dict[str, Shown | None] = dict.fromkeys(table.indicators)
            for name, cell in row.columns.items():
                cells[name], reason = self._cell(cell, day, table.decimals)
                if reason:
                    reasons[name] = reason
            rows.append((row.filters, cells))
        return Year(day.year, rows, reasons)

    def _rows_of(self, each: EachCategory | None, day: date) -> Iterable[PublishedRow]:
        if each is None:
            return
        wanted = (each.file_stem, each.basis, day)
        for stem, basis, _, category in sorted(key for key in self._by_key if key[:3] == wanted):
            given = {"from": stem, "basis": basis, "categories": (category,)}
            yield PublishedRow(
                filters=(each.first, category or "Total"),
                columns={
                    each.count: Cell.model_validate({**given, "part": "count"}),
                    each.value: Cell.model_validate({**given, "part": "value"}),
                },
            )

    def _cell(self, cell: Cell, day: date, decimals: int) -> tuple[Shown, str]:
        """The cell as published and, where it is no number, why."""
        parts = [
            self._by_key.get((cell.file_stem, cell.basis, day, category))
            for category in cell.categories or ("",)
        ]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return NOT_AVAILABLE, "not computed for this period"
        first = known[0]
        unknown = next((one for one in known if one["status"] in _UNKNOWN), None)
        if unknown is not None and not (
            cell.part in ("count", "base") and unknown["status"] == "no_population"
        ):
            return NOT_AVAILABLE, unknown["reason"] or unknown["status"].replace("_", " ")
        return _number(cell, known, first, decimals)


def _number(cell: Cell, known: list[Record], first: Record, decimals: int) -> tuple[Shown, str]:
    if cell.part == "count":
        counts = [one["numerator"] for one in known]
        return _whole(None if None in counts else sum(counts))
    if cell.part in ("base", "population"):
        return _whole(first["denominator" if cell.part == "base" else "population"])
    if len(known) == 1:
        value = first["value"]
    else:
        base = first["denominator"]
        value = sum(one["numerator"] for one in known) * 100 / base if base else None
    if value is None:
        return NOT_APPLICABLE, "there is nothing to divide by"
    return rounded(value, decimals), ""


def _whole(count: Decimal | int | None) -> tuple[Shown, str]:
    """A count as published: whole, or to one decimal where it is made of part-time posts."""
    if count is None:
        return NOT_AVAILABLE, "not counted"
    exact = Decimal(count)
    return rounded(exact, 0 if exact == exact.to_integral_value() else 1), ""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as the published tables are rounded."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
