"""The gate lets a sound build through, stops an unsound one, and its pages ask nobody anything."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import DataProblem
from pipelines.gate import gate, pages, reconcile
from pipelines.models import runner, seeds

END = date(2015, 4, 30)
CHILD = "CHILD007"


def write_build(file: Path) -> Path:
    con = runner.connect(file)
    runner.create_schemas(con)
    seeds.create_empty(con)
    seeds.insert(con, "run", [{"la_code": "998", "month": "2015-04", "data_to": END}])
    con.execute("create table ref.run as from seed.run")
    kpi = {"kpi_id": "timely_pct", "file_stem": "timely_pct", "measure": "percentage"}
    seeds.insert(con, "kpi", [kpi])
    audit = {"month": "2015-04", "revision": 1, "table_name": "contacts"}
    seeds.insert(
        con, "load_audit", [audit | {"rows_read": 10, "rows_loaded": 9, "rows_rejected": 1}]
    )
    con.execute(
        "create table marts.kpi_value as select 'timely_pct' as kpi_id, 'timely_pct' as file_stem,"
        " 'IM' as basis, date '2015-04-30' as period_end, 'authority' as level,"
        " 'authority:998' as member_key, cast(null as varchar) as category, '' as category_key,"
        " 'ok' as status, 4.0::decimal(38, 4) as numerator, 5.0::decimal(38, 4) as denominator,"
        " 80.0::double as value, 70.0::double as ci_lower, 90.0::double as ci_upper"
    )
    con.execute(
        "create table marts.kpi_comparison as select 'timely_pct' as file_stem, 'IM' as basis,"
        " date '2015-04-30' as period_end, 'ok' as status, 'green' as rag, 10 as neighbour_count,"
        " 90.0 as target, 80.0 as england_value, '2013-14' as england_comparator_period,"
        " cast(null as decimal(18, 4)) as neighbour_mean,"
        " cast(null as varchar) as neighbour_comparator_period"
    )
    con.execute(
        "create table marts.kpi_cohort as select 'timely_pct' as file_stem,"
        f" '{CHILD}' || range as record_id, '' as category_key, '{CHILD}' as person_id,"
        " date '2015-04-30' as month_end, false as is_stock, date '2015-04-20' as event_date,"
        " cast(null as date) as snapshot_date, 1.0 as numerator, 1.0 as denominator from range(5)"
    )
    con.close()
    return file


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A sound build and one with five faults, judged by two processes that load side by side."""
    root = tmp_path_factory.mktemp("gate")
    sound, unsound = write_build(root / "sound.duckdb"), write_build(root / "unsound.duckdb")
    con = duckdb.connect(str(unsound))
    con.execute("update marts.kpi_value set value = 104, ci_upper = 103")
    con.execute("update marts.kpi_cohort set record_id = 'CHILD0070'")
    con.execute("update marts.kpi_comparison set rag = 'purple'")
    con.execute("update seed.load_audit set rows_loaded = 8")
    con.close()
    checks = root / "checks"
    checks.mkdir()
    (checks / "whole_numbers.sql").write_text(
        "-- whole_numbers: every value stands for whole cases\n"
        "select kpi_id, period_end from marts.kpi_value where value > 100"
    )
    waiting = gate.start(root / "sound"), gate.start(root / "unsound")
    try:
        folder = gate.finish(waiting[0], sound, checks)
        with pytest.raises(DataProblem) as problem:
            gate.finish(waiting[1], unsound, checks)
    finally:
        for one in waiting:
            gate.stop(one)
    return folder, str(problem.value), root


def test_a_sound_build_passes(judged):
    folder, _, _ = judged
    results = json.loads((folder / "results.json").read_text())
    assert results["failures"] == []
    assert all(one["success"] for one in results["suites"].values())
    names = {file.stem for file in folder.glob("*.html")}
    assert names == {"index", *results["suites"]}


