"""What a figure is set against: target and colour, neighbours, England, each with its own period.

Belongs here: turning a row of the comparison mart into values and words. Does not belong here:
deciding a colour or a mean (SQL), layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipelines.reports.marts import Record
from pipelines.reports.words import lag_words


@dataclass(frozen=True)
class Outside:
    """A value from elsewhere, the period it belongs to, and how ours differs from it."""

    value: Decimal | None
    period: str = ""
    lag: str = ""
    note: str = ""
    ours_is: str = ""

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
    is_information: bool
    neighbours: Outside
    england: Outside
    missing_reason: str
    mismatch: str = ""


NO_COMPARATOR = Comparator(
    None, None, None, None, False, Outside(None), Outside(None), "Not compared."
)


def comparator(row: Record | None) -> Comparator:
    """The comparator side of one row of the comparison mart; nothing if there is no row."""
    if row is None:
        return NO_COMPARATOR
    reason = str(row["missing_reason"] or "")
    return Comparator(
        target=row["target"],
        target_upper=row["target_upper"],
        tolerance=row["tolerance"],
        rag=row["rag"],
        is_information=row["target_kind"] == "information",
        neighbours=_outside(row, "neighbour", "neighbour_mean", _neighbour_note(row)),
        england=_outside(row, "england", "england_value", ""),
        missing_reason=f"{reason[:1].upper()}{reason[1:]}",
        mismatch=str(row.get("comparator_mismatch") or ""),
    )


DIFFERS = "†"


def differs_mark(outside: Outside, against: Comparator) -> str:
    """The mark of a published value whose series counts otherwise than ours."""
    return DIFFERS if outside.value is not None and against.mismatch else ""


def _outside(row: Record, prefix: str, value_column: str, note: str) -> Outside:
    value = row[value_column]
    label = str(row[f"{prefix}_comparator_period"] or "")
    # a yearly figure beside a month or a part of a year must say that it is one
    if value is not None and row["comparator_label"]:
        label = f"{row['comparator_label']}: {label}"
    return Outside(
        value=value,
        period=label,
        lag=lag_words(row[f"{prefix}_lag_months"]),
        note=note if value is not None else "",
        ours_is=str(row[f"{prefix}_significance"] or "") if value is not None else "",
    )


def _neighbour_note(row: Record) -> str:
    source = str(row["neighbour_mean_source"] or "")
    if source == "computed":
        return f"computed, {row['neighbour_count']} of 10"
    computed = row.get("neighbour_mean_computed")
    if source and computed is not None:
        # a mean that somebody printed keeps ours beside it, never instead of it
        return f"{source}; computed {computed.normalize():f}, {row['neighbour_count']} of 10"
    return source
