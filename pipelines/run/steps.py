"""The steps of a month: start a build, run models, gate, publish. Each is one plain function.

Belongs here: putting landing, models, gate and publication together in the one order there is.
Does not belong here: what any of them does, or who calls them (command line, Dagster).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import duckdb

from pipelines.canonical.model import load_tables
from pipelines.errors import DataProblem
from pipelines.landing.coverage import column_coverage, coverage
from pipelines.landing.store import LandedDrop, PartEntry, TableEntry, rejection_counts
from pipelines.models import landed, published, quality_seeds, runner, seeds, supply
from pipelines.models.columns_read import columns_read
from pipelines.models.graph import after, in_order
from pipelines.publish import consortium, earlier_findings, earlier_records, first_published
from pipelines.reference import store
from pipelines.run.session import Session, save_outline

Told = Callable[[str], None]
BUILD_WORKERS = 2
# seed tables filled in the middle of a build, when this model has said which figures moved
LATE_SEEDS = ("seed.first_cohort", "seed.record_change", "seed.earlier_publication")
MOVED = "engine.restated_figure"


def month_end(month: str) -> date:
    """The last day of a month written ``yyyy-mm``."""
    year, number = int(month[:4]), int(month[5:])
    following = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def require_ended(session: Session) -> None:
    """A month that had not ended when the extract was made is not published.

    Raises:
        DataProblem: saying when the extract was made.
    """
    extracted = session.newest.manifest.extracted_at.date()
    if extracted <= month_end(session.month):
        raise DataProblem(
            f"{session.month}: the extract was made on {extracted:%d/%m/%Y}, before the month had "
            "ended. Extract again after the month's last day. Nothing was published."
        )


def start_build(session: Session) -> None:
    """A new scratch file with what the models start from, for a build layer by layer."""
    shutil.rmtree(session.scratch, ignore_errors=True)
    save_outline(session)
    con = session.connect()
    try:
        fill(con, session)
    finally:
        con.close()


def fill(con: duckdb.DuckDBPyConnection, session: Session) -> None:
    """Into an empty database: landed records, the run, settings, reference and catalogue."""
    runner.create_schemas(con)
    seeds.create_empty(con)
    landed.create_views(con, _landed_files(session.drops))
    seeds.insert(con, "run", [_run_row(session)])
    seeds.load_reference(con, session.settings, session.paths.settings / session.la_code)
    published.load_published(con, store.read_all(session.paths))
    consortium.load(con, session.shared)
    models = session.models()
    formats = supply.formats_by_file(models, columns_read(models))
    seeds.load_catalogue(con, models, session.settings.packs, formats)
    _load_gaps(con, session)
    _load_accounts(con, session)
    first_published.load(con, session.paths.warehouse, session.la_code, session.month)
    earlier_findings.load(con, session.paths.warehouse, session.la_code, session.month)
    # which they are; their records are read back once it is known what moved
    earlier_records.load(con, session.paths.warehouse, session.inputs, moved={})


def _landed_files(drops: tuple[LandedDrop, ...]) -> list[landed.LandedFile]:
    return [
        landed.LandedFile(table, drop.drop_no, drop.month, drop.table_path(table), entry.scopes)
        for drop in drops
        for table, entry in drop.manifest.tables.items()
    ]


def _run_row(session: Session) -> dict[str, object]:
    extracted = session.newest.manifest.extracted_at.replace(tzinfo=None)
    return {
        "la_code": session.la_code,
        "la_name": session.settings.la_name,
        "month": session.month,
        "data_to": month_end(session.month),
        "extracted_at": extracted,
        "extract_date": extracted.date(),
        "history_months": session.settings.history_months,
        "is_synthetic": session.is_synthetic,
        "publication_id": session.publication_id,
        "headline_basis": session.settings.headline_basis,
        "neighbour_vintage": session.settings.neighbour_vintage,
    }


def _load_gaps(con: duckdb.DuckDBPyConnection, session: Session) -> None:
    """The columns each KPI cannot do without, levels nobody is named for, data quality's needs."""
    models = session.models()
    read, found = columns_read(models), supply.landed_supply(session.drops)
    seeds.insert(con, "kpi_need", supply.need_rows(models, read))
    seeds.insert(con, "kpi_level_gap", supply.level_rows(models, read, found))
    quality_seeds.load(con, models, read, session.drops)


