"""What is said of a KPI beside its arithmetic: its versions and the cases that fix its boundaries.

Belongs here: putting a header's log into words, and the names of the golden cases as generated into
``sql/kpi/boundary_cases.csv`` (``kpi handbook`` writes it). Does not belong here: the cases
themselves (tests/sql/kpi), the header's rules (kpi_header).
"""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

from pipelines.models.discover import Model
from pipelines.models.kpi_header import KpiHeader
from pipelines.settings import SQL_ROOT

BOUNDARY_CASES = SQL_ROOT / "kpi" / "boundary_cases.csv"


OLD_VERSION = re.compile(r"^v(\d+)$")


def old_version(header: KpiHeader) -> int | None:
    """The version a file keeps computing beside its successor (variant ``v1``), else None."""
    found = OLD_VERSION.match(header.variant or "")
    return int(found[1]) if found else None


def superseded_on(model: Model, models: dict[str, Model]) -> date | None:
    """The day on which the definition an old file keeps gave way to the next; None if it stands.

    The main file is ``<kpi_id>.sql`` of the same layer; without it nothing has been superseded.
    """
    number = old_version(model.kpi) if model.kpi else None
    main = models.get(f"{model.name.split('.')[0]}.{model.kpi_id}")
    if number is None or main is None or main.kpi is None:
        return None
    return next((one.changed_on for one in main.kpi.log if one.version == number + 1), None)


def versions(model: Model) -> list[dict[str, object]]:
    """Each version of a file's definition and since when it has been in force (null = always)."""
    if model.kpi is None:
        return []
    start: dict[str, object] = {"file_stem": model.stem, "kpi_id": model.kpi_id}
    if old_version(model.kpi) is not None:
        return [start | {"version": model.kpi.version, "in_force_from": None}]
    first = start | {"version": 1, "in_force_from": None}
    later = [start | {"version": e.version, "in_force_from": e.changed_on} for e in model.kpi.log]
    return [first, *later]


def version_log(header: KpiHeader) -> str:
    """Every version of a definition in one line, the first without a date of change."""
    if old_version(header) is not None:
        return f"{header.version}: kept beside its successor for a year"
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
