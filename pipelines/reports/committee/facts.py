"""What is known of one measure for a committee: its figure, its past, its target, its signal.

Belongs here: reading the published marts into one ``Fact`` per measure. Does not belong here:
which list a measure belongs to (choose), how a sentence is put (sentences).
Shape: one fact per measure on its headline basis, whole figure, authority level; items of a
council's own layout may name another basis, variant or category.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from pipelines.reports import marts
from pipelines.reports.comparators import Comparator, comparator
from pipelines.reports.figures import (
    ENDS,
    Figure,
    comparison_key,
    comparisons,
    latest_figures,
)
from pipelines.reports.marts import Record, records
from pipelines.reports.scorecard.content import Chart, read_charts
from pipelines.reports.words import month_end

RATED_MONTHS = 12
OUTSIDE = {"neighbour": "similar councils", "england": "England"}


@dataclass(frozen=True)
class Interval:
    """The 95% interval of a figure, in its unit."""

    lower: float
    upper: float

    def is_apart_from(self, other: Interval | None) -> bool:
        """Whether the two do not overlap."""
        return other is not None and (self.upper < other.lower or other.upper < self.lower)


@dataclass(frozen=True)
class Fact:
    """One measure as a committee may be told of it."""

    figure: Figure
    against: Comparator
    target_source: str
    chart: Chart | None
    interval: Interval | None
    interval_year_before: Interval | None
    numerator_year_before: float | None
    denominator_year_before: float | None
    rated: tuple[str, ...]
    """Colours of the last twelve periods that had one, the newest last."""
    in_month: Figure | None
    worse_in_own_period: tuple[str, ...]
    """Which comparators the figure is significantly worse than, each for that one's own period."""
    far_in_own_period: tuple[str, ...]
    restated_by: float | None
    """How far the figure of a year before has moved since it was first published."""
    definition_changed: bool
    comments: tuple[Record, ...]
    drop: str

    @property
    def signal(self) -> str:
        """What the latest month signals; empty without a chart."""
        return self.chart.points[-1].signal if self.chart and self.chart.points else ""


@dataclass(frozen=True)
class Facts:
    """All measures of a publication, and how to find one by what a layout calls it."""

    publication: marts.Publication
    headline: tuple[Fact, ...]
    others: dict[tuple[str, str, str, str], Fact]

    def find(self, kpi: str, variant: str, basis: str, category: str) -> Fact | None:
        """The fact of one figure; an empty basis is the measure's headline basis."""
        wanted = [
            fact
            for (kpi_id, its_variant, its_basis, its_category), fact in self.others.items()
            if (kpi_id, its_variant, its_category) == (kpi, variant, category)
            and (its_basis == basis or (not basis and fact.figure.is_headline))
        ]
        return wanted[0] if wanted else None


def read_facts(con: duckdb.DuckDBPyConnection, publication: marts.Publication) -> Facts:
    """Every authority figure of the publication's month as a fact."""
    end = month_end(publication.month)
    figures = latest_figures(con, marts.measures(con), end)
    about = _About(con, publication, figures)
    facts = {_key(figure): about.fact(figure) for figure in figures}
    whole = tuple(
        fact
        for fact in facts.values()
        if fact.figure.is_headline and fact.figure.category is None and not fact.figure.is_share
    )
    return Facts(publication, whole, facts)


def _key(figure: Figure) -> tuple[str, str, str, str]:
    measure = figure.measure
    return (
        measure.kpi_id,
        str(measure.facts.get("variant") or ""),
        figure.basis,
        figure.category or "",
    )


