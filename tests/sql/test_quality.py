"""Every golden case of every data-quality rule: hand-made records in, the records found out."""

from __future__ import annotations

import pytest

from pipelines.canonical.model import load_tables
from pipelines.models.columns_read import columns_read
from pipelines.models.findings import COLUMNS, kpis_touched
from tests.sql.golden import all_models
from tests.sql.quality_cases import Batch, Case, read_cases

ALL = read_cases()
RULES = {model.stem: model for model in all_models().values() if model.rule is not None}


@pytest.fixture(scope="module")
def batch() -> Batch:
    return Batch(ALL)


@pytest.mark.parametrize("case", ALL, ids=[f"{one.rule}: {one.title}" for one in ALL])
def test_a_rule_finds_what_it_must_and_nothing_else(batch: Batch, case: Case) -> None:
    assert batch.found(case) == list(case.finds)


def test_every_rule_has_a_case_that_fails_and_one_that_passes() -> None:
    failing = {one.rule for one in ALL if one.finds}
    passing = {one.rule for one in ALL if not one.finds}
    assert (sorted(set(RULES) - failing), sorted(set(RULES) - passing)) == ([], [])
    assert sorted((failing | passing) - set(RULES)) == []


def test_every_finding_says_where_it_lies(batch: Batch) -> None:
    for stem, model in RULES.items():
        for row in batch.rows(f"select * from quality.{stem}"):
            assert set(row) <= set(COLUMNS), stem
            assert row["record_id"] and row["source_file"] and row["source_row"], stem
            assert model.rule is not None
            table = row.get("table_name") or model.rule.records[0]
            assert table in model.rule.records, stem
            column = row.get("column_name")
            assert column is None or column in load_tables()[table].by_name, stem
            assert len(model.rule.records) == 1 or row.get("table_name"), stem


def test_no_finding_is_listed_twice(batch: Batch) -> None:
    for stem in RULES:
        rows = [
            tuple(row.get(name) for name in ("la_code", "table_name", "record_id", "column_name"))
            for row in batch.rows(f"select * from quality.{stem}")
        ]
        assert len(rows) == len(set(rows)), stem


def test_every_rule_touches_a_column_that_some_kpi_reads() -> None:
    read = columns_read(all_models())
    assert [stem for stem, model in RULES.items() if not kpis_touched(model, read)] == []


def test_no_message_holds_a_date_or_a_number_of_a_record() -> None:
    # what a rule says is said of every record it finds: nothing in it can be a value
    for stem, model in RULES.items():
        assert model.rule is not None
        assert "{" not in model.rule.message + model.rule.remedy, stem
        assert model.rule.message.endswith("."), stem
        assert model.rule.remedy.endswith("."), stem
