"""Reference files in a home: added, read once, pinned, several releases side by side."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.models import published, runner, seeds
from pipelines.reference import store
from pipelines.settings import CouncilSettings, Paths
from tests.reference.made_files import D3, D3_LABEL, authority, write


def release(folder: Path, name: str, value: str, newest: str) -> Path:
    rows = [authority(year, "871", f"{D3_LABEL},173,25,{value}") for year in ("2015", newest)]
    return write(folder / name, D3, rows)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    home = Paths(tmp_path / "home")
    store.folder(home).mkdir(parents=True)
    return home


def build(paths: Paths, month: str = "2015-06") -> duckdb.DuckDBPyConnection:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    seeds.load_reference(con, CouncilSettings(la_code="871", la_name="Synthetic"))
    ends = dt.date(int(month[:4]), int(month[5:]), 28)
    run = {"la_code": "871", "data_to": ends, "history_months": 36}
    seeds.insert(con, "run", [run])
    published.load_published(con, store.read_all(paths))
    return con


def test_three_releases_of_one_dataset_stand_side_by_side(paths: Paths) -> None:
    for year, value in (("2023", "14.1"), ("2024", "14.3"), ("2025", "14.5")):
        release(store.folder(paths), f"d3_2013_to_{year}.csv", value, year)
    con = build(paths)
    found = con.execute(
        "select release, value, released_on from seed.published "
        "where series_id = 'cpp_repeat_pct' and period_end = '2015-03-31' order by release"
    ).fetchall()
    assert found == [
        ("2023", Decimal("14.1"), dt.date(2023, 10, 31)),
        ("2024", Decimal("14.3"), dt.date(2024, 10, 31)),
        ("2025", Decimal("14.5"), dt.date(2025, 10, 31)),
    ]


def test_a_file_is_read_once_and_again_when_it_or_its_notes_change(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = release(store.folder(paths), "d3.csv", "14.5", "2025")
    reads = []
    original = store.read_file
    monkeypatch.setattr(store, "read_file", lambda one: reads.append(one) or original(one))
    first, second = store.read_all(paths)[0], store.read_all(paths)[0]
    assert (len(reads), first) == (1, second)
    before = store.pinned(paths)
    (file.parent / "d3.csv.release.yml").write_text("release: '2025 revised'\n")
    assert store.read_all(paths)[0].release == "2025 revised"
    assert store.pinned(paths) != before
    release(store.folder(paths), "d3.csv", "14.6", "2025")
    store.read_all(paths)
    assert len(reads) == 3


def test_adding_copies_keeps_the_release_and_refuses_to_overwrite(
    paths: Paths, tmp_path: Path
) -> None:
    file = release(tmp_path, "d3.csv", "14.5", "2025")
    made = store.add(paths, file, {"release": "2025", "published_on": "2025-10-23"})
    assert (made.released_on, made.is_inferred) == ("2025-10-23", False)
    assert store.add(paths, file, {}).key == made.key
    release(tmp_path, "d3.csv", "14.9", "2025")
    with pytest.raises(DataProblem, match="another file of that name"):
        store.add(paths, file, {})
    with pytest.raises(WrongUse, match="no such file"):
        store.add(paths, tmp_path / "none.csv", {})


def test_a_file_that_cannot_be_read_is_not_kept(paths: Paths, tmp_path: Path) -> None:
    file = write(tmp_path / "odd.csv", "a,b", ["1,2"])
    with pytest.raises(DataProblem, match="not recognised"):
        store.add(paths, file, {})
    assert store.files(paths) == []


def test_populations_of_files_join_the_vintages(paths: Paths) -> None:
    header = "mid_year,rate_year,geographic_level,region_code,region_name,old_la_code,new_la_code,"
    header += "la_name,population_0_17,source"
    row = "2014,2015,Local authority,E12000008,South East,871,E06000039,Slough,40100,ONS"
    write(store.folder(paths) / "pop.csv", header, [row])
    found = (
        build(paths)
        .execute(
            "select vintage, estimate, published_on from seed.population "
            "where mid_year = 2014 order by published_on"
        )
        .fetchall()
    )
    assert [one[1] for one in found] == [40100, 40029]
    assert found[0] == ("population_0_17 2014", 40100, dt.date(2015, 10, 31))
