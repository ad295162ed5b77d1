"""How cells look, and what a cell may hold.

Belongs here: colours, number formats, and text made safe for spreadsheets. Does not belong here:
sheets and files (sheet), which fact becomes which cell (cells).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import ceil
from typing import Any, Generic, NamedTuple, TypeVar

Row = TypeVar("Row")
Style = dict[str, Any]

INK = "#1F2933"
ALERT = "#7D1410"
DARK = "#1F3A5F"
PALE = "#E8EEF5"
GRID = "#C9D3DF"
FONT: Style = {"font_name": "Arial", "font_size": 9, "font_color": INK, "valign": "vcenter"}
BANNER: Style = {**FONT, "bold": True, "font_size": 11, "bg_color": "#FFE9A8"}
TITLE: Style = {**FONT, "bold": True, "font_size": 16, "font_color": DARK}
STAMP: Style = {**FONT, "font_size": 9, "font_color": "#52606D"}
LEAD: Style = {**FONT, "font_size": 11}
BAND: Style = {**FONT, "bold": True, "font_size": 11, "bg_color": PALE, "font_color": DARK}
HEAD: Style = {
    **FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": DARK, "text_wrap": True,
    "border": 1, "border_color": GRID,
}  # fmt: skip
CELL: Style = {**FONT, "bottom": 1, "bottom_color": GRID}
WRAPPED: Style = {**CELL, "text_wrap": True, "indent": 1}
QUIET: Style = {**WRAPPED, "font_color": "#52606D", "italic": True}
RIGHT: Style = {**CELL, "align": "right", "indent": 1}
STRONG_RIGHT: Style = {**RIGHT, "bold": True, "font_size": 10}
QUIET_RIGHT: Style = {**RIGHT, "font_color": "#52606D", "italic": True}
NAME: Style = {**WRAPPED, "bold": True, "font_size": 10}
DATE: Style = {**WRAPPED, "num_format": "dd mmm yyyy", "align": "left"}
RAG_STYLES: dict[str, Style] = {
    "green": {**WRAPPED, "bold": True, "bg_color": "#D7ECD9", "font_color": "#17501E"},
    "amber": {**WRAPPED, "bold": True, "bg_color": "#FFE3B3", "font_color": "#6B4200"},
    "red": {**WRAPPED, "bold": True, "bg_color": "#F6C9C5", "font_color": "#7D1410"},
}
SIGNS = {"percent": '{}"%"', "GBP": '"£"{}'}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Cell(NamedTuple):
    """A value with how it looks; ``None`` is an empty cell and must have a reason elsewhere."""

    value: str | int | Decimal | date | datetime | None
    style: Style


@dataclass(frozen=True)
class Trend:
    """A sparkline over a range of the hidden sheet."""

    reference: str | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table: heading, width in characters, and the cell of a row."""

    heading: str
    width: float
    cell: Callable[[Row], Cell | Trend]
    is_number: bool = False

    @property
    def heading_style(self) -> Style:
        """Headings stand over their values: numbers to the right, text to the left."""
        return {**HEAD, "align": "right", "indent": 1} if self.is_number else {**HEAD, "indent": 1}


def safe_text(text: str) -> str:
    """Text that no spreadsheet can take for a formula, also after saving as CSV."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and len(text) > 1 else text


@cache
def number_style(unit: str, decimals: int, is_strong: bool = False, ink: str = INK) -> Style:
    """How numbers of a unit look: thousands apart, as many decimals as the mart says."""
    digits = "#,##0." + "0" * decimals if decimals else "#,##0"
    strong = {"bold": True, "font_size": 10} if is_strong else {}
    shown = SIGNS.get(unit, "{}").format(digits)
    return {**RIGHT, **strong, "font_color": ink, "num_format": shown}


def lines_needed(cell: Cell | Trend, width: float) -> int:
    """How many lines a cell's text takes in a column of ``width`` characters."""
    if isinstance(cell, Trend) or not isinstance(cell.value, str):
        return 1
    wide = 1.0 if cell.style.get("bold") else 0.88
    return ceil(len(cell.value) * wide / max(width - 1.5, 1))
