"""Between which whole numbers each unknown of a linear system must lie.

Belongs here: systems of equations in unknowns of nought or more, and their bounds by linear
programming (HiGHS). Does not belong here: what the unknowns mean (suppression_attack).

First each equation alone narrows its unknowns, until nothing moves; unknowns that are settled drop
out and the rest falls into parts that do not touch each other. Then a few programmes with random
aims give different solutions of each part: an unknown that differs between two whole-numbered
solutions is not settled. Whatever they leave in doubt is asked for by name, lowest and highest, in
whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from math import ceil, floor, inf
from typing import Any

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csr_array

Unknown = Hashable
Equation = dict[Any, float]
LARGEST = 1e5
NEAR = 1e-6
ROUNDS = 200
AIMS = 8


class System:
    """Equations, each adding up to nought, and what is given of the unknowns."""

    def __init__(self) -> None:
        self.equations: list[Equation] = []
        self.given: dict[Unknown, tuple[float, float]] = {}
        # heads of unknowns that need not be whole numbers: working hours, amounts
        self.broken: set[Hashable] = set()

    def is_broken(self, name: Any) -> bool:
        """Whether an unknown may be a fraction."""
        return bool(self.broken) and name[0] in self.broken

    def add(self, equation: Equation) -> None:
        """Keep an equation: the sum of its unknowns times their factors is nought."""
        kept = {name: factor for name, factor in equation.items() if factor}
        if kept:
            self.equations.append(kept)

    def bound(self, name: Unknown, low: float, high: float) -> None:
        """Keep that an unknown lies between two numbers."""
        was = self.given.get(name, (0.0, inf))
        self.given[name] = max(low, was[0]), min(high, was[1])


class Bounds:
    """The bounds of a system's unknowns."""

    def __init__(self, system: System) -> None:
        self._equations = system.equations
        self._system = system
        self._low: dict[Unknown, float] = defaultdict(float)
        self._high: dict[Unknown, float] = defaultdict(lambda: inf)
        for name, (low, high) in system.given.items():
            self._low[name], self._high[name] = low, high
        self.contradictions = 0

    def of(
        self, wanted: Iterable[Unknown], low: float, high: float
    ) -> dict[Unknown, tuple[float, float]]:
        """Bounds of those wanted that lie from ``low`` to ``high``.

        Also of those that single equations settle at another number, such as nought.
        """
        self._narrow()
        asked = set(wanted)
        found: dict[Unknown, tuple[float, float]] = {}
        for name in asked:
            if self._is_settled(name):
                found[name] = self._low[name], self._high[name]
        for names, equations in self._parts():
            hidden = [name for name in names if name in asked]
            if hidden:
                whole = not any(self._system.is_broken(name) for name in names)
                part = _Part(names, equations, self._low, self._high, whole)
                found |= part.of(hidden, low, high)
        return found

    def _is_settled(self, name: Unknown) -> bool:
        return self._high[name] - self._low[name] < NEAR

    def _narrow(self) -> None:
        waiting = list(range(len(self._equations)))
        uses: dict[Unknown, list[int]] = defaultdict(list)
        for number, equation in enumerate(self._equations):
            for name in equation:
                uses[name].append(number)
        for _ in range(ROUNDS):
            moved = {name for number in waiting for name in self._narrow_one(number)}
            waiting = sorted({number for name in moved for number in uses[name]})
            if not waiting:
                break

    def _narrow_one(self, number: int) -> list[Unknown]:
        """Narrow every unknown of one equation by the bounds of the others; those that moved."""
        equation = self._equations[number]
        whole = not any(self._system.is_broken(name) for name in equation)
        least, most, open_least, open_most = 0.0, 0.0, 0, 0
        ends = {}
        for name, factor in equation.items():
            low, high = factor * self._low[name], factor * self._high[name]
            low, high = min(low, high), max(low, high)
            ends[name] = low, high
            open_least += low == -inf
            open_most += high == inf
            least += 0 if low == -inf else low
            most += 0 if high == inf else high
        moved = []
        for name, factor in equation.items():
            low, high = ends[name]
            # the others add up to between these; the unknown is what makes the sum nought
            others_low = -inf if open_least - (low == -inf) else least - (0 if low == -inf else low)
            others_high = inf if open_most - (high == inf) else most - (0 if high == inf else high)
            new = sorted((-others_high / factor, -others_low / factor))
            low_now, high_now = self._low[name], self._high[name]
            if whole:
                new = [ceil(new[0] - NEAR) if new[0] > -inf else -inf, new[1]]
                new[1] = floor(new[1] + NEAR) if new[1] < inf else inf
            low_new, high_new = max(low_now, new[0]), min(high_now, new[1])
            if low_new > high_new + NEAR:
                self.contradictions += 1
                continue
            if low_new > low_now + NEAR or high_new < high_now - NEAR:
                self._low[name], self._high[name] = low_new, high_new
                moved.append(name)
        return moved

    def _parts(self) -> Iterable[tuple[list[Unknown], list[Equation]]]:
        stands: dict[Unknown, Unknown] = {}

        def of(name: Unknown) -> Unknown:
            while stands.get(name, name) != name:
                stands[name] = stands.get(stands[name], stands[name])
                name = stands[name]
            return name

        left: list[tuple[list[Unknown], Equation]] = []
        for equation in self._equations:
            names = [name for name in equation if not self._is_settled(name)]
            if names:
                left.append((names, equation))
                for name in names[1:]:
                    stands[of(name)] = of(names[0])
        groups: dict[Unknown, list[Equation]] = defaultdict(list)
        members: dict[Unknown, dict[Unknown, None]] = defaultdict(dict)
        for names, equation in left:
            groups[of(names[0])].append(equation)
            members[of(names[0])] |= dict.fromkeys(names)
        for head, equations in groups.items():
            yield list(members[head]), equations


