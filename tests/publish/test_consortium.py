"""Ten made-up authorities: what reaches another's file, and that no small number follows."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.errors import WrongUse
from pipelines.models import runner, seeds
from pipelines.models.discover import load_models
from pipelines.publish import consortium, ledger, publication
from pipelines.publish.columns import Column, load_columns
from pipelines.publish.release import release
from pipelines.settings import SQL_ROOT, Paths
from tests.publish import small_build

TEN = [str(901 + number) for number in range(10)]
MONTHS = ("2015-01", "2015-02", "2015-03", "2015-04")
SEED = 2015


def ends(month: str) -> dt.date:
    year, number = int(month[:4]), int(month[5:])
    return dt.date(year + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)


def true_figures(la_code: str, month: str) -> list[tuple[Any, ...]]:
    """A rolling year, a stock and a percentage a month; many of them small."""
    chance = random.Random(f"{SEED} {la_code} {month}")
    end = ends(month)
    total = chance.randrange(6, 40)
    return [
        ("open_rate", None, "SNAP", end, chance.choice([0, 1, 3, 5, 6, 7, 9, 12, 40]), None),
        ("open_count", None, "R12", end, chance.choice([0, 2, 4, 6, 8, 9, 11, 60]), None),
        ("timely_pct", None, "R12", end, chance.randrange(0, total + 1), total),
        ("timely_pct", None, "IM", end, 40, 50),
        ("kinds_share", "a", "R12", end, 30, 60),
    ]


def agreement(members: list[str], kpis: str = "[]") -> str:
    listed = ", ".join(f'"{one}"' for one in members)
    return (
        f"consortium: {{members: [{listed}], kpis: {kpis}, agreed_by: A director, "
        "agreed_on: 2015-01-01}\n"
    )


def write_settings(paths: Paths, la_code: str, text: str) -> None:
    folder = paths.settings / la_code
    folder.mkdir(parents=True, exist_ok=True)
    start = f'la_code: "{la_code}"\nla_name: Borough {la_code}\n'
    (folder / "settings.yml").write_text(start + text)


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Ten authorities with four released months each, and one month that nobody released."""
    paths = Paths(tmp_path_factory.mktemp("consortium"))
    with pytest.MonkeyPatch.context() as patch:
        for la_code in TEN:
            patch.setattr(small_build, "LA", la_code)
            for month in MONTHS:
                _publish(paths, la_code, month)
                release(paths.warehouse, la_code, month, "A Director")
            _publish(paths, la_code, "2015-05")
            write_settings(paths, la_code, agreement(TEN))
    return paths


def _publish(paths: Paths, la_code: str, month: str, number: int = 1, shift: int = 0) -> None:
    figures = true_figures(la_code, month)
    if shift:
        figures = [(*one[:4], one[4] + shift, one[5]) for one in figures]
    paths.warehouse.mkdir(parents=True, exist_ok=True)
    build = small_build.write_build(
        paths.warehouse / f"{la_code}.{month}.{number}.build",
        month,
        ledger.publication_id(la_code, month, number),
        figures,
        persons=[f"{la_code}CHILD{n}" for n in range(12)],
    )
    con = duckdb.connect(str(build))
    con.execute("alter table marts.kpi_value add column population bigint default 39560")
    con.close()
    tables = small_build.described()
    columns = dict(tables["kpi_value"].columns) | {
        "population": Column("population", "Children aged 0 to 17.")
    }
    tables["kpi_value"] = replace(tables["kpi_value"], columns=columns)
    request = small_build.request(paths.warehouse, month, build, f"{month} {number}")
    publication.publish(replace(request, tables=tables))
    build.unlink()


def seen_by(paths: Paths, la_code: str, month: str = "2015-04") -> list[dict[str, Any]]:
    found = consortium.shared_with(paths, la_code, month, is_synthetic=True)
    return [row for one in found for row in consortium.figures(one)]


