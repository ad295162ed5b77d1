"""What a figure is set against: target and colour, neighbours, England, each with its own period.

Belongs here: turning a row of the comparison mart into values and words. Does not belong here:
deciding a colour or a mean (SQL), layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipelines.reports.marts import Record
from pipelines.reports.words import lag_words


@dataclass(frozen=True)
class Outside:
    """A value from elsewhere, and the period it belongs to."""

    value: Decimal | None
    period: str
    lag: str
    note: str

    @property
    def own_period(self) -> str:
        """Its period and how far that lies behind ours, empty without a value."""
        if self.value is None:
            return ""
        return ", ".join(part for part in (self.period, self.lag) if part)


@dataclass(frozen=True)
class Comparator:
    """Everything one authority figure is set against."""

    target: Decimal | None
    target_upper: Decimal | None
    tolerance: Decimal | None
    rag: str | None
    neighbours: Outside
    england: Outside
    missing_reason: str


NOTHING = Outside(None, "", "", "")
NO_COMPARATOR = Comparator(None, None, None, None, NOTHING, NOTHING, "")


def comparator(row: Record | None) -> Comparator:
    """The comparator side of one row of the comparison mart; nothing if there is no row."""
    if row is None:
        return NO_COMPARATOR
    return Comparator(
        target=row.get("target"),
        target_upper=row.get("target_upper"),
        tolerance=row.get("tolerance"),
        rag=row.get("rag"),
        neighbours=_outside(row, "neighbour", "neighbour_mean", _neighbour_note(row)),
        england=_outside(row, "england", "england_value", str(row.get("england_note") or "")),
        missing_reason=str(row.get("missing_reason") or ""),
    )


def _outside(row: Record, prefix: str, value_column: str, note: str) -> Outside:
    end = row.get(f"{prefix}_period_end")
    label = row.get(f"{prefix}_comparator_period")
    if not label and isinstance(end, date):
        label = f"to {end:%b %Y}"
    lag = lag_words(row.get("period_end"), end)
    return Outside(row.get(value_column), str(label or ""), lag, note)


def _neighbour_note(row: Record) -> str:
    source = str(row.get("neighbour_mean_source") or "").replace("_", " ")
    count = row.get("neighbour_count")
    parts = [source] if source else []
    if count is not None and source.startswith("computed"):
        parts.append(f"{count} of 10")
    return ", ".join(parts)