def _load_accounts(con: duckdb.DuckDBPyConnection, session: Session) -> None:
    drops, audits = [], []
    for drop in session.drops:
        for table, entry in drop.manifest.tables.items():
            shared = {
                "la_code": session.la_code,
                "month": drop.month,
                "revision": drop.revision,
                "table_name": table,
                "extracted_at": drop.manifest.extracted_at.replace(tzinfo=None),
            }
            whole = _counts(entry) | {"source_file": entry.file}
            kind = "full" if entry.speaks_for_all else "windowed"
            drops.append(shared | whole | {"drop_no": drop.drop_no, "kind": kind})
            dates = {"min_date": entry.min_date, "max_date": entry.max_date}
            for part in entry.parts:
                named = {
                    "source_file": part.file,
                    "source_part": part.part,
                    "source_format": part.source,
                    "rows_merged": part.rows_merged,
                    "missing_columns": ", ".join(part.missing_columns),
                    "extra_columns": ", ".join(part.extra_columns),
                }
                audits.append(shared | _counts(part) | named | dates)
    seeds.insert(con, "drop", drops)
    seeds.insert(con, "load_audit", audits)
    counts = [asdict(one) | {"la_code": session.la_code} for one in rejection_counts(session.drops)]
    seeds.insert(con, "rejection_count", counts)
    seeds.insert(con, "coverage", _coverage_rows(session))
    seeds.insert(con, "column_coverage", [asdict(row) for row in column_coverage(session.drops)])


def _counts(entry: TableEntry | PartEntry) -> dict[str, object]:
    names = ("sha256", "rows_read", "rows_loaded", "rows_rejected")
    return {name: getattr(entry, name) for name in names}


def _coverage_rows(session: Session) -> list[dict[str, object]]:
    sent = {row.table_name: asdict(row) for row in coverage(session.drops)}
    never: dict[str, object] = {"complete_from": None, "complete_to": None, "is_sent": False}
    return [
        sent.get(table) or {"la_code": session.la_code, "table_name": table, **never}
        for table in load_tables()
    ]


def build_in_memory(session: Session, told: Told) -> duckdb.DuckDBPyConnection:
    """The whole build, in memory: every table of the month; the caller closes it."""
    models = session.models()
    kpis = sum(1 for model in models.values() if model.kpi)
    told(f"building {len(models)} tables, {kpis} of them KPI files")
    last = {model.name for model in after(models, LATE_SEEDS)}
    con = runner.connect(runner.IN_MEMORY)
    try:
        fill(con, session)
        first = {name: model for name, model in models.items() if name not in last}
        runner.build(con, first, workers=BUILD_WORKERS)
        earlier_records.load_moved(con, session.paths.warehouse, session.inputs)
        runner.build(con, {name: models[name] for name in last})
    except BaseException:
        con.close()
        raise
    return con


def run_layers(session: Session, layers: tuple[str, ...]) -> list[tuple[str, int | None]]:
    """The models of some layers in the scratch file, in order; each one's name and rows."""
    models = session.models()
    cohorts = [model for model in models.values() if model.kpi is not None]
    chosen = {name: model for name, model in models.items() if model.layer in layers}
    late = {model.name for model in after(chosen, LATE_SEEDS)}
    made = []
    con = session.connect()
    try:
        for model in sorted(in_order(chosen), key=lambda one: one.name in late):
            made.append((model.name, runner.run_model(con, model, cohorts)))
            if model.name == MOVED:
                earlier_records.load_moved(con, session.paths.warehouse, session.inputs)
    finally:
        con.close()
    return made


def discard(session: Session) -> None:
    """Remove what a run made on the way; landing and publications hold all that is needed."""
    shutil.rmtree(session.scratch, ignore_errors=True)
    shutil.rmtree(session.gate_folder, ignore_errors=True)