def build_of(paths: Paths, la_code: str) -> duckdb.DuckDBPyConnection:
    """The two marts as they would go into the authority's file."""
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    seeds.insert(con, "run", [{"la_code": la_code, "neighbour_vintage": "2021-04"}])
    con.execute("create table ref.run as from seed.run")
    con.execute(
        "create table engine.compared (kpi_id varchar, basis varchar, period_end date,"
        " is_main_figure boolean, value_rounded decimal(18, 1), status varchar)"
    )
    ten = [
        {"la_code": la_code, "vintage": "2021-04", "rank": n, "neighbour_la_code": other}
        for n, other in enumerate([one for one in TEN if one != la_code][:7], start=1)
    ]
    seeds.insert(con, "neighbour", ten)
    consortium.load(con, consortium.shared_with(paths, la_code, "2015-04", is_synthetic=True))
    models = load_models(SQL_ROOT)
    for name in ("marts.consortium_value", "marts.kpi_consortium"):
        runner.run_model(con, models[name])
    return con


# --- what passes --------------------------------------------------------------------------------


def test_each_sees_the_others_and_not_itself(ten: Paths) -> None:
    for la_code in TEN:
        others = {row["la_code"] for row in seen_by(ten, la_code)}
        assert others == set(TEN) - {la_code}


def test_no_child_row_id_or_name_of_one_reaches_anothers_file(ten: Paths, tmp_path: Path) -> None:
    con = build_of(ten, TEN[0])
    file = tmp_path / "given.duckdb"
    con.execute(f"attach '{file}' as out")
    for table in ("consortium_value", "kpi_consortium"):
        con.execute(f"create table out.{table} as from marts.{table}")
    con.execute("checkpoint out")
    con.execute("detach out")
    content = file.read_bytes()
    assert b"CHILD" not in content and b"CONTACT" not in content and b"A Worker" not in content
    for la_code in TEN[1:]:
        restricted = ledger.find(ten.warehouse, la_code, "2015-04").database(ledger.RESTRICTED)
        inside = duckdb.connect(str(restricted), read_only=True)
        columns = ("person_key", "record_key")
        for column in columns:
            for (key,) in inside.execute(f"select {column} from marts.kpi_cohort").fetchall():
                assert str(key).encode() not in content
        inside.close()


def test_only_whole_figures_of_a_year_or_a_day_pass(ten: Paths) -> None:
    rows = seen_by(ten, TEN[0])
    assert rows
    assert {row["basis"] for row in rows} <= {"R12", "SNAP"}
    assert {row["kpi_id"] for row in rows} == {"open_rate", "open_count", "timely_pct"}
    assert set(rows[0]) == {
        "la_code",
        "la_name",
        "publication_id",
        "kpi_id",
        "basis",
        "period_end",
        "value",
        "numerator",
        "denominator",
    }


# --- small numbers ------------------------------------------------------------------------------


def truth() -> dict[tuple[str, str, dt.date], tuple[int, int | None]]:
    return {
        (la_code, kpi, end): (numerator, denominator)
        for la_code in TEN
        for month in MONTHS
        for kpi, category, basis, end, numerator, denominator in true_figures(la_code, month)
        if category is None and basis != "IM"
    }


def is_small(number: int | None) -> bool:
    return number is not None and 1 <= number <= 5


def test_no_count_of_one_to_five_passes(ten: Paths) -> None:
    true = truth()
    small = {
        key
        for key, (numerator, denominator) in true.items()
        if is_small(numerator) or (denominator is not None and is_small(denominator - numerator))
    }
    # the campaign means nothing without small numbers in it
    assert len(small) > 30
    for receiver in TEN:
        given = {(r["la_code"], r["kpi_id"], r["period_end"]): r for r in seen_by(ten, receiver)}
        assert not small & set(given)
        for row in given.values():
            assert not is_small(row["numerator"]) or row["numerator"] == 5
            assert row["numerator"] % 5 == 0


