"""KPIs about KPIs: their figures stand beside all others, for the authority, rounded once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from pipelines.models import runner, seeds
from pipelines.models.graph import in_order, needed_for
from tests.sql.golden import Build, all_models

APRIL = dt.date(2015, 4, 30)


def built(met: int, of: int) -> Build:
    """A month in which so many of the KPIs counted were met."""
    build = Build({"month": "2015-04", "history_months": 1}, "kpi_team_worker_coverage_pct")
    kpi = build.kpi
    seeds.load_catalogue(build.con, {kpi.name: kpi}, ("core",))
    runner.create_empty_cohort(build.con, "engine.meta_written")
    for number in range(of):
        build.con.execute(
            "insert into engine.meta_written by name select ? as file_stem, ? as kpi_id,"
            " '871' as la_code, ? as record_id, ? as snapshot_date, ? as numerator,"
            " 1 as denominator",
            [kpi.stem, kpi.kpi_id, f"k{number}", APRIL, int(number < met)],
        )
    models = {name: one for name, one in all_models().items() if name != "engine.meta_written"}
    for model in in_order(needed_for(models, ["engine.meta_value", "engine.meta_described"])):
        if not model.name.startswith(("kpi_meta", "ref.calendar")):
            runner.run_model(build.con, model)
    return build


@pytest.mark.parametrize(
    ("met", "of", "status", "rounded", "shown"),
    [
        (11, 16, "ok", Decimal("68.8"), "68.8"),  # 68.75 rounds up
        (16, 16, "ok", Decimal("100.0"), "100.0"),
        (2, 3, "small_denominator", None, "2 of 3"),
        (0, 0, "no_denominator", None, None),
    ],
)
def test_a_share_of_kpis_is_rounded_once(
    met: int, of: int, status: str, rounded: Decimal | None, shown: str | None
) -> None:
    (figure,) = built(met, of).rows("select * from engine.meta_value")
    assert (figure["level"], figure["basis"], figure["period_end"]) == ("authority", "SNAP", APRIL)
    found = (figure["status"], figure["value_rounded"], figure["value_display"])
    assert found == (status, rounded, shown)


def test_the_kpis_counted_lie_behind_the_figure() -> None:
    rows = built(2, 3).rows("select * from engine.meta_described order by record_id")
    assert [(row["record_id"], row["numerator"], row["is_stock"]) for row in rows] == [
        ("k0", 1, True), ("k1", 1, True), ("k2", 0, True),
    ]  # fmt: skip
