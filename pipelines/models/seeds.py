"""Putting the tables that are not case records into a build: run, settings, reference, catalogue.

Belongs here: filling the ``seed`` schema. Does not belong here: the shape of those tables
(seed_tables), case records (landed), any arithmetic (SQL).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.errors import WrongUse
from pipelines.models.definitions import boundary_cases, superseded_on, version_log, versions
from pipelines.models.discover import Model
from pipelines.models.parameters import PARAMETERS_FILE, parameters_of
from pipelines.models.seed_tables import (
    COMPARATOR_FILES,
    COUNCIL_FILES,
    REFERENCE_FILES,
    SEED_TABLES,
    seed_columns,
)
from pipelines.models.supply import canonical_tables, refining_tables
from pipelines.settings import REFERENCE_DATA, CouncilSettings

Rows = Sequence[Mapping[str, object]]
_CHUNK = 200


def create_empty(con: duckdb.DuckDBPyConnection) -> None:
    """Every seed table, without rows."""
    for name, columns in SEED_TABLES.items():
        con.execute(f"create or replace table seed.{name} ({columns})")


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Add rows to a seed table by column name; columns not given are null.

    Raises:
        KeyError: if a row names a column the table has not.
    """
    if not rows:
        return
    columns = seed_columns(table)
    unknown = set(rows[0]) - set(columns)
    if unknown:
        raise KeyError(f"seed.{table} has no column {sorted(unknown)}")
    row_places = "(" + ", ".join("?" * len(columns)) + ")"
    for start in range(0, len(rows), _CHUNK):
        part = rows[start : start + _CHUNK]
        values = [row.get(column) for row in part for column in columns]
        places = ", ".join([row_places] * len(part))
        names = ", ".join(columns)
        con.execute(f"insert into seed.{table} ({names}) values {places}", values)