def test_no_difference_of_two_figures_tells_a_count_of_one_to_five(ten: Paths) -> None:
    true = truth()
    told = 0
    for receiver in TEN:
        series: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in seen_by(ten, receiver):
            series.setdefault((row["la_code"], row["kpi_id"]), []).append(row)
        for (la_code, kpi), rows in series.items():
            for first in rows:
                for second in rows:
                    given = second["numerator"] - first["numerator"]
                    real = (
                        true[(la_code, kpi, second["period_end"])][0]
                        - true[(la_code, kpi, first["period_end"])][0]
                    )
                    # what follows from rounded figures is a range, never the number itself
                    assert given % 5 == 0
                    assert abs(given - real) <= 5
                    told += is_small(real)
    assert told > 50


def test_a_value_gives_no_more_away_than_the_rounded_parts(ten: Paths) -> None:
    for row in seen_by(ten, TEN[0]):
        if row["kpi_id"] == "open_rate":
            assert float(row["value"]) == pytest.approx(
                10_000 * row["numerator"] / 39_560, abs=0.0501
            )
        elif row["kpi_id"] == "open_count":
            assert row["value"] == row["numerator"]
        else:
            share = 100 * row["numerator"] / row["denominator"]
            assert float(row["value"]) == pytest.approx(min(share, 100), abs=0.0501)
            assert row["denominator"] % 5 == 0


def test_a_revision_gives_nothing_to_set_against_the_first(ten: Paths) -> None:
    before = seen_by(ten, TEN[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_build, "LA", TEN[1])
        _publish(ten, TEN[1], "2015-04", number=2, shift=7)
        release(ten.warehouse, TEN[1], "2015-04", "A Director", 2)
    assert seen_by(ten, TEN[0]) == before


def test_what_nobody_released_is_not_shared(ten: Paths) -> None:
    assert {row["period_end"] for row in seen_by(ten, TEN[0], "2015-05")} == {
        ends(month) for month in MONTHS
    }


# --- agreements ---------------------------------------------------------------------------------


def test_both_must_name_each_other_and_only_the_agreed_figures_pass(
    ten: Paths, tmp_path: Path
) -> None:
    paths = Paths(tmp_path)
    paths.warehouse.symlink_to(ten.warehouse)
    write_settings(paths, TEN[0], agreement(TEN[1:4]))
    write_settings(paths, TEN[1], agreement([TEN[0]], "[open_rate]"))
    write_settings(paths, TEN[2], agreement([TEN[5]]))
    write_settings(paths, TEN[3], "")
    rows = seen_by(paths, TEN[0])
    assert {(row["la_code"], row["kpi_id"]) for row in rows} == {(TEN[1], "open_rate")}
    assert seen_by(paths, TEN[3]) == []


def test_real_and_made_up_figures_never_meet(ten: Paths) -> None:
    assert consortium.shared_with(ten, TEN[0], "2015-04", is_synthetic=False) == []


def test_an_agreement_has_a_name_and_a_day(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    write_settings(paths, TEN[0], f'consortium: {{members: ["{TEN[1]}"]}}\n')
    with pytest.raises(WrongUse, match="agreed_by"):
        consortium.agreed(paths, TEN[0])


# --- the comparison -----------------------------------------------------------------------------


def test_averages_need_six(ten: Paths) -> None:
    con = build_of(ten, TEN[0])
    rows = con.execute(
        "select kpi_id, period_end, member_count, member_mean, neighbour_count, neighbour_mean "
        "from marts.kpi_consortium"
    ).fetchall()
    assert {row[2] >= 6 for row in rows} == {True, False}
    given = seen_by(ten, TEN[0])
    for kpi, end, count, mean, near, near_mean in rows:
        values = [r["value"] for r in given if (r["kpi_id"], r["period_end"]) == (kpi, end)]
        assert count == len(values)
        assert (mean is None) == (count < 6)
        assert (near_mean is None) == (near < 6)
        if mean is not None:
            assert float(mean) == pytest.approx(float(sum(values)) / count, abs=1e-4)


def test_both_tables_are_described() -> None:
    assert {"consortium_value", "kpi_consortium"} <= set(load_columns())
