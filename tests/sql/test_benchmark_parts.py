"""Published series of a KPI's variants and categories, places that mean something, and funnels."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from scipy.stats import binomtest, norm

from tests.sql.engine_build import Engine, kpi, many
from tests.sql.test_benchmark import MARCH_2025, OWN, TEN, area, benchmark, neighbours, of, said
from tests.sql.test_comparison import NEIGHBOURS
from tests.sql.test_intervals import close, poisson

ENGLAND = "E92000001"
PERCENT = {"unit": "percent", "decimals": 1, "polarity": "-"}
TARGETS = ["kpi_benchmark", "kpi_benchmark_area", "kpi_comparison", "kpi_what_if", "comparator"]


def parts(published: list[dict[str, Any]], **more: Any) -> Engine:
    """A build of a share by category and a variant, each with a series of its own."""
    mapped = {"kpi_id": "k", "transform": "same"}
    own = {
        "published": published,
        "neighbour": TEN,
        "comparator": [],
        "series": [{"series_id": "of_a"} | PERCENT, {"series_id": "of_v"} | PERCENT],
        "kpi_series": [
            mapped | {"category": "a", "series_id": "of_a", "mismatch": "A is wider."},
            mapped | {"variant": "v", "series_id": "of_v", "mismatch": "V is later."},
        ],
    }
    kpis = [
        kpi(measure="share", categories=["a", "b"], has_whole=False, comparator="none published"),
        kpi("k__v", variant="v"),
    ]
    rows = many("2025-03-10", 20, 20, category="a", prefix="a")
    rows += many("2025-03-10", 60, 60, category="b", prefix="b")
    rows += many("2025-03-11", 30, 40, file_stem="k__v", prefix="v")
    targets = [f"marts.{name}" for name in TARGETS]
    return Engine(kpis, rows, own_seeds=own, month="2026-01", targets=targets, **more)


def beside(build: Engine, **which: Any) -> dict[str, Any]:
    asked = {"file_stem": "k", "category": None} | which
    where = " and ".join(f"{name} is not distinct from ?" for name in asked)
    (row,) = build.rows(
        "select * from marts.kpi_comparison where basis = 'R12' and period_end = '2025-12-31' "
        f"and {where}",
        list(asked.values()),
    )
    return row


PUBLISHED = [
    said(ENGLAND, 50, series="of_a"),
    said(OWN, 25, series="of_a", numerator=20, denominator=80),
    said(ENGLAND, 60, series="of_v"),
]


def test_a_category_stands_beside_its_own_series_and_no_other_does() -> None:
    build = parts(PUBLISHED)
    first, second = beside(build, category="a"), beside(build, category="b")
    assert (first["england_value"], first["comparator_mismatch"]) == (50, "A is wider.")
    assert first["missing_reason"].startswith("region; statistical neighbours: no figure")
    assert second["england_value"] is None and second["comparator_mismatch"] is None
    assert second["missing_reason"] == "comparators are about the whole measure only"


def test_a_category_and_a_variant_are_tested_against_their_own_series() -> None:
    build = parts(PUBLISHED)
    # 20 of 80 lies below 50; 30 of 40 may be 60 by chance
    assert beside(build, category="a")["england_significance"] == "worse"
    variant = beside(build, file_stem="k__v")
    assert (variant["england_value"], variant["england_significance"]) == (60, "no different")
    assert variant["comparator_mismatch"] == "V is later."


def test_the_return_of_a_category_stands_beside_the_warehouses() -> None:
    build = parts(PUBLISHED)
    (row,) = build.rows("select * from marts.kpi_benchmark where category = 'a'")
    assert (row["kpi_id"], row["variant"], row["figure_key"]) == ("k", None, "k|a")
    assert (row["own_published_value"], row["own_warehouse_value"], row["own_gap"]) == (25, 25, 0)
    found = build.rows("select distinct kpi_id, variant, category from marts.comparator")
    assert {tuple(one.values()) for one in found} == {("k", None, "a"), ("k", "v", None)}


def test_what_would_bring_a_variant_to_england_is_said_and_a_share_is_left_out() -> None:
    build = parts([*PUBLISHED[:2], said(ENGLAND, 90, series="of_v")])
    rows = build.rows(
        "select variant, category, aim_value, in_words from marts.kpi_what_if "
        "where basis = 'R12' and period_end = '2025-12-31'"
    )
    # 36 of 40 are 90 per cent
    assert rows == [
        {"variant": "v", "category": None, "aim_value": 90, "in_words": "6 more children"}
    ]


def test_a_mismatch_is_told_though_the_council_itself_returned_nothing() -> None:
    build = benchmark([said(ENGLAND, 50)], rows=many("2026-05-10", 11, 20))
    (row,) = build.rows(
        "select * from marts.kpi_comparison where basis = 'R12' and period_end = '2026-05-31'"
    )
    assert (row["own_published_value"], row["comparator_mismatch"]) == (None, "Unlike.")
    nothing = benchmark([], rows=many("2026-05-10", 11, 20))
    assert not nothing.rows(
        "select * from marts.kpi_comparison where comparator_mismatch is not null"
    )


# --- places -------------------------------------------------------------------------------------


def typed(value: float, code: str, kind: str) -> dict[str, Any]:
    return {
        "kpi_id": "k",
        "area_type": kind,
        "area_code": code,
        "area_name": code,
        "period_end": MARCH_2025,
        "period_label": "2024-25",
        "value": Decimal(str(value)),
        "publication": "Typed",
        "published_on": dt.date(2025, 11, 1),
    }


def test_typed_in_facts_of_the_council_alone_give_it_no_place() -> None:
    found = of(benchmark([], typed=[typed(20, OWN, "own_return")]))
    assert (found["own_published_value"], found["national_count"]) == (20, 1)
    assert found["national_rank"] is None and found["national_position"] is None
    assert found["neighbour_position"] is None and found["neighbour_rank_count"] is None
    assert found["place_missing_reason"] == (
        "no other authority, and fewer than six neighbours, have a figure"
    )


@pytest.mark.parametrize(("count", "place"), [(5, None), (6, (1, 7))])
def test_a_place_among_neighbours_needs_six_of_the_ten(
    count: int, place: tuple[int, int] | None
) -> None:
    facts = [typed(30 + n, code, "neighbour") for n, code in enumerate(NEIGHBOURS[:count])]
    found = of(benchmark([], "Low", typed=[typed(20, OWN, "own_return"), *facts]))
    assert (found["neighbour_rank"], found["neighbour_rank_count"]) == (place or (None, None))
    # neighbours are not the nation
    assert found["national_rank"] is None


def test_a_place_has_no_reason_to_be_missing() -> None:
    found = of(benchmark([said(OWN, 20), said("201", 30)]))
    assert (found["national_rank"], found["place_missing_reason"]) == (1, None)
    few = of(benchmark([said(OWN, 20, denominator=9), said("201", 30)]))
    assert (few["national_rank"], few["place_missing_reason"]) == (None, "fewer than ten cases")


# --- funnel -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "place"),
    # neighbours' mean 50: of 100 cases, 95% limits leave it out from 60 on, 99.8% from 66
    [(50, "inside"), (59, "inside"), (60, "above 95%"), (65, "above 95%"), (66, "above 99.8%")],
)
def test_neighbours_are_held_against_their_own_mean(events: int, place: str) -> None:
    ten = neighbours([events, *[50] * 4, 100 - events])
    ten = [one | {"numerator": one["value"], "denominator": 100} for one in ten]
    build = benchmark([*ten, said(ENGLAND, 10)])
    found = area(build, NEIGHBOURS[0])
    assert found["place_against_neighbours"] == place
    # England is another centre
    assert found["place_against_england"] == "above 99.8%"


def test_without_a_mean_or_england_there_is_no_place_in_the_funnel() -> None:
    five = [one | {"numerator": 50, "denominator": 100} for one in neighbours([50] * 5)]
    found = area(benchmark(five), NEIGHBOURS[0])
    assert found["place_against_neighbours"] is None and found["place_against_england"] is None
    assert 40 < found["lower_95"] < 50 < found["upper_95"] < 60


COUNTS = (0, 1, 2, 5, 9, 10, 11, 99, 940, 54_321)


@pytest.mark.parametrize("unit", ["percent", "per_10000"])
def test_limits_of_published_figures_agree_with_scipy(unit: str) -> None:
    size = 60_000
    given = {str(201 + n): x for n, x in enumerate(COUNTS)}
    figures = [said(code, x, numerator=x, denominator=size) for code, x in given.items()]
    series = [{"series_id": "s", "unit": unit, "decimals": 1, "polarity": "-"}]
    build = benchmark(figures, series=series)
    for code, x in given.items():
        found = area(build, code)
        for z, level, name in ((norm.ppf(0.975), 0.95, "95"), (norm.ppf(0.999), 0.998, "998")):
            if unit == "percent":
                exact = binomtest(x, size).proportion_ci(level, method="wilson")
                expected = (100 * exact.low, 100 * exact.high)
            else:
                lower, upper = poisson(x, float(z))
                expected = (lower * 10_000 / size, upper * 10_000 / size)
            assert close((found[f"lower_{name}"], found[f"upper_{name}"]), expected), (x, name)


# --- shares from counts ---------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "value"), [("percent", Decimal("12.5")), ("per_10000", None)])
def test_a_share_but_no_rate_follows_from_counts_of_the_interactive_tool(
    unit: str, value: Decimal | None
) -> None:
    series = [
        {"series_id": "s", "unit": unit, "decimals": 1, "polarity": "-"}
        | {"count_series": "n", "base_series": "p"},
        {"series_id": "n", "unit": "count", "decimals": 0, "polarity": "-"},
    ]
    base = said(OWN, 80, series="p")
    if unit == "per_10000":
        base |= {"period_end": dt.date(2024, 6, 30)}
    build = benchmark([said(OWN, 10, series="n", dataset="LAIT n"), base], series=series)
    found = build.rows("select value from engine.published_value where series_id = 's'")
    assert [row["value"] for row in found] == ([value] if value else [])
