"""What figures, their counts and the relations between counts are, and when numbers tell something.

Belongs here: the shapes that counts, counts_over_time and suppression share, and what makes terms a
relation. Does not belong here: reading counts from figures (counts), what is hidden (suppression).
"""

from __future__ import annotations

from collections.abc import Sequence
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


def is_telling(values: Numbers) -> bool:
    """Whether there are enough ends and values that likeness is no chance."""
    known = values[~np.isnan(values)]
    return len(known) >= LEAST_ENDS and len(np.unique(known)) >= LEAST_VALUES


def holding(terms: list[tuple[int, int]], every: Sequence[Count]) -> Relation | None:
    """The relation on the bases where it holds at every period end."""
    total = sum((sign * every[number].values for number, sign in terms), np.zeros(1))
    total = np.asarray(total)
    bases = tuple(
        basis
        for basis in range(len(BASES))
        if not np.isnan(total[basis]).all() and np.nanmax(np.abs(total[basis])) < TOLERANCE
    )
    return Relation(tuple(sorted(terms)), bases) if bases else None
