"""Interval formulas against SciPy over a grid, by running the models on figures given."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from scipy.stats import binomtest, chi2, norm, t

from pipelines.models import runner
from tests.sql.engine_build import Engine, event, kpi
from tests.sql.golden import all_models, template

COUNTS = (0, 1, 2, 5, 9, 10, 11, 99, 940, 54_321, 12_183_016, 10**9)
FRACTION = (
    "figure_no bigint, measure varchar, unit varchar, weighted varchar, numerator decimal(24, 4), "
    "denominator decimal(24, 4), population bigint, yearly_top integer, yearly_bottom integer, "
    "status varchar, decimals integer, top hugeint, bottom hugeint"
)
NO_MEANS = "create or replace table engine.interval_mean (figure_no bigint, ci_lower double, "


def intervals(figures: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Each figure's interval, in order."""
    con = template()
    # in an engine it is a view; here a table of the figures given
    con.execute("drop view if exists engine.fraction")
    con.execute(f"create table engine.fraction ({FRACTION})")
    con.execute(f"{NO_MEANS}ci_upper double)")
    for number, figure in enumerate(figures):
        row = {
            "figure_no": number,
            "unit": "count",
            "population": None,
            "denominator": None,
            "weighted": None,
            "yearly_top": 1,
            "yearly_bottom": 1,
            "status": "ok",
        } | figure
        names = ", ".join(row)
        con.execute(
            f"insert into engine.fraction ({names}) values ({', '.join('?' * len(row))})",
            list(row.values()),
        )
    runner.run_model(con, all_models()["engine.interval"])
    found = con.execute("select * from engine.interval order by figure_no").fetchall()
    con.execute("drop table engine.fraction")
    assert [row[0] for row in found] == list(range(len(figures)))
    return [(row[1], row[2]) for row in found]


def poisson(x: int, z: float) -> tuple[float, float]:
    """Exact below ten, Byar from ten on; ``z`` from the normal distribution."""
    alpha = 2 * (1 - norm.cdf(z))
    if x < 10:
        lower = float(chi2.ppf(alpha / 2, 2 * x)) / 2 if x else 0.0
        return lower, float(chi2.ppf(1 - alpha / 2, 2 * x + 2)) / 2
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    return lower, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3


def close(found: tuple[float, float], expected: tuple[float, float]) -> bool:
    return found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_counts_and_rates() -> None:
    z = float(norm.ppf(0.975))
    given = [{"measure": "count", "numerator": x} for x in COUNTS]
    for x, found in zip(COUNTS, intervals(given), strict=True):
        assert close(found, poisson(x, z)), x
    rates = [
        {"measure": "rate", "numerator": x, "population": n, "yearly_top": 12, "yearly_bottom": 7}
        for x in COUNTS
        for n in (1, 39_560, 12_183_016)
    ]
    for figure, found in zip(rates, intervals(rates), strict=True):
        scale = 10_000 * 12 / 7 / figure["population"]
        lower, upper = poisson(figure["numerator"], z)
        assert close(found, (lower * scale, upper * scale)), figure


def test_byars_interval_is_near_the_exact_one() -> None:
    # an approximation: within a hundredth of the exact limits from ten events on
    for x in (10, 50, 1000):
        exact = (chi2.ppf(0.025, 2 * x) / 2, chi2.ppf(0.975, 2 * x + 2) / 2)
        assert poisson(x, 1.959963984540054) == pytest.approx(exact, rel=0.01)


