"""The comparison table: earlier months, targets and colours, and what others published."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.sql.engine_build import Engine, Row, event, kpi, many

MARCH_2014, MARCH_2015 = dt.date(2014, 3, 31), dt.date(2015, 3, 31)
AUTUMN_2014, AUTUMN_2015 = dt.date(2014, 10, 29), dt.date(2015, 10, 22)
NEIGHBOURS = ["314", "315", "316", "317", "318", "319", "320", "821", "826", "856"]


def comparison(
    kpis: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    comparators: list[dict[str, Any]] | None = None,
    targets: list[dict[str, Any]] | None = None,
    **more: Any,
) -> Engine:
    """A build with its own comparators, targets and ten neighbours."""
    neighbours = [
        {"la_code": "871", "vintage": "2021-04", "rank": n, "neighbour_la_code": code}
        for n, code in enumerate(NEIGHBOURS, start=1)
    ]
    own = {"comparator": comparators or [], "target": targets or [], "neighbour": neighbours}
    return Engine(kpis, rows, own_seeds=own, targets=["marts.kpi_comparison"], **more)


def published(value: float | str, area: str = "england", **more: Any) -> dict[str, Any]:
    return {
        "kpi_id": "k",
        "area_type": area,
        "area_name": area,
        "period_end": MARCH_2014,
        "period_label": "2013-14",
        "value": Decimal(str(value)),
        "value_kind": "as_printed",
        "publication": "Statistics 2014",
        "published_on": AUTUMN_2014,
    } | more


def target(value: float | str, **more: Any) -> dict[str, Any]:
    return {
        "kpi_id": "k",
        "level": "authority",
        "valid_from": dt.date(2014, 4, 1),
        "target": Decimal(str(value)),
        "profile": "flat",
        "kind": "fixed",
    } | more


def of(build: Engine, basis: str = "R12", end: str = "2015-04-30", **which: Any) -> Row:
    asked = {"file_stem": "k", "category": None} | which
    where = " and ".join(f"{name} is not distinct from ?" for name in asked)
    found = build.rows(
        f"select * from marts.kpi_comparison where basis = ? and period_end = ? and {where}",
        [basis, dt.date.fromisoformat(end), *asked.values()],
    )
    assert len(found) == 1
    return found[0]


# --- past ---------------------------------------------------------------------------------------


def test_earlier_figures_are_those_of_the_month_and_the_year_before() -> None:
    rows = many("2015-04-10", 11, 20) + many("2015-03-10", 10, 20) + many("2014-04-10", 9, 20)
    found = of(comparison([kpi()], rows), "IM")
    assert (found["value"], found["previous_value"], found["last_year_value"]) == (55, 50, 45)
    assert found["previous_period_end"] == MARCH_2015
    assert found["previous_value_display"] == "50.0"
    assert found["last_year_period_end"] == dt.date(2014, 4, 30)


def test_yearly_bases_look_back_a_year() -> None:
    rows = many("2014-03-10", 11, 20) + many("2012-03-10", 1, 20)
    found = of(comparison([kpi(bases="R36", headline="R36")], rows), "R36", "2015-03-31")
    assert found["previous_period_end"] == found["last_year_period_end"] == MARCH_2014


# --- target -------------------------------------------------------------------------------------


def rag(passed: int, total: int, aim: dict[str, Any], **fields: Any) -> Any:
    return of(comparison([kpi(**fields)], many("2015-04-10", passed, total), targets=[aim]))["rag"]


@pytest.mark.parametrize(
    ("passed", "total", "colour"),
    [
        (1959, 2000, "green"),  # 97.95 is printed 98.0
        (1958, 2000, "amber"),  # 97.9
        (1860, 2000, "amber"),  # 93.0 = 98 - 5
        (1858, 2000, "red"),  # 92.9
        (9, 9, None),
        (0, 0, None),
    ],
)
def test_the_rounded_figure_is_coloured(passed: int, total: int, colour: str | None) -> None:
    rows = [event("2015-04-10", "r", numerator=passed, denominator=total)] if total else []
    found = of(comparison([kpi()], rows, targets=[target(98)]))
    assert (found["rag"], found["tolerance"]) == (colour, 5)


def test_lower_is_better_where_the_target_says_so() -> None:
    assert rag(2, 20, target(10, direction="lower")) == "green"
    assert rag(3, 20, target(10, direction="lower")) == "amber"
    assert rag(4, 20, target(10, direction="lower")) == "red"
    assert rag(2, 20, target(10), polarity="lower") == "green"


def test_information_targets_and_contextual_measures_have_no_colour() -> None:
    assert rag(2, 20, target(98, kind="information")) is None
    assert rag(2, 20, target(98), polarity="contextual") is None


def test_a_target_range_is_green_inside_and_amber_within_tolerance() -> None:
    between = target(40, target_upper=Decimal(60), tolerance=Decimal(10))
    assert [rag(n, 20, between) for n in (5, 6, 8, 12, 14, 15)] == [
        "red",
        "amber",
        "green",
        "green",
        "amber",
        "red",
    ]


def test_a_straight_line_grows_month_by_month_and_counts_on_the_headline_basis_only() -> None:
    line = target(12, profile="straight line", valid_from=dt.date(2015, 1, 1))
    line |= {"valid_to": dt.date(2015, 12, 31)}
    rows = many("2015-04-10", 4, 4, denominator=None)
    build = comparison([kpi(measure="count", headline="YTD", bases="IM YTD")], rows, targets=[line])
    found = of(build, "YTD")
    assert (found["target"], found["tolerance"], found["rag"]) == (4, Decimal("0.4"), "green")
    assert of(build, "IM")["target"] is None
    assert of(build, "YTD", "2014-12-31")["target"] is None


def test_a_target_may_be_what_others_reach() -> None:
    build = comparison(
        [kpi()],
        many("2015-04-10", 11, 20),
        [published(54)],
        [target(0, kind="england")],
    )
    assert (of(build)["target"], of(build)["rag"]) == (54, "green")


# --- others -------------------------------------------------------------------------------------


def test_the_newest_figure_published_by_the_extract_for_a_period_already_ended() -> None:
    known = [
        published(23.5),
        published(22, period_end=dt.date(2013, 3, 31), period_label="2012-13"),
        published(24.2, period_end=MARCH_2015, period_label="2014-15", published_on=AUTUMN_2015),
    ]
    build = comparison([kpi()], many("2015-04-10", 11, 20), known)
    found = of(build)
    assert (found["england_value"], found["england_comparator_period"]) == (
        Decimal("23.5"),
        "2013-14",
    )
    assert found["england_lag_months"] == 13
    assert of(build, "R12", "2014-02-28")["england_value"] == 22
    later = comparison([kpi()], [], known, month="2015-10", extracted_at=dt.date(2015, 11, 5))
    assert of(later, "R12", "2015-10-31")["england_value"] == Decimal("24.2")


def test_a_later_release_of_the_same_period_replaces_the_first() -> None:
    revised = published(24.9, publication="Revision", published_on=dt.date(2015, 1, 15))
    build = comparison([kpi()], [], [published(23.5), revised])
    assert of(build)["england_value"] == Decimal("24.9")
    assert of(build)["england_publication"] == "Revision"


def of_neighbours(values: list[float]) -> list[dict[str, Any]]:
    return [
        published(value, "neighbour", area_code=code)
        for value, code in zip(values, NEIGHBOURS, strict=False)
    ]


def test_neighbours_are_a_simple_mean_of_printed_values() -> None:
    build = comparison([kpi()], [], of_neighbours([10, 20, 30, 40, 50, 60, 100]))
    found = of(build)
    assert found["neighbour_mean"] == Decimal("44.2857")
    assert (found["neighbour_mean_source"], found["neighbour_vintage"]) == ("computed", "2021-04")
    assert (found["neighbour_median"], found["neighbour_count"]) == (40, 7)
    assert (found["neighbour_min"], found["neighbour_max"]) == (10, 100)


def test_below_six_of_ten_no_average_is_shown() -> None:
    found = of(comparison([kpi()], [], of_neighbours([10, 20, 30, 40, 50])))
    assert found["neighbour_mean"] is None
    assert "statistical neighbours" in found["missing_reason"]


def test_authorities_that_are_no_neighbours_do_not_count() -> None:
    strangers = [published(99, "neighbour", area_code=f"9{n}0") for n in range(10)]
    found = of(comparison([kpi()], [], of_neighbours([10] * 6) + strangers))
    assert (found["neighbour_mean"], found["neighbour_count"]) == (10, 6)


def test_a_printed_mean_is_quoted_before_ours() -> None:
    printed = published(139, "neighbour_mean", publication="Scrutiny report")
    found = of(comparison([kpi()], [], [*of_neighbours([10] * 10), printed]))
    assert (found["neighbour_mean"], found["neighbour_mean_source"]) == (139, "as printed")
    assert found["neighbour_publication"] == "Scrutiny report"
    assert found["neighbour_vintage"] is None


@pytest.mark.parametrize(
    ("value", "polarity", "meaning"),
    [
        (80, "higher", "worse"),
        (20, "higher", "better"),
        (55, "higher", "no different"),
        (80, "lower", "better"),
        (20, "contextual", "higher"),
        (80, "contextual", "lower"),
    ],
)
def test_a_difference_counts_if_the_interval_leaves_the_comparator_out(
    value: float, polarity: str, meaning: str
) -> None:
    build = comparison([kpi(polarity=polarity)], many("2015-04-10", 55, 100), [published(value)])
    assert of(build)["england_significance"] == meaning


def test_yearly_comparators_are_labelled_beside_a_month_and_not_tested() -> None:
    rows = many("2015-04-10", 55, 100) + many("2015-03-10", 55, 100)
    build = comparison([kpi()], rows, [published(80)])
    month = of(build, "IM")
    assert (month["comparator_label"], month["england_significance"]) == ("annual", None)
    assert month["england_value"] == 80
    assert of(build, "R12")["comparator_label"] is None
    assert of(build, "YTD")["comparator_label"] == "annual"
    assert of(build, "YTD", "2015-03-31")["comparator_label"] is None
    assert of(build, "YTD", "2015-03-31")["england_significance"] == "worse"


def test_what_is_missing_is_said() -> None:
    build = comparison([kpi()], [], [published(23.5)])
    assert of(build)["missing_reason"] == (
        "region; statistical neighbours: no figure up to this period was published by 05/05/2015"
    )
    none = comparison([kpi(comparator="none published")], [])
    assert of(none)["missing_reason"] == "none published"


def test_comparators_stand_beside_the_main_figure_only() -> None:
    rows = many("2015-04-10", 55, 100, category="a")
    variant = kpi("k__part", variant="part")
    build = comparison([kpi(categories=["a"]), variant], rows, [published(80)], [target(50)])
    assert of(build)["england_value"] == 80
    part = of(build, category="a")
    assert (part["england_value"], part["target"]) == (None, None)
    assert part["missing_reason"] == "comparators are about the whole measure only"
    assert of(build, file_stem="k__part")["england_value"] is None


# --- target and process -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aim", "polarity", "meaning"),
    [
        (80, "higher", "worse"),
        (30, "higher", "better"),
        (55, "higher", "no different"),
        (80, "lower", "better"),
        (80, "contextual", "lower"),
    ],
)
def test_a_figure_differs_from_its_target_by_more_than_chance(
    aim: float, polarity: str, meaning: str
) -> None:
    rows = many("2015-04-10", 55, 100)
    build = comparison([kpi(polarity=polarity)], rows, targets=[target(aim)])
    assert of(build)["target_significance"] == meaning


def monthly(numbers: list[int]) -> list[dict[str, Any]]:
    """One figure a month out of 100, the last in April 2015."""
    rows = []
    for back, number in enumerate(reversed(numbers)):
        year, month = divmod(2015 * 12 + 3 - back, 12)
        day = f"{year}-{month + 1:02d}-10"
        rows.append(event(day, day, numerator=number, denominator=100))
    return rows


CALM = [50, 60, 40] * 5


@pytest.mark.parametrize(
    ("aim", "direction", "words"),
    [
        (5, "higher", "consistently hit"),
        (95, "higher", "consistently missed"),
        (50, "higher", "inconsistent"),
        (95, "lower", "consistently hit"),
        (5, "lower", "consistently missed"),
        (50, "contextual", None),
    ],
)
def test_a_process_hits_its_target_if_both_limits_do(
    aim: float, direction: str, words: str | None
) -> None:
    build = comparison([kpi()], monthly(CALM), targets=[target(aim, direction=direction)])
    # the limits are about 50 -/+ 36; every basis tells of the same process
    assert of(build, "IM")["target_assurance"] == words
    assert of(build, "R12")["target_assurance"] == words


def test_trial_limits_promise_nothing() -> None:
    build = comparison([kpi()], monthly(CALM[:12]), targets=[target(5)])
    assert of(build, "IM")["target_assurance"] is None
