"""Fetching from the statistics API: pages, retries, versions side by side, nothing half kept."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.errors import DataProblem
from pipelines.reference import store
from pipelines.reference.api import Api
from pipelines.reference.refresh import read_manifest, refresh
from pipelines.settings import PROJECT_ROOT, Paths
from tests.reference.made_files import D3, D3_LABEL, authority
from tests.reference.stand_in import StandIn, serving

CIN = "Children in need"
NOW = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)


def d3(value: str, authorities: int = 3) -> str:
    rows = [
        authority("2025", str(871 + n), f"{D3_LABEL},173,25,{value}") for n in range(authorities)
    ]
    return "\n".join([D3, *rows]) + "\n"


@pytest.fixture
def server() -> Iterator[StandIn]:
    one = StandIn()
    for number in range(45):
        one.publications.append({"id": f"o{number}", "title": f"Other {number}", "slug": "o"})
    one.offer(CIN, "Subsequent plans", "\ufeff" + d3("14.5"), "1.0", "2024-10-31")
    one.offer(CIN, "Something we do not read", "a,b\n1,2\n", "1.0", "2024-10-31")
    with serving(one):
        yield one


def fetch(paths: Paths, server: StandIn) -> list[store.Kept]:
    return refresh(paths, Api(server.base, wait_factor=0), lambda _text: None, NOW)


def test_what_is_read_is_fetched_with_its_release_and_noted(
    tmp_path: Path, server: StandIn
) -> None:
    paths = Paths(tmp_path)
    made = fetch(paths, server)
    assert [(one.file.name, one.released_on) for one in made] == [
        ("subsequent_plans_v1.0.csv", "2024-10-31")
    ]
    # the wanted publication stands on the third page of the list
    assert server.asked["GET publications"] == 3
    (entry,) = read_manifest(store.folder(paths)).values()
    assert entry["fetched_at"] == "2026-06-01T08:00:00+00:00"
    assert (entry["rows"], entry["version"], entry["publication"]) == (3, "1.0", CIN)
    assert len(entry["sha256"]) == 64 and entry["url"].endswith("/csv")


def test_the_same_version_is_not_fetched_twice_and_a_newer_one_lies_beside(
    tmp_path: Path, server: StandIn
) -> None:
    paths = Paths(tmp_path)
    fetch(paths, server)
    assert fetch(paths, server) == []
    assert server.asked["GET csv"] == 1
    server.offer(CIN, "Subsequent plans", d3("14.9"), "1.1", "2025-10-30")
    fetch(paths, server)
    assert [one.name for one in store.files(paths)] == [
        "subsequent_plans_v1.0.csv",
        "subsequent_plans_v1.1.csv",
    ]
    # a file that somebody changed or removed is fetched again
    store.files(paths)[1].unlink()
    assert len(fetch(paths, server)) == 1


@pytest.mark.parametrize("what", ["publications", "data-sets", "meta", "csv", "query"])
def test_a_busy_server_is_asked_again(tmp_path: Path, server: StandIn, what: str) -> None:
    server.busy[what] = 2
    assert len(fetch(Paths(tmp_path), server)) == 1


def test_a_server_that_stays_busy_leaves_nothing_behind(tmp_path: Path, server: StandIn) -> None:
    server.busy["csv"] = 99
    paths = Paths(tmp_path)
    with pytest.raises(DataProblem, match="the server answered 503"):
        fetch(paths, server)
    assert list(store.folder(paths).iterdir()) == []


def test_a_csv_with_other_rows_than_the_query_is_not_kept(tmp_path: Path, server: StandIn) -> None:
    server.lost_rows = 1
    paths = Paths(tmp_path)
    with pytest.raises(DataProblem, match="the CSV holds 3 rows and the query 2"):
        fetch(paths, server)
    assert store.files(paths) == []


def test_a_data_set_that_turns_out_unreadable_is_said_once_and_stops_no_other(
    tmp_path: Path, server: StandIn
) -> None:
    # the columns of the health file, but none of its labels
    header = f"{D3.split(',category')[0]},characteristic,breakdown,children_count,children_percent"
    row = authority("2025", "871", "Group,Label,1,2")
    server.offer(CIN, "A stranger", f"{header}\n{row}\n", "1.0", "2024-10-31")
    paths, said = Paths(tmp_path), []
    assert len(refresh(paths, Api(server.base, wait_factor=0), said.append, NOW)) == 1
    assert any(text.startswith("not read   a_stranger_v1.0.csv") for text in said)
    assert fetch(paths, server) == []
    assert server.asked["GET csv"] == 2


def test_queries_are_read_page_by_page(server: StandIn) -> None:
    server.offer(CIN, "Many", d3("1.0", authorities=25), "1.0", "2025-10-30")
    api = Api(server.base, wait_factor=0)
    publication = next(one for one in api.publications() if one["title"] == CIN)
    many = next(one for one in api.data_sets(publication) if one.title == "Many")
    assert len(list(api.query(many, page_size=10))) == 25
    assert server.asked["POST query"] == 3


def test_the_service_is_asked_for_no_more_than_it_gives(tmp_path: Path, server: StandIn) -> None:
    assert len(fetch(Paths(tmp_path), server)) == 1
    assert server.refused == []
    api = Api(server.base, wait_factor=0)
    publication = next(one for one in api.publications() if one["title"] == CIN)
    plans = next(one for one in api.data_sets(publication) if one.title == "Subsequent plans")
    # the stand-in refuses what the service refuses, and the reason is passed on
    for named in ([], ["CPP_start"]):
        with pytest.raises(DataProblem, match=r"answered 400 .*must name indicators"):
            list(api.query(plans, indicators=named))
    with pytest.raises(DataProblem, match="between 1 and 10000"):
        list(api.query(plans, page_size=10_001))
    assert len(server.refused) == 3


def test_what_has_no_version_or_was_withdrawn_is_passed_over(
    tmp_path: Path, server: StandIn
) -> None:
    server.offer(CIN, "Taken back", d3("1.0"), "1.0", "2025-10-30")
    key = next(one["id"] for one in server.publications if one["title"] == CIN)
    server.data_sets[key][-1]["status"] = "Withdrawn"
    server.data_sets[key].append({"id": "d-new", "title": "To come", "status": "Published"})
    assert [one.file.name for one in fetch(Paths(tmp_path), server)] == [
        "subsequent_plans_v1.0.csv"
    ]


def test_a_compressed_file_is_kept_as_it_reads(tmp_path: Path, server: StandIn) -> None:
    (one,) = fetch(Paths(tmp_path), server)
    assert one.file.read_text(encoding="utf-8") == "\ufeff" + d3("14.5")


def test_without_a_network_it_is_said_and_files_still_work(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    with pytest.raises(DataProblem, match="Files already there still work"):
        refresh(paths, Api("http://127.0.0.1:1", wait_factor=0), lambda _text: None, NOW)
    assert store.read_all(paths) == []


def test_a_run_cannot_reach_the_network() -> None:
    code = (
        "import sys, pipelines.run.month, pipelines.models.published\n"
        "assert 'pipelines.reference.api' not in sys.modules\n"
        "assert 'pipelines.reference.refresh' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=False)
    assert done.returncode == 0
