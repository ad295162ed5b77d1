"""What the scorecard says: each measure with its chart, teams, categories and comparators.

Belongs here: reading the published marts into one object per measure. Does not belong here: which
measures are exceptional (exceptions), drawing (drawing), words every output shares (words).
Shape: one ``Entry`` per KPI and variant that has a figure or a reason for having none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.reports import marts
from pipelines.reports.comparators import Comparator, comparator
from pipelines.reports.figures import (
    Figure,
    comparison_key,
    comparisons,
    latest_figures,
    position,
)
from pipelines.reports.marts import Publication, Record, records
from pipelines.reports.words import month_end

CHART_MONTHS = 36


@dataclass(frozen=True)
class Point:
    """One month of a chart, in the measure's unit; a new ``segment`` breaks the line."""

    period_end: date
    value: float
    centre: float
    lower_limit: float
    upper_limit: float
    signal: str
    segment: int = 1


@dataclass(frozen=True)
class Chart:
    """The monthly series of one measure; ``basis`` says what a month holds (IM or SNAP)."""

    basis: str
    points: tuple[Point, ...]
    is_trial: bool


@dataclass(frozen=True)
class TeamFigure:
    """One team's figure of one measure."""

    team_id: str
    name: str
    figure: Figure


@dataclass(frozen=True)
class Entry:
    """One measure of the scorecard."""

    figure: Figure
    against: Comparator
    comparison: Record | None
    chart: Chart | None
    teams: tuple[TeamFigure, ...]
    categories: tuple[Figure, ...]
    other_bases: tuple[Figure, ...]
    moved: Record | None
    rows_count: int

    @property
    def anchor(self) -> str:
        """The measure's own address on the page."""
        return f"kpi-{self.figure.measure.file_stem}"


@dataclass(frozen=True)
class Content:
    """Everything on the page."""

    publication: Publication
    entries: tuple[Entry, ...]
    teams: tuple[tuple[str, str], ...]


def read_content(con: duckdb.DuckDBPyConnection, publication: Publication) -> Content:
    """The measures of the publication's month, in the order a child meets the service."""
    end = month_end(publication.month)
    catalogue = marts.measures(con)
    all_figures = latest_figures(con, catalogue, end)
    against = comparisons(con, end)
    charts = read_charts(con, end)
    teams = _teams(con, end, catalogue)
    moved = _moved(con)
    counted = _rows_behind(con)
    by_file: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in all_figures:
        by_file[figure.measure.file_stem].append(figure)
    entries = []
    for stem, figures in by_file.items():
        headline = _headline(figures)
        if headline is None:
            continue
        row = against.get(comparison_key(headline))
        entries.append(
            Entry(
                figure=headline,
                against=comparator(row),
                comparison=row,
                chart=charts.get(stem),
                teams=tuple(teams.get(stem, ())),
                categories=_categories(figures, headline),
                other_bases=tuple(
                    sorted(
                        (one for one in figures if one.category is None and one is not headline),
                        key=position,
                    )
                ),
                moved=moved.get((stem, headline.basis)),
                rows_count=counted.get((stem, headline.basis), 0),
            )
        )
    entries.sort(key=lambda one: position(one.figure))
    names = sorted({(one.team_id, one.name) for entry in entries for one in entry.teams})
    return Content(publication, tuple(entries), tuple(names))


def _headline(figures: list[Figure]) -> Figure | None:
    """The figure a measure is known by: its whole on its headline basis, if it has one."""
    known = [one for one in figures if one.is_headline]
    whole = [one for one in known if one.category is None]
    return next(iter(whole or sorted(known, key=position)), None)


def _categories(figures: list[Figure], headline: Figure) -> tuple[Figure, ...]:
    found = [one for one in figures if one.is_headline and one.category is not None]
    return tuple(sorted((one for one in found if one is not headline), key=position))


def read_charts(con: duckdb.DuckDBPyConnection, end: date) -> dict[str, Chart]:
    """The authority's control chart of each measure, months up to ``end``."""
    if not marts.columns_of(con, "kpi_chart"):
        return {}
    # a publication of long ago knows no versions: one line
    segment = "segment" if "segment" in marts.columns_of(con, "kpi_chart") else "1 as segment"
    sql = (
        "select file_stem, basis, period_end, value, centre, lower_limit, upper_limit, signal, "
        f"is_trial, {segment} from marts.kpi_chart where level = 'authority' "
        "and period_end <= $end and period_end > $end - to_months($months) "
        "order by file_stem, period_end"
    )
    points: defaultdict[str, list[Point]] = defaultdict(list)
    about: dict[str, tuple[str, bool]] = {}
    for row in con.execute(sql, {"end": end, "months": CHART_MONTHS}).fetchall():
        value, centre, lower, upper = (float(one) for one in row[3:7])
        points[row[0]].append(Point(row[2], value, centre, lower, upper, row[7], row[9]))
        about[row[0]] = (row[1], bool(row[8]))
    return {stem: Chart(about[stem][0], tuple(found), about[stem][1]) for stem, found in
            points.items()}  # fmt: skip


def _teams(
    con: duckdb.DuckDBPyConnection, end: date, catalogue: dict[str, marts.Measure]
) -> dict[str, list[TeamFigure]]:
    """Teams that have work in a measure; shares of a whole are told by category, not by team."""
    if not marts.columns_of(con, "team"):
        return {}
    called = {row[0]: row[1] for row in con.execute(
        "select team_id, any_value(team_name order by valid_from desc) from marts.team group by 1"
    ).fetchall()}  # fmt: skip
    found: defaultdict[str, list[TeamFigure]] = defaultdict(list)
    for figure in latest_figures(con, catalogue, end, "team", headline_only=True):
        if figure.team_id is None or figure.is_share:
            continue
        if not figure.numerator and not figure.denominator:
            continue
        name = called.get(figure.team_id) or figure.team_id.capitalize()
        found[figure.measure.file_stem].append(TeamFigure(figure.team_id, name, figure))
    for listed in found.values():
        listed.sort(key=lambda one: (one.team_id == "UNALLOCATED", one.name))
    return found


def _moved(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Record]:
    """The newest authority figure of each measure and basis that differs from first published."""
    if not marts.columns_of(con, "restatement"):
        return {}
    rows = records(
        con,
        "select * from marts.restatement where level = 'authority' and category_key = '' "
        "order by period_end",
    )
    return {(row["file_stem"], row["basis"]): row for row in rows}


def _rows_behind(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """How many records stand behind the authority's latest figure, by measure and basis."""
    if not marts.columns_of(con, "kpi_cohort"):
        return {}
    rows = con.execute(
        "select cohort.file_stem, months.basis, count(*) from marts.kpi_cohort as cohort "
        "inner join marts.period_month as months on months.month_end = cohort.month_end "
        "and months.period_end >= cohort.from_month "
        "and (not cohort.is_stock or months.period_end = cohort.month_end) "
        "inner join (select basis, max(period_end) as period_end from marts.period "
        "where period_end <= (select data_to from marts.publication) group by 1) as latest "
        "on latest.basis = months.basis and latest.period_end = months.period_end group by 1, 2"
    ).fetchall()
    return {(row[0], row[1]): row[2] for row in rows}