class _About:
    """What several facts look up, read once."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        publication: marts.Publication,
        figures: Iterable[Figure],
    ) -> None:
        end = month_end(publication.month)
        self.compared = comparisons(con, end)
        self.charts = read_charts(con, end)
        self.ranges = _ranges(con, end)
        self.rated = _rated(con, end)
        self.own_periods = _own_periods(self.compared.values())
        self.months = {
            (one.measure.file_stem, one.category): one for one in figures if one.basis == "IM"
        }
        self.restated = _restated(con)
        self.comments = _comments(con, publication.month)
        self.drop = publication.month

    def fact(self, figure: Figure) -> Fact:
        """Everything known of one figure."""
        stem, key = figure.measure.file_stem, comparison_key(figure)
        row = self.compared.get(key)
        year_before = replace(figure, period_end=figure.facts["last_year_end"])
        then = self.ranges.get(comparison_key(year_before))
        now = self.ranges.get(key)
        is_whole = figure.category is None
        worse, far = _judged(self.own_periods, figure) if is_whole else ((), ())
        moved = self.restated.get(comparison_key(year_before))
        in_month = self.months.get((stem, figure.category))
        return Fact(
            figure=figure,
            against=comparator(row),
            target_source=str((row or {}).get("target_source") or ""),
            chart=self.charts.get(stem) if is_whole else None,
            interval=now[0] if now else None,
            interval_year_before=then[0] if then else None,
            numerator_year_before=then[1] if then else None,
            denominator_year_before=then[2] if then else None,
            rated=tuple(self.rated.get((stem, figure.basis, figure.category or ""), ())),
            in_month=in_month if figure.basis in ("R12", "YTD") else None,
            worse_in_own_period=worse,
            far_in_own_period=far,
            restated_by=float(moved["difference"]) if moved and moved["difference"] else None,
            definition_changed=bool(moved and moved["definition_changed"]),
            comments=tuple(self.comments.get(figure.measure.kpi_id, ())) if is_whole else (),
            drop=self.drop,
        )


def _ranges(
    con: duckdb.DuckDBPyConnection, end: date
) -> dict[tuple[str, str, date, str], tuple[Interval | None, float | None, float | None]]:
    """Interval, numerator and denominator of the latest period and of the one a year before."""
    rows = con.execute(
        f"with {ENDS} select file_stem, figures.basis, figures.period_end, category_key, ci_lower, "
        "ci_upper, numerator, denominator from marts.kpi_value as figures "
        "inner join ends on ends.basis = figures.basis "
        "and figures.period_end in (ends.period_end, ends.last_year_end) "
        "where figures.level = 'authority'",
        {"period_end": end},
    ).fetchall()
    return {
        tuple(row[:4]): (
            Interval(row[4], row[5]) if row[4] is not None and row[5] is not None else None,
            None if row[6] is None else float(row[6]),
            None if row[7] is None else float(row[7]),
        )
        for row in rows
    }


def _rated(con: duckdb.DuckDBPyConnection, end: date) -> dict[tuple[str, str, str], list[str]]:
    """The latest colours of each series in order of time."""
    rows = con.execute(
        "select file_stem, basis, category_key, list(lower(rag) order by period_end) "
        "from marts.kpi_comparison where rag is not null and period_end <= $end "
        "and period_end > $end - to_months($months) group by all",
        {"end": end, "months": RATED_MONTHS + 13},
    ).fetchall()
    return {(row[0], row[1], row[2]): row[3][-RATED_MONTHS:] for row in rows}


def _own_periods(compared: Iterable[Record]) -> dict[tuple[str, str, str], Record]:
    """By measure, basis and comparator, our row of that comparator's own newest period."""
    found: dict[tuple[str, str, str], Record] = {}
    for row in compared:
        for prefix in OUTSIDE:
            if row[f"{prefix}_lag_months"] != 0 or row["category_key"]:
                continue
            key = (row["file_stem"], row["basis"], prefix)
            if key not in found or found[key]["period_end"] < row["period_end"]:
                found[key] = row
    return found


def _judged(
    own_periods: dict[tuple[str, str, str], Record], figure: Figure
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Comparators that ours is worse than, or higher or lower than, in their own newest period."""
    worse, far = [], []
    for prefix, name in OUTSIDE.items():
        row = own_periods.get((figure.measure.file_stem, figure.basis, prefix))
        if row is None:
            continue
        found = row[f"{prefix}_significance"]
        text = f"{name} ({row[f'{prefix}_comparator_period']})"
        if found == "worse":
            worse.append(text)
        if found in ("higher", "lower"):
            far.append(f"{found} than {text}")
    return tuple(worse), tuple(far)


def _restated(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, date, str], Record]:
    if not marts.columns_of(con, "restatement"):
        return {}
    rows = records(con, "select * from marts.restatement where level = 'authority'")
    return {
        (row["file_stem"], row["basis"], row["period_end"], row["category_key"]): row
        for row in rows
    }


def _comments(con: duckdb.DuckDBPyConnection, month: str) -> dict[str, list[Record]]:
    """Approved sentences of managers on this month's authority figures."""
    if not marts.columns_of(con, "commentary"):
        return {}
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for row in records(
        con,
        "select * from marts.commentary where month = ? and level = 'authority' "
        "and status = 'approved' order by written_at",
        [month],
    ):
        found[row["kpi_id"]].append(row)
    return found
