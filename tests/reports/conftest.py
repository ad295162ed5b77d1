"""A made-up publication, its reports, and what a reader of spreadsheets finds in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.reports.marts import opened
from pipelines.reports.write import write_reports
from tests.reports.made_up_marts import write_database


@pytest.fixture(scope="session")
def publication_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publication")
    write_database(folder / "kpi.duckdb")
    return folder


@pytest.fixture(scope="session")
def written(publication_folder: Path) -> dict[str, Path]:
    """Every report of the made-up publication by file name."""
    database = publication_folder / "kpi.duckdb"
    out = publication_folder / "reports"
    files = write_reports(publication_folder, database, database, out)
    return {file.name: file for file in files}


@pytest.fixture
def con(publication_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(publication_folder / "kpi.duckdb") as connection:
        yield connection
