"""Every model's header names columns that identify its rows and are never null."""

from __future__ import annotations

import re

import pytest

from pipelines.models.discover import Model
from tests.sql.golden import Build, all_models
from tests.sql.test_checks import build

# What rules found: a record has its id, a row that could not be loaded its place in a file.
BY_PLACE = {"engine.finding_described", "marts.quality_finding"}
QUALITY_KEY = ["la_code", "record_id"]  # the grain of every rule: a record it finds


def key_of(model: Model) -> list[str]:
    """The columns of the header's key line; a remark in brackets is left out."""
    if model.layer == "quality":
        return QUALITY_KEY
    head = "\n".join(line for line in model.sql.splitlines() if line.startswith("--"))
    found = re.search(r"-- key +(.*(?:\n-- {6,}.*)*)", head)
    assert found, f"{model.path}: the header has no key"
    text = re.sub(r"\(.*\)", "", re.sub(r"\n-- +", " ", found[1]))
    return [name.strip() for name in text.split(",")]


@pytest.fixture(scope="module")
def made() -> Build:
    return build()


def test_keys_are_unique_and_never_null(made: Build) -> None:
    existing = {
        f"{row['schema_name']}.{row['table_name']}"
        for row in made.rows("select schema_name, table_name from duckdb_tables()")
    }
    looked_at = 0
    for name, model in all_models().items():
        if model.kpi or not model.sql or name not in existing:
            continue
        columns = ", ".join(key_of(model))
        nulls = " or ".join(f"{column} is null" for column in key_of(model))
        if name in BY_PLACE:
            nulls = "rule is null or table_name is null or record_id is null and source_row is null"
        found = made.rows(
            f"select (select count(*) from {name}) as rows_count,"
            f" (select count(*) from (select distinct {columns} from {name})) as keys_count,"
            f" (select count(*) from {name} where {nulls}) as nulls_count"
        )[0]
        assert found["rows_count"] == found["keys_count"], f"{name}: the key is not unique"
        assert not found["nulls_count"], f"{name}: the key holds nulls"
        looked_at += bool(found["rows_count"])
    assert looked_at > 50
