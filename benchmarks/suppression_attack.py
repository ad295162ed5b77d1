"""An attack on the public database: what its published figures say of the hidden ones.

Belongs here: the sums a reader can set up from the public tables alone, and narrowing each hidden
count between them. Does not belong here: the rules that hide (pipelines.publish.disclosure, which
this never reads), made-up councils (campaigns.suppression).

Sums used: categories add up to their total; year to date is the year before it and the month; a
rolling year is its twelve months. Each hidden count starts between 0 and no limit and is narrowed
by every sum in turn until nothing moves. It is not told that hidden counts are small. Narrowing one
sum at a time can miss what several sums solved together would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from math import inf
from typing import Any

SELECT = (
    "select kpi_id, variant, category, basis, period_end, numerator, status "
    "from marts.kpi_value where level = 'authority'"
)
Cell = tuple[str, str | None, str | None, str, date]
Sum = tuple[Cell, list[Cell]]
ROUNDS = 50


def month_before(end: date) -> date:
    """The last day of the month before."""
    return end.replace(day=1) - timedelta(days=1)


def leaks(rows: Iterable[tuple[Any, ...]]) -> dict[Cell, tuple[float, float]]:
    """Hidden counts found to be one number, or between 1 and 5; rows are those of ``SELECT``."""
    listed = list(rows)
    low: dict[Cell, float] = {}
    high: dict[Cell, float] = {}
    hidden: set[Cell] = set()
    for *names, numerator, status in listed:
        cell: Cell = tuple(names)  # pyright: ignore[reportAssignmentType]
        if status == "suppressed":
            hidden.add(cell)
            low[cell], high[cell] = 0, inf
        elif numerator is not None:
            low[cell] = high[cell] = float(numerator)
    sums = [one for one in _sums(low) if all(cell in low for cell in (one[0], *one[1]))]
    for _ in range(ROUNDS):
        if not sum(_narrow(one, low, high) for one in sums):
            break
    return {
        cell: (low[cell], high[cell])
        for cell in sorted(hidden, key=str)
        if low[cell] == high[cell] or (low[cell] >= 1 and high[cell] <= 5)
    }


def _sums(cells: Iterable[Cell]) -> list[Sum]:
    sums: list[Sum] = []
    parts: dict[Cell, list[Cell]] = defaultdict(list)
    for kpi, variant, category, basis, end in cells:
        if category is not None:
            parts[(kpi, variant, None, basis, end)].append((kpi, variant, category, basis, end))
        whole = (kpi, variant, category, basis, end)
        month = (kpi, variant, category, "IM", end)
        if basis == "YTD":
            before = (kpi, variant, category, "YTD", month_before(end))
            sums.append((whole, [month] if end.month == 4 else [month, before]))
        if basis == "R12":
            ends = [end]
            while len(ends) < 12:
                ends.append(month_before(ends[-1]))
            sums.append((whole, [(kpi, variant, category, "IM", one) for one in ends]))
    return sums + list(parts.items())


def _narrow(one: Sum, low: dict[Cell, float], high: dict[Cell, float]) -> bool:
    whole, parts = one
    moved = _within(whole, sum(low[p] for p in parts), sum(high[p] for p in parts), low, high)
    for part in parts:
        others = [p for p in parts if p != part]
        least = low[whole] - sum(high[p] for p in others)
        most = high[whole] - sum(low[p] for p in others)
        moved = _within(part, least, most, low, high) or moved
    return moved


def _within(
    cell: Cell, least: float, most: float, low: dict[Cell, float], high: dict[Cell, float]
) -> bool:
    if low[cell] == high[cell]:
        return False
    moved = False
    if least > low[cell]:
        low[cell], moved = least, True
    if most < high[cell]:
        high[cell], moved = most, True
    return moved
