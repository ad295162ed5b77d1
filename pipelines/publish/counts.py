"""The counts behind an authority's figures, and how they hang together.

Belongs here: one table of counts by basis and month, which counts are one and the same, which add
up to others. Does not belong here: months and moves (counts_over_time), which are hidden
(suppression), SQL of the public file (disclosure).

A figure shows up to three counts: numerator, denominator and, of a percentage or share, the rest
(denominator less numerator). Which counts are the same and which are sums of others is read from
the figures, equal at every period end, so that no list of such pairs has to be kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from pipelines.publish.count_types import (
    BASES,
    LEAST_ENDS,
    PARTS_OF_A_WHOLE,
    R12,
    SNAP,
    TOLERANCE,
    WITHOUT_DENOMINATOR,
    Count,
    Counts,
    Figures,
    Numbers,
    Series,
    holding,
    is_telling,
)
from pipelines.publish.counts_over_time import adds_up, fill_months, stock_flows


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
        count.is_additive = adds_up(count, figures.first)
    of_series = [tuple(place[stands[count]] for count in own) for own in roles]
    relations = [*_of_series(figures, of_series), *_of_families(figures, of_series)]
    relations += _between(figures, every)
    relations += [[(place[stands[one]], sign) for one, sign in pair] for pair in pairs]
    fill_months(every, relations, figures.first)
    kept = {one: None for terms in relations if (one := holding(terms, every)) is not None}
    return Counts(every, of_series, list(kept), stock_flows(every, figures.first))


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
        telling = {number for number in known if is_telling(every[number].values[basis])}
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
