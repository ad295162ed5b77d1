"""The attack on the public files finds what it should, and nothing in what the rules leave."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pytest

from benchmarks.made_up_councils import SHOWN, made_up, publish, revised
from benchmarks.suppression_attack import (
    DENOMINATOR,
    NUMERATOR,
    Known,
    Kpi,
    Public,
    Shown,
    attack,
    month_number,
    read_public,
)
from tests.publish.small_build import publish_month

MARCH, APRIL, MAY = (month_number(date(2015, month, 28)) for month in (3, 4, 5))
COUNT = Kpi("count", True, True, True)
SHARE = Kpi("percentage", True, True, True)


def public(*cells, kpi=COUNT):
    """Cells are KPI, category, basis, month, numerator (None = hidden) and denominator."""
    made = Public()
    for stem, category, basis, end, numerator, denominator in cells:
        made.kpis[stem] = kpi
        shown = Shown(numerator, denominator, numerator is None)
        made.cells[(stem, category, basis, end)].append(shown)
    return made


def as_numbers(*values):
    return [None if value is None else float(value) for value in values]


def found(made, known=None):
    return {(leak.cell, leak.role): (leak.low, leak.high) for leak in attack(made, known)}


def test_a_single_hidden_category_is_found():
    made = public(
        ("k", "", "SNAP", MAY, 20, None),
        ("k", "a", "SNAP", MAY, None, None),
        ("k", "b", "SNAP", MAY, 17, None),
    )
    assert found(made) == {(("k", "a", "SNAP", MAY), NUMERATOR): (3, 3)}


def test_two_hidden_categories_are_not_found():
    made = public(
        ("k", "", "SNAP", MAY, 30, None),
        ("k", "a", "SNAP", MAY, None, None),
        ("k", "b", "SNAP", MAY, None, None),
        ("k", "c", "SNAP", MAY, 10, None),
    )
    assert found(made) == {}


def test_a_month_is_found_from_two_years_to_date_and_from_another_publication():
    before = public(("k", "", "YTD", APRIL, 9, None), ("k", "", "IM", APRIL, None, None))
    after = public(("k", "", "YTD", MAY, 11, None), ("k", "", "IM", MAY, None, None))
    assert (("k", "", "IM", MAY), NUMERATOR) not in found(after)
    both = Public(before.kpis | after.kpis, before.cells | after.cells)
    assert found(both)[(("k", "", "IM", MAY), NUMERATOR)] == (2, 2)


def test_a_month_is_found_where_only_several_sums_together_give_it():
    # a + b, b + c and a + c are known: none gives a figure by itself, all three do
    made = public(
        *((stem, "", "SNAP", MAY, None, None) for stem in "abc"),
        ("ab", "", "SNAP", MAY, 7, None),
        ("bc", "", "SNAP", MAY, 9, None),
        ("ac", "", "SNAP", MAY, 6, None),
    )
    sums = [
        ((a + b, "", NUMERATOR), [(a, "", NUMERATOR), (b, "", NUMERATOR)], ("SNAP",))
        for a, b in ("ab", "bc", "ac")
    ]
    said = found(made, Known(sums=sums))
    assert [said[((stem, "", "SNAP", MAY), NUMERATOR)] for stem in "abc"] == [
        (2, 2),
        (5, 5),
        (4, 4),
    ]


def test_rolling_years_of_a_rare_event_give_its_months():
    # one in each March: every rolling year holds one; a second year in which none came ends it
    cells = [("k", "", "R12", end, 6 if end < MAY else 0, None) for end in range(MAY - 23, MAY + 1)]
    hidden = [("k", "", "IM", end, None, None) for end in range(MAY - 23, MAY + 1)]
    said = found(public(*cells, *hidden))
    assert said[(("k", "", "IM", MAY - 24 + 1), NUMERATOR)][0] == 0
    assert all(low == high for low, high in said.values())


def test_a_stock_gives_who_left():
    flows = [(("stock", "", NUMERATOR), ("came", "", NUMERATOR), ("left", "", NUMERATOR))]
    made = public(
        ("stock", "", "SNAP", APRIL, 40, None),
        ("stock", "", "SNAP", MAY, 44, None),
        ("came", "", "IM", MAY, 7, None),
        ("left", "", "IM", MAY, None, None),
    )
    assert found(made) == {}
    assert found(made, Known(flows=flows)) == {(("left", "", "IM", MAY), NUMERATOR): (3, 3)}


def test_another_kpis_denominator_gives_a_numerator():
    made = public(
        ("in_time", "", "R12", MAY, None, None), ("late", "", "R12", MAY, 6, 9), kpi=SHARE
    )
    known = Known(same=[[("in_time", "", NUMERATOR), ("late", "", DENOMINATOR)]])
    assert not [key for key in found(made) if key[1] == NUMERATOR]
    made.cells[("late", "", "R12", MAY)] = [Shown(2, 4, False)]
    # the count is published by the other KPI: no secret, though one that must not be published
    assert (("in_time", "", "R12", MAY), NUMERATOR) not in found(made, known)


def test_rounded_figures_are_intervals():
    made = public(
        ("k", "", "SNAP", MAY, 20, None),
        ("k", "a", "SNAP", MAY, None, None),
        ("k", "b", "SNAP", MAY, 15, None),
    )
    made.half = 2
    assert found(made) == {}


@pytest.mark.parametrize("seed", range(1))
def test_no_small_count_follows_from_the_public_files_of_a_random_council(tmp_path, seed):
    random = np.random.default_rng(seed)
    council = made_up(random)
    last = SHOWN + 12
    files = [
        publish(council, last, tmp_path, "2015-03_1", "1"),
        publish(council, last + 1, tmp_path, "2015-04_1", "2"),
    ]
    publish(revised(council, random, last + 1), last + 1, tmp_path, "2015-04_2", "3")
    said = Public()
    for file in files:
        with duckdb.connect(str(file), read_only=True) as con:
            read_public(con, said)
    hidden = sum(any(one.is_hidden for one in cell) for cell in said.cells.values())
    assert 0 < hidden < len(said.cells)
    assert [leak for leak in attack(said, council.known) if leak.is_derived and leak.is_small] == []


def test_without_the_rules_the_attack_finds_many(tmp_path):
    council = made_up(np.random.default_rng(1))
    file = publish(council, SHOWN + 12, tmp_path, "2015-03_1", "1")
    said = Public()
    with duckdb.connect(str(file), read_only=True) as con:
        read_public(con, said)
    opened = {
        cell: [
            Shown(None, None, True) if one.is_hidden and cell[2] == "IM" else one for one in all_
        ]
        for cell, all_ in said.cells.items()
    }
    # years to date as they are, months hidden alone: what hiding single figures would leave
    for (stem, kind, basis, end), all_ in opened.items():
        if basis == "YTD" and all_[0].is_hidden:
            file_of = next(one for one in council.files if one.stem == stem)
            start = end - (end - 3) % 12
            first = 2012 * 12 + 3
            counts = file_of.numerator[kind][start - first : end - first + 1]
            below = (
                file_of.denominator[kind][start - first : end - first + 1].sum()
                if file_of.denominator
                else None
            )
            opened[(stem, kind, basis, end)] = [Shown(counts.sum(), below, False)]
    said.cells.clear()
    said.cells.update(opened)
    assert [leak for leak in attack(said, council.known) if leak.is_derived and leak.is_small]


def test_the_rules_leave_nothing_to_find(tmp_path):
    figures = []
    for end, counts in ((date(2015, 4, 30), (3, 20, 40)), (date(2015, 5, 31), (0, 40, 15))):
        figures.append(("kinds_share", None, "IM", end, sum(counts), sum(counts)))
        figures += [
            ("kinds_share", name, "IM", end, n, sum(counts))
            for name, n in zip("abc", counts, strict=True)
        ]
    made = publish_month(tmp_path, "2015-05", figures=figures).publication
    with duckdb.connect(str(made.database("kpi_public.duckdb")), read_only=True) as con:
        rows = con.execute(
            "select category, month(period_end), numerator, denominator, status "
            "from marts.kpi_value"
        ).fetchall()
    said = public(
        *(
            ("k", category or "", "IM", 2015 * 12 + month - 1, *as_numbers(numerator, denominator))
            for category, month, numerator, denominator, _ in rows
        ),
        kpi=Kpi("share", True, True, True),
    )
    assert any(row[-1] == "suppressed" for row in rows)
    assert [leak for leak in attack(said) if leak.is_small] == []
