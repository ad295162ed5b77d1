"""From single contributions to figures: every time basis, month end, team and worker.

Belongs here: the contribution a record makes, and adding contributions up. Does not belong
here: which record contributes what.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from statistics import median
from typing import NamedTuple

from tests.oracle.credit import Credit
from tests.oracle.days import month_end, window_start

Number = int | Decimal
Member = tuple[str, str, str, str | None]
Moment = tuple[date, bool, str | None]
LAST_MONTHS = {"R36": 3, "AY": 8}


class Part(NamedTuple):
    """What one record contributes, on a date (a flow) or at a month end (a stock).

    ``basis`` limits a stock to one basis: what holds of a whole window and not of a day in it.
    """

    day: date
    numerator: Number | None
    denominator: Number | None
    credit: Credit
    is_stock: bool = False
    category: str | None = None
    basis: str | None = None


class Key(NamedTuple):
    """Which figure of one KPI."""

    basis: str
    period_end: date
    level: str
    team: str
    worker: str
    category: str | None


class Figure(NamedTuple):
    """Numerator and denominator; for a median the median and the number of records."""

    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True)
class Measure:
    """How the parts of one KPI become figures.

    ``categories`` are those of a distribution: each is a share of the whole, at nought too.
    ``history`` says how many months before its window a figure needs, by table. ``of_drop``: known
    for the month of the drop alone, as the source overwrites it; earlier months are not compared.
    """

    kpi_id: str
    bases: tuple[str, ...]
    variant: str | None = None
    levels: tuple[str, ...] = ("authority", "team", "worker")
    is_median: bool = False
    has_whole: bool = True
    categories: tuple[str, ...] = ()
    history: tuple[tuple[str, int], ...] = (("contacts", 0),)
    of_drop: bool = False


def _members(part: Part, measure: Measure) -> list[Member]:
    """Every level a part counts at; categories of single workers are not published."""
    team, worker = part.credit
    places = [("authority", "", ""), ("team", team, ""), ("worker", team, worker)]
    whole = [None] if measure.has_whole else []
    categories = [*whole, part.category] if part.category is not None else [None]
    return [
        (*place, category)
        for place in places
        if place[0] in measure.levels
        for category in categories
        if category is None or place[0] != "worker"
    ]


def _periods(
    day: date, is_stock: bool, only: str | None, measure: Measure, ends: list[date]
) -> list[tuple[str, date]]:
    found = []
    for basis in measure.bases:
        for end in ends:
            if end.month != LAST_MONTHS.get(basis, end.month):
                continue
            if is_stock:
                counts = day == end and only in (None, basis)
            else:
                counts = basis != "SNAP" and window_start(basis, end) <= day <= end
            if counts:
                found.append((basis, end))
    return found


def add_up(parts: list[Part], measure: Measure, ends: list[date]) -> dict[Key, Figure]:
    """Every figure of one KPI to which at least one record contributes.

    A flow is put on the last day of its month first: every window is one of whole months.
    """
    cells: dict[tuple[Moment, Member], list[Part]] = defaultdict(list)
    for part in parts:
        day = part.day if part.is_stock else month_end(part.day)
        for member in _members(part, measure):
            cells[(day, part.is_stock, part.basis), member].append(part)
    sums: dict[Key, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    values: dict[Key, list[Decimal]] = defaultdict(list)
    periods: dict[Moment, list[tuple[str, date]]] = {}
    for (moment, member), found in cells.items():
        if moment not in periods:
            periods[moment] = _periods(*moment, measure, ends)
        top = Decimal(sum(part.numerator or 0 for part in found))
        below = Decimal(sum(part.denominator or 0 for part in found))
        for basis, end in periods[moment]:
            key = Key(basis, end, *member)
            if measure.is_median:
                values[key] += [Decimal(part.numerator or 0) for part in found]
            else:
                sums[key][0] += top
                sums[key][1] += below
    if measure.is_median:
        return {
            key: Figure(median(found).quantize(Decimal("0.0001"), ROUND_FLOOR), Decimal(len(found)))
            for key, found in values.items()
        }
    figures = {key: Figure(*total) for key, total in sums.items()}
    return figures | _shares_of_whole(figures, measure)


def _shares_of_whole(figures: dict[Key, Figure], measure: Measure) -> dict[Key, Figure]:
    """Every category of a distribution with the whole below the line."""
    shares = {}
    for key, whole in figures.items():
        if key.category is None and key.level != "worker":
            for category in measure.categories:
                name = key._replace(category=category)
                top = figures[name].numerator if name in figures else Decimal(0)
                shares[name] = Figure(top, whole.denominator)
    return shares
