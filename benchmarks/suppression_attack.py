"""An attack on the public files: what their published figures say together of the hidden ones.

Belongs here: the equations that hold between a council's published and hidden counts, from what
the public files say alone. Does not belong here: solving them (linear_bounds), the rules that hide
(pipelines.publish), made-up councils (made_up_councils).

One system for one council. Unknown are whole counts of nought or more: numerator, denominator and
the rest (denominator less numerator) of every figure. The equations: numerator and rest make the
denominator; categories make the whole; a year to date, a rolling year, a school year and three
years are sums of months; and, as ``Known`` tells, counts that several KPIs share are one count,
some counts are sums of others, and a stock is what it was, plus who came, less who went. Several
files of one council (months, or two publications of a month) are laid over each other. The attacker
knows the definitions as well as we do; it is not told that hidden counts are small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import duckdb

from benchmarks.linear_bounds import Bounds, Equation, System

NUMERATOR, DENOMINATOR, REST = "numerator", "denominator", "rest"
PARTS_OF_A_WHOLE = ("percentage", "share")
NOT_PEOPLE = {"action", "campaign", "grant", "kpi", "meeting", "milestone"}
SMALLEST, LARGEST = 1, 5
Count = tuple[str, str, str]
"""KPI file, category ('' = the whole), role."""
Cell = tuple[str, str, str, int]
"""KPI file, category, basis, month number of the period's end."""
Variable = tuple[Count, str, int]
"""Count, basis, month number; a month of an additive count has the basis IM."""


class Kpi(NamedTuple):
    """What the public catalogue says of one KPI file."""

    measure: str
    is_additive: bool
    is_people: bool
    has_whole: bool
    is_whole_numbers: bool = True


class Shown(NamedTuple):
    """What one public file says of one figure; ``numerator`` is None if it is hidden."""

    numerator: float | None
    denominator: float | None
    is_hidden: bool


@dataclass(frozen=True)
class Known:
    """What the attacker knows of counts in different KPIs, from their definitions.

    Attributes:
        same: Groups of counts that are always one count.
        sums: A count, those that add up to it, and on which bases.
        flows: A stock, and the counts of who came and who went in the month.
    """

    same: Sequence[Sequence[Count]] = ()
    sums: Sequence[tuple[Count, Sequence[Count], Sequence[str]]] = ()
    flows: Sequence[tuple[Count, Count, Count]] = ()


