"""The counts behind an authority's figures, and how they hang together.

Belongs here: one table of counts by basis and month, which counts are one and the same, which add
up to others, what makes a stock move. Does not belong here: which are hidden (suppression), SQL of
the public file (disclosure).

A figure shows up to three counts: numerator, denominator and, of a percentage or share, the rest
(denominator less numerator). Which counts are the same and which are sums of others is read from
the figures, equal at every period end, so that no list of such pairs has to be kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

BASES = ("IM", "YTD", "R12", "SNAP", "AY", "R36", "R3")
IM, YTD, R12, SNAP, AY, R36 = range(6)
FLOWS = (IM, YTD, R12)
PARTS_OF_A_WHOLE = ("percentage", "share")
WITHOUT_DENOMINATOR = ("count", "rate")
# fewer values than these make two series alike by chance
LEAST_ENDS, LEAST_VALUES, LEAST_MOVES = 12, 3, 6
TOLERANCE = 1e-6
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """One KPI file and category: whose figures they are and what kind."""

    stem: str
    category: str
    measure: str
    is_people: bool


@dataclass(frozen=True)
class Figures:
    """Figures of one authority: series by basis by month; null where there is no figure.

    Attributes:
        series: What each row of the arrays is.
        first: Month number (year x 12 + month - 1) of the first column.
        numerator: Counts; NaN without a figure.
        denominator: As given; NaN where there is none.
        telling: Figures that say something of everyone alike (rule 5).
    """

    series: Sequence[Series]
    first: int
    numerator: Numbers
    denominator: Numbers
    telling: Flags

    @property
    def march(self) -> Flags:
        """Which columns are the end of a financial year."""
        return (self.first + np.arange(self.numerator.shape[2])) % 12 == 2


@dataclass
class Count:
    """One count: its values by basis and month, and the series that show it."""

    values: Numbers
    is_people: bool
    is_additive: bool
    shown_by: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Relation:
    """Counts that add up to nought with their signs, at every period end of ``bases``."""

    terms: tuple[tuple[int, int], ...]
    bases: tuple[int, ...]


@dataclass(frozen=True)
class Flow:
    """A stock, who came, who went: three counts."""

    stock: int
    came: int
    went: int


@dataclass
class Counts:
    """All counts of an authority, how they add up, and which each series shows."""

    every: list[Count]
    of_series: list[tuple[int, ...]]
    relations: list[Relation]
    flows: list[Flow]


def read_counts(figures: Figures) -> Counts:
    """The counts of all figures, equal ones merged, with their relations."""
    raw: list[Count] = []
    roles: list[list[int]] = []
    for number, series in enumerate(figures.series):
        own = []
        for values in _values(series, figures.numerator[number], figures.denominator[number]):
            own.append(len(raw))
            raw.append(Count(values, series.is_people, True, {number}))
        roles.append(own)
    # a rest of nought less is its denominator by chance of the numerator, not by definition
    by_chance = {own[2] for own in roles if len(own) > 2 and not np.any(raw[own[0]].values > 0)}
    stands, pairs = _merged(raw, by_chance)
    names = sorted(set(stands))
    place = {name: number for number, name in enumerate(names)}
    every = [raw[name] for name in names]
    for number, name in enumerate(stands):
        one, other = every[place[name]], raw[number]
        one.values = np.where(np.isnan(one.values), other.values, one.values)
        one.is_people |= other.is_people
        one.shown_by |= other.shown_by
    for count in every:
        count.is_additive = _adds_up(count, figures.first)
    of_series = [tuple(place[stands[count]] for count in own) for own in roles]
    relations = [*_of_series(figures, of_series), *_of_families(figures, of_series)]
    relations += _between(figures, every)
    relations += [[(place[stands[one]], sign) for one, sign in pair] for pair in pairs]
    _fill_months(every, relations, figures.first)
    kept = {one: None for terms in relations if (one := _holding(terms, every)) is not None}
    return Counts(every, of_series, list(kept), _flows(every, figures.first))


def _values(series: Series, numerator: Numbers, denominator: Numbers) -> Iterable[Numbers]:
    if series.measure == "median":
        yield denominator
        return
    yield numerator
    if series.measure not in WITHOUT_DENOMINATOR:
        yield denominator
    if series.measure in PARTS_OF_A_WHOLE:
        yield denominator - numerator


def _merged(
    raw: Sequence[Count], by_chance: set[int]
) -> tuple[list[int], list[list[tuple[int, int]]]]:
    """For each count the one that stands for it, and pairs that are equal on some bases only."""
    stands = list(range(len(raw)))

    def of(number: int) -> int:
        while stands[number] != number:
            number = stands[number]
        return number

    seen: dict[tuple[int, bytes], int] = {}
    pairs: dict[tuple[int, int], None] = {}
    for number, count in enumerate(raw):
        for basis in range(len(BASES)) if number not in by_chance else ():
            values = count.values[basis]
            if not np.any(values > 0):
                continue
            first = seen.setdefault((basis, values.tobytes()), number)
            one, other = sorted((of(first), of(number)))
            if one == other:
                continue
            if _agree(raw[first].values, count.values):
                stands[other] = one
            else:
                pairs[(first, number)] = None
    equal = [[(one, 1), (other, -1)] for one, other in pairs]
    return [of(number) for number in range(len(raw))], equal


def _agree(one: Numbers, other: Numbers) -> bool:
    """No period end at which the two differ."""
    both = ~np.isnan(one) & ~np.isnan(other)
    return bool((one[both] == other[both]).all())


def _of_series(
    figures: Figures, of_series: Sequence[tuple[int, ...]]
) -> Iterable[list[tuple[int, int]]]:
    for series, own in zip(figures.series, of_series, strict=True):
        if series.measure in PARTS_OF_A_WHOLE and own[0] != own[1]:
            yield [(own[0], 1), (own[2], 1), (own[1], -1)]


def _of_families(
    figures: Figures, of_series: Sequence[tuple[int, ...]]
) -> Iterable[list[tuple[int, int]]]:
    families: dict[str, list[int]] = defaultdict(list)
    for number, series in enumerate(figures.series):
        families[series.stem].append(number)
    for members in families.values():
        wholes = [number for number in members if not figures.series[number].category]
        parts = [number for number in members if figures.series[number].category]
        if not wholes or not parts:
            continue
        roles = 1 if figures.series[wholes[0]].measure == "share" else 2
        for role in range(min(roles, len(of_series[wholes[0]]))):
            yield [
                (of_series[wholes[0]][role], -1),
                *((of_series[part][role], 1) for part in parts),
            ]


def _between(figures: Figures, every: Sequence[Count]) -> Iterable[list[tuple[int, int]]]:
    """Counts of different KPI files of which two add up to a third at every period end."""
    stems = [{figures.series[one].stem for one in count.shown_by} for count in every]
    for basis in (R12, SNAP):
        known = [
            number
            for number, count in enumerate(every)
            if (~np.isnan(count.values[basis])).sum() >= LEAST_ENDS
            and np.nansum(count.values[basis]) > 0
        ]
        telling = {number for number in known if _is_telling(every[number].values[basis])}
        by_ends: dict[bytes, list[int]] = defaultdict(list)
        for number in known:
            by_ends[np.isnan(every[number].values[basis]).tobytes()].append(number)
        for group in by_ends.values():
            for one, other, whole in _sums(np.array([every[g].values[basis] for g in group])):
                found = group[one], group[other], group[whole]
                # a small part may say little by itself; the whole and the other part must not
                if found[2] not in telling or not telling & {found[0], found[1]}:
                    continue
                if not set.intersection(*(stems[number] for number in found)):
                    yield [(found[0], 1), (found[1], 1), (found[2], -1)]


def _is_telling(values: Numbers) -> bool:
    known = values[~np.isnan(values)]
    return len(known) >= LEAST_ENDS and len(np.unique(known)) >= LEAST_VALUES


def _sums(values: Numbers) -> Iterable[tuple[int, int, int]]:
    """Rows of which two add up to a third; found by one weighted sum of each, then checked."""
    values = np.nan_to_num(values)
    weights = np.sqrt(np.arange(2, values.shape[1] + 2))
    weighed = values @ weights
    order = np.argsort(weighed, kind="stable")
    left, right = np.triu_indices(len(weighed), 1)
    wanted = weighed[left] + weighed[right]
    at = np.searchsorted(weighed[order], wanted - TOLERANCE)
    inside = at < len(order)
    hit = np.zeros(len(at), dtype=bool)
    hit[inside] = np.abs(weighed[order[at[inside]]] - wanted[inside]) < TOLERANCE
    for pair in np.flatnonzero(hit):
        one, other, whole = int(left[pair]), int(right[pair]), int(order[at[pair]])
        if whole not in (one, other) and np.allclose(values[one] + values[other], values[whole]):
            yield one, other, whole


def _holding(terms: list[tuple[int, int]], every: Sequence[Count]) -> Relation | None:
    """The relation on the bases where it holds at every period end."""
    total = sum((sign * every[number].values for number, sign in terms), np.zeros(1))
    total = np.asarray(total)
    bases = tuple(
        basis
        for basis in range(len(BASES))
        if not np.isnan(total[basis]).all() and np.nanmax(np.abs(total[basis])) < TOLERANCE
    )
    return Relation(tuple(sorted(terms)), bases) if bases else None


def monthly(count: Count, first: int) -> Numbers:
    """A count's months: as given, by years to date, and back a year by rolling years."""
    months, to_date, year = count.values[IM].copy(), count.values[YTD], count.values[R12]
    is_april = (first + np.arange(len(months))) % 12 == 3
    before = np.where(is_april, 0, np.concatenate([[np.nan], to_date[:-1]]))
    months = np.where(np.isnan(months), to_date - before, months)
    if not count.is_additive:
        return months
    # two rolling years differ by a month and that of the year before
    earlier = months[12:] - year[12:] + year[11:-1]
    months[:-12] = np.where(np.isnan(months[:-12]), earlier, months[:-12])
    return months


