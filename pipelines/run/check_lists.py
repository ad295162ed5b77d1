"""Fix lists of a drop that was only checked: the rules run over what was read, nothing is landed.

Belongs here: a build in memory of no more than the rules need. Does not belong here: reading files
(pipelines.landing.check), the rules (sql/quality), layout (pipelines.reports.fix_lists).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.canonical.model import load_tables
from pipelines.landing.completeness import column_fill, fill_of
from pipelines.landing.drops import Drop
from pipelines.landing.precedence import LoadedTable
from pipelines.landing.store import landed_drops
from pipelines.models import landed, quality_seeds, runner, seeds
from pipelines.models.columns_read import columns_read
from pipelines.models.discover import load_models
from pipelines.publish import earlier_findings
from pipelines.settings import SQL_ROOT, Paths, load_settings

FOLDER = "checks"
_TARGETS = ("marts.quality_finding", "marts.quality_rule", "marts.quality_completeness")
_TARGETS += ("marts.team", "marts.worker")


def write_check_lists(paths: Paths, drop: Drop, tables: Sequence[LoadedTable]) -> list[Path]:
    """Write the fix lists a run of this drop would write, under ``warehouse/<la>/checks/<month>``.

    Those of an earlier check of the month are removed: whoever has mended everything has no list.
    Work over a year late is for the run to find: it rests on figures.
    """
    from pipelines.delivery.logs import log_packs_written
    from pipelines.reports import marts, team_marts
    from pipelines.reports.fix_lists.write import FOLDER as LISTS
    from pipelines.reports.fix_lists.write import write_fix_lists
    from pipelines.reports.words import month_end

    con = runner.connect(":memory:")
    try:
        _fill(con, paths, drop, tables)
        runner.build(con, load_models(SQL_ROOT), _TARGETS)
        settings = load_settings(paths, drop.la_code)
        end = month_end(drop.month)
        publication = marts.Publication(
            publication_id=f"{drop.la_code}_{drop.month}_check",
            la_code=drop.la_code,
            la_name=settings.la_name,
            month=drop.month,
            status="draft",
            is_synthetic=bool(drop.synthetic),
            data_to=end,
            extracted_at=drop.extracted_at.replace(tzinfo=None),
            published_at=None,
        )
        names, teams = team_marts.worker_names(con), team_marts.teams(con, end)
        out = paths.of_la(drop.la_code) / FOLDER / drop.month
        shutil.rmtree(out, ignore_errors=True)
        written = write_fix_lists(con, out / LISTS, publication, names, teams)
        log_packs_written(paths.of_la(drop.la_code), out, publication.publication_id)
        return written
    finally:
        con.close()


def _fill(
    con: duckdb.DuckDBPyConnection, paths: Paths, drop: Drop, tables: Sequence[LoadedTable]
) -> None:
    """What was read as landed tables, with the run, the register of rules and earlier lists."""
    runner.create_schemas(con)
    seeds.create_empty(con)
    landed.create_empty(con)
    for table in tables:
        _take(con, drop, table)
    settings = load_settings(paths, drop.la_code)
    extracted = drop.extracted_at.replace(tzinfo=None)
    run: dict[str, object] = {
        "la_code": drop.la_code,
        "la_name": settings.la_name,
        "month": drop.month,
        "extracted_at": extracted,
        "extract_date": extracted.date(),
        "history_months": settings.history_months,
        "is_synthetic": bool(drop.synthetic),
        "headline_basis": settings.headline_basis,
        "neighbour_vintage": settings.neighbour_vintage,
    }
    seeds.insert(con, "run", [run])
    con.execute("update seed.run set data_to = last_day(cast(month || '-01' as date))")
    seeds.load_reference(con, settings, paths.settings / drop.la_code)
    models = load_models(SQL_ROOT)
    quality_seeds.load_rules(con, models, columns_read(models))
    before = [
        one for one in landed_drops(paths.warehouse, drop.la_code, drop.month)
        if one.month < drop.month
    ]  # fmt: skip
    seeds.insert_many(con, "column_fill", column_fill(before))
    for table in tables:
        filled = fill_of(drop.la_code, drop.month, table.spec.table, table.good)
        seeds.insert_many(con, "column_fill", filled)
    earlier_findings.load(con, paths.warehouse, drop.la_code, drop.month)


def _take(con: duckdb.DuckDBPyConnection, drop: Drop, table: LoadedTable) -> None:
    """One table's good rows into ``landed``, its rejected ones and its parts into their seeds."""
    name = table.spec.table
    con.register("good_rows", table.good)
    views = [name, f"{name}{landed.BY_DROP}"] if load_tables()[name].by_drop else [name]
    wanted = ["la_code", *load_tables()[name].by_name, "source_file", "source_row"]
    listed = ", ".join(column for column in wanted if column in table.good.column_names)
    for view in views:
        con.execute(
            f"insert into landed.{view} by name select {listed}, '{drop.month}' as drop_month, "
            "1 as drop_no from good_rows"
        )
    con.unregister("good_rows")
    if len(table.rejected):
        con.register("rejected_rows", table.rejected)
        quality_seeds.add_rejected(con, (drop.la_code, drop.month, name), "rejected_rows")
        con.unregister("rejected_rows")
    parts = [
        {
            "la_code": drop.la_code,
            "month": drop.month,
            "table_name": name,
            "source_file": part.head.path.name,
            "source_part": part.head.part,
            "source_format": part.source,
        }
        for part in table.parts
    ]
    seeds.insert(con, "load_audit", parts)
