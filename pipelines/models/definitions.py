"""What is said of a KPI beside its arithmetic: its versions and the cases that fix its boundaries.

Belongs here: putting a header's log into words, and the names of the golden cases as generated into
``sql/kpi/boundary_cases.csv`` (``kpi handbook`` writes it). Does not belong here: the cases
themselves (tests/sql/kpi), the header's rules (kpi_header).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pipelines.models.kpi_header import KpiHeader
from pipelines.settings import SQL_ROOT

BOUNDARY_CASES = SQL_ROOT / "kpi" / "boundary_cases.csv"


def version_log(header: KpiHeader) -> str:
    """Every version of a definition in one line, the first without a date of change."""
    entries = [f"{one.version} ({one.changed_on:%d/%m/%Y}): {one.what}" for one in header.log]
    return "; ".join(["1: first definition", *entries])


@cache
def boundary_cases(file: Path = BOUNDARY_CASES) -> dict[str, tuple[str, ...]]:
    """The names of each KPI file's golden cases, in order, by the file's name."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["file_stem"], []).append(row["case"])
    return {stem: tuple(cases) for stem, cases in found.items()}
