"""The columns each KPI rests on, the formats that hold them, and levels nobody can be given.

Belongs here: setting the columns each KPI rests on against those formats hold. Does not belong
here: following queries (columns_read), whether and from when a column was sent (landing.coverage,
SQL).

A column that was not sent is not the same as a column left blank: the first makes a KPI that rests
on it not available, the second is a fact of the record.
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
from pipelines.models.graph import needed_for
from pipelines.models.kpi_header import KpiHeader
from pipelines.models.landed import BY_DROP
from pipelines.settings import REFERENCE_DATA
from pipelines.sources.registry import source_named

EVERY_COLUMN = "*"  # stands for a table as a whole in refining_columns.csv
# formats of a layout that is not the council's own: what each can supply can be told
FIXED_FORMATS = ("ssd", "annex_a", "cin_census", "ssda903")
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


@cache
def _supplied_alone(name: str) -> Supply:
    return supplied_by([name])


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
    """Columns a KPI may do without: pattern of KPI files, table, column (* for all) and why."""
    file = REFERENCE_DATA / "refining_columns.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (row["kpi_files"], row["table_name"], row["column_name"], row["why"])
            for row in csv.DictReader(lines)
        )


@cache
def refining_tables() -> frozenset[str]:
    """Tables that refine figures and may be absent: no merges known, no register of teams."""
    return frozenset(table for _, table, column, _ in refining_columns() if column == EVERY_COLUMN)


def named_tables(header: KpiHeader) -> frozenset[str]:
    """The tables a header names; what it names is never a mere refinement."""
    lookbacks = header.lookback_months
    return frozenset({header.record, *(lookbacks if isinstance(lookbacks, dict) else ())})


def needed_columns(stem: str, header: KpiHeader, read: KpiColumns) -> Columns:
    """The columns without which a KPI file has no figure."""
    refining = {
        (table, column)
        for pattern, table, column, _ in refining_columns()
        if fnmatchcase(stem, pattern)
    }
    left_out = refining_tables() - named_tables(header)
    return frozenset(one for one in read.counted if one not in refining and one[0] not in left_out)


def column_gaps(
    stem: str, header: KpiHeader, read: KpiColumns, supply: Supply
) -> dict[str, list[str]]:
    """Needed columns that no format of ``supply`` holds, by table; absent tables are left out."""
    gaps: dict[str, list[str]] = {}
    for table, column in sorted(needed_columns(stem, header, read)):
        if table in supply.columns and not supply.has(table, column):
            gaps.setdefault(table, []).append(column)
    return gaps


def canonical_tables(models: dict[str, Model], model: Model) -> dict[str, bool]:
    """The canonical tables a model's figures rest on, through whatever it reads.

    The value says whether each month's figures need that month's own drop of the table.

    The person tables under every child KPI are left to staging: only tables that a landed file
    can supply count, so that a missing one can be named to the council.
    """
    found = needed_for(models, [model.name]).values()
    read = {name.split(".")[1] for m in found for name in m.depends if name.startswith("landed.")}
    own = {name.removesuffix(BY_DROP) for name in read if name.endswith(BY_DROP)}
    return {name: name in own for name in sorted({one.removesuffix(BY_DROP) for one in read})}


def formats_by_file(
    models: dict[str, Model], read: Mapping[str, KpiColumns]
) -> dict[str, tuple[str, ...]]:
    """Per KPI file (by stem), the formats of a fixed layout that can supply it.

    A figure about figures is supplied by whatever supplies those: every format.
    """
    return {
        model.stem: FIXED_FORMATS
        if model.layer == "kpi_meta"
        else formats_that_supply(model, read[model.stem], canonical_tables(models, model))
        for model in models.values()
        if model.kpi is not None and (model.stem in read or model.layer == "kpi_meta")
    }


def formats_that_supply(model: Model, read: KpiColumns, tables: Iterable[str]) -> tuple[str, ...]:
    """The formats of a fixed layout that can hold all a KPI file rests on.

    ``tables``: the canonical tables it reads. A format that holds only the latest of several
    events supplies no history of them. The council's own files may hold anything.
    """
    if model.kpi is None:
        return ()
    wanted = {*tables, *named_tables(model.kpi)} & set(load_tables())
    wanted -= refining_tables() - named_tables(model.kpi)
    found = []
    for name in FIXED_FORMATS:
        supply = _supplied_alone(name)
        whole = all(
            table in supply.columns and not source_named(name).never_whole(table)
            for table in wanted
        )
        if whole and not column_gaps(model.stem, model.kpi, read, supply):
            found.append(name)
    return tuple(found)


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


def need_rows(
    models: Mapping[str, Model], read: Mapping[str, KpiColumns]
) -> list[dict[str, object]]:
    """Rows of ``seed.kpi_need``: the columns each KPI file cannot do without."""
    return [
        {
            "file_stem": model.stem,
            "kpi_id": model.kpi_id,
            "table_name": table,
            "column_name": column,
        }
        for model in models.values()
        # what figures about figures lack is theirs to say
        if model.kpi is not None and model.stem in read and model.layer != "kpi_meta"
        for table, column in sorted(needed_columns(model.stem, model.kpi, read[model.stem]))
    ]


def level_rows(
    models: Mapping[str, Model], read: Mapping[str, KpiColumns], supply: Supply
) -> list[dict[str, object]]:
    """Rows of ``seed.kpi_level_gap``."""
    levels: list[dict[str, object]] = []
    for model in models.values():
        if model.kpi is None or model.stem not in read:
            continue
        second = ("team_second", "worker_second") if model.kpi.second_credit else ()
        for level in level_gaps(read[model.stem], (*model.kpi.levels, *second), supply):
            levels.append({"file_stem": model.stem, "level": level})
    return levels
