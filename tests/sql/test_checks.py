"""Every reconciliation passes on a sound build and fails on one planted fault."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipelines.gate.reconcile import CHECKS, run_checks
from pipelines.models import seeds
from tests.sql.golden import LA, Build, all_models

MARTS = [name for name in all_models() if name.startswith("marts.") and "restatement" not in name]
CONTACTS = [
    {
        "contact_id": f"c{n}",
        "source_person_id": f"p{n % 9}",
        "contact_date": dt.date(2015, 3 + n % 2, 1 + n),
        "contact_decision_date": dt.date(2015, 3 + n % 2, 2 + n),
        "contact_team_id": f"T{n % 2}",
        "contact_worker_id": f"W{n % 3}",
    }
    for n in range(26)
]
REFERRALS = [
    {"referral_id": "r1", "source_person_id": "p1", "referral_date": dt.date(2015, 3, 2)},
    {"referral_id": "r2", "source_person_id": "p2", "referral_date": dt.date(2015, 4, 2)},
]
CASE = {
    "month": "2015-04",
    "history_months": 12,
    "given": {"contacts": CONTACTS, "cin_episodes": REFERRALS},
}
AUDIT = {"la_code": LA, "month": "2015-04", "revision": 1, "table_name": "contacts"}
AUDIT |= {"source_file": "contacts.csv", "source_part": "all"}
AUDIT |= {"rows_read": 26, "rows_loaded": 26, "rows_rejected": 0}
FIRST = "(select min(rowid) from {table} where {where})"

# one planted fault for each check: table, what changes, in which row
FAULTS: dict[str, tuple[str, str, str]] = {
    "parts_sum_to_authority": ("marts.kpi_value", "numerator = numerator + 1", "level = 'team'"),
    "workers_sum_to_team": ("marts.kpi_value", "numerator = numerator + 1", "level = 'worker'"),
    "numerator_within_denominator": ("marts.kpi_value", "numerator = -1", "level = 'worker'"),
    "kpi_value_key": ("marts.kpi_value", "member_key = null", "level = 'worker'"),
    "marts_have_keys": ("marts.kpi_cohort", "record_id = null", "true"),
    "credited_are_known": ("marts.kpi_cohort", "worker_id = 'W77'", "true"),
    "cohort_is_all_counted": ("marts.kpi_cohort", "numerator = numerator + 1", "true"),
    "breakdowns_sum_to_figure": ("marts.kpi_breakdown", "numerator = numerator + 1", "true"),
    "rows_read_accounted": ("marts.load_audit", "rows_loaded = 25", "true"),
    "cohort_contract": ("engine.cohort_written", "numerator = 2", "true"),
    "cohort_key_unique": ("engine.cohort_written", "record_id = 'c1'", "record_id <> 'c1'"),
    "stocks_follow_from_flows": ("marts.stock_flow", "starts_count = starts_count + 1", "true"),
    # the referral's source is blank: a query, and so it counts
    "errors_are_kept_out": (
        "marts.quality_finding",
        "severity = 'error', record_id = 'c1', table_name = 'contacts'",
        "record_id is not null",
    ),
    "calendar_reaches": ("ref.run", "extract_date = date '2027-12-01'", "true"),
}
CONTRACT = {
    "snapshot_date = event_date": "exactly one of event_date and snapshot_date",
    "event_date = null": "exactly one of event_date and snapshot_date",
    "event_date = null, snapshot_date = date '2015-04-29'": "snapshot_date is a month end",
    "record_id = null": "la_code and record_id are never null",
    "person_id = null": "person_id is null only where the unit of count is no person",
    "numerator = null": "numerator is null only in the denominator part of a ratio",
    "denominator = null": "this measure needs a denominator",
    "numerator = 2": "numerator lies between 0 and the denominator",
    "numerator = -1": "numerator lies between 0 and the denominator",
    "category = 'x'": "category is declared in the header",
}


TABLES = "select 1 from duckdb_tables() where schema_name = '{}' and table_name = '{}'"
VIEWS = "select 1 from duckdb_views() where schema_name = '{}' and view_name = '{}'"


def build() -> Build:
    made = Build(CASE, "contact_decision_1wd_pct")
    for name in {table for table, _, _ in FAULTS.values()}:
        if all_models()[name].is_view and made.rows(TABLES.format(*name.split("."))):
            made.con.execute(f"drop table {name}")  # an earlier test put a fault into it
    seeds.insert(made.con, "load_audit", [AUDIT])
    made.run(*MARTS)
    made.con.execute("delete from seed.load_audit")
    return made


def failing(made: Build) -> dict[str, Any]:
    return {one.name: one for one in run_checks(made.con) if one.rows}


def as_table(made: Build, name: str) -> None:
    """A model made on reading becomes a table, so that a fault can be put into it."""
    schema, view = name.split(".")
    is_view = (
        f"select 1 from duckdb_views() where schema_name = '{schema}' and view_name = '{view}'"
    )
    if made.rows(is_view):
        made.con.execute(f"create or replace temp table read_once as select * from {name}")
        made.con.execute(f"drop view {name}")
        made.con.execute(f"create table {name} as select * from read_once")


def plant(made: Build, table: str, change: str, where: str) -> None:
    as_table(made, table)
    first = FIRST.format(table=table, where=where)
    made.con.execute(f"update {table} set {change} where rowid = {first}")


def test_a_sound_build_passes_every_check() -> None:
    made = build()
    assert failing(made) == {}
    # and there was something to check
    for mart in ("kpi_value", "kpi_cohort", "kpi_breakdown", "kpi_comparison", "load_audit"):
        assert made.rows(f"select 1 from marts.{mart} limit 1"), mart


def test_every_check_has_a_planted_fault() -> None:
    assert sorted(file.stem for file in CHECKS.glob("*.sql")) == sorted(FAULTS)


def test_each_planted_fault_is_found_by_its_check() -> None:
    made = build()
    for name, (table, change, where) in FAULTS.items():
        made.con.execute(f"create or replace temp table kept as select * from {table}")
        plant(made, table, change, where)
        assert name in failing(made), name
        made.con.execute(f"create or replace table {table} as select * from kept")
    assert failing(made) == {}


@pytest.mark.parametrize("change", CONTRACT)
def test_each_rule_of_the_contract_is_tested(change: str) -> None:
    made = Build(CASE, "contact_decision_1wd_pct")
    made.run("engine.cohort_written", "ref.run")
    plant(made, "engine.cohort_written", change, "true")
    sql = (CHECKS / "cohort_contract.sql").read_text(encoding="utf-8")
    assert CONTRACT[change] in {row["rule"] for row in made.rows(sql)}


def test_what_a_check_says_names_no_child() -> None:
    made = build()
    plant(made, "marts.kpi_cohort", "worker_id = 'W77'", "true")
    said = failing(made)["credited_are_known"]
    assert "p1" not in said.where
    assert "contact_decision_1wd_pct" in said.where
