"""Reading the published marts: the only module that knows their columns.

Belongs here: read-only opening and the queries behind the outputs, each returning plain records.
Does not belong here: layout, words, or any arithmetic on figures beyond choosing periods.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DataProblem
from pipelines.reports.words import banner, basis_position, domain_position

Record = dict[str, Any]
TREND_MONTHS = 24


@dataclass(frozen=True)
class Publication:
    """What a published file is: the as-at stamp of every output."""

    publication_id: str
    la_code: str
    la_name: str
    month: str
    status: str
    is_synthetic: bool
    data_to: date | None
    extracted_at: datetime | None
    published_at: datetime | None
    released_by: str | None = None
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Anything a named person has not released as final."""
        return self.status != "final"

    @property
    def banner(self) -> str:
        """The marks every page must carry."""
        return banner(self.is_synthetic, self.is_draft)


@dataclass(frozen=True)
class Measure:
    """One KPI variant as the catalogue mart describes it."""

    file_stem: str
    kpi_id: str
    name: str
    domain: str
    unit: str
    headline_basis: str
    polarity: str
    facts: Record


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
    def is_headline(self) -> bool:
        """Whether this is the basis the measure is known by."""
        return self.basis == self.measure.headline_basis


@contextmanager
def opened(database: Path, alias: str = "publication") -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can only read ``database`` and has its marts on the search path.

    Raises:
        DataProblem: if the file is missing or cannot be read.
    """
    if not database.exists():
        raise DataProblem(f"{database.name} is not in the publication folder: publish the month.")
    con = duckdb.connect(":memory:")
    try:
        con.execute("set TimeZone = 'Europe/London'")
        quoted = str(database).replace("'", "''")
        con.execute(f"attach '{quoted}' as {alias} (read_only)")
        con.execute(f"use {alias}")
        yield con
    except duckdb.IOException as error:
        raise DataProblem(f"{database.name} cannot be read: publish the month again.") from error
    finally:
        con.close()


def records(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any] | None = None
) -> list[Record]:
    """The rows of a query as dictionaries by column name."""
    cursor = con.execute(sql, parameters or [])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def has_mart(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether this database holds the mart (the restricted one holds more)."""
    return bool(columns_of(con, name))


def columns_of(con: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    """The columns of a mart in the database in use; empty if it is not there."""
    found = con.execute(
        "select column_name from information_schema.columns where table_schema = 'marts'"
        " and table_catalog = current_database() and table_name = ?",
        [name],
    ).fetchall()
    return {row[0] for row in found}


def column_or_null(available: set[str], name: str, alias: str = "") -> str:
    """``alias.name as name``, or a typed null for a column this file's version lacks."""
    prefix = f"{alias}." if alias else ""
    return f"{prefix}{name} as {name}" if name in available else f"null as {name}"


def publication(con: duckdb.DuckDBPyConnection) -> Publication:
    """The stamp of the file in use.

    Raises:
        DataProblem: if the mart does not hold exactly one publication.
    """
    rows = records(con, "select * from marts.publication")
    if len(rows) != 1:
        raise DataProblem(f"marts.publication holds {len(rows)} rows instead of one.")
    row = rows[0]
    return Publication(
        publication_id=row["publication_id"],
        la_code=row["la_code"],
        la_name=row.get("la_name") or f"Authority {row['la_code']}",
        month=row["month"],
        status=row["status"],
        is_synthetic=bool(row.get("is_synthetic")),
        data_to=row.get("data_to"),
        extracted_at=row.get("extracted_at"),
        published_at=row.get("published_at"),
        released_by=row.get("released_by"),
        hashes={name: str(value) for name, value in row.items() if "hash" in name and value},
    )


def measures(con: duckdb.DuckDBPyConnection) -> dict[str, Measure]:
    """Every KPI variant of the catalogue by its file stem."""
    return {
        row["file_stem"]: Measure(
            file_stem=row["file_stem"],
            kpi_id=row["kpi_id"],
            name=row["name"],
            domain=row["domain"],
            unit=row["unit"],
            headline_basis=row["headline_basis"],
            polarity=row["polarity"],
            facts=row,
        )
        for row in records(con, "select * from marts.kpi_catalogue order by all")
    }


_FIGURES = """
with latest as (
    select period.basis, max(period.period_end) as period_end
    from marts.period as period
    where period.period_end <= $period_end
    group by period.basis
),

chosen as (
    select
        figures.*,
        last_day(
            figures.period_end
            - case when figures.basis in ('AY', 'R36') then interval 12 month else interval 1 month
                end
        )::date as previous_end,
        last_day(figures.period_end - interval 12 month)::date as last_year_end
    from marts.kpi_value as figures
    inner join latest using (basis, period_end)
    where figures.level = $level
)

select
    chosen.*,
    previous.value_rounded as previous_value,
    previous.value_display as previous_display,
    previous.status as previous_status,
    last_year.value_rounded as last_year_value,
    last_year.value_display as last_year_display,
    last_year.status as last_year_status
from chosen
left join marts.kpi_value as previous
    on
        previous.file_stem = chosen.file_stem
        and previous.basis = chosen.basis
        and previous.period_end = chosen.previous_end
        and previous.member_key = chosen.member_key
        and previous.level = chosen.level
        and previous.category_key = chosen.category_key
left join marts.kpi_value as last_year
    on
        last_year.file_stem = chosen.file_stem
        and last_year.basis = chosen.basis
        and last_year.period_end = chosen.last_year_end
        and last_year.member_key = chosen.member_key
        and last_year.level = chosen.level
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
where
    figures.level = $level
    and figures.period_end <= $period_end
    and figures.period_end
    > $period_end - to_months(case when figures.basis in ('AY', 'R36') then 120 else $months end)
order by figures.period_end
"""


_TREND_KEY = ("file_stem", "basis", "category_key", "member_key")


def figures(
    con: duckdb.DuckDBPyConnection,
    catalogue: dict[str, Measure],
    period_end: date,
    level: str = "authority",
    with_trend: bool = False,
) -> list[Figure]:
    """The latest figure per measure, basis, member and category up to ``period_end``.

    Grain: KPI x variant x member x category x basis. ``AY`` and ``R36`` give their latest
    completed period. Figures of measures the catalogue lacks are refused.
    """
    asked = {"period_end": period_end, "level": level}
    trends: dict[tuple[Any, ...], list[tuple[date, Decimal | None]]] = {}
    if with_trend:
        for row in con.execute(_TRENDS, {**asked, "months": TREND_MONTHS}).fetchall():
            trends.setdefault(row[:4], []).append((row[4], row[5]))
    found = []
    for row in records(con, _FIGURES, asked):  # type: ignore[arg-type]
        measure = catalogue.get(row["file_stem"])
        if measure is None:
            raise DataProblem(f"marts.kpi_value has {row['kpi_id']}, which the catalogue lacks.")
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


def comparisons(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, date], Record]:
    """Rows of the comparison mart by file stem, basis and period end."""
    return {
        (row["file_stem"], row["basis"], row["period_end"]): row
        for row in records(con, "select * from marts.kpi_comparison")
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
