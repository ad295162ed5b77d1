"""``kpi why``: what moved a figure since the period before.

Belongs here: comparing two periods of one publication, row by row and team by team, with late
recording kept apart. Does not belong here: causes; figures say what moved, never why people acted.

A percentage's change is split by team into performance (each team's share changed) and cohort (the
teams' weights changed), by the mid-point method, so that the two parts add to the whole change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import duckdb
import typer

from pipelines.cli.common import LaOption, checked_month, plain_table, the_paths
from pipelines.cli.explain import COUNTED_IN_PERIOD, Figure, the_figure
from pipelines.errors import WrongUse
from pipelines.publish.ledger import ANALYSTS
from pipelines.publish.reading import open_database, publication_for, the_authority


@dataclass(frozen=True)
class Part:
    """One team's numerator and denominator in one period."""

    numerator: Fraction
    denominator: Fraction


def why(
    kpi: str = typer.Argument(help="The KPI's id; add ':variant' for one of its further figures."),
    month: str = typer.Option(..., "--month", help="The month whose figure moved, YYYY-MM."),
    la: str | None = LaOption,
    basis: str | None = typer.Option(None, "--basis", help="Default: the KPI's headline."),
) -> None:
    """Say what moved a figure: joiners, leavers, teams, late entries."""
    paths = the_paths()
    la_code = the_authority(paths, la)
    publication = publication_for(paths, la_code, None)
    con = open_database(publication.folder / ANALYSTS)
    now = the_figure(con, kpi, basis, checked_month(month) or publication.month)
    before = _period_before(con, now)
    values = [_figure_row(con, now, period) for period in (before, now.period_end)]
    typer.echo(f"{now.kpi_id}, {now.basis}: {before} -> {now.period_end}")
    typer.echo(plain_table(("period", "numerator", "denominator", "value", "status"), values))
    _print_moves(con, now, before)
    measure = _measure(con, now)
    _print_teams(con, now, before, measure)
    _print_late(con, now, before)


def _period_before(con: duckdb.DuckDBPyConnection, figure: Figure) -> object:
    row = con.execute(
        "select max(period_end) from period where basis = ? and period_end < ?",
        [figure.basis, figure.period_end],
    ).fetchone()
    if row is None or row[0] is None:
        raise WrongUse(f"{figure.period_end} is the first period held; nothing lies before it.")
    return row[0]


def _measure(con: duckdb.DuckDBPyConnection, figure: Figure) -> str:
    row = con.execute(
        "select measure from kpi_catalogue where kpi_id = ? and coalesce(variant, '') = ?",
        [figure.kpi_id, figure.variant or ""],
    ).fetchone()
    return str(row[0]) if row else ""


def _figure_row(
    con: duckdb.DuckDBPyConnection, figure: Figure, period: object
) -> tuple[object, ...]:
    row = con.execute(
        "select period_end, numerator, denominator, value_display, status from kpi_value "
        "where kpi_id = ? and coalesce(variant, '') = ? and basis = ? and period_end = ? "
        "and level = 'authority' and category is null",
        [figure.kpi_id, figure.variant or "", figure.basis, period],
    ).fetchone()
    return row or (period, None, None, None, "no figure")


_MOVES = f"""
with counted as (
    select
        cohort.record_key, cohort.category, months.period_end,
        coalesce(sum(cohort.numerator), 0) as numerator,
        coalesce(sum(cohort.denominator), 0) as denominator
    from kpi_cohort as cohort
    {COUNTED_IN_PERIOD.replace("months.period_end = ? and", "months.period_end in (?, ?) and", 1)}
    where cohort.kpi_id = ? and coalesce(cohort.variant, '') = ?
    group by all
),
sides as (
    select
        record_key, category,
        sum(numerator) filter (where period_end = ?) as numerator_before,
        sum(denominator) filter (where period_end = ?) as denominator_before,
        sum(numerator) filter (where period_end = ?) as numerator_now,
        sum(denominator) filter (where period_end = ?) as denominator_now
    from counted
    group by all
)
select
    case
        when denominator_before is null then '1 joined'
        when denominator_now is null then '2 left'
        when numerator_now > numerator_before then '3 stayed, numerator up'
        when numerator_now < numerator_before then '4 stayed, numerator down'
        else '5 stayed, unchanged'
    end as move,
    count(*) as records,
    sum(coalesce(numerator_now, 0) - coalesce(numerator_before, 0)) as numerator_change,
    sum(coalesce(denominator_now, 0) - coalesce(denominator_before, 0)) as denominator_change
from sides
group by move
order by move
"""


