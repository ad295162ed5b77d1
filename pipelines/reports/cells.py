"""Cells that several sheets share: a figure, a target, a colour, a comparator, a trend.

Belongs here: how one fact about a figure becomes a cell. Does not belong here: sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from xlsxwriter.utility import xl_range_abs

from pipelines.reports.comparators import Comparator, Outside
from pipelines.reports.figures import TREND_MONTHS, Figure, Shown
from pipelines.reports.sheet import Book
from pipelines.reports.styles import (
    CELL,
    NAME,
    QUIET,
    QUIET_RIGHT,
    RAG_STYLES,
    RIGHT,
    STRONG_RIGHT,
    WRAPPED,
    Cell,
    Trend,
    number_style,
)
from pipelines.reports.words import (
    STATUS_REASON,
    period_words,
    rag_words,
    short_status,
    signal_words,
    status_words,
)

TREND_SHEET = "Trend data"
WITH_TEXT = ("ok", "imported", "small_denominator")


def text(value: object) -> Cell:
    """Wrapped text."""
    return Cell(None if value is None else str(value), WRAPPED)


def shown_cell(shown: Shown, figure: Figure, is_strong: bool = False) -> Cell:
    """The rounded number; or '7 of 9' where there are few; or why there is none. Never blank."""
    unit = figure.measure.unit
    if shown.value is not None:
        return Cell(shown.value, number_style(unit, figure.decimals, is_strong))
    if shown.display and shown.status in WITH_TEXT:
        return Cell(few_words(shown, figure), STRONG_RIGHT if is_strong else RIGHT)
    return Cell(status_words(shown.status), QUIET)


def few_words(shown: Shown, figure: Figure) -> str:
    """The mart's text; an average or a median of fewer than 10 cases says that it is one."""
    display = shown.display or ""
    is_average = shown.status == "small_denominator" and figure.measure.unit != "percent"
    return f"{display} (few)" if is_average else display


def shown_words(shown: Shown, figure: Figure) -> str:
    """The figure as text with its sign, '7 of 9' where there are few, or why there is none."""
    if not shown.display:
        return short_status(shown.status)
    is_percentage = figure.measure.unit == "percent" and shown.value is not None
    return f"{shown.display}%" if is_percentage else few_words(shown, figure)


def count_words(figure: Figure) -> str:
    """'147 of 150', a plain count, or a dash where the measure counts nothing."""
    if figure.numerator is None:
        return "-"
    if figure.denominator is None:
        return plain(figure.numerator)
    return f"{plain(figure.numerator)} of {plain(figure.denominator)}"


def value_cell(figure: Figure) -> Cell:
    """The figure itself, in bold."""
    return shown_cell(figure.now, figure, is_strong=True)


def count_cell(value: Decimal | int | None) -> Cell:
    """A numerator or denominator; a dash where the measure has none."""
    if value is None:
        return Cell("–", QUIET_RIGHT)
    return Cell(value, number_style("count", 0 if value == int(value) else 1))


def target_cell(figure: Figure, against: Comparator) -> Cell:
    """The target, as a range in words where it has two ends."""
    if against.target is None:
        return Cell("none", QUIET_RIGHT)
    if against.target_upper is not None:
        return Cell(f"{plain(against.target)} to {plain(against.target_upper)}", RIGHT)
    return Cell(against.target, number_style(figure.measure.unit, _places(figure, against.target)))


def tolerance_cell(figure: Figure, against: Comparator) -> Cell:
    """How far off the target is still amber."""
    if against.tolerance is None:
        return Cell("none", QUIET_RIGHT)
    places = _places(figure, against.tolerance)
    return Cell(against.tolerance, number_style(figure.measure.unit, places))


def _places(figure: Figure, value: Decimal) -> int:
    return max(figure.decimals, 0 if value == int(value) else 1)


def rag_cell(figure: Figure, against: Comparator) -> Cell:
    """The colour in words with its own symbol, or why the figure is not judged."""
    words = rag_words(
        against.rag,
        target=against.target,
        polarity=figure.measure.polarity,
        status=figure.now.status,
        is_information=against.is_information,
    )
    return Cell(words, RAG_STYLES.get((against.rag or "").lower(), QUIET))


def outside_cell(outside: Outside, figure: Figure) -> Cell:
    """A comparator's value, 'none' where there is none (the reason stands in its own column)."""
    if outside.value is None:
        return Cell("none", QUIET_RIGHT)
    return Cell(outside.value, number_style(figure.measure.unit, figure.decimals))


def reason_cell(figure: Figure) -> Cell:
    """Why there is no plain value, in the mart's own words where it has some."""
    if figure.now.value is not None:
        return text("")
    own = str(figure.facts.get("reason") or "")
    words = STATUS_REASON.get(figure.now.status or "", "")
    return text(f"{own[:1].upper()}{own[1:]}." if own else words)


def measure_name(figure: Figure) -> str:
    """The measure, with the category where the figure is of one."""
    name = figure.measure.name
    return f"{name}: {category_words(figure.category)}" if figure.category else name


def category_words(category: str | None) -> str:
    """A category's code in words."""
    return (category or "").replace("_", " ")


def name_cell(figure: Figure) -> Cell:
    """The measure's name: in bold on its headline basis, plain on the others."""
    return Cell(measure_name(figure), NAME if figure.is_headline else WRAPPED)


def period_cell(figure: Figure) -> Cell:
    """The period of the figure itself."""
    return text(period_words(figure.basis, figure.period_end))


def ours_is_cell(outside: Outside) -> Cell:
    """Whether ours differs from the comparator by more than chance, in the mart's words."""
    return Cell(outside.ours_is or "–", WRAPPED if outside.ours_is else QUIET)


def signal_cell(signal: str | None) -> Cell:
    """What the monthly chart says; a dash where there is no chart or too short a one."""
    return Cell(signal_words(signal) or "–", WRAPPED)


def plain(value: Decimal) -> str:
    """A decimal as text: thousands apart, at most one decimal (half up), none if it is whole."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return f"{whole:,}" if rounded == whole else f"{rounded:,}"


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
        page.write(0, Cell(measure_name(figure), CELL))
        page.write(1, Cell(figure.basis, CELL))
        for position, (_, value) in enumerate(points):
            page.write(2 + position, Cell(value, CELL))
        page.row += 1
        reference = xl_range_abs(row, 2, row, 1 + len(points))
        return Trend(f"'{TREND_SHEET}'!{reference}")
