"""One asset per landed table, SQL model and KPI file; then gate, publication and reports.

Belongs here: wiring steps to assets and metadata. Does not belong here: the steps (pipelines.run),
schedules. Assets return metadata only, so that no record of a child reaches Dagster's storage.
"""

import re
from collections.abc import Iterator

import dagster as dg

from pipelines.canonical.model import load_tables
from pipelines.gate import gate
from pipelines.landing.store import latest
from pipelines.models.discover import LAYERS, Model, load_models
from pipelines.models.landed import BY_DROP
from pipelines.orchestration.runs import begin, end, months_partition, session_of
from pipelines.publish import ledger
from pipelines.run import month as month_run
from pipelines.run import steps
from pipelines.settings import SQL_ROOT, default_paths

Metadata = dict[str, dg.MetadataValue | str | int | float | bool]

DROP = dg.AssetKey(["raw", "drop"])
FACTS = dg.AssetKey(["seed", "facts_and_settings"])
GATE = dg.AssetKey(["gate", "release_gate"])
PUBLICATION = dg.AssetKey(["publication", "publication"])
REPORTS = dg.AssetKey(["reports", "workbooks_and_lists"])


def key_of(table: str) -> dg.AssetKey:
    """The asset of a table named ``schema.table``; all seed tables are one asset.

    What each drop said of a landed table and its latest word are one asset too.
    """
    schema, name = table.split(".", 1)
    if schema == "landed":
        name = name.removesuffix(BY_DROP)
    return FACTS if schema == "seed" else dg.AssetKey([schema, name])


def tables_read() -> list[str]:
    """Canonical tables that some model reads, in order."""
    found = {
        name.removesuffix(BY_DROP)
        for model in load_models(SQL_ROOT).values()
        for name in model.depends
    }
    return [name for name in load_tables() if f"landed.{name}" in found]


