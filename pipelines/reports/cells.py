"""Cells that several sheets share: a figure, a target, a colour, a comparator, a trend.

Belongs here: how one fact about a figure becomes a cell. Does not belong here: sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_range_abs

from pipelines.reports.comparators import Comparator, Outside
from pipelines.reports.marts import TREND_MONTHS, Figure, Shown
from pipelines.reports.sheet import (
    CELL,
    QUIET,
    QUIET_RIGHT,
    RAG_STYLES,
    SMALL,
    STRONG,
    WRAPPED,
    Book,
    Cell,
    Style,
    Trend,
    number_style,
)
from pipelines.reports.words import period_words, rag_words, signal_words, status_words

TREND_SHEET = "Trend data"
SMALL_DENOMINATOR = "small_denominator"


def text(value: object) -> Cell:
    """Wrapped text."""
    return Cell(None if value is None else str(value), WRAPPED)


def shown_cell(shown: Shown, unit: str, extra: Style | None = None) -> Cell:
    """The rounded number; or '7 of 9' where there are few; or why there is none. Never blank."""
    extra = extra or {}
    if shown.status == SMALL_DENOMINATOR:
        return Cell(shown.display or status_words(shown.status), {**SMALL, **extra})
    if shown.value is not None:
        return Cell(shown.value, {**number_style(unit, shown.value), **extra})
    if shown.display and shown.status in ("ok", "imported"):
        return Cell(shown.display, {**SMALL, **extra})
    return Cell(status_words(shown.status), QUIET)


def value_cell(figure: Figure) -> Cell:
    """The figure itself, in bold."""
    return shown_cell(figure.now, figure.measure.unit, STRONG)


def count_cell(value: Decimal | int | None) -> Cell:
    """A numerator or denominator; a dash where the measure has none."""
    if value is None:
        return Cell("–", QUIET_RIGHT)
    return Cell(value, number_style("count", Decimal(value)))


def target_cell(figure: Figure, against: Comparator) -> Cell:
    """The target, as a range in words where it has two ends."""
    if against.target is None:
        return Cell("none", QUIET_RIGHT)
    if against.target_upper is not None:
        return Cell(f"{plain(against.target)} to {plain(against.target_upper)}", SMALL)
    return Cell(against.target, number_style(figure.measure.unit, against.target))


def rag_cell(figure: Figure, against: Comparator) -> Cell:
    """The colour in words with its own symbol, or why the figure is not judged."""
    words = rag_words(
        against.rag,
        target=against.target,
        polarity=figure.measure.polarity,
        status=figure.now.status,
    )
    return Cell(words, RAG_STYLES.get((against.rag or "").lower(), QUIET))


def outside_cell(outside: Outside, unit: str) -> Cell:
    """A comparator's value, 'none' where there is none (the reason stands in its own column)."""
    if outside.value is None:
        return Cell("none", QUIET_RIGHT)
    return Cell(outside.value, number_style(unit, outside.value))


def period_cell(figure: Figure) -> Cell:
    """The period of the figure itself."""
    return text(period_words(figure.basis, figure.period_end))


def signal_cell(figure: Figure) -> Cell:
    """What the monthly chart says; a dash on bases that keep no chart."""
    return Cell(signal_words(figure.signal) or "–", WRAPPED)


def plain(value: Decimal) -> str:
    """A decimal as text without trailing zeros or exponent."""
    trimmed = f"{value:f}"
    return trimmed.rstrip("0").rstrip(".") if "." in trimmed else trimmed


class TrendSheet:
    """The hidden sheet of monthly values that sparklines read; filled as figures are met."""

    def __init__(self, book: Book) -> None:
        widths = [40, 10] + [9] * TREND_MONTHS
        note = "Rounded values behind the small charts, oldest first; blank where there is none."
        self._page = book.page(TREND_SHEET, "Values behind the trends", note, widths)
        self._page.sheet.hide()

    def add(self, figures: Sequence[Figure]) -> list[Trend]:
        """Write the figures' values; the sparkline for each, none for fewer than two values."""
        return [self._add(figure) for figure in figures]

    def _add(self, figure: Figure) -> Trend:
        points = figure.trend[-TREND_MONTHS:]
        if sum(value is not None for _, value in points) < 2:
            return Trend(None)
        page, row = self._page, self._page.row
        page.write(0, text(figure.measure.name))
        page.write(1, text(figure.basis))
        for position, (_, value) in enumerate(points):
            page.write(2 + position, Cell(value, CELL))
        page.row += 1
        reference = xl_range_abs(row, 2, row, 1 + len(points))
        return Trend(f"'{TREND_SHEET}'!{reference}")