@pytest.mark.parametrize("measure", ["percentage", "share"])
def test_proportions(measure: str) -> None:
    pairs = [(x, n) for n in (1, 9, 10, 150, 2000, 10**6) for x in {0, 1, n // 3, n - 1, n}]
    given = [{"measure": measure, "numerator": x, "denominator": n} for x, n in pairs]
    for (x, n), found in zip(pairs, intervals(given), strict=True):
        exact = binomtest(x, n).proportion_ci(method="wilson")
        assert close(found, (100 * exact.low, 100 * exact.high)), (x, n)


def test_the_998_limits_of_few_events_are_exact() -> None:
    rows = template().execute("select x, lower_998, upper_998 from seed.poisson_limit").fetchall()
    assert sorted(row[0] for row in rows) == list(range(10))
    for x, lower, upper in rows:
        assert (lower, upper) == pytest.approx(
            (
                float(chi2.ppf(0.001, 2 * x)) / 2 if x else 0.0,
                float(chi2.ppf(0.999, 2 * x + 2)) / 2,
            ),
            rel=1e-9,
        )


# --- means --------------------------------------------------------------------------------------


def of_mean(values: list[float], **more: Any) -> dict[str, Any]:
    rows = [
        event("2015-04-10", f"r{number}", numerator=value) for number, value in enumerate(values)
    ]
    return Engine([kpi(measure="mean", unit="days", **more)], rows).figure()


@pytest.mark.parametrize("count", [2, 3, 10, 201, 202, 700])
def test_means_have_students_interval(count: int) -> None:
    chance = random.Random(count)
    values = [chance.randrange(0, 90) for _ in range(count)]
    mean = sum(values) / count
    deviation = math.sqrt(sum((v - mean) ** 2 for v in values) / (count - 1))
    width = float(t.ppf(0.975, count - 1)) * deviation / math.sqrt(count)
    found = of_mean(values)
    assert close((found["ci_lower"], found["ci_upper"]), (mean - width, mean + width))


def test_a_mean_of_one_value_or_of_weights_has_none() -> None:
    assert of_mean([5])["ci_lower"] is None
    assert of_mean([5, 6, 7], weighted="fte")["ci_lower"] is None
    same = of_mean([5, 5, 5])
    assert (same["ci_lower"], same["ci_upper"]) == (5, 5)


# --- teams against the authority ----------------------------------------------------------------


def funnel(teams: dict[str, tuple[int, int]], **fields: Any) -> dict[str, dict[str, Any]]:
    rows = [
        event("2015-04-10", team, team_id=team, numerator=passed, denominator=total)
        for team, (passed, total) in teams.items()
    ]
    build = Engine([kpi(**fields)], rows, targets=["marts.kpi_funnel"])
    found = build.rows("select * from marts.kpi_funnel where period_end = '2015-04-30'")
    return {str(row["team_id"]): row for row in found}


def test_funnel_limits_are_wider_for_small_teams() -> None:
    found = funnel({"T1": (45, 50), "T2": (800, 1000), "T3": (3, 9)})
    assert set(found) == {"T1", "T2"}
    p = (45 + 800 + 3) / 1059
    for team, n in (("T1", 50), ("T2", 1000)):
        for z, name in ((norm.ppf(0.975), "95"), (norm.ppf(0.999), "998")):
            width = float(z) * math.sqrt(p * (1 - p) / n)
            expected = (100 * max(p - width, 0), 100 * min(p + width, 1))
            assert close((found[team][f"lower_{name}"], found[team][f"upper_{name}"]), expected)


@pytest.mark.parametrize("passed", [0, 2, 5, 8, 12, 15, 18, 20])
def test_outside_the_funnel_is_where_wilson_leaves_the_authority_out(passed: int) -> None:
    rest = 500
    found = funnel({"T1": (passed, 20), "T2": (rest, 1000)})["T1"]
    whole = (passed + rest) / 1020
    for level, name in ((0.95, "95%"), (0.998, "99.8%")):
        exact = binomtest(passed, 20).proportion_ci(level, method="wilson")
        outside = not exact.low <= whole <= exact.high
        said = found["place"].endswith("99.8%") or (name == "95%" and found["place"] != "inside")
        assert said is outside


@pytest.mark.parametrize(
    ("polarity", "words"), [("higher", "worse"), ("lower", "better"), ("contextual", "lower")]
)
def test_a_team_below_the_limits_is_called_by_polarity(polarity: str, words: str) -> None:
    found = funnel({"T1": (2, 20), "T2": (800, 1000)}, polarity=polarity)
    assert (found["T1"]["significance"], found["T1"]["place"]) == (words, "below 99.8%")
    assert found["T2"]["significance"] == "no different"
