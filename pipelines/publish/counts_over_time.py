"""How counts hang together over time: months behind years, and stocks moved by flows.

Belongs here: working months out of other bases, whether years are sums of months, which stock moves
by which counts. Does not belong here: sums over categories and KPIs (counts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from pipelines.publish.count_types import (
    IM,
    LEAST_MOVES,
    R12,
    SNAP,
    TOLERANCE,
    YTD,
    Count,
    Flow,
    Numbers,
    holding,
    is_telling,
)


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


def fill_months(
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
        relation = holding(terms, every)
        if len(lacking) != 1 or relation is None or R12 not in relation.bases:
            continue
        number, sign = lacking[0]
        for basis in (IM, YTD):
            others = (other * every[one].values[basis] for one, other in terms if one != number)
            values = -sign * sum(others, np.zeros(every[number].values.shape[1]))
            if not np.any(values < 0):
                every[number].values[basis] = values


def adds_up(count: Count, first: int) -> bool:
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


def stock_flows(every: Sequence[Count], first: int) -> list[Flow]:
    """Stocks that move by what came less what went, at every month end."""
    months = {
        number: monthly(count, first)
        for number, count in enumerate(every)
        if np.nansum(count.values[[IM, YTD]]) > 0
    }
    stocks: dict[bytes, list[int]] = defaultdict(list)
    for number, count in enumerate(every):
        moves = np.nan_to_num(np.diff(count.values[SNAP]))
        if is_telling(count.values[SNAP]) and np.count_nonzero(moves) >= LEAST_MOVES:
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
