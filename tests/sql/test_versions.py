"""A definition that changed: computed both ways for a year, its line broken where it changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipelines.models.definitions import superseded_on, versions
from pipelines.models.discover import Model, load_models
from pipelines.models.kpi_header import parse_header
from pipelines.models.lint import check
from tests.models.test_kpi_header import HEADER, SECOND
from tests.sql.engine_build import Engine, event, kpi

MAY = dt.date(2015, 5, 1)


def model(stem: str, version: int, more: str = "") -> Model:
    sql = HEADER.format(version=version, log=more)
    file = Path(f"{stem}.sql")
    return Model(f"kpi.{stem}", "kpi", file, sql, frozenset(), parse_header(sql, file))


def test_an_old_file_knows_when_its_successor_came() -> None:
    new = model("k", 2, f"log:\n{SECOND}")
    old = model("k__v1", 1, "variant: v1\n")
    models = {one.name: one for one in (new, old)}
    assert superseded_on(old, models) == MAY
    assert superseded_on(new, models) is None
    # without its successor, or before a further version, nothing has been superseded
    assert superseded_on(old, {old.name: old}) is None
    assert superseded_on(old, {old.name: old, "kpi.k": model("k", 1)}) is None
    assert [(row["version"], row["in_force_from"]) for row in versions(new)] == [
        (1, None), (2, MAY),
    ]  # fmt: skip
    assert [row["version"] for row in versions(old)] == [1]


def test_an_old_file_without_its_successors_log_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "kpi" / "assessments"
    folder.mkdir(parents=True)
    (folder / "k__v1.sql").write_text(HEADER.format(version=1, log="variant: v1\n"), "utf-8")
    (folder / "k.sql").write_text(HEADER.format(version=1, log=""), "utf-8")
    found = check(tmp_path)
    assert any("has no entry for version 2" in line for line in found), found
    load_models.cache_clear()
    (folder / "k.sql").write_text(HEADER.format(version=2, log=f"log:\n{SECOND}"), "utf-8")
    assert not any("version" in line for line in check(tmp_path))


VERSIONS = [
    {"file_stem": "k", "kpi_id": "k", "version": 1, "in_force_from": None},
    {"file_stem": "k", "kpi_id": "k", "version": 2, "in_force_from": MAY},
    {"file_stem": "k__v1", "kpi_id": "k", "version": 1, "in_force_from": None},
]


def both_ways(month: str) -> Engine:
    """One event a month, in time by the old definition always, by the new one every second."""
    rows = []
    for number in range(48):
        on = f"{2013 + number // 12}-{number % 12 + 1:02d}-10"
        rows.append(event(on, f"c{number}", numerator=number % 2))
        rows.append(event(on, f"c{number}", numerator=1, file_stem="k__v1"))
    return Engine(
        [
            kpi("k", bases="IM", version=2),
            kpi("k__v1", bases="IM", version=1, variant="v1", superseded_on=MAY),
        ],
        rows,
        month=month,
        own_seeds={"kpi_version": VERSIONS},
        targets=["engine.kpi_signal", "engine.kpi_value"],
    )


def ends(build: Engine, stem: str) -> list[dt.date]:
    found = build.rows(
        "select distinct period_end from engine.kpi_value where file_stem = ? order by 1", [stem]
    )
    return [row["period_end"] for row in found]


def test_both_definitions_are_computed_over_the_last_twelve_months_for_a_year() -> None:
    build = both_ways("2015-06")
    assert len(ends(build, "k")) == 24
    assert ends(build, "k__v1")[0] == dt.date(2014, 7, 31)
    assert len(ends(build, "k__v1")) == 12
    rows = build.rows(
        "select file_stem, numerator, denominator from engine.kpi_value"
        " where level = 'authority' and period_end = date '2015-05-31' order by file_stem"
    )
    assert [tuple(row.values()) for row in rows] == [("k", 0, 1), ("k__v1", 1, 1)]
    # the last month of the year after the change, and the one after it
    assert len(ends(both_ways("2016-05"), "k__v1")) == 12
    assert ends(both_ways("2016-06"), "k__v1") == []


def test_the_line_is_broken_where_the_definition_changed() -> None:
    rows = both_ways("2016-05").rows(
        "select period_end, segment, points_count, is_trial from engine.kpi_signal"
        " where file_stem = 'k' and level = 'authority' order by period_end"
    )
    stretches = {(row["segment"], row["points_count"], row["is_trial"]) for row in rows}
    # eleven months before the change and thirteen since: each with limits of its own
    assert stretches == {(1, 11, True), (2, 13, False)}
    assert [row["segment"] for row in rows] == [1] * 11 + [2] * 13
    assert rows[11]["period_end"] == dt.date(2015, 5, 31)
