"""``kpi explain``: from a figure to its definition, arithmetic, rows and their source lines.

Belongs here: walking from marts to landing's file and row. Does not belong here: computing; the
sums printed are the warehouse's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb
import typer

from pipelines.cli.common import (
    LaOption,
    MonthOption,
    OutputFormat,
    as_text,
    checked_month,
    print_rows,
    the_paths,
)
from pipelines.errors import WrongUse
from pipelines.publish.ledger import RESTRICTED, Publication
from pipelines.publish.reading import open_database, publication_for, the_authority

# A row counts in a period as the engine says: its month lies in the period, it is old enough, and
# a stock row counts only at the period's end.
COUNTED_IN_PERIOD = (
    "inner join period_month as months on months.month_end = cohort.month_end "
    "and months.basis = ? and months.period_end = ? and months.period_end >= cohort.from_month "
    "and (not cohort.is_stock or months.period_end = cohort.month_end)"
)

_LABEL_WIDTH = 30


DEFINITION = {
    "Definition": "definition",
    "Clock": "clock",
    "Source": "source",
    "Caveats": "caveats",
    "Parameters": "parameters",
    "Versions": "version_log",
    "Credit": "attribution",
}


@dataclass(frozen=True)
class Figure:
    """One figure: a KPI (or a variant of it) on a basis at a period's end for one member."""

    kpi_id: str
    variant: str | None
    basis: str
    period_end: object
    team: str | None
    worker: str | None
    category: str | None

    @property
    def level(self) -> str:
        """The level its member belongs to."""
        return "worker" if self.worker else "team" if self.team else "authority"


def explain(
    kpi: str = typer.Argument(help="The KPI's id; add ':variant' for one of its further figures."),
    la: str | None = LaOption,
    month: str | None = MonthOption,
    basis: str | None = typer.Option(None, "--basis", help="Default: the KPI's headline basis."),
    team: str | None = typer.Option(None, "--team", help="One team by its id."),
    worker: str | None = typer.Option(None, "--worker", help="One worker (with --team)."),
    category: str | None = typer.Option(None, "--category", help="One category of the KPI."),
    as_at: str | None = typer.Option(None, "--as-at", help="As published for this month."),
    rows: bool = typer.Option(False, "--rows", help="List the rows, each with its file and line."),
    how: OutputFormat = typer.Option(OutputFormat.TABLE, "--format", help="For --rows."),
) -> None:
    """Explain a figure: what it means, how it was computed, and the records behind it."""
    paths = the_paths()
    la_code = the_authority(paths, la)
    publication = publication_for(paths, la_code, checked_month(as_at))
    con = open_database(publication.folder / RESTRICTED)
    figure = the_figure(con, kpi, basis, checked_month(month) or publication.month)
    figure = replace(figure, team=team, worker=worker, category=category)
    if rows and how is not OutputFormat.TABLE:
        _print_cohort(con, figure, how)
        return
    _print_definition(con, figure, publication)
    _print_arithmetic(con, figure)
    _print_comparators(con, figure)
    if rows:
        typer.echo("\nRows behind it (each with the file and line it came from)")
        _print_cohort(con, figure, how)


def the_figure(con: duckdb.DuckDBPyConnection, kpi: str, basis: str | None, month: str) -> Figure:
    """The authority's figure asked for by name, on its headline basis if none is given.

    Raises:
        WrongUse: if there is no such KPI, or no such period by the month.
    """
    kpi_id, _, variant = kpi.partition(":")
    found = con.execute(
        "select headline_basis from kpi_catalogue where kpi_id = ? and coalesce(variant, '') = ?",
        [kpi_id, variant],
    ).fetchone()
    if found is None:
        raise WrongUse(f"no KPI '{kpi}'; 'kpi show' lists those there are.")
    chosen = (basis or found[0]).upper()
    period = con.execute(
        "select max(period_end) from period where basis = ? "
        "and period_end <= last_day(cast(? || '-01' as date))",
        [chosen, month],
    ).fetchone()
    if period is None or period[0] is None:
        raise WrongUse(f"no {chosen} period ends by {month}; see 'kpi show --kpi {kpi_id}'.")
    return Figure(kpi_id, variant or None, chosen, period[0], None, None, None)