class _Part:
    """Equations that share unknowns, to be solved together."""

    def __init__(
        self,
        names: list[Unknown],
        equations: list[Equation],
        low: dict[Unknown, float],
        high: dict[Unknown, float],
        whole: bool,
    ) -> None:
        self._whole = whole
        self._place = {name: place for place, name in enumerate(names)}
        rows, columns, factors, right = [], [], [], []
        for number, equation in enumerate(equations):
            total = 0.0
            for name, factor in equation.items():
                if name in self._place:
                    rows.append(number)
                    columns.append(self._place[name])
                    factors.append(factor)
                else:
                    total -= factor * low[name]
            right.append(total)
        shape = (len(equations), len(names))
        self._left = csr_array((factors, (rows, columns)), shape=shape)
        self._right = np.array(right)
        self._low = np.array([low[name] for name in names])
        self._high = np.array([min(high[name], LARGEST) for name in names])
        self._seen_low = np.full(len(names), inf)
        self._seen_high = np.full(len(names), -inf)

    def of(
        self, hidden: list[Unknown], low: float, high: float
    ) -> dict[Unknown, tuple[float, float]]:
        """Bounds of the hidden unknowns that lie between low and high."""
        random = np.random.default_rng(len(self._low))
        for number in range(AIMS):
            if not any(self._is_in_doubt(self._place[name], low, high) for name in hidden):
                return {}
            size = len(self._low)
            aim = random.normal(size=size) if number else np.ones(size)
            self._solve(aim)
            self._solve(-aim)
        found = {}
        for name in hidden:
            place = self._place[name]
            if not self._is_in_doubt(place, low, high):
                continue
            ends = self._least(place), -self._least(place, -1)
            if ends[0] >= low and ends[1] <= high:
                found[name] = ends
        return found

    def _is_in_doubt(self, place: int, low: float, high: float) -> bool:
        """No solution seen puts the unknown outside."""
        return self._seen_low[place] >= low - NEAR and self._seen_high[place] <= high + NEAR

    def _solve(self, aim: np.ndarray) -> float | None:
        made = linprog(
            aim,
            A_eq=self._left,
            b_eq=self._right,
            bounds=np.column_stack([self._low, self._high]),
            method="highs",
        )
        if made.status != 0:
            return None
        found = np.round(made.x) if self._whole else np.round(made.x, 5)
        if np.abs(made.x - found).max(initial=0) < NEAR or not self._whole:
            self._seen_low = np.minimum(self._seen_low, found)
            self._seen_high = np.maximum(self._seen_high, found)
        return float(made.fun)

    def _least(self, place: int, sign: int = 1) -> float:
        """The least whole number the unknown can be, or its largest with the sign turned."""
        aim = np.zeros(len(self._low))
        aim[place] = sign
        loose = self._solve(aim)
        if loose is None:
            return float("nan")
        if not self._whole:
            return round(loose, 5)
        whole = ceil(loose - NEAR)
        seen = self._seen_low[place] if sign == 1 else -self._seen_high[place]
        if abs(seen - whole) < NEAR:
            return float(whole)
        made = milp(
            aim,
            constraints=LinearConstraint(
                self._left,
                self._right,  # pyright: ignore[reportArgumentType]
                self._right,  # pyright: ignore[reportArgumentType]
            ),
            bounds=Box(
                self._low,  # pyright: ignore[reportArgumentType]
                self._high,  # pyright: ignore[reportArgumentType]
            ),
            integrality=np.ones(len(aim)),
        )
        return float(round(made.fun)) if made.status == 0 else float(whole)
