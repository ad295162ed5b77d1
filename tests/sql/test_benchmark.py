"""The council among others: releases, symbols, ranks, bands, changes, and its own return."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.sql.engine_build import Engine, kpi, many
from tests.sql.test_comparison import NEIGHBOURS

MARCH_2024, MARCH_2025 = dt.date(2024, 3, 31), dt.date(2025, 3, 31)
OWN = "871"
TEN = [
    {"la_code": OWN, "vintage": "2021-04", "rank": n, "neighbour_la_code": code}
    for n, code in enumerate(NEIGHBOURS, start=1)
]


def said(
    area: str, value: float | str | None, year: int = 2025, series: str = "s", **more: Any
) -> dict[str, Any]:
    """A published value of the year to 31 March; a text that is no number is a symbol."""
    level = "england" if area == "E92000001" else "region" if area[:1] == "E" else "authority"
    symbol = value if isinstance(value, str) and not value.replace(".", "").isdigit() else ""
    end = dt.date(year, 3, 31)
    return {
        "series_id": series,
        "area_level": level,
        "area_code": area,
        "area_name": area,
        "period_end": end,
        "period_label": f"{year - 1}-{year % 100:02d}",
        "value": None if symbol or value is None else Decimal(str(value)),
        "symbol": symbol,
        "symbol_status": "suppressed" if symbol else "ok",
        "symbol_meaning": "hidden" if symbol else "",
        "is_derived": False,
        "publication": "Statistics",
        "dataset": "d",
        "release": str(year),
        "released_on": dt.date(year, 10, 31),
        "first_published_on": dt.date(year, 10, 31),
        "source_file": "f.csv",
        "source_row": 2,
    } | more


def benchmark(
    published: list[dict[str, Any]],
    polarity: str = "Low",
    rows: list[dict[str, Any]] | None = None,
    transform: str = "same",
    **more: Any,
) -> Engine:
    """A build in 2026 with published values of one series mapped to one KPI."""
    series = {"unit": "percent", "decimals": 1, "polarity": polarity}
    own = {
        "published": published,
        "neighbour": TEN,
        "comparator": more.pop("typed", []),
        "series": more.pop("series", [{"series_id": "s"} | series]),
        "kpi_series": [
            {"kpi_id": "k", "series_id": "s", "transform": transform, "mismatch": "Unlike."}
        ],
    }
    return Engine(
        more.pop("kpis", [kpi(polarity="lower")]),
        rows or [],
        own_seeds=own,
        month=more.pop("month", "2026-05"),
        targets=["marts.kpi_benchmark", "marts.kpi_benchmark_area", "marts.kpi_comparison"],
        **more,
    )


def of(build: Engine, end: dt.date = MARCH_2025) -> dict[str, Any]:
    found = build.rows("select * from marts.kpi_benchmark where period_end = ?", [end])
    assert len(found) == 1
    return found[0]


def area(build: Engine, code: str, end: dt.date = MARCH_2025) -> dict[str, Any]:
    found = build.rows(
        "select * from marts.kpi_benchmark_area where period_end = ? and area_code = ?", [end, code]
    )
    assert len(found) == 1
    return found[0]


# --- which release ------------------------------------------------------------------------------


def test_the_newest_release_out_by_the_extract_is_used_and_older_ones_are_kept() -> None:
    first = said(OWN, "749.4", 2024, release="2024", released_on=dt.date(2024, 10, 31))
    second = first | {"value": Decimal("738.0"), "release": "2025"}
    second |= {"released_on": dt.date(2025, 10, 31)}
    values = {}
    for month, when in (("2025-01", "before"), ("2026-05", "after")):
        build = benchmark([first, second], month=month)
        values[when] = of(build, MARCH_2024)["own_published_value"]
        assert build.rows("select count(*) as n from seed.published")[0]["n"] in (0, 2)
    assert values == {"before": Decimal("749.4"), "after": Decimal("738.0")}


def test_a_release_that_came_later_stands_in_and_says_so() -> None:
    late = said(OWN, 50, released_on=dt.date(2027, 10, 31), release="2027")
    found = of(benchmark([late]))
    assert (found["own_published_value"], found["own_is_revised_since"]) == (50, True)
    assert not benchmark([late], month="2025-09").rows("select * from marts.kpi_benchmark")


def test_a_dash_of_lait_does_not_hide_what_the_publisher_printed() -> None:
    dash = said(OWN, "-", dataset="LAIT x", released_on=dt.date(2026, 4, 30))
    assert of(benchmark([said(OWN, 50), dash]))["own_published_value"] == 50
    hidden = said(OWN, "c", release="2025 revised", released_on=dt.date(2026, 1, 31))
    found = of(benchmark([said(OWN, 50), hidden]))
    assert (found["own_published_value"], found["own_published_symbol"]) == (None, "c")


# --- rates from counts --------------------------------------------------------------------------

RATE = [
    {
        "series_id": "s",
        "unit": "per_10000",
        "decimals": 1,
        "polarity": "-",
        "count_series": "n",
        "base_series": "p",
    },
    {"series_id": "n", "unit": "count", "decimals": 0, "polarity": "-"},
]


@pytest.mark.parametrize(
    ("count", "population", "decimals", "rate"),
    [
        (940, 40029, 1, "234.8"),
        (112, 40029, 1, "28.0"),
        (9, 40000, 1, "2.3"),  # 2.25 is rounded half up
        (0, 40000, 1, "0"),
        (181, 40000, 0, "45"),  # 45.25
        (182, 40000, 0, "46"),  # 45.5
    ],
)
def test_a_rate_follows_from_the_count_and_the_estimate_of_the_year_before(
    count: int, population: int, decimals: int, rate: str
) -> None:
    estimates = [
        said(OWN, population, series="p") | {"period_end": dt.date(2024, 6, 30)},
        said(OWN, 1, series="p") | {"period_end": dt.date(2025, 6, 30)},
    ]
    series = [RATE[0] | {"decimals": decimals}, RATE[1]]
    build = benchmark([said(OWN, count, series="n"), *estimates], series=series)
    assert of(build)["own_published_value"] == Decimal(rate)
    assert area(build, OWN)["value_kind"] == "computed"


def test_a_rate_of_a_hidden_count_is_hidden_and_a_printed_one_is_quoted() -> None:
    estimate = said(OWN, 40000, series="p") | {"period_end": dt.date(2024, 6, 30)}
    hidden = benchmark([said(OWN, "c", series="n"), estimate], series=RATE)
    assert (area(hidden, OWN)["value"], area(hidden, OWN)["symbol"]) == (None, "c")
    printed = benchmark([said(OWN, 400, series="n"), estimate, said(OWN, 99.9)], series=RATE)
    assert of(printed)["own_published_value"] == Decimal("99.9")


def test_counts_of_a_later_release_restate_a_rate_that_an_earlier_one_printed() -> None:
    estimate = said(OWN, 40000, series="p") | {"period_end": dt.date(2024, 6, 30)}
    old = said(OWN, 99.9, released_on=dt.date(2025, 10, 1), release="old")
    build = benchmark([said(OWN, 400, series="n"), estimate, old], series=RATE)
    assert of(build)["own_published_value"] == 100
    new = old | {"released_on": dt.date(2026, 4, 30)}
    build = benchmark([said(OWN, 400, series="n"), estimate, new], series=RATE)
    assert of(build)["own_published_value"] == Decimal("99.9")


def test_a_compiled_table_that_lacks_a_rate_does_not_hide_what_its_counts_give() -> None:
    estimate = said(OWN, 40000, series="p") | {"period_end": dt.date(2024, 6, 30)}
    for number in (1, 9):
        gap = said(OWN, "x", is_derived=True, source_row=number)
        build = benchmark([said(OWN, 400, series="n"), estimate, gap], series=RATE)
        assert of(build)["own_published_value"] == 100


# --- neighbours ---------------------------------------------------------------------------------


def neighbours(values: list[Any]) -> list[dict[str, Any]]:
    return [said(code, value) for code, value in zip(NEIGHBOURS, values, strict=False)]


def test_a_suppressed_neighbour_is_left_out_not_counted_as_nought() -> None:
    build = benchmark([*neighbours([10, 20, 30, 40, 50, 60, "c", "c", "x", "z"]), said(OWN, 25)])
    found = of(build)
    assert (found["neighbour_mean"], found["neighbour_median"]) == (35, 35)
    assert (found["neighbour_count"], found["neighbour_min"], found["neighbour_max"]) == (6, 10, 60)
    assert area(build, NEIGHBOURS[6])["is_counted"] is False
    assert area(build, NEIGHBOURS[6])["symbol_meaning"] == "hidden"
    five = of(benchmark([*neighbours([10, 20, 30, 40, 50, "c"]), said(OWN, 25)]))
    assert (five["neighbour_mean"], five["neighbour_median"], five["neighbour_count"]) == (
        None,
        None,
        5,
    )


def test_a_printed_mean_stays_with_the_computed_one_beside_it() -> None:
    typed = {"kpi_id": "k", "area_type": "neighbour_mean", "area_name": "Neighbours"}
    typed |= {"period_end": MARCH_2025, "period_label": "2024-25", "value": Decimal(139)}
    typed |= {"publication": "Report", "published_on": dt.date(2025, 11, 1)}
    build = benchmark([*neighbours([10] * 10), said(OWN, 25)], typed=[typed])
    row = build.rows(
        "select * from marts.kpi_comparison where basis = 'R12' and period_end = '2026-05-31'"
    )[0]
    assert (row["neighbour_mean"], row["neighbour_mean_source"]) == (139, "as printed")
    assert row["neighbour_mean_computed"] == 10
    assert row["comparator_mismatch"] == "Unlike."
    assert (of(build)["neighbour_mean"], of(build)["neighbour_mean_as_printed"]) == (10, 139)


def test_100_less_a_share_turns_what_is_good() -> None:
    values = [*neighbours([10, 20, 30, 40, 50, 60]), said(OWN, 5, numerator=1, denominator=20)]
    found = of(benchmark(values, "Low", transform="complement"))
    assert (found["own_published_value"], found["neighbour_mean"]) == (95, 65)
    assert (found["neighbour_rank"], found["quartile_band"]) == (1, "A")
    assert found["own_published_count"] == 19


# --- places and bands ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "rank", "band"), [("Low", 2, "A"), ("High", 4, "D"), ("-", None, None)]
)
def test_ranks_share_ties_and_bands_are_of_all_authorities(
    polarity: str, rank: int | None, band: str | None
) -> None:
    values = {"201": 10, OWN: 20, "202": 20, "203": 30, "204": 40, "205": 50, "206": "c"}
    build = benchmark([said(code, value) for code, value in values.items()], polarity)
    found = of(build)
    # quartiles of 10 20 20 30 40 50 by interpolation: 20, 25, 37.5
    assert [found[f"quartile_{n}"] for n in (1, 2, 3)] == [20, 25, 37.5]
    assert (found["national_rank"], found["national_position"]) == (rank, 4)
    assert (found["national_rank_count"], found["national_count"]) == (6, 6)
    assert found["quartile_band"] == band
    assert area(build, "206")["national_rank"] is None


def test_under_ten_cases_have_no_place() -> None:
    values = [said(OWN, 50, denominator=9), said("201", 40, denominator=10), said("202", 30)]
    build = benchmark(values)
    assert of(build)["national_rank"] is None
    assert area(build, "201")["national_rank"] == 2
    assert area(build, "201")["national_count"] == 2


def test_a_change_needs_the_year_before() -> None:
    build = benchmark([said(OWN, 50), said(OWN, 44, 2023), said("E92000001", 30)])
    assert of(build)["own_change"] is None
    build = benchmark([said(OWN, 50), said(OWN, 44, 2024), said("E92000001", 30)])
    assert (of(build)["own_change"], of(build)["england_change"]) == (6, None)


# --- region -------------------------------------------------------------------------------------


def test_london_stands_in_where_inner_or_outer_london_has_no_figure() -> None:
    own = said(OWN, 50, region_code="E13000002")
    regions = [said("E12000007", 30), said("E13000001", 20), said("E12000008", 10)]
    assert of(benchmark([own, *regions]))["region_value"] == 30
    outer = said("E13000002", 25)
    assert of(benchmark([own, *regions, outer]))["region_value"] == 25


# --- the council's own return ---------------------------------------------------------------------


def test_the_return_is_set_beside_the_warehouses_figure_of_the_same_day() -> None:
    rate = [RATE[0] | {"polarity": "-"}, RATE[1]]
    estimate = said(OWN, 40029, 2015, series="p") | {"period_end": dt.date(2014, 6, 30)}
    counted = said(OWN, 112, 2015, series="n")
    rows = many("2015-03-31", 205, 205, denominator=None)
    stock = [{**row, "snapshot_date": row["event_date"], "event_date": None} for row in rows]
    one = kpi(measure="rate", bases="SNAP", headline="SNAP", polarity="contextual")
    build = benchmark(
        [counted, estimate],
        series=rate,
        rows=stock,
        kpis=[one],
        month="2015-12",
    )
    found = of(build, dt.date(2015, 3, 31))
    # the demonstration's own population of that day is 39,560
    assert (found["own_published_value"], found["own_warehouse_value"]) == (28, Decimal("51.8"))
    assert (found["own_gap"], found["is_own_gap_large"]) == (Decimal("23.8"), True)
    assert "51.8 (205)" in found["own_gap_note"] and "28.0 (112)" in found["own_gap_note"]
    assert found["own_gap_note"].endswith("Unlike.")


@pytest.mark.parametrize(("published", "large"), [(50, False), (45.5, False), (45, True)])
def test_a_gap_is_large_beyond_the_parameter(published: float, large: bool) -> None:
    rows = many("2025-03-10", 10, 20)
    found = of(benchmark([said(OWN, published)], rows=rows))
    assert found["own_warehouse_value"] == 50
    assert found["is_own_gap_large"] is large


def test_newest_own_and_newest_published_stand_side_by_side_with_the_lag() -> None:
    build = benchmark([said(OWN, 45), *neighbours([10] * 10)], rows=many("2026-05-10", 11, 20))
    row = build.rows(
        "select * from marts.kpi_comparison where basis = 'R12' and period_end = '2026-05-31'"
    )[0]
    assert (row["value"], row["own_published_value"], row["own_lag_months"]) == (55, 45, 14)
    assert row["own_published_period"] == "2024-25"