def _fill_months(
    every: Sequence[Count], relations: Sequence[list[tuple[int, int]]], first: int
) -> None:
    """Give counts the months that nobody publishes but anybody can work out.

    From years to date, one less the other; for a count with rolling years alone, from the others
    of a sum. No figure shows these months, and they are kept secret like any other.
    """
    for count in every:
        if count.is_additive and np.isnan(count.values[IM]).all():
            known = ~np.isnan(count.values[YTD])
            count.values[IM][known] = monthly(count, first)[known]
    for terms in relations:
        lacking = [
            (number, sign)
            for number, sign in terms
            if np.isnan(every[number].values[[IM, YTD]]).all()
        ]
        relation = _holding(terms, every)
        if len(lacking) != 1 or relation is None or R12 not in relation.bases:
            continue
        number, sign = lacking[0]
        for basis in (IM, YTD):
            others = (other * every[one].values[basis] for one, other in terms if one != number)
            values = -sign * sum(others, np.zeros(every[number].values.shape[1]))
            if not np.any(values < 0):
                every[number].values[basis] = values


def _adds_up(count: Count, first: int) -> bool:
    """Whether years are sums of months, as the figures say; a rolling year alone may be."""
    months = monthly(count, first)
    known = np.concatenate([[0], np.cumsum(~np.isnan(months))])
    added = np.concatenate([[0.0], np.cumsum(np.nan_to_num(months))])
    ends = np.arange(len(months)) + 1
    to_date = (first + np.arange(len(months)) - 3) % 12 + 1
    for basis, lengths in ((YTD, to_date), (R12, np.full(len(months), 12))):
        starts = np.maximum(ends - lengths, 0)
        whole = known[ends] - known[starts] == lengths
        off = np.abs(added[ends] - added[starts] - count.values[basis])
        if np.any(off[whole & ~np.isnan(off)] > TOLERANCE):
            return False
    return True