@dg.asset(
    key=DROP,
    group_name="raw",
    partitions_def=months_partition,
    description="The month's extracts as received.",
)
def drop(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """What lies in the month's drop folder."""
    la_code, month = begin(context)
    folder = default_paths().raw / la_code / month
    files = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    size = sum(file.stat().st_size for file in files)
    return dg.MaterializeResult(metadata={"files": len(files), "bytes": size})


def _landed_spec(table: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        dg.AssetKey(["landed", table]),
        deps=[DROP],
        group_name="landed",
        description=load_tables()[table].grain,
    )


@dg.multi_asset(
    name="land", specs=[_landed_spec(t) for t in tables_read()], partitions_def=months_partition
)
def land(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
    """Check and land the drop; each table says what was read, loaded and rejected."""
    la_code, month = begin(context)
    paths = default_paths()
    month_run.land_months(paths, la_code, month, context.log.info)
    month_run.require_no_hold(paths, la_code, month)
    landed = latest(paths.warehouse, la_code, month)
    entries = landed.manifest.tables if landed else {}
    for table in tables_read():
        entry = entries.get(table)
        metadata: Metadata = {"rows_read": 0, "sent": False}
        if entry is not None:
            metadata = {
                "sent": True,
                "rows_read": entry.rows_read,
                "rows_loaded": entry.rows_loaded,
                "rows_rejected": entry.rows_rejected,
                "file_sha256": entry.sha256,
                "dates": f"{entry.min_date} to {entry.max_date}",
            }
        yield dg.MaterializeResult(asset_key=["landed", table], metadata=metadata)


@dg.asset(
    key=FACTS,
    group_name="seed",
    deps=[dg.AssetKey(["landed", table]) for table in tables_read()],
    partitions_def=months_partition,
    description="The run, settings, published facts and the catalogue, in a new scratch database.",
)
def facts_and_settings(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Start the build."""
    session = session_of(context)
    steps.require_ended(session)
    steps.start_build(session)
    return dg.MaterializeResult(
        metadata={
            "publication_id": session.publication_id,
            "inputs_hash": session.inputs.hash,
            "drops": ", ".join(one.label for one in session.drops),
        }
    )


def _first_line(model: Model) -> str:
    if model.kpi is not None:
        return f"{model.kpi.name}. {model.kpi.definition}"
    found = re.match(r"-- \w+: (.*)", model.sql)
    return found[1] if found else "Every KPI's cohort, one below the other."


def parents_of(model: Model) -> set[dg.AssetKey]:
    """What a model reads; staging waits for the scratch database, a cause for what has moved."""
    begun = {FACTS} if model.layer == "staging" else set()
    if model.depends & set(steps.LATE_SEEDS):
        begun.add(key_of(steps.MOVED))
    return begun | {key_of(name) for name in model.depends}


def _spec(model: Model) -> dg.AssetSpec:
    return dg.AssetSpec(
        key_of(model.name),
        deps=sorted(parents_of(model)),
        group_name=model.layer,
        tags={"domain": model.domain},
        kinds={"duckdb", "sql"},
        description=_first_line(model),
    )


def _step_assets(layers: tuple[str, ...]) -> dg.AssetsDefinition:
    models = [model for model in load_models(SQL_ROOT).values() if model.layer in layers]

    # An asset for every file, in one step a layer: a step of its own for each of 250 small tables
    # would spend more time on Dagster's event log than on the tables.
    @dg.multi_asset(
        name=f"build_{layers[0]}",
        specs=[_spec(model) for model in models],
        partitions_def=months_partition,
    )
    def layer_of_tables(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        for name, rows in steps.run_layers(session_of(context), layers):
            metadata = {"made": "on reading"} if rows is None else {"rows": rows}
            yield dg.MaterializeResult(asset_key=key_of(name), metadata=metadata)

    return layer_of_tables


# KPIs about KPIs read the engine's figures and hand back theirs: one step with the engine. Rules of
# data quality read intermediate models and keep records out of others: one step with them
_TOGETHER = {"engine": ("engine", "kpi_meta"), "intermediate": ("intermediate", "quality")}
_STEPS = tuple(
    _TOGETHER.get(layer, (layer,)) for layer in LAYERS if layer not in ("kpi_meta", "quality")
)


def model_assets() -> list[dg.AssetsDefinition]:
    """An asset for every SQL file."""
    return [_step_assets(layers) for layers in _STEPS]


@dg.asset(
    key=GATE,
    group_name="gate",
    deps=[key_of(name) for name, m in load_models(SQL_ROOT).items() if m.layer == "marts"],
    partitions_def=months_partition,
    check_specs=[
        dg.AssetCheckSpec("reconciliations", asset=GATE, blocking=True),
        dg.AssetCheckSpec("expectations", asset=GATE, blocking=True),
    ],
    description="Reconciliations and expectation suites; nothing is published unless all hold.",
)
def release_gate(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Run the gate on the build."""
    session = session_of(context)
    waiting = gate.start(session.gate_folder)
    try:
        gate.finish(waiting, session.build_path)
    finally:
        gate.stop(waiting)
    return dg.MaterializeResult(
        check_results=[
            dg.AssetCheckResult(check_name="reconciliations", passed=True),
            dg.AssetCheckResult(check_name="expectations", passed=True),
        ]
    )


@dg.asset(
    key=PUBLICATION,
    group_name="publication",
    deps=[GATE],
    partitions_def=months_partition,
    description="One folder with three databases and all reports, made current in one step.",
)
def publication(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Publish the gated build as a draft."""
    session = session_of(context)
    try:
        made = month_run.publish_build(session, session.build_path, lambda: session.gate_folder)
    finally:
        steps.discard(session)
        end(context.run.run_id)
    return dg.MaterializeResult(metadata=metadata_of(made.publication))


def metadata_of(made: ledger.Publication) -> Metadata:
    """A publication as numbers that Dagster plots over time: counts, hashes, headline figures."""
    figures = month_run.headline_figures(made)
    counts = {name: int(value) for name, value in dict(made.manifest["headline"]).items()}
    return {
        "publication_id": made.publication_id,
        "inputs_hash": made.inputs_hash,
        **counts,
        **{f"figure_{name}": value for name, value in figures.items()},
    }


@dg.asset(
    key=REPORTS,
    group_name="reports",
    deps=[PUBLICATION],
    partitions_def=months_partition,
    description="The workbooks and lists that lie in the publication.",
)
def reports(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Say what was written; the files themselves were verified with the publication."""
    la_code, month = context.partition_key.split("_", 1)
    made = ledger.find(default_paths().warehouse, la_code, month)
    files = sorted((made.folder / "reports").rglob("*.*"))
    return dg.MaterializeResult(metadata={"files": len(files), "folder": str(made.folder)})
