"""The made-up marts have columns that the published ones have: reports read nothing else."""

from __future__ import annotations

import re

import pytest

from pipelines.publish.columns import load_columns
from pipelines.publish.databases import publication_columns
from tests.reports.made_up_marts import TABLES


def made_up_columns(table: str) -> set[str]:
    return {part.split()[0] for part in re.sub(r"\(.*?\)", "", TABLES[table]).split(",")}


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"publication"}))
def test_every_column_that_reports_read_is_published(table: str) -> None:
    described = load_columns()[table]
    published = {column.published_name for column in described.columns.values()}
    assert made_up_columns(table) <= published


def test_the_stamp_is_the_publications_own() -> None:
    assert made_up_columns("publication") <= set(publication_columns())
