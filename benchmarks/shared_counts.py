"""What an attacker who knows every definition knows of the counts of different KPIs.

Belongs here: reading from a council's own figures which counts are one count, which add up, and
which move a stock: more than any reader of the public files has. Does not belong here: the attack
(suppression_attack). It shares no code with what hides (pipelines.publish.counts), so that each
finds what the other overlooks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import duckdb
import numpy as np

from benchmarks.suppression_attack import (
    DENOMINATOR,
    NUMERATOR,
    PARTS_OF_A_WHOLE,
    REST,
    Count,
    Known,
    month_number,
)

Series = dict[tuple[str, int], float]
LEAST_ENDS, LEAST_VALUES = 12, 3
FLOWS = ("IM", "YTD", "R12")


def known_counts(con: duckdb.DuckDBPyConnection) -> Known:
    """Read from the analysts' database of a publication, which ``con`` has open."""
    series = _series(con)
    same, equal = _same(series)
    stands = {other: group[0] for group in same for other in group[1:]}
    kept = {count: said for count, said in series.items() if count not in stands}
    sums = [one for basis in ("R12", "SNAP") for one in _sums(kept, basis)]
    return Known(same, [*equal, *dict.fromkeys(sums)], list(_flows(kept)))


def _series(con: duckdb.DuckDBPyConnection) -> dict[Count, Series]:
    found: dict[Count, Series] = defaultdict(dict)
    for stem, category, measure, basis, end, top, bottom in con.execute(
        "select v.file_stem, v.category_key, c.measure, v.basis, v.period_end, "
        "cast(v.numerator as double), cast(v.denominator as double) from marts.kpi_value as v "
        "inner join marts.kpi_catalogue as c using (file_stem) where v.level = 'authority' "
        "and v.numerator is not null and c.measure <> 'median'"
    ).fetchall():
        at = (basis, month_number(end))
        found[(stem, category, NUMERATOR)][at] = top
        if measure not in ("count", "rate") and bottom is not None:
            found[(stem, category, DENOMINATOR)][at] = bottom
            if measure in PARTS_OF_A_WHOLE:
                found[(stem, category, REST)][at] = bottom - top
    for stem, category, role in list(found):
        # a rest of nought less is its denominator by chance, not by definition
        if role == REST and found[(stem, category, REST)] == found[(stem, category, DENOMINATOR)]:
            del found[(stem, category, REST)]
    return dict(found)


def _of(said: Series, basis: str) -> tuple[tuple[int, float], ...]:
    return tuple(sorted((end, value) for (found, end), value in said.items() if found == basis))


def _same(
    series: Mapping[Count, Series],
) -> tuple[list[list[Count]], list[tuple[Count, tuple[Count], tuple[str]]]]:
    groups: dict[tuple[str, tuple[tuple[int, float], ...]], list[Count]] = defaultdict(list)
    for count, said in series.items():
        for basis in ("IM", "YTD", "R12", "SNAP"):
            values = _of(said, basis)
            if len({value for _, value in values}) >= LEAST_VALUES:
                groups[(basis, values)].append(count)
    same: list[list[Count]] = []
    equal: list[tuple[Count, tuple[Count], tuple[str]]] = []
    for (basis, _), group in groups.items():
        first = series[group[0]]
        for other in group[1:]:
            both = first.keys() & series[other].keys()
            if all(first[at] == series[other][at] for at in both):
                same.append([group[0], other])
            else:
                equal.append((group[0], (other,), (basis,)))
    return same, equal


def _sums(
    series: Mapping[Count, Series], basis: str
) -> Iterator[tuple[Count, tuple[Count, Count], tuple[str, ...]]]:
    by_ends: dict[tuple[int, ...], list[Count]] = defaultdict(list)
    for count, said in series.items():
        values = _of(said, basis)
        if len(values) >= LEAST_ENDS and any(value for _, value in values):
            by_ends[tuple(end for end, _ in values)].append(count)
    for counts in by_ends.values():
        table = np.array([[value for _, value in _of(series[one], basis)] for one in counts])
        told = [len(set(row)) >= LEAST_VALUES for row in table]
        index: dict[bytes, list[int]] = defaultdict(list)
        for number, row in enumerate(table):
            index[np.round(row, 3).tobytes()].append(number)
        for one in range(len(counts)):
            added = np.round(table[one] + table[one + 1 :], 3)
            for other, row in enumerate(added, one + 1):
                for whole in index.get(row.tobytes(), ()):
                    stems = {counts[number][0] for number in (one, other, whole)}
                    if len(stems) > 1 and told[whole] and (told[one] or told[other]):
                        names = counts[whole], (counts[one], counts[other])
                        yield *names, _bases_of(series, *names)


def _bases_of(
    series: Mapping[Count, Series], whole: Count, parts: tuple[Count, Count]
) -> tuple[str, ...]:
    one, other, total = series[parts[0]], series[parts[1]], series[whole]
    both = one.keys() & other.keys() & total.keys()
    return tuple(
        basis
        for basis in (*FLOWS, "SNAP")
        if all(abs(one[at] + other[at] - total[at]) < 1e-6 for at in both if at[0] == basis)
    )


def _months(said: Series) -> dict[int, float]:
    months = {end: value for (basis, end), value in said.items() if basis == "IM"}
    if months:
        return months
    to_date = {end: value for (basis, end), value in said.items() if basis == "YTD"}
    return {
        end: value - (0 if end % 12 == 3 else to_date[end - 1])
        for end, value in to_date.items()
        if end % 12 == 3 or end - 1 in to_date
    }


def _flows(series: Mapping[Count, Series]) -> Iterator[tuple[Count, Count, Count]]:
    months = {
        count: found
        for count, said in series.items()
        if count[2] == NUMERATOR and sum((found := _months(said)).values()) > 0
    }
    for stock, said in series.items():
        state = dict(_of(said, "SNAP"))
        ends = [end for end in sorted(state) if end - 1 in state]
        if len(ends) < LEAST_ENDS or len(set(state.values())) < LEAST_VALUES:
            continue
        moved = np.array([state[end] - state[end - 1] for end in ends])
        table = {
            count: np.array([found[end] for end in ends])
            for count, found in months.items()
            if all(end in found for end in ends)
        }
        index: dict[bytes, list[Count]] = defaultdict(list)
        for count, values in table.items():
            index[np.round(values, 3).tobytes()].append(count)
        for came, values in table.items():
            for went in index.get(np.round(values - moved + 0.0, 3).tobytes(), ()):
                yield stock, came, went