def _print_definition(
    con: duckdb.DuckDBPyConnection, figure: Figure, publication: Publication
) -> None:
    result = con.execute(
        "select * from kpi_catalogue where kpi_id = ? and coalesce(variant, '') = ?",
        [figure.kpi_id, figure.variant or ""],
    )
    row = result.fetchone()
    if row is None:
        return
    # a publication of long ago may not hold every column
    said = dict(zip([column[0] for column in result.description or []], row, strict=True))
    synthetic = "  SYNTHETIC DATA" if publication.manifest.get("is_synthetic") else ""
    typer.echo(f"{said['name']}  [{figure.kpi_id}]{synthetic}")
    typer.echo(f"From publication {publication.publication_id} ({publication.status})")
    for label, column in DEFINITION.items():
        if column in said:
            typer.echo(f"{label + ':':<12}{said[column] or 'none'}")


def _print_arithmetic(con: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    sql = (
        "select numerator, denominator, population, population_year, nullif(months_elapsed, 0), "
        "value_display, status, reason from kpi_value where kpi_id = ? "
        "and coalesce(variant, '') = ? and basis = ? and period_end = ? and level = ? "
        "and coalesce(category, '') = ? and (? is null or team_id = ?) "
        "and (? is null or worker_id = ?)"
    )
    row = con.execute(sql, _key(figure)).fetchone()
    typer.echo(f"\n{figure.basis} to {figure.period_end}, {figure.level}")
    if row is None:
        typer.echo("no figure for this member in this period")
        return
    names = ("numerator", "denominator", "population", "population of mid-year", "months")
    names += ("value", "status", "reason")
    for name, value in zip(names, row, strict=True):
        if value is not None:
            typer.echo(f"  {name:<{_LABEL_WIDTH}}{as_text(value)}")


def _key(figure: Figure) -> list[object]:
    return [
        figure.kpi_id,
        figure.variant or "",
        figure.basis,
        figure.period_end,
        figure.level,
        figure.category or "",
        figure.team,
        figure.team,
        figure.worker,
        figure.worker,
    ]


def _print_comparators(con: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    if figure.level != "authority":
        return
    result = con.execute(
        "select target, rag, neighbour_mean, neighbour_mean_source, neighbour_mean_computed, "
        "neighbour_comparator_period, england_value, england_comparator_period, "
        "own_published_value, own_published_period, own_gap, comparator_mismatch, missing_reason "
        "from kpi_comparison "
        "where kpi_id = ? and coalesce(variant, '') = ? and basis = ? and period_end = ? "
        "and coalesce(category, '') = ?",
        [*_key(figure)[:4], figure.category or ""],
    )
    names = [item[0] for item in result.description or []]
    row = result.fetchone()
    for name, value in zip(names, row or (), strict=False):
        if value is not None:
            label = name.replace("_", " ")
            typer.echo(f"  {label:<{_LABEL_WIDTH}}{as_text(value)}")


def _print_cohort(con: duckdb.DuckDBPyConnection, figure: Figure, how: OutputFormat) -> None:
    sql = (
        "select cohort.person_key, cohort.record_key, "
        "coalesce(cohort.event_date, cohort.snapshot_date) as on_date, cohort.team_id, "
        "cohort.worker_id, cohort.category, cohort.numerator, cohort.denominator, "
        "origin.table_name, origin.drop_month, origin.source_file, origin.source_row "
        f"from kpi_cohort as cohort {COUNTED_IN_PERIOD} "
        "left join key_map as origin on origin.key = cohort.record_key "
        "and origin.key_kind = 'record' and origin.table_name = cohort.record_table "
        "where cohort.kpi_id = ? and coalesce(cohort.variant, '') = ? "
        "and (? is null or cohort.team_id = ?) and (? is null or cohort.worker_id = ?) "
        "and (? is null or cohort.category = ?) "
        "order by on_date, cohort.record_key, cohort.category"
    )
    result = con.execute(
        sql,
        [
            figure.basis,
            figure.period_end,
            figure.kpi_id,
            figure.variant or "",
            *(figure.team, figure.team, figure.worker, figure.worker),
            *(figure.category, figure.category),
        ],
    )
    columns = [item[0] for item in result.description or []]
    rows = result.fetchall()
    print_rows(columns, rows, how)
    if how is OutputFormat.TABLE:
        typer.echo(f"{len(rows)} rows")
