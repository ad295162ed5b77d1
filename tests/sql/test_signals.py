"""XmR signals on hand-worked series (Making Data Count rules)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from tests.sql.engine_build import Engine, event, kpi
from tests.sql.golden import month_end

NONE = "common_cause"


def signals(
    series: list[int | None],
    polarity: str = "higher",
    months: int | None = None,
    rebased: list[str] | None = None,
) -> list[dict[str, Any]]:
    """One row per month of a count; the last month is April 2015. None leaves nothing to divide."""
    rows = []
    for back, value in enumerate(reversed(series)):
        year, month = divmod(2015 * 12 + 3 - back, 12)
        end = month_end(f"{year}-{month + 1:02d}")
        if value is not None:
            rows.append(event(end.isoformat(), f"r{back}", numerator=value, denominator=10))
    one = kpi(bases="IM", headline="IM", measure="mean", unit="score", polarity=polarity)
    build = Engine(
        [one],
        rows,
        history_months=max(len(series), 12),
        own_seeds={
            "rebase": [
                {"kpi_id": "k", "valid_from": dt.date.fromisoformat(day), "reason": "new process"}
                for day in rebased or []
            ]
        },
        targets=["engine.kpi_signal", "engine.kpi_value"],
    )
    return build.rows(
        "select period_end, x, centre, lower_limit, upper_limit, rule, signal, is_trial"
        " from engine.kpi_signal where level = 'authority' order by period_end"
    )


def rules(series: list[int | None], **more: Any) -> list[str | None]:
    return [row["rule"] for row in signals(series, **more)]


def flagged(series: list[int | None], rule: str) -> list[int]:
    return [n for n, found in enumerate(rules(series)) if found == rule]


# mean 5, moving ranges all 1 or 2, so that no rule fires
CALM = [50, 60, 40, 50, 60, 40, 50, 60, 40, 50, 60, 40, 50, 60, 40]


def test_limits_are_the_mean_and_266_average_moving_ranges() -> None:
    found = signals(CALM)[0]
    ranges = [abs(b - a) / 10 for a, b in pairwise(CALM)]
    reach = 2.66 * sum(ranges) / len(ranges)
    assert found["centre"] == pytest.approx(5.0)
    assert found["lower_limit"] == pytest.approx(5.0 - reach)
    assert found["upper_limit"] == pytest.approx(5.0 + reach)
    assert rules(CALM) == [None] * len(CALM)


def test_a_jump_is_left_out_of_the_average_range_once() -> None:
    series = [*CALM, 400]
    found = signals(series)[-1]
    ranges = [abs(b - a) / 10 for a, b in pairwise(CALM)]
    # the jump of 36 is over 3.267 times the first average; without it the calm ranges remain
    reach = 2.66 * sum(ranges) / len(ranges)
    assert found["upper_limit"] - found["centre"] == pytest.approx(reach)
    assert found["rule"] == "outside limits"
    assert found["signal"] == "improvement"


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        ("higher", "improvement", "concern"),
        ("lower", "concern", "improvement"),
        ("contextual", "neutral_high", "neutral_low"),
    ],
)
def test_polarity_says_what_high_and_low_mean(polarity: str, high: str, low: str) -> None:
    assert signals([*CALM, 400], polarity=polarity)[-1]["signal"] == high
    assert signals([*CALM, -300], polarity=polarity)[-1]["signal"] == low


def test_six_rises_make_a_trend_of_seven_points() -> None:
    series = [50, 60, 40, 60, 40, 50, 38, 42, 46, 50, 54, 58, 62, 40, 50]
    assert flagged(series, "trend of seven") == [6, 7, 8, 9, 10, 11, 12]
    falling = list(reversed(series))
    found = signals(falling)
    assert flagged(falling, "trend of seven") == [2, 3, 4, 5, 6, 7, 8]
    assert {row["signal"] for row in found[2:9]} == {"concern"}


def test_a_tie_breaks_a_trend() -> None:
    series = [50, 60, 40, 60, 40, 50, 38, 42, 46, 46, 54, 58, 62, 40, 50]
    assert flagged(series, "trend of seven") == []


def test_seven_points_on_one_side_are_all_flagged() -> None:
    series = [38, 48] * 4 + [52, 62] * 4
    assert flagged(series, "seven on one side") == list(range(16))
    found = signals(series)
    assert [row["signal"] for row in found] == ["concern"] * 8 + ["improvement"] * 8


def test_a_point_on_the_mean_breaks_a_run() -> None:
    # sum 750 over 15 points: the mean is 50 exactly, and the point in the run lies on it
    series = [38, 48, 38, 48, 38, 48, 44, 50, 62, 52, 62, 52, 62, 52, 56]
    assert sum(series) == 750
    # seven below, one on the mean, seven above: both runs are just long enough
    assert flagged(series, "seven on one side") == [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14]
    shorter = [38, 48, 38, 48, 50, 48, 38, 48, 62, 52, 62, 52, 50, 52, 64]
    assert sum(shorter) == 750
    assert flagged(shorter, "seven on one side") == []


def test_two_of_three_near_a_limit_flag_only_the_near_points() -> None:
    series = [50, 56, 44, 50, 56, 44, 50, 56, 44, 50, 56, 44, 50, 72, 56, 72, 50, 44, 30, 44, 50]
    found = signals(series)
    centre, upper = found[0]["centre"], found[0]["upper_limit"]
    zone = centre + (upper - centre) * 2 / 3
    assert zone < 7.2 <= upper
    assert flagged(series, "two of three near a limit") == [13, 15]
    assert found[13]["signal"] == "improvement"
    # the third point on the other side of the mean: no signal
    crossed = [*series[:14], 44, *series[15:]]
    assert 13 not in flagged(crossed, "two of three near a limit")


def test_a_constant_series_signals_nothing() -> None:
    assert rules([33] * 15) == [None] * 15


def test_a_month_without_a_value_is_passed_over() -> None:
    series: list[int | None] = [*CALM[:7], None, *CALM[7:]]
    assert len(signals(series)) == len(CALM)


def test_a_year_or_less_gives_trial_limits_and_no_published_signal() -> None:
    short = signals([50, 60, 40] * 4)
    assert all(row["is_trial"] for row in short)
    assert not any(row["is_trial"] for row in signals([*[50, 60, 40] * 4, 50]))


def test_only_months_and_snapshots_carry_a_signal() -> None:
    rows = [
        event(dt.date(2014 + (n + 3) // 12, (n + 3) % 12 + 1, 5).isoformat(), f"r{n}")
        for n in range(13)
    ]
    build = Engine([kpi(measure="count")], rows)
    found = build.rows(
        "select basis, count(signal) as n from marts.kpi_value where level = 'authority'"
        " group by basis order by basis"
    )
    assert {row["basis"]: row["n"] > 0 for row in found} == {"IM": True, "R12": False, "YTD": False}
    assert NONE in {row["signal"] for row in build.rows("select signal from marts.kpi_value")}


# --- rebasing -----------------------------------------------------------------------------------


def test_limits_start_again_where_the_council_says_the_process_changed() -> None:
    series: list[int | None] = [*CALM, *[value + 400 for value in CALM if value is not None]]
    # the second half begins in February 2014; without rebasing every point is a signal
    assert None not in {row["rule"] for row in signals(series)}
    found = signals(series, rebased=["2014-02-01"])
    assert [row["rule"] for row in found] == [None] * len(series)
    assert [row["centre"] for row in found] == [5.0] * len(CALM) + [45.0] * len(CALM)
    # the first moving range of a segment is missing: the jump widens no limit
    first = signals(CALM)[0]
    for row in (found[0], found[-1]):
        width = row["upper_limit"] - row["centre"]
        assert width == pytest.approx(first["upper_limit"] - first["centre"])


@pytest.mark.parametrize(("day", "segments"), [("2014-02-28", 15), ("2014-03-01", 16)])
def test_a_rebase_counts_from_the_month_end_on_or_after_its_day(day: str, segments: int) -> None:
    series: list[int | None] = [*CALM, *[value + 400 for value in CALM if value is not None]]
    found = signals(series, rebased=[day])
    assert len({row["centre"] for row in found}) == 2
    assert sum(row["centre"] == found[0]["centre"] for row in found) == segments


def test_a_short_segment_has_trial_limits_and_runs_do_not_cross_its_start() -> None:
    series: list[int | None] = [*CALM, 62, 61, 62, 61, 62, 61]
    found = signals(series, rebased=["2015-04-30"])
    assert [row["is_trial"] for row in found] == [False] * 20 + [True]
    # five above the mean and one after the start: no run of seven
    assert found[-1]["rule"] is None