def test_an_unsound_build_is_told_what_and_where(judged):
    _, told, _ = judged
    for text in (
        "a percentage lies between 0 and 100: 1 row (for example file_stem=timely_pct basis=IM",
        "a value is not above its interval: 1 row",
        "each record counts once: 1 row (for example file_stem=timely_pct)",
        "rag is one of the known values: 1 row",
        "rows read are rows loaded and rows rejected: 1 row (for example month=2015-04",
        "whole_numbers: every value stands for whole cases: 1 row (for example kpi_id=timely_pct",
        "nothing was published",
    ):
        assert text in told


def test_nothing_outside_is_asked_and_no_child_is_named(judged):
    _, told, root = judged
    assert CHILD not in told
    files = [file for name in ("sound", "unsound") for file in (root / name).iterdir()]
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert CHILD not in text
        assert not re.search(r"""(src|href)\s*=\s*["']?\s*(https?:|//)""", text), file.name
        assert not re.search(r"""url\(|@import|<script|<link|<img|<iframe""", text), file.name


def test_the_pages_say_pass_and_fail(judged):
    folder, _, root = judged
    assert "FAIL" not in (folder / "index.html").read_text()
    assert "FAIL" in (root / "unsound" / "kpi_comparison.html").read_text()
    assert "must be greater than or equal to" in (folder / "kpi_value.html").read_text()


def test_a_build_that_cannot_be_read_stops_the_run(tmp_path):
    waiting = gate.start(tmp_path / "pages")
    try:
        with pytest.raises(DataProblem, match=r"could not judge.*Nothing was published"):
            gate.finish(waiting, tmp_path / "missing.duckdb")
    finally:
        gate.stop(waiting)
    assert waiting.process.poll() is not None


def test_a_check_that_cannot_run_is_named(tmp_path):
    (tmp_path / "broken.sql").write_text("select nothing from nowhere")
    waiting = gate.start(tmp_path / "pages")
    try:
        with pytest.raises(
            DataProblem, match=r"broken\.sql: DuckDB refused.*Nothing was published"
        ):
            gate.finish(waiting, write_build(tmp_path / "b.duckdb"), tmp_path)
    finally:
        gate.stop(waiting)


def test_a_gate_that_is_not_needed_stops(tmp_path):
    waiting = gate.start(tmp_path / "pages")
    gate.stop(waiting)
    assert waiting.process.poll() is not None


def test_checks_say_where_without_naming_anybody(tmp_path):
    (tmp_path / "parts_sum.sql").write_text(
        "-- parts_sum: teams add up to the authority\n"
        "select 'timely_pct' as kpi_id, 'CHILD007' as person_id, date '2015-04-30' as period_end"
    )
    (tmp_path / "fine.sql").write_text("select 1 as kpi_id where false")
    (tmp_path / "ids_only.sql").write_text("select 'CHILD007' as person_id")
    con = duckdb.connect(":memory:")
    fine, ids_only, parts_sum = reconcile.run_checks(con, tmp_path)
    assert (fine.rows, fine.where, fine.question) == (0, "", "fine")
    assert ids_only.where == "columns person_id"
    assert parts_sum.question == "teams add up to the authority"
    assert parts_sum.where == "for example kpi_id=timely_pct period_end=2015-04-30"
    (tmp_path / "broken.sql").write_text("select nothing from nowhere")
    with pytest.raises(DataProblem, match=r"broken\.sql: DuckDB refused"):
        reconcile.run_checks(con, tmp_path)


def test_a_page_loses_everything_that_asks_outside():
    page = (
        '<body><a href="https://example.org">x</a><img src="//example.org/a.png">'
        "<script>var a = 1</script><link href='https://example.org/a.css'>"
        '<div id="section-1"><i class="fas fa-times text-danger"></i> kept</div></body>'
    )
    made = pages.plain(page, "Title")
    assert pages.outside_requests(page) and not pages.outside_requests(made)
    assert "kept" in made and "FAIL" in made and "script" not in made
