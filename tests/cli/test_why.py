"""A percentage's change splits into parts that add up exactly."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pipelines.cli.why import Part, split_change


def part(numerator: int, denominator: int) -> Part:
    return Part(Fraction(numerator), Fraction(denominator))


def test_same_cases_better_share_is_all_performance() -> None:
    (row,) = split_change({"T1": part(50, 100)}, {"T1": part(60, 100)})
    assert (row[3], row[4]) == (10.0, 0.0)


def test_same_shares_other_weights_is_all_cohort() -> None:
    before = {"T1": part(50, 100), "T2": part(100, 100)}
    now = {"T1": part(25, 50), "T2": part(150, 150)}
    rows = split_change(before, now)
    assert sum(row[3] for row in rows) == 0.0
    assert sum(row[4] for row in rows) == 12.5


def test_a_new_team_moves_the_cohort_only() -> None:
    rows = split_change({"T1": part(5, 10)}, {"T1": part(5, 10), "T2": part(10, 10)})
    assert [row[3] for row in rows] == [0.0, 0.0]


def test_no_cases_at_all_has_no_split() -> None:
    assert split_change({}, {"T1": part(1, 2)}) == []


sides = st.dictionaries(
    st.sampled_from(["T1", "T2", "T3"]),
    st.integers(1, 40).flatmap(lambda d: st.integers(0, d).map(lambda n: part(n, d))),
    min_size=1,
)


@given(sides, sides)
def test_parts_add_to_the_whole_change(before: dict[str, Part], now: dict[str, Part]) -> None:
    shares = [
        sum((p.numerator for p in side.values()), Fraction(0))
        / sum((p.denominator for p in side.values()), Fraction(0))
        for side in (before, now)
    ]
    moved = sum(row[3] + row[4] for row in split_change(before, now))
    assert abs(moved - float((shares[1] - shares[0]) * 100)) < 1e-9
