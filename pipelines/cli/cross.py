"""``kpi show --by A --by B``: one KPI by two attributes at once, added up from its rows.

Belongs here: crossing on demand what is stored one attribute at a time. Does not belong here:
stored breakdowns (``kpi_breakdown``), who counts and when (``kpi_cohort``).

Rows are those behind the stored figure, so the parts add up to it. Figures that do not add up
(shares, medians, once per child) are not crossed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import duckdb

from pipelines.cli.explain import COUNTED_IN_PERIOD
from pipelines.errors import WrongUse

DIMENSIONS = (
    "age_band", "sex", "ethnicity_group", "category", "service_id", "team_id", "worker_id",
)  # fmt: skip
COLUMNS = ("variant", "numerator", "denominator", "value", "status")
_NOT_ADDED = ("share", "median")
_RATIOS = ("percentage", "mean", "ratio")


@dataclass(frozen=True)
class Crossing:
    """What is crossed: a KPI, two attributes, a month and, if given, a basis and a team."""

    kpi: str
    by: tuple[str, str]
    month: str
    basis: str | None = None
    team: str | None = None


@dataclass(frozen=True)
class _Figure:
    file_stem: str
    variant: str | None
    measure: str
    scale: int
    basis: str
    period_end: date
    status: str
    reason: str | None


def crossed(
    con: duckdb.DuckDBPyConnection, asked: Crossing
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Headings and one row per pair of members with anything counted, for each variant.

    Raises:
        WrongUse: if an attribute is unknown or named twice, or the KPI's figures do not add up.
    """
    _check(asked.by)
    small = _small_denominator(con)
    rows: list[tuple[object, ...]] = []
    for figure in _figures(con, asked):
        rows += _rows(con, asked, figure, small)
    return [*asked.by, *COLUMNS], rows


def _check(by: tuple[str, str]) -> None:
    unknown = [name for name in by if name not in DIMENSIONS]
    if unknown:
        raise WrongUse(f"--by {unknown[0]}: choose two of {', '.join(DIMENSIONS)}.")
    if by[0] == by[1]:
        raise WrongUse(f"--by {by[0]} is given twice; name two different attributes.")


def _small_denominator(con: duckdb.DuckDBPyConnection) -> Decimal:
    row = con.execute(
        "select value_number from parameter where name = 'small_denominator'"
    ).fetchone()
    return Decimal(row[0]) if row else Decimal(0)


def _figures(con: duckdb.DuckDBPyConnection, asked: Crossing) -> list[_Figure]:
    found = con.execute(
        "select catalogue.file_stem, catalogue.variant, catalogue.measure, catalogue.scale, "
        "figures.basis, figures.period_end, figures.status, figures.reason, "
        "catalogue.once_per, catalogue.has_whole "
        "from kpi_value as figures inner join kpi_catalogue as catalogue "
        "on catalogue.file_stem = figures.file_stem "
        "where catalogue.kpi_id = ? and figures.level = 'authority' "
        "and figures.basis = coalesce(?, catalogue.headline_basis) "
        "and figures.period_end = (select max(p.period_end) from period as p where "
        "p.basis = figures.basis and p.period_end <= last_day(cast(? || '-01' as date))) "
        "and (figures.category is null or not catalogue.has_whole) "
        "qualify row_number() over "
        "(partition by catalogue.file_stem order by figures.category) = 1 "
        "order by catalogue.variant nulls first",
        [asked.kpi, asked.basis, asked.month],
    ).fetchall()
    for row in found:
        if row[2] in _NOT_ADDED or row[8] is not None:
            kind = f"once per {row[8]}" if row[8] else f"a {row[2]}"
            raise WrongUse(f"{asked.kpi} is counted as {kind}: its parts do not add up to it.")
        if not row[9] and "category" not in asked.by:
            raise WrongUse(f"{asked.kpi} has no whole; one of the two attributes is category.")
    return [_Figure(*row[:8]) for row in found]


def _rows(
    con: duckdb.DuckDBPyConnection, asked: Crossing, figure: _Figure, small: Decimal
) -> list[tuple[object, ...]]:
    if figure.status in ("not_available", "insufficient_history"):
        status = f"{figure.status}: {figure.reason}"
        return [(None, None, figure.variant, None, None, None, status)]
    names = ", ".join(f"coalesce(cast(cohort.{name} as varchar), 'none')" for name in asked.by)
    found = con.execute(
        f"select {names}, sum(cohort.numerator), sum(cohort.denominator) "
        f"from kpi_cohort as cohort {COUNTED_IN_PERIOD} "
        "where cohort.file_stem = ? and (? is null or cohort.team_id = ?) "
        "group by 1, 2 order by 1, 2",
        [figure.basis, figure.period_end, figure.file_stem, asked.team, asked.team],
    ).fetchall()
    return [
        (first, second, figure.variant, top, bottom, *_value(figure, top, bottom, small))
        for first, second, top, bottom in found
    ]


def _value(
    figure: _Figure, top: Decimal | None, bottom: Decimal | None, small: Decimal
) -> tuple[str | None, str]:
    """The value as shown, rounded half up, and its status; a rate has no population by member."""
    if figure.measure == "count":
        return f"{Decimal(top or 0).normalize():f}", "ok"
    if figure.measure not in _RATIOS:
        return None, "no_population"
    if not bottom:
        return None, "no_denominator"
    if figure.measure == "percentage" and bottom < small:
        return f"{Decimal(top or 0).normalize():f} of {bottom.normalize():f}", "small_denominator"
    value = figure.scale * Decimal(top or 0) / bottom
    shown = value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{shown}", "small_denominator" if bottom < small else "ok"
