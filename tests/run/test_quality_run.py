"""A run of the small council: every rule has its table, every finding its place and its list."""

from __future__ import annotations

import stat

import duckdb
import pytest

from pipelines.landing.store import landed_drops
from pipelines.models import runner
from pipelines.models.discover import load_models
from pipelines.publish import ledger
from pipelines.reports.fix_lists.completeness import by_table, read_columns
from pipelines.reports.marts import opened
from pipelines.run import steps
from pipelines.run.session import open_session
from pipelines.settings import SQL_ROOT, Paths
from tests.conftest import FIRST_MONTH, LA, SECOND_MONTH

RULES = {model.stem for model in load_models(SQL_ROOT).values() if model.rule is not None}
FOUND_WHERE = {"source_file", "source_part", "source_row"}


@pytest.fixture(scope="module")
def made(published: Paths) -> ledger.Publication:
    return ledger.find(published.warehouse, LA, SECOND_MONTH)


def rows(made: ledger.Publication, sql: str, database: str = ledger.RESTRICTED) -> list[tuple]:
    con = duckdb.connect(str(made.database(database)), read_only=True)
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def test_every_rule_is_published_with_what_it_found(made: ledger.Publication) -> None:
    counted = dict(rows(made, "select rule, records_count from marts.quality_rule"))
    assert set(counted) == RULES
    found = dict(
        rows(
            made,
            "select rule, count(distinct table_name || record_key) from marts.quality_finding "
            "where found_by = 'rule' group by rule",
        )
    )
    assert found == {rule: number for rule, number in counted.items() if number}
    assert found, "the small council has something to mend"


def test_every_rules_table_is_made_by_a_run(published: Paths) -> None:
    session = open_session(published, LA, SECOND_MONTH)
    con = runner.connect(":memory:")
    try:
        runner.create_schemas(con)
        steps.seeds.create_empty(con)
        steps.landed.create_views(con, steps._landed_files(session.drops))
        steps.seeds.insert(con, "run", [steps._run_row(session)])
        folder = published.settings / LA
        steps.seeds.load_reference(con, session.settings, folder)
        runner.build(con, session.models(), ["quality.finding_written"])
        there = con.execute(
            "select table_name from duckdb_tables() where schema_name = 'quality'"
        ).fetchall()
        assert {name for (name,) in there} == RULES | {"finding_written"}
    finally:
        con.close()


def test_a_finding_leads_to_its_file_and_row_and_to_who_mends_it(made: ledger.Publication) -> None:
    lost = "source_file is null or source_row is null or team_id is null or worker_id is null"
    assert rows(made, f"select rule from marts.quality_finding where {lost}") == []
    unknown = (
        "select f.team_id from marts.quality_finding as f left join marts.team as t "
        "on f.team_id = t.team_id where t.team_id is null"
    )
    assert rows(made, unknown) == []


def test_analysts_see_keys_and_no_place_in_a_file(made: ledger.Publication) -> None:
    names = {
        name
        for (name,) in rows(
            made,
            "select column_name from duckdb_columns() where table_name = 'quality_finding'",
            ledger.ANALYSTS,
        )
    }
    assert {"record_key", "person_key"} <= names
    assert not names & {*FOUND_WHERE, "record_id", "person_id", "source_person_id"}


def test_a_finding_keeps_the_month_it_was_first_listed_in(made: ledger.Publication) -> None:
    months = dict(
        rows(made, "select first_seen_month, count(*) from marts.quality_finding group by 1")
    )
    assert set(months) <= {FIRST_MONTH, SECOND_MONTH}
    assert months.get(FIRST_MONTH), "what was wrong last month and still is keeps its month"


def test_completeness_has_every_drop_and_adds_up(
    published: Paths, made: ledger.Publication
) -> None:
    drops = landed_drops(published.warehouse, LA, SECOND_MONTH)
    found = rows(
        made,
        "select month, count(distinct table_name) from marts.quality_completeness group by 1"
        " order by 1",
    )
    assert found == [(drop.month, len(drop.manifest.tables)) for drop in drops]
    wrong = "filled_count > rows_count or filled_pct not between 0 and 100"
    assert rows(made, f"select 1 from marts.quality_completeness where {wrong}") == []
    # a column is as filled as the landed file says
    asked = (
        "select rows_count, filled_count from marts.quality_completeness where "
        f"month = '{SECOND_MONTH}' and table_name = 'cin_episodes' and column_name = 'close_date'"
    )
    path = str(drops[-1].table_path("cin_episodes")).replace("'", "''")
    counted = duckdb.sql(f"select count(*), count(close_date) from read_parquet('{path}')")
    assert rows(made, asked) == counted.fetchall()


def test_the_summary_has_a_line_for_every_table_figures_rest_on(made: ledger.Publication) -> None:
    with opened(made.database(ledger.RESTRICTED)) as con:
        columns = read_columns(con)
    lines = by_table(columns)
    assert len(lines) == len({one.table for one in columns}) > 20
    assert all(len(one.shares) == 2 for one in lines if one.status == "ok")


def test_the_fix_lists_lie_beside_the_packs_for_their_owner_only(made: ledger.Publication) -> None:
    folder = made.folder / "reports" / "fix_lists"
    names = {file.name for file in folder.iterdir()}
    whole = f"fix_list_{LA}_{SECOND_MONTH}"
    assert {f"{whole}.xlsx", f"{whole}.csv"} <= names
    assert any(name.startswith("fix_list_service_") for name in names)
    assert any(name.startswith("fix_list_team_") for name in names)
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    log = (made.folder.parents[1] / "access_log.csv").read_text("utf-8")
    assert all(name in log for name in names)
