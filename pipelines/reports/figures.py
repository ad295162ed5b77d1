"""Figures read from the published marts, each with its own earlier values and trend.

Belongs here: the queries on the value and comparison marts, and the order figures stand in. Does
not belong here: layout, words, or any arithmetic on figures beyond choosing periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from pipelines.reports.marts import Measure, Record, columns_of, records
from pipelines.reports.words import basis_position, domain_position

TREND_MONTHS = 24


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown: the rounded number if there is one, else its text."""

    value: Decimal | None
    display: str | None
    status: str | None


@dataclass(frozen=True)
class Figure:
    """One figure of one member in one period, with the same member's earlier figures."""

    measure: Measure
    basis: str
    period_end: date
    level: str
    team_id: str | None
    worker_id: str | None
    category: str | None
    numerator: Decimal | None
    denominator: Decimal | None
    now: Shown
    previous: Shown
    last_year: Shown
    signal: str | None
    facts: Record
    trend: tuple[tuple[date, Decimal | None], ...] = ()

    @property
    def decimals(self) -> int:
        """Decimal places the mart rounded to."""
        return int(self.facts.get("value_decimals") or 0)

    @property
    def is_share(self) -> bool:
        """A distribution over categories, which has no total worth showing."""
        return self.measure.facts["measure"] == "share"

    @property
    def is_headline(self) -> bool:
        """Whether this is the basis the measure is known by."""
        return self.basis == self.measure.headline_basis


# the latest period of every basis up to a day, the one before it and the one a year before
ENDS = """
latest as (
    select period.basis, max(period.period_end) as period_end
    from marts.period as period
    where period.period_end <= $period_end
    group by period.basis
),

ends as (
    select
        latest.basis,
        latest.period_end,
        last_day(
            latest.period_end
            - case when latest.basis in ('AY', 'R36') then interval 12 month else interval 1 month
                end
        )::date as previous_end,
        last_day(latest.period_end - interval 12 month)::date as last_year_end
    from latest
)
"""

_FIGURES = f"""
with {ENDS},

-- the level and the periods that are asked for, read once: the mart holds many times as much
known as materialized (
    select
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.level,
        figures.member_key,
        figures.team_id,
        figures.worker_id,
        figures.category,
        figures.category_key,
        figures.numerator,
        figures.denominator,
        figures.value_rounded,
        figures.value_display,
        figures.value_decimals,
        figures.signal,
        figures.status,
        figures.reason
    from marts.kpi_value as figures
    inner join marts.kpi_catalogue as catalogue
        on catalogue.file_stem = figures.file_stem
    where
        figures.level = $level
        and figures.period_end in (
            select unnest([ends.period_end, ends.previous_end, ends.last_year_end]) from ends
        )
        and (
            not $headline_only
            or (figures.basis = catalogue.headline_basis and figures.category_key = '')
        )
)

select
    chosen.*,
    ends.previous_end,
    ends.last_year_end,
    previous.value_rounded as previous_value,
    previous.value_display as previous_display,
    previous.status as previous_status,
    last_year.value_rounded as last_year_value,
    last_year.value_display as last_year_display,
    last_year.status as last_year_status
from known as chosen
inner join ends using (basis, period_end)
left join known as previous
    on
        previous.file_stem = chosen.file_stem
        and previous.basis = chosen.basis
        and previous.period_end = ends.previous_end
        and previous.member_key = chosen.member_key
        and previous.category_key = chosen.category_key
left join known as last_year
    on
        last_year.file_stem = chosen.file_stem
        and last_year.basis = chosen.basis
        and last_year.period_end = ends.last_year_end
        and last_year.member_key = chosen.member_key
        and last_year.category_key = chosen.category_key
"""

_TRENDS = """
select
    figures.file_stem,
    figures.basis,
    figures.category_key,
    figures.member_key,
    figures.period_end,
    figures.value_rounded
from marts.kpi_value as figures
inner join marts.kpi_catalogue as catalogue
    on catalogue.file_stem = figures.file_stem
where
    figures.level = $level
    and (
        not $headline_only
        or (figures.basis = catalogue.headline_basis and figures.category_key = '')
    )
    and figures.period_end <= $period_end
    and figures.period_end
    > $period_end - to_months(case when figures.basis in ('AY', 'R36') then 120 else $months end)
order by figures.period_end
"""


