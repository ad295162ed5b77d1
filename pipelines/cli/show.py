"""``kpi show``: figures of a publication, with their comparators beside them.

Belongs here: turning options into one query over the marts. Does not belong here: arithmetic;
every number printed stands in a mart.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import typer

from pipelines.cli.common import (
    LaOption,
    MonthOption,
    OutputFormat,
    checked_month,
    notes,
    print_rows,
    the_paths,
)
from pipelines.cli.cross import Crossing, crossed
from pipelines.errors import WrongUse
from pipelines.publish.reading import open_database, publication_for, the_authority

LEVELS = ("authority", "service", "team", "worker", "team_second", "worker_second")
_COMPARED = (
    "previous_value_rounded",
    "last_year_value_rounded",
    "target",
    "rag",
    "neighbour_mean",
    "neighbour_mean_source",
    "neighbour_comparator_period",
    "england_value",
    "england_comparator_period",
    "missing_reason",
)


@dataclass(frozen=True)
class Asked:
    """What a person asked to see."""

    month: str
    kpi: str | None
    domain: str | None
    basis: str | None
    level: str
    team: str | None
    worker: str | None
    by: str | None


def show(
    la: str | None = LaOption,
    month: str | None = MonthOption,
    kpi: str | None = typer.Option(None, "--kpi", help="One KPI by its id."),
    domain: str | None = typer.Option(None, "--domain", help="One domain, e.g. child_protection."),
    basis: str | None = typer.Option(
        None, "--basis", help="IM, YTD, R12, R36, AY or SNAP; default: each KPI's headline."
    ),
    level: str | None = typer.Option(None, "--level", help="authority, service, team or worker."),
    team: str | None = typer.Option(None, "--team", help="One team by its id."),
    worker: str | None = typer.Option(None, "--worker", help="One worker by id."),
    by: list[str] | None = typer.Option(
        None, "--by", help="A breakdown, for example age_band; give two to cross them."
    ),
    as_at: str | None = typer.Option(
        None, "--as-at", help="As published for this month (YYYY-MM); default: as now known."
    ),
    beside: bool = typer.Option(
        False, "--compare", help="The council among others: region, England, each neighbour."
    ),
    what_if: bool = typer.Option(
        False, "--what-if", help="How many more or fewer cases reach target, neighbours, England."
    ),
    how: OutputFormat = typer.Option(OutputFormat.TABLE, "--format", help="table, csv or json."),
) -> None:
    """Show figures: one line per KPI, with target, last year, neighbours and England beside it."""
    paths = the_paths()
    la_code = the_authority(paths, la)
    publication = publication_for(paths, la_code, checked_month(as_at))
    chosen = checked_month(month) or publication.month
    level = level or ("worker" if worker else "team" if team else "authority")
    if level not in LEVELS:
        raise WrongUse(f"--level {level}: choose one of {', '.join(LEVELS)}.")
    by = by or []
    basis = basis and basis.upper()
    asked = Asked(chosen, kpi, domain, basis, level, team, worker, by[0] if by else None)
    con = open_database(publication.folder / "kpi.duckdb")
    known = {row[0] for row in con.execute("select kpi_id from kpi_catalogue").fetchall()}
    if kpi is not None and kpi not in known:
        raise WrongUse(f"no KPI '{kpi}'; 'kpi show' lists those there are.")
    if beside or what_if:
        from pipelines.cli import compare

        chosen_rows = compare.compare if beside else compare.what_if
        columns, rows = chosen_rows(con, chosen, kpi, domain)
    elif len(by) > 1:
        columns, rows = _cross(con, asked, by)
    else:
        sql, parameters = _query(asked, how is OutputFormat.TABLE)
        result = con.execute(sql, parameters)
        columns = [item[0] for item in result.description or []]
        rows = result.fetchall()
    if how is OutputFormat.TABLE:
        stamp = "SYNTHETIC DATA. " if publication.manifest.get("is_synthetic") else ""
        notes.print(
            f"{stamp}{publication.publication_id} ({publication.status}), {chosen}, {level}"
        )
    print_rows(columns, rows, how)


def _cross(
    con: duckdb.DuckDBPyConnection, asked: Asked, by: list[str]
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Two attributes of one KPI at once."""
    if len(by) > 2 or asked.kpi is None or asked.worker or asked.domain:
        raise WrongUse("two attributes are crossed for one KPI: --kpi ID --by A --by B [--team T].")
    pair = (by[0], by[1])
    return crossed(con, Crossing(asked.kpi, pair, asked.month, asked.basis, asked.team))