def insert_many(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """As ``insert``, quicker for thousands of rows; every row has the columns of the first."""
    if not rows:
        return
    names = list(rows[0])
    gathered = pa.table({name: [row[name] for row in rows] for name in names})
    con.register("gathered_rows", gathered)
    con.execute(f"insert into seed.{table} by name select * from gathered_rows")
    con.unregister("gathered_rows")


def load_csv(con: duckdb.DuckDBPyConnection, table: str, file: Path) -> None:
    """Add a reference or settings file to its seed table, matched by header.

    Raises:
        WrongUse: naming the file and what DuckDB or the header check found wrong.
    """
    with file.open(encoding="utf-8-sig", newline="") as handle:
        header = next(csv.reader(handle), [])
    unknown = [name for name in header if name not in seed_columns(table)]
    if unknown:
        raise WrongUse(f"{file}:1: unknown column {', '.join(unknown)}; remove or rename it.")
    try:
        con.execute(
            f"insert into seed.{table} by name select * from read_csv(?, header = true, "
            "all_varchar = true, nullstr = '', strict_mode = true)",
            [str(file)],
        )
    except duckdb.Error as error:
        raise WrongUse(f"{file}: {str(error).splitlines()[0]}") from error


def load_reference(
    con: duckdb.DuckDBPyConnection, settings: CouncilSettings, folder: Path | None = None
) -> None:
    """Published facts, parameters and the council's own targets and teams."""
    for table, file in REFERENCE_FILES.items():
        if (REFERENCE_DATA / file).exists():
            load_csv(con, table, REFERENCE_DATA / file)
    for table, file in COMPARATOR_FILES.items():
        load_csv(con, table, REFERENCE_DATA / file)
    for table, file in COUNCIL_FILES.items():
        if folder is not None and (folder / file).exists():
            load_csv(con, table, folder / file)
    insert(con, "parameter", parameter_rows(settings.parameters))
    roles = [{"role_id": role, "priority": n} for n, role in enumerate(settings.lead_roles, 1)]
    insert(con, "lead_role", roles)
    insert(con, "rebase", [one.model_dump() for one in settings.rebase])


def parameter_rows(overrides: Mapping[str, object]) -> list[dict[str, object]]:
    """Every parameter with its value in force, its default and its source.

    Raises:
        WrongUse: if an override names a parameter that does not exist.
    """
    file = PARAMETERS_FILE
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as handle:
        known = list(csv.DictReader(handle))
    unknown = sorted(set(overrides) - {row["name"] for row in known})
    if unknown:
        raise WrongUse(
            f"settings.yml: parameters: {', '.join(unknown)} not known; see {file.name}."
        )
    rows: list[dict[str, object]] = []
    for row in known:
        text = str(overrides.get(row["name"], row["default_value"]))
        rows.append(
            {
                "name": row["name"],
                "value_text": text,
                "value_number": _number(text),
                "unit": row["unit"],
                "default_text": row["default_value"],
                "is_default": text == row["default_value"],
                "description": row["description"],
                "source": row["source"],
            }
        )
    return rows


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def load_catalogue(
    con: duckdb.DuckDBPyConnection,
    models: dict[str, Model],
    packs: Sequence[str],
    formats: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """The KPI files' headers as rows, and which canonical tables each KPI reads.

    ``formats``: the formats that can supply each KPI file, by stem.
    """
    kpis = [model for model in models.values() if model.kpi is not None]
    rows = [_kpi_row(model, packs, models) for model in kpis]
    for row in rows:
        row["formats"] = ", ".join((formats or {}).get(str(row["file_stem"]), ())) or None
    insert(con, "kpi", rows)
    for table, rows in (
        ("kpi_basis", [row for model in kpis for row in _bases(model)]),
        ("kpi_category", [row for model in kpis for row in _categories(model)]),
        ("kpi_dependency", [row for model in kpis for row in _dependencies(models, model)]),
        ("kpi_version", [row for model in kpis for row in versions(model)]),
        ("kpi_parameter", [row for model in kpis for row in _parameters(models, model)]),
        ("kpi_lookback", [row for model in kpis for row in _lookbacks(models, model)]),
    ):
        insert(con, table, rows)


def _kpi_row(model: Model, packs: Sequence[str], models: dict[str, Model]) -> dict[str, object]:
    header = model.kpi
    if header is None:
        raise ValueError("not a KPI file")
    same = ("variant", "name", "domain", "definition", "clock", "source", "comparator", "caveats")
    same += ("version", "headline", "pack", "polarity", "attribution", "measure", "scale")
    same += ("once_per", "once_takes", "weighted", "second_credit", "unit_of_count", "tells_of")
    row: dict[str, object] = {name: getattr(header, name) for name in same}
    return row | {
        "kpi_id": model.kpi_id,
        "file_stem": model.stem,
        "unit": header.unit_or_default,
        "has_whole": header.whole,
        "record_table": header.record,
        "is_enabled": header.pack in packs,
        "sql_text": model.sql,
        "levels": list(header.levels),
        "is_meta": model.layer == "kpi_meta",
        "version_log": version_log(header),
        "differs": header.differs,
        "superseded_on": superseded_on(model, models),
        "boundary_cases": "; ".join(boundary_cases().get(model.stem, ())) or None,
    }


def _bases(model: Model) -> list[dict[str, object]]:
    bases = model.kpi.bases if model.kpi else ()
    return [{"file_stem": model.stem, "kpi_id": model.kpi_id, "basis": b} for b in bases]


def _categories(model: Model) -> list[dict[str, object]]:
    names = model.kpi.categories if model.kpi else ()
    start: dict[str, object] = {"file_stem": model.stem, "kpi_id": model.kpi_id}
    return [start | {"category": c, "position": n} for n, c in enumerate(names, 1)]


def _dependencies(models: dict[str, Model], model: Model) -> list[dict[str, object]]:
    if model.layer == "kpi_meta":
        # about figures, so that what they lack is theirs to say
        return []
    start: dict[str, object] = {"file_stem": model.stem, "kpi_id": model.kpi_id}
    return [
        start
        | {
            "table_name": name,
            "needs_own_drop": needs_own_drop,
            "is_refining": name in refining_tables(),
        }
        for name, needs_own_drop in canonical_tables(models, model).items()
    ]


def _parameters(models: dict[str, Model], model: Model) -> list[dict[str, object]]:
    start: dict[str, object] = {"file_stem": model.stem, "kpi_id": model.kpi_id}
    return [start | {"name": name} for name in parameters_of(models, model)]


def _lookbacks(models: dict[str, Model], model: Model) -> list[dict[str, object]]:
    months = model.kpi.lookback_months if model.kpi else 0
    if isinstance(months, int):
        record = model.kpi.record if model.kpi else ""
        months = {record: months}
    start: dict[str, object] = {"file_stem": model.stem, "kpi_id": model.kpi_id}
    return [start | {"table_name": name, "months": number} for name, number in months.items()]
