"""Which figures of an authority are hidden from the public, so that no small count follows.

Belongs here: the choice of hidden figures from counts and how they add up. Does not belong here:
finding those (counts), SQL of the public file (disclosure). The rules are in docs/decisions/0004.

Everything is decided on counts; a figure is hidden if it would show one that must not be known:
1. a count of 1 to 5, of people; and what tells of everyone alike (given with the figures);
2. a count with such a month, year to date or rolling year shows neither months nor years to date.
   Its rolling years stay if it is dense (``_Choice._dense``); otherwise only those to 31 March;
3. where all counts of a sum but one are known, that one is: so another is hidden with it;
4. counts whose sum is known month by month could still follow if they hardly ever vary together:
   then they show years to 31 March only, or nothing;
5. a stock moves by what comes less what goes: a hidden stock takes both with it;
6. what was hidden in an earlier publication stays hidden; what was shown counts as known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.publish.count_types import (
    AY,
    BASES,
    FLOWS,
    IM,
    R12,
    R36,
    SNAP,
    YTD,
    Counts,
    Figures,
    Flags,
    Numbers,
    Relation,
)
from pipelines.publish.counts import read_counts
from pipelines.publish.counts_over_time import monthly

SMALLEST, LARGEST = 1, 5
PASSES = 40


@dataclass(frozen=True)
class Earlier:
    """What earlier public files said, by figure: shown in one of them, hidden in one of them."""

    shown: Flags
    hidden: Flags


def hidden_figures(figures: Figures, earlier: Earlier | None = None) -> Flags:
    """Figures to hide, in the shape of ``figures.numerator``."""
    return _Choice(figures, read_counts(figures), earlier).made()


class _Choice:
    """What must not be known, growing until nothing small follows from what is left."""

    def __init__(self, figures: Figures, counts: Counts, earlier: Earlier | None) -> None:
        self._figures, self._counts, self._earlier = figures, counts, earlier
        self._values = np.array([count.values for count in counts.every])
        self._there = ~np.isnan(self._values)
        self._figure_there = ~np.isnan(figures.numerator) | ~np.isnan(figures.denominator)
        self._size = np.nansum(self._values, axis=(1, 2))
        people = np.array([count.is_people for count in counts.every])
        small = (self._values >= SMALLEST) & (self._values <= LARGEST)
        self._secret = small & people[:, None, None]
        for number, own in enumerate(counts.of_series):
            if own[0] not in own[1:2]:
                self._secret[own[0]] |= figures.telling[number]
            if earlier is not None:
                self._secret[own[0]] |= earlier.hidden[number]
        self._months = [monthly(count, figures.first) for count in counts.every]
        self._march = figures.march
        self._yearly = np.zeros(len(counts.every), dtype=bool)
        self._secret &= self._there
        self._told = self._shown_by(
            np.zeros_like(self._figure_there)
            if earlier is None
            else earlier.shown & self._figure_there
        )

    def made(self) -> Flags:
        """The figures to hide."""
        before = -1
        for _ in range(PASSES):
            self._over_time()
            self._stocks()
            self._one_of_a_sum()
            self._known_month_by_month()
            now = int(self._secret.sum())
            if now == before:
                break
            before = now
        hidden = self._hidden()
        return hidden & ~self._nothing_of_nothing(hidden)

    def _hidden(self) -> Flags:
        hidden = self._figures.telling.copy()
        for number, own in enumerate(self._counts.of_series):
            for count in own:
                hidden[number] |= self._secret[count]
        return hidden & self._figure_there

    def _known(self) -> Flags:
        """Counts that some figure shows, in this publication or an earlier one."""
        return self._told | self._shown_by(self._figure_there & ~self._hidden())

    def _shown_by(self, shown: Flags) -> Flags:
        known = np.zeros_like(self._secret)
        for number, own in enumerate(self._counts.of_series):
            for count in own:
                known[count] |= shown[number]
        return known & self._there

    def _nothing_of_nothing(self, hidden: Flags) -> Flags:
        """0 of 0 says nothing more where the denominator is known anyway."""
        known = self._known()
        found = np.zeros_like(hidden)
        for number, own in enumerate(self._counts.of_series):
            if len(own) > 1:
                found[number] = known[own[1]] & (self._values[own[1]] == 0)
        return found & hidden

    # --- over time

    def _over_time(self) -> None:
        self._same_year()
        for number, count in enumerate(self._counts.every):
            secret = self._secret[number]
            if not count.is_additive or not secret[list(FLOWS)].any():
                continue
            secret[IM] = secret[YTD, ~self._march] = True
            if self._told[number, [IM, YTD]].any():
                secret[R12] |= self._too_soon(number)
            else:
                if secret[R12].any() or not self._dense(number).any():
                    self._yearly[number] = True
                if self._yearly[number]:
                    secret[R12, ~self._march] = True
            secret &= self._there[number]
        self._same_year()

    def _same_year(self) -> None:
        """A year to 31 March, an April, a school year have two names each."""
        april, there = np.roll(self._march, 1), self._there
        august = np.roll(self._march, 5)
        for one, other, at in ((YTD, R12, self._march), (IM, YTD, april), (AY, R12, august)):
            both = (self._secret[:, one] | self._secret[:, other]) & at
            self._secret[:, one] |= both & there[:, one]
            self._secret[:, other] |= both & there[:, other]

    def _too_soon(self, number: int) -> Flags:
        """Rolling years that would give away a month, as those before were published monthly.

        A rolling year is shown again when two months or more stand between it and the last one
        known, with none or more than ``LARGEST`` cases together.
        """
        told, months = self._told[number], self._months[number]
        fixed = told[IM] | told[YTD] | told[R12]
        last = int(np.flatnonzero(fixed)[-1])
        fixed[: int(np.flatnonzero(fixed)[0])] = True
        found, since, cases = np.zeros(len(months), dtype=bool), 0, 0.0
        for end in range(last + 1, len(months)):
            since, cases = since + 1, cases + float(np.nan_to_num(months[end]))
            if since > 1 and (cases == 0 or cases > LARGEST) and fixed[end - 12]:
                since, cases, fixed[end] = 0, 0.0, True
            else:
                found[end] = True
        return found

    def _is_touched(self, number: int) -> bool:
        return bool(self._counts.every[number].is_additive and self._secret[number][IM:R12].any())

    def _dense(self, number: int) -> Flags:
        """Calendar months in which the count is never nought: there its months could be fewer.

        Rolling years fix a count's months but for a shift between calendar months, alike in all
        years; without a month to take from in every year they fix all.
        """
        return _each_calendar_month(self._months[number], self._figures.first)

    # --- sums

    def _one_of_a_sum(self) -> None:
        for _ in range(PASSES):
            known, changed = self._known(), False
            for relation in self._counts.relations:
                changed |= self._other_of(relation, known)
            if not changed:
                return

    def _other_of(self, relation: Relation, known: Flags) -> bool:
        names = [number for number, _ in relation.terms]
        bases = list(relation.bases)
        unknown = ~known[names][:, bases] & self._there[names][:, bases]
        alone = unknown.sum(axis=0) == 1
        secret = self._secret[names][:, bases]
        open_ones = alone & (unknown & secret).any(axis=0)
        # what follows and is no secret is as good as known
        for place, number in enumerate(names):
            follows = alone & unknown[place] & ~secret[place]
            if follows.any():
                known[number][bases] |= follows
        if not open_ones.any():
            return False
        changed = False
        order = sorted(range(len(names)), key=lambda place: (self._size[names[place]], place))
        for place in order:
            number = names[place]
            takes = open_ones & ~unknown[place] & ~self._told[number][bases]
            takes &= self._there[number][bases] & (self._values[number][bases] > 0)
            if place == order[-1]:
                takes = open_ones & ~unknown[place] & ~self._told[number][bases]
                takes &= self._there[number][bases]
            if takes.any():
                self._secret[number][bases] |= takes
                known[number][bases] &= ~takes
                open_ones &= ~takes
                changed = True
        return changed

    # --- sums known month by month

    def _known_month_by_month(self) -> None:
        known = self._known()
        monthly_known = [
            bool(known[number, basis][self._there[number, basis]].all())
            for number, count in enumerate(self._counts.every)
            for basis in (IM if self._there[number, IM].any() else YTD,)
        ]
        for relation in self._counts.relations:
            names = [number for number, _ in relation.terms]
            if not {IM, YTD, R12} & set(relation.bases):
                continue
            if not all(self._counts.every[number].is_additive for number in names):
                continue
            open_ones = [number for number in names if not monthly_known[number]]
            if len(open_ones) < 2 or len(open_ones) == len(names):
                continue
            signs = {sign for number, sign in relation.terms if number in open_ones}
            if len(open_ones) == 2 and len(signs) == 2:
                self._together(open_ones)
            else:
                self._part(open_ones)

    def _part(self, touched: list[int]) -> None:
        """Counts that share a known sum: each must be able to give to another and take back."""
        if any(self._yearly[number] for number in touched):
            if len(touched) == 2:
                self._make_yearly(touched)
                self._part_yearly(touched)
                return
            for number in touched:
                if self._yearly[number]:
                    self._hide_years(number)
        dense = {number: self._dense(number) for number in touched}
        for number in touched:
            if self._yearly[number]:
                continue
            others = np.any([dense[one] for one in touched if one != number], axis=0)
            if not _can_change(dense[number], others).all():
                if len(touched) == 2:
                    self._make_yearly(touched)
                    self._part_yearly(touched)
                    return
                self._yearly[number] = True
                self._hide_years(number)

    def _make_yearly(self, numbers: list[int]) -> None:
        for number in numbers:
            self._yearly[number] = True
            self._secret[number][R12] |= ~self._march & self._there[number][R12]

    def _hide_years(self, number: int) -> None:
        for basis in FLOWS:
            self._secret[number][basis] |= self._there[number][basis]

    def _part_yearly(self, pair: list[int]) -> None:
        """Two counts of a known sum within a year to 31 March."""
        one, other = (self._months[number] for number in pair)
        for end in np.flatnonzero(self._march):
            if end < 11:
                continue
            months = slice(end - 11, end + 1)
            first, second = one[months], other[months]
            if np.isnan(first).any() or np.isnan(second).any():
                continue
            able = _can_change(first > 0, second > 0)[first + second > 0]
            if first.sum() and second.sum() and not able.all():
                for number in pair:
                    for basis in (YTD, R12):
                        self._secret[number][basis, end] |= self._there[number][basis, end]

    # --- stocks

    def _stocks(self) -> None:
        for flow in self._counts.flows:
            pair = [flow.came, flow.went]
            stock = self._secret[flow.stock][SNAP]
            if stock.any():
                self._make_yearly(pair)
                for number in pair:
                    self._secret[number][IM] |= self._there[number][IM]
                    self._secret[number][YTD] |= ~self._march & self._there[number][YTD]
                    either = stock.copy()
                    either[12:] |= stock[:-12]
                    for basis in (YTD, R12):
                        self._secret[number][basis] |= (
                            either & self._march & self._there[number][basis]
                        )
            elif any(self._is_touched(number) for number in pair):
                for number in pair:
                    self._secret[number][IM] |= self._there[number][IM]
                    self._secret[number][YTD] |= ~self._march & self._there[number][YTD]
                self._together(pair)
            # a year's came less went is what the stock moved by in it
            either: Flags = np.any(self._secret[pair], axis=0)
            for number in pair:
                for basis in (YTD, R12):
                    self._secret[number][basis] |= either[basis] & self._there[number][basis]

    def _together(self, pair: list[int]) -> None:
        """Came less went is known each month: they can only be more or fewer together."""
        dense = self._dense(pair[0]) & self._dense(pair[1])
        if dense.any() and not any(self._yearly[number] for number in pair):
            return
        self._make_yearly(pair)
        one, other = (self._months[number] for number in pair)
        for end in np.flatnonzero(self._march):
            months = slice(max(end - 11, 0), end + 1)
            if not ((one[months] > 0) & (other[months] > 0)).any():
                for number in pair:
                    for basis in (YTD, R12):
                        self._secret[number][basis, end] |= self._there[number][basis, end]


def _each_calendar_month(months: Numbers, first: int) -> Flags:
    """For each column of a year, whether the count is over nought in that month of every year."""
    del first
    found = np.zeros(12, dtype=bool)
    for place in range(12):
        values = months[place::12]
        values = values[~np.isnan(values)]
        found[place] = len(values) > 0 and bool((values > 0).all())
    return found


def _can_change(own: Flags, others: Flags) -> Flags:
    """For each month, whether the count can be one more or fewer, another making up for it.

    One fewer here and one more in another month, where another count is one fewer; or the other
    way about.
    """
    elsewhere_others = others.sum() - others > 0
    elsewhere_own = own.sum() - own > 0
    return (own & elsewhere_others) | (others & elsewhere_own)


__all__ = ["BASES", "R36", "Earlier", "hidden_figures"]
