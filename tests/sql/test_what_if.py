"""How many more or fewer cases: the printed figure meets the aim, and one case less does not."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from pipelines.models.kpi_header import parse_header
from pipelines.settings import SQL_ROOT
from tests.sql.engine_build import Engine, event, kpi
from tests.sql.test_comparison import published, target


def what_if(
    one: dict[str, Any],
    numerator: int,
    denominator: int | None,
    comparators: list[dict[str, Any]] | None = None,
    targets: list[dict[str, Any]] | None = None,
) -> dict[str, dict[str, Any]]:
    """Rows by aim on R12 to April 2015."""
    row = event("2015-04-10", "r", numerator=numerator, denominator=denominator)
    build = Engine(
        [one],
        [row],
        own_seeds={"comparator": comparators or [], "target": targets or []},
        targets=["marts.kpi_what_if"],
    )
    found = build.rows(
        "select * from marts.kpi_what_if where basis = 'R12' and period_end = '2015-04-30'"
    )
    return {row["aim"]: row for row in found}


def printed(numerator: int, denominator: int) -> Decimal:
    value = Decimal(100) * numerator / denominator
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.parametrize("denominator", [10, 37, 150, 1999, 2000])
@pytest.mark.parametrize("aim", ["98", "97.9", "33.3", "100"])
@pytest.mark.parametrize("share", [0, 1, 5, 9])
def test_the_least_change_that_meets_a_target(denominator: int, aim: str, share: int) -> None:
    numerator = denominator * share // 10
    row = what_if(kpi(), numerator, denominator, targets=[target(aim)])["target"]
    needed = row["needed_numerator"]
    if printed(numerator, denominator) >= Decimal(aim):
        assert row["in_words"] == "already there"
        return
    assert printed(needed, denominator) >= Decimal(aim) > printed(needed - 1, denominator)
    assert row["change_count"] == needed - numerator > 0


@pytest.mark.parametrize("aim", ["5", "12.3", "0"])
def test_lower_is_better(aim: str) -> None:
    row = what_if(kpi(polarity="lower"), 500, 2000, [published(aim)])["england"]
    needed = row["needed_numerator"]
    assert printed(needed, 2000) <= Decimal(aim) < printed(needed + 1, 2000)
    assert row["in_words"] == f"{500 - needed} fewer children"


def test_rates_are_brought_to_the_neighbours_in_whole_children() -> None:
    # 965 of 39,560 children are 243.9; 139.0 is printed up to but not at 139.05
    one = kpi(measure="rate", polarity="contextual")
    row = what_if(one, 965, None, [published(139, "neighbour_mean")])["neighbours"]
    assert (row["needed_numerator"], row["change_count"]) == (550, -415)
    assert Decimal(550) * 10000 / 39560 < Decimal("139.05") <= Decimal(551) * 10000 / 39560
    assert (row["in_words"], row["aim_period"]) == ("415 fewer children", "2013-14")


def test_where_neither_is_good_a_figure_below_comes_up() -> None:
    one = kpi(measure="rate", polarity="contextual", unit_of_count="referral")
    row = what_if(one, 395, None, [published(100.1)])["england"]
    assert (row["change_count"], row["in_words"]) == (1, "1 more referral")


def test_better_than_the_aim_is_already_there() -> None:
    row = what_if(kpi(), 99, 100, [published(90)])["england"]
    assert (row["change_count"], row["in_words"]) == (0, "already there")


def test_an_aim_over_the_whole_is_out_of_reach() -> None:
    row = what_if(kpi(), 90, 100, targets=[target("100.1")])["target"]
    assert (row["is_reachable"], row["in_words"]) == (
        False,
        "not within reach with this denominator",
    )


def test_a_range_is_entered_from_either_side() -> None:
    between = target(40, target_upper=Decimal(60))
    assert what_if(kpi(), 30, 100, targets=[between])["target"]["change_count"] == 10
    assert what_if(kpi(), 70, 100, targets=[between])["target"]["change_count"] == -10
    assert what_if(kpi(), 50, 100, targets=[between])["target"]["change_count"] == 0


def test_small_numbers_amounts_and_part_years_of_others_have_none() -> None:
    assert what_if(kpi(), 3, 9, [published(50)], [target(98)]) == {}
    assert what_if(kpi(weighted="fte"), 30, 100, [published(50)], [target(98)]) == {}
    build = Engine(
        [kpi()],
        [event("2015-04-10", "r", numerator=30, denominator=100)],
        own_seeds={"comparator": [published(50)], "target": []},
        targets=["marts.kpi_what_if"],
    )
    bases = build.rows(
        "select distinct basis from marts.kpi_what_if where period_end = ?", [dt.date(2015, 4, 30)]
    )
    assert [row["basis"] for row in bases] == ["R12"]


def test_a_ratio_of_whole_cases_has_one_and_may_pass_a_hundred() -> None:
    one = kpi(measure="ratio", unit="percent", unit_of_count="place")
    # 48 of 40 are 120 per cent
    row = what_if(one, 36, 40, [published(120)])["england"]
    assert (row["change_count"], row["is_reachable"]) == (12, True)
    assert row["in_words"] == "12 more places"
    assert what_if(one | {"unit": "cases_per_fte", "scale": 1}, 36, 40, [published(2)]) == {}


def test_every_rate_and_percentage_has_one_but_those_of_hours_sessions_and_fields() -> None:
    weighted = {}
    for file in sorted((SQL_ROOT / "kpi").glob("*/*.sql")):
        header = parse_header(file.read_text(encoding="utf-8"), file)
        if header.measure in ("rate", "percentage") and header.weighted:
            weighted[file.stem] = header.weighted
    assert weighted == {
        "cla_attendance_pct": "sessions",
        "data_completeness_pct": "fields",
        "vacancy_rate_pct": "fte",
    }