_TREND_KEY = ("file_stem", "basis", "category_key", "member_key")


def latest_figures(
    con: duckdb.DuckDBPyConnection,
    catalogue: dict[str, Measure],
    period_end: date,
    level: str = "authority",
    with_trend: bool = False,
    headline_only: bool = False,
) -> list[Figure]:
    """The latest figure per measure, basis, member and category up to ``period_end``.

    Grain: KPI x variant x member x category x basis. ``AY`` and ``R36`` give their latest
    completed period. ``headline_only`` leaves whole measures on the basis they are known by.
    """
    asked = {"period_end": period_end, "level": level, "headline_only": headline_only}
    trends: dict[tuple[Any, ...], list[tuple[date, Decimal | None]]] = {}
    if with_trend:
        for row in con.execute(_TRENDS, {**asked, "months": TREND_MONTHS}).fetchall():
            trends.setdefault(row[:4], []).append((row[4], row[5]))
    found = []
    for row in records(con, _FIGURES, asked):
        measure = catalogue[row["file_stem"]]
        key = tuple(row[name] for name in _TREND_KEY)
        found.append(_figure(row, measure, tuple(trends.get(key, ()))))
    return found


def _figure(
    row: Record, measure: Measure, trend: tuple[tuple[date, Decimal | None], ...]
) -> Figure:
    return Figure(
        measure=measure,
        basis=row["basis"],
        period_end=row["period_end"],
        level=row["level"],
        team_id=row["team_id"],
        worker_id=row["worker_id"],
        category=row["category"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        now=Shown(row["value_rounded"], row["value_display"], row["status"]),
        previous=_earlier(row, "previous"),
        last_year=_earlier(row, "last_year"),
        signal=row.get("signal"),
        facts=row,
        trend=trend,
    )


def _earlier(row: Record, name: str) -> Shown:
    return Shown(row[f"{name}_value"], row[f"{name}_display"], row[f"{name}_status"])


ComparisonKey = tuple[str, str, date, str]


def comparison_key(figure: Figure) -> ComparisonKey:
    """Where a figure's row stands in the comparison mart."""
    return figure.measure.file_stem, figure.basis, figure.period_end, figure.category or ""


# what reports read of the comparison mart; the other columns are for analysts
_COMPARED = (
    "file_stem", "basis", "period_end", "category_key", "target", "target_upper", "tolerance",
    "target_kind", "target_source", "rag", "missing_reason", "comparator_label",
    "comparator_mismatch", "neighbour_mean", "neighbour_mean_source", "neighbour_mean_computed",
    "neighbour_count", "neighbour_comparator_period", "neighbour_lag_months",
    "neighbour_significance", "england_value", "england_comparator_period", "england_lag_months",
    "england_significance",
)  # fmt: skip


def comparisons(con: duckdb.DuckDBPyConnection, period_end: date) -> dict[ComparisonKey, Record]:
    """Rows of the comparison mart by file stem, basis, period end and category.

    Those of each basis's latest period up to ``period_end``, and those whose period is a
    comparator's own.
    """
    present = columns_of(con, "kpi_comparison")
    names = ", ".join(f"compared.{one}" for one in _COMPARED if one in present)
    rows = records(
        con,
        f"with {ENDS} select {names} from marts.kpi_comparison as compared "
        "inner join ends on ends.basis = compared.basis "
        "where compared.period_end = ends.period_end or compared.neighbour_lag_months = 0 "
        "or compared.england_lag_months = 0",
        {"period_end": period_end},
    )
    return {
        (row["file_stem"], row["basis"], row["period_end"], row["category_key"]): row
        for row in rows
    }


def position(figure: Figure) -> tuple[Any, ...]:
    """Where a figure stands: by domain and name, a measure's headline basis first."""
    measure = figure.measure
    return (
        domain_position(measure.domain),
        measure.domain,
        measure.name.lower(),
        measure.file_stem,
        not figure.is_headline,
        basis_position(figure.basis),
        figure.facts.get("category_position") or 0,
        figure.category or "",
    )