def _print_moves(con: duckdb.DuckDBPyConnection, figure: Figure, before: object) -> None:
    now = figure.period_end
    rows = con.execute(
        _MOVES,
        [figure.basis, before, now, figure.kpi_id, figure.variant or "", before, before, now, now],
    ).fetchall()
    typer.echo("\nRecords: who joined and left the count, and whose outcome changed")
    names = ("move", "records", "numerator_change", "denominator_change")
    typer.echo(plain_table(names, [(row[0][2:], *row[1:]) for row in rows]))


def _print_teams(
    con: duckdb.DuckDBPyConnection, figure: Figure, before: object, measure: str
) -> None:
    sides = [_by_team(con, figure, period) for period in (before, figure.period_end)]
    if not sides[0] and not sides[1]:
        typer.echo("\nThis figure has no team level.")
        return
    typer.echo("\nBy team")
    if measure == "percentage":
        rows = split_change(sides[0], sides[1])
        names = ("team", "before", "now", "performance_points", "cohort_points")
        typer.echo(plain_table(names, rows))
        typer.echo(f"adds to {sum((row[3] + row[4] for row in rows), 0.0):.2f} points")
        return
    rows_plain = [
        (team, _side(sides[0], team), _side(sides[1], team))
        for team in sorted(set(sides[0]) | set(sides[1]))
    ]
    typer.echo(plain_table(("team", "before", "now"), rows_plain))


def _by_team(con: duckdb.DuckDBPyConnection, figure: Figure, period: object) -> dict[str, Part]:
    rows = con.execute(
        "select team_id, numerator, denominator from kpi_value where kpi_id = ? "
        "and coalesce(variant, '') = ? and basis = ? and period_end = ? and level = 'team' "
        "and category is null and (numerator is not null or denominator is not null)",
        [figure.kpi_id, figure.variant or "", figure.basis, period],
    ).fetchall()
    return {row[0]: Part(Fraction(row[1] or 0), Fraction(row[2] or 0)) for row in rows}


def _side(side: Mapping[str, Part], team: str) -> str:
    part = side.get(team)
    if part is None:
        return ""
    return (
        f"{float(part.numerator):g} of {float(part.denominator):g}"
        if part.denominator
        else (f"{float(part.numerator):g}")
    )


def split_change(
    before: Mapping[str, Part], now: Mapping[str, Part]
) -> Sequence[tuple[str, str, str, float, float]]:
    """Each team's part of a percentage's change: (team, before, now, performance, cohort) points.

    A team that had no cases in one of the periods changes the cohort only.
    """
    totals = [sum((p.denominator for p in side.values()), Fraction(0)) for side in (before, now)]
    if not all(totals):
        return []
    rows = []
    for team in sorted(set(before) | set(now)):
        shares, weights = [], []
        for side, total in ((before, totals[0]), (now, totals[1])):
            part = side.get(team, Part(Fraction(0), Fraction(0)))
            weights.append(part.denominator / total)
            shares.append(part.numerator / part.denominator if part.denominator else None)
        first = shares[0] if shares[0] is not None else shares[1] or Fraction(0)
        second = shares[1] if shares[1] is not None else first
        performance = (weights[0] + weights[1]) / 2 * (second - first) * 100
        cohort = (first + second) / 2 * (weights[1] - weights[0]) * 100
        rows.append(
            (team, _side(before, team), _side(now, team), float(performance), float(cohort))
        )
    return rows


def _print_late(con: duckdb.DuckDBPyConnection, figure: Figure, before: object) -> None:
    rows = con.execute(
        "select period_end, first_value, now_value, difference, cause from restatement "
        "where kpi_id = ? and coalesce(variant, '') = ? and basis = ? and level = 'authority' "
        "and category is null and period_end in (?, ?) order by period_end",
        [figure.kpi_id, figure.variant or "", figure.basis, before, figure.period_end],
    ).fetchall()
    typer.echo("\nRecorded late or corrected since first published")
    if not rows:
        typer.echo("nothing: both figures stand as first published")
        return
    typer.echo(plain_table(("period", "first", "now", "difference", "cause"), rows))