@dataclass
class Public:
    """What all public files of a council say; ``half`` is how far off a rounded count may be."""

    kpis: dict[str, Kpi] = field(default_factory=dict)
    cells: dict[Cell, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    half: float = 0


class Leak(NamedTuple):
    """A count of a hidden figure, and between what numbers it must lie."""

    cell: Cell
    role: str
    low: float
    high: float

    @property
    def is_derived(self) -> bool:
        """Only one number is possible."""
        return self.low == self.high

    @property
    def is_small(self) -> bool:
        """Between 1 and 5, one number or several."""
        return self.low >= SMALLEST and self.high <= LARGEST


def month_number(day: date) -> int:
    """Months since the year nought, so that periods are differences."""
    return day.year * 12 + day.month - 1


def read_public(con: duckdb.DuckDBPyConnection, into: Public) -> None:
    """Add what one public file, which ``con`` has open, says."""
    rows = con.execute(
        "select file_stem, measure, once_per is null and not contains(sql_text, 'counts_from') "
        "and measure <> 'median', unit_of_count, has_whole, unit = 'count' or measure in "
        "('rate', 'percentage', 'share') from marts.kpi_catalogue"
    ).fetchall()
    for stem, measure, is_additive, unit, has_whole, is_whole in rows:
        people = unit not in NOT_PEOPLE
        into.kpis[stem] = Kpi(measure, is_additive, people, has_whole, is_whole)
    for stem, category, basis, end, numerator, denominator, status in con.execute(
        "select file_stem, category_key, basis, period_end, cast(numerator as double), "
        "cast(denominator as double), status from marts.kpi_value"
    ).fetchall():
        if status in ("not_available", "insufficient_history"):
            continue
        shown = Shown(numerator, denominator, status == "suppressed")
        into.cells[(stem, category, basis, month_number(end))].append(shown)


class _One:
    """Which count stands for which: a union of groups."""

    def __init__(self, groups: Iterable[Sequence[Count]]) -> None:
        self._stands: dict[Count, Count] = {}
        for group in groups:
            first = self.of(group[0])
            for other in group[1:]:
                if self.of(other) != first:
                    self._stands[self.of(other)] = first

    def of(self, count: Count) -> Count:
        """The count that stands for this one."""
        while count in self._stands:
            count = self._stands[count]
        return count


def attack(public: Public, known: Known | None = None) -> list[Leak]:
    """Hidden counts that must be one number, or must lie between 1 and 5; those of people."""
    known = known or Known()
    one = _One(known.same)
    system = System()
    for equation in _equations(public, known, one):
        system.add(equation)
    for (stem, category, basis, end), said in public.cells.items():
        for role, value in _published(public.kpis[stem], said):
            variable = (one.of((stem, category, role)), basis, end)
            if value % 1 or not public.kpis[stem].is_whole_numbers:
                system.broken.add(variable[0])
            system.bound(variable, max(0.0, value - public.half), value + public.half)
    targets = {
        (cell, role): (one.of((cell[0], cell[1], role)), *cell[2:])
        for cell, said in public.cells.items()
        if any(shown.is_hidden for shown in said) and public.kpis[cell[0]].is_people
        for role in _roles(public.kpis[cell[0]])
    }
    # months that nobody publishes, but that years to date may give
    targets |= {
        ((cell[0], cell[1], "IM", cell[3]), role): ((one.of((*cell[:2], role))), "IM", cell[3])
        for cell in public.cells
        if cell[2] == "YTD" and public.kpis[cell[0]].is_people
        for role in _roles(public.kpis[cell[0]])
    }
    bounds = Bounds(system).of(set(targets.values()), SMALLEST, LARGEST)
    leaks = [
        Leak(cell, role, *bounds[variable])
        for (cell, role), variable in targets.items()
        if variable in bounds and not _is_told(variable, system)
    ]
    return sorted(one for one in leaks if one.is_derived or one.is_small)


def _is_told(variable: Variable, system: System) -> bool:
    """A published count is no secret, though another figure that rests on it is hidden."""
    low, high = system.given.get(variable, (0.0, float("inf")))
    return low == high


def _roles(kpi: Kpi) -> tuple[str, ...]:
    if kpi.measure in ("count", "rate", "median"):
        return (NUMERATOR,)
    if kpi.measure in PARTS_OF_A_WHOLE:
        return (NUMERATOR, DENOMINATOR, REST)
    return (NUMERATOR, DENOMINATOR)


def _published(kpi: Kpi, said: Sequence[Shown]) -> Iterator[tuple[str, float]]:
    shown = next((one for one in reversed(said) if not one.is_hidden), None)
    if shown is None or kpi.measure == "median":
        return
    if shown.numerator is not None:
        yield NUMERATOR, shown.numerator
    if shown.denominator is not None and DENOMINATOR in _roles(kpi):
        yield DENOMINATOR, shown.denominator


def _equations(public: Public, known: Known, one: _One) -> Iterator[Equation]:
    ends = {cell[3] for cell in public.cells}
    first = min(ends, default=0) - 35
    families: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    periods: dict[Count, set[tuple[str, int]]] = defaultdict(set)
    additive: dict[Count, bool] = defaultdict(bool)
    for stem, category, basis, end in public.cells:
        kpi = public.kpis[stem]
        families[(stem, basis, end)].append(category)
        for role in _roles(kpi):
            count = one.of((stem, category, role))
            periods[count].add((basis, end))
            additive[count] |= kpi.is_additive
        if kpi.measure in PARTS_OF_A_WHOLE:
            roles = {role: one.of((stem, category, role)) for role in _roles(kpi)}
            yield {
                (roles[NUMERATOR], basis, end): 1,
                (roles[REST], basis, end): 1,
                (roles[DENOMINATOR], basis, end): -1,
            }
    for (stem, basis, end), categories in families.items():
        yield from _family(public.kpis[stem], stem, basis, end, categories, one)
    for whole, parts, bases in known.sums:
        for basis, end in sorted(periods[one.of(whole)]):
            if basis in bases and all((basis, end) in periods[one.of(part)] for part in parts):
                yield _sum((one.of(whole), basis, end), [(one.of(p), basis, end) for p in parts])
    for count, found in periods.items():
        if additive[count]:
            yield from _time(count, found, first)
        yield from _same_period(count, found)
    yield from _flows(known, one, periods)


def _sum(whole: Variable, parts: Iterable[Variable]) -> Equation:
    equation: Equation = defaultdict(float)
    equation[whole] -= 1
    for part in parts:
        equation[part] += 1
    return equation


def _family(
    kpi: Kpi, stem: str, basis: str, end: int, categories: Sequence[str], one: _One
) -> Iterator[Equation]:
    parts = [category for category in categories if category]
    if "" not in categories or not parts or not (kpi.is_additive or kpi.measure == "share"):
        return
    roles = (NUMERATOR,) if kpi.measure in ("count", "rate", "share") else (NUMERATOR, DENOMINATOR)
    for role in roles:
        whole = (one.of((stem, "", role)), basis, end)
        yield _sum(whole, [(one.of((stem, part, role)), basis, end) for part in parts])
    if kpi.measure == "share":
        # a share's denominator is the whole's, whatever the category
        for part in parts:
            whole = (one.of((stem, "", DENOMINATOR)), basis, end)
            yield _sum(whole, [(one.of((stem, part, DENOMINATOR)), basis, end)])


def _time(count: Count, periods: set[tuple[str, int]], first: int) -> Iterator[Equation]:
    lengths = {"R3": 3, "R12": 12, "AY": 12, "R36": 36}
    for basis, end in sorted(periods):
        if basis == "YTD":
            length = (end % 12 - 3) % 12 + 1
        elif basis in lengths:
            length = lengths[basis]
        else:
            continue
        months = range(end - length + 1, end + 1)
        if months[0] >= first:
            yield _sum((count, basis, end), [(count, "IM", month) for month in months])


def _same_period(count: Count, periods: set[tuple[str, int]]) -> Iterator[Equation]:
    """A year to 31 March, an April and a school year have two names each."""
    for basis, other, month in (("YTD", "R12", 2), ("YTD", "IM", 3), ("AY", "R12", 7)):
        for end in sorted(end for found, end in periods if found == basis and end % 12 == month):
            if (other, end) in periods:
                yield _sum((count, basis, end), [(count, other, end)])


def _flows(
    known: Known, one: _One, periods: Mapping[Count, set[tuple[str, int]]]
) -> Iterator[Equation]:
    for stock, came, went in known.flows:
        ends = {end for basis, end in periods[one.of(stock)] if basis == "SNAP"}
        for end in sorted(ends):
            if end - 1 in ends:
                equation = _sum((one.of(stock), "SNAP", end), [(one.of(stock), "SNAP", end - 1)])
                equation[(one.of(came), "IM", end)] += 1
                equation[(one.of(went), "IM", end)] -= 1
                yield equation