def _query(asked: Asked, for_people: bool) -> tuple[str, list[object]]:
    source, extra = "kpi_value", ""
    if asked.by:
        source = "kpi_breakdown"
        extra = "and figures.dimension = ? "
    where, parameters = _where(asked)
    compared = asked.level == "authority" and not asked.by
    columns = _columns_for_people(asked, compared) if for_people else _all_columns(compared)
    join = _COMPARISON_JOIN if compared else ""
    sql = (
        f"select {columns} from {source} as figures "
        "inner join kpi_catalogue as catalogue on catalogue.kpi_id = figures.kpi_id "
        "and coalesce(catalogue.variant, '') = coalesce(figures.variant, '') "
        f"{join} where {where} {extra}"
        "order by catalogue.domain, figures.kpi_id, figures.variant nulls first, figures.basis, "
        "figures.service_id nulls first, figures.team_id nulls first, "
        "figures.worker_id nulls first, figures.category nulls first"
    )
    return sql, parameters + ([asked.by] if asked.by else [])


_COMPARISON_JOIN = (
    "left join kpi_comparison as beside on beside.kpi_id = figures.kpi_id "
    "and coalesce(beside.variant, '') = coalesce(figures.variant, '') "
    "and coalesce(beside.category, '') = coalesce(figures.category, '') "
    "and beside.basis = figures.basis and beside.period_end = figures.period_end"
)


def _where(asked: Asked) -> tuple[str, list[object]]:
    # A basis that is not monthly shows its latest completed period.
    parts = [
        "figures.level = ?",
        "figures.period_end = (select max(p.period_end) from period as p "
        "where p.basis = figures.basis and p.period_end <= last_day(cast(? || '-01' as date)))",
    ]
    parameters: list[object] = [asked.level, asked.month]
    if asked.basis:
        parts.append("figures.basis = ?")
        parameters.append(asked.basis)
    else:
        parts.append("figures.basis = catalogue.headline_basis")
    pairs = (("figures.kpi_id", asked.kpi), ("catalogue.domain", asked.domain))
    pairs += (("figures.team_id", asked.team), ("figures.worker_id", asked.worker))
    for column, value in pairs:
        if value is not None:
            parts.append(f"{column} = ?")
            parameters.append(value)
    return " and ".join(parts), parameters


def _all_columns(compared: bool) -> str:
    beside = "".join(f", beside.{name}" for name in _COMPARED) if compared else ""
    return f"figures.*{beside}"


def _columns_for_people(asked: Asked, compared: bool) -> str:
    names = ["figures.kpi_id as kpi", "figures.basis", "figures.period_end"]
    if asked.level in ("service",):
        names.append("figures.service_id as service")
    if asked.level.startswith(("team", "worker")):
        names.append("figures.team_id as team")
    if asked.level.startswith("worker"):
        names.append("figures.worker_id as worker")
    names += ["figures.variant", "figures.category"]
    if asked.by:
        names.append("figures.member")
    names += ["figures.numerator", "figures.denominator", "figures.value_display as value"]
    if compared:
        names += [
            "beside.previous_value_rounded as previous",
            "beside.last_year_value_rounded as last_year",
            "beside.target",
            "beside.rag",
            "round(beside.neighbour_mean, 1) as neighbours",
            "beside.neighbour_comparator_period",
            "beside.england_value as england",
            "beside.england_comparator_period",
            "beside.comparator_mismatch as published_series_differs",
        ]
    return ", ".join([*names, "figures.status"])
