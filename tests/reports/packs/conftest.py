"""A made-up publication with the lists' marts, and its reports."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.reports.write import PACKS_ONLY, write_reports
from tests.reports.made_up_marts import write_database
from tests.reports.packs.marts import add_lists


@pytest.fixture(scope="package")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the publication; its packs lie beside it, under ``reports/teams``."""
    folder = tmp_path_factory.mktemp("packed")
    database = write_database(folder / "kpi.duckdb")
    with duckdb.connect(str(database)) as con:
        add_lists(con)
    write_reports(folder, database, database, folder / "reports", PACKS_ONLY)
    return database
