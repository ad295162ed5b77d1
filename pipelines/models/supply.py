"""What the formats landed cannot say: KPIs they cannot supply, and levels nobody can be given.

Belongs here: setting the columns each KPI rests on against those its formats hold. Does not
belong here: following queries (columns_read), whether a table was sent or how far back (SQL).

A column that no format of a table holds is not the same as a column left blank: the first makes a
KPI that rests on it not available, the second is a fact of the record.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from pipelines.canonical.model import load_tables
from pipelines.landing.store import LandedDrop
from pipelines.models.columns_read import Columns, KpiColumns
from pipelines.models.discover import Model
from pipelines.settings import REFERENCE_DATA
from pipelines.sources.registry import source_named

# tables that refine a figure and may be absent (engine.kpi_table)
REFINING_TABLES = frozenset(
    {"department", "involvements", "person_merges", "professionals", "teams"}
)
LEADS: Mapping[str, Columns] = {
    "team_id": frozenset({("involvements", "professional_team")}),
    "worker_id": frozenset({("involvements", "professional_id")}),
}
_LEVELS: Mapping[str, tuple[str, ...]] = {
    "team_id": ("service", "team"),
    "worker_id": ("worker",),
    "second_team_id": ("team_second",),
    "second_worker_id": ("worker_second",),
}


@dataclass(frozen=True)
class Supply:
    """Columns the landed formats hold, by table; a table not there was never sent."""

    columns: Mapping[str, frozenset[str]]
    formats: Mapping[str, tuple[str, ...]]

    def has(self, table: str, column: str) -> bool:
        """Whether any format landed holds the column."""
        return column in self.columns.get(table, frozenset())


def supplied_by(names: Iterable[str]) -> Supply:
    """What formats can hold by their own declaration, for pages about formats."""
    columns: dict[str, frozenset[str]] = {}
    formats: dict[str, tuple[str, ...]] = {}
    for name in names:
        for table, spec in load_tables().items():
            held = source_named(name).supplies(table)
            held = frozenset(spec.by_name) if held is None else held
            if held:
                columns[table] = columns.get(table, frozenset()) | held
                formats[table] = (*formats.get(table, ()), name)
    return Supply(columns, formats)


def landed_supply(drops: Sequence[LandedDrop]) -> Supply:
    """What the newest drop with each table can hold, by the formats counted in it.

    A column a file of such a format happens not to have is a matter of coverage (column_coverage).
    """
    columns: dict[str, frozenset[str]] = {}
    formats: dict[str, tuple[str, ...]] = {}
    for drop in drops:
        for table, entry in drop.manifest.tables.items():
            if table not in load_tables():
                continue
            every = frozenset(load_tables()[table].by_name)
            parts = [part for part in entry.parts if part.is_counted]
            held = [_held(part.source, table, every) for part in parts]
            columns[table] = frozenset().union(*held) if held else every
            formats[table] = tuple(dict.fromkeys(part.source for part in parts))
    return Supply(columns, formats)


def _held(source: str, table: str, every: frozenset[str]) -> frozenset[str]:
    try:
        declared = source_named(source).supplies(table)
    except KeyError:  # a format no longer read
        declared = None
    return every if declared is None else declared


@cache
def refining_columns() -> tuple[tuple[str, str, str, str], ...]:
    """Columns a KPI may do without: pattern of KPI files, table, column and why."""
    file = REFERENCE_DATA / "refining_columns.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (row["kpi_files"], row["table_name"], row["column_name"], row["why"])
            for row in csv.DictReader(lines)
        )


def needed_columns(stem: str, read: KpiColumns) -> Columns:
    """The columns without which a KPI file has no figure."""
    refining = {
        (table, column)
        for pattern, table, column, _ in refining_columns()
        if fnmatchcase(stem, pattern)
    }
    return frozenset(
        one for one in read.counted if one not in refining and one[0] not in REFINING_TABLES
    )


def column_gaps(stem: str, read: KpiColumns, supply: Supply) -> dict[str, list[str]]:
    """Needed columns that no format landed holds, by table; tables never sent are left to SQL."""
    gaps: dict[str, list[str]] = {}
    for table, column in sorted(needed_columns(stem, read)):
        if table in supply.columns and not supply.has(table, column):
            gaps.setdefault(table, []).append(column)
    return gaps


def level_gaps(read: KpiColumns, levels: Iterable[str], supply: Supply) -> list[str]:
    """Levels at which nothing landed says whose a record is.

    A record that names no team and no worker is its lead involvement's, so either will do. A KPI
    whose team or worker is made from no column at all keeps its levels.
    """
    wanted, found = set(levels), []
    for credit, names in _LEVELS.items():
        sources = read.credited.get(credit)
        if sources is None and credit in LEADS and not set(LEADS) & set(read.credited):
            sources = LEADS[credit]
        if not sources:
            continue
        sources = sources | LEADS.get(credit, frozenset())
        if not any(supply.has(*one) for one in sources):
            found += [name for name in names if name in wanted]
    return found


def gap_rows(
    models: Mapping[str, Model], read: Mapping[str, KpiColumns], supply: Supply
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of ``seed.kpi_column_gap`` and ``seed.kpi_level_gap``."""
    columns: list[dict[str, object]] = []
    levels: list[dict[str, object]] = []
    for model in models.values():
        if model.kpi is None or model.stem not in read:
            continue
        one = read[model.stem]
        for table, names in column_gaps(model.stem, one, supply).items():
            formats = " and ".join(supply.formats.get(table, ()))
            reason = f"has no {', '.join(names)} in {formats}"
            columns.append({"file_stem": model.stem, "table_name": table, "reason": reason})
        second = ("team_second", "worker_second") if model.kpi.second_credit else ()
        for level in level_gaps(one, (*model.kpi.levels, *second), supply):
            levels.append({"file_stem": model.stem, "level": level})
    return columns, levels