def _flows(every: Sequence[Count], first: int) -> list[Flow]:
    """Stocks that move by what came less what went, at every month end."""
    months = {
        number: monthly(count, first)
        for number, count in enumerate(every)
        if np.nansum(count.values[[IM, YTD]]) > 0
    }
    stocks: dict[bytes, list[int]] = defaultdict(list)
    for number, count in enumerate(every):
        moves = np.nan_to_num(np.diff(count.values[SNAP]))
        if _is_telling(count.values[SNAP]) and np.count_nonzero(moves) >= LEAST_MOVES:
            stocks[np.isnan(np.diff(count.values[SNAP])).tobytes()].append(number)
    found = []
    for missing, group in stocks.items():
        known = ~np.frombuffer(missing, dtype=bool)
        names = [n for n, x in months.items() if not np.isnan(x[1:][known]).any()]
        if not names:
            continue
        weights = np.sqrt(np.arange(2, known.sum() + 2))
        moved = {number: np.diff(every[number].values[SNAP])[known] for number in group}
        sums = np.array([months[number][1:][known] @ weights for number in names])
        for stock, change in moved.items():
            hits = np.abs(sums[:, None] - sums[None, :] - change @ weights) < TOLERANCE
            for one, other in zip(*np.nonzero(hits), strict=True):
                came, went = names[one], names[other]
                if np.allclose((months[came] - months[went])[1:][known], change):
                    found.append(Flow(stock, came, went))
    return found
