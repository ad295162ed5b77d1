"""The scorecard's HTML: one file, nothing fetched from anywhere, readable without scripts.

Belongs here: turning content into the page. Does not belong here: what is on it (content,
exceptions), drawing (drawing). Text is escaped by the template engine; style and script are files
beside this one and are put into the page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from pipelines.reports.cells import count_words, plain, shown_words
from pipelines.reports.comparators import Outside, differs_mark
from pipelines.reports.figures import Figure
from pipelines.reports.marts import Publication, Record, records
from pipelines.reports.scorecard.content import Content, Entry, read_content
from pipelines.reports.scorecard.drawing import Line, control_chart, sparkline
from pipelines.reports.scorecard.exceptions import choose
from pipelines.reports.sheet import write_private
from pipelines.reports.words import (
    BASES,
    POLARITY,
    RAG_MEANING,
    SIGNALS,
    STATUS_REASON,
    UNITS,
    day,
    domain_words,
    moment,
    month_name,
    period_words,
    rag_words,
    signal_words,
)

HERE = Path(__file__).parent
TIERS = {
    "officers": "For officers of the council. Contains small numbers: not for publication.",
    "public": "Public. Counts of 1 to 5, and what would give them away, are shown as c.",
}
_RAG_ORDER = ("green", "amber", "red")


@dataclass(frozen=True)
class Row:
    """One measure as the template prints it; every field is text or drawn already."""

    entry: Entry
    value: str
    count: str
    rag: str
    rag_text: str
    signal: str
    signal_text: str
    spark: Markup
    chart: Markup
    lines: tuple[Line, ...]
    data: str


def write_scorecard(
    con: duckdb.DuckDBPyConnection, path: Path, publication: Publication, tier: str = "officers"
) -> Path:
    """Write the page of one publication for one audience; readable by its owner only."""
    content = read_content(con, publication)
    write_private(path, render(content, own_periods(con), tier).encode("utf-8"))
    return path


def own_periods(con: duckdb.DuckDBPyConnection) -> dict[str, Record]:
    """By measure, the newest comparison row whose period is a comparator's own."""
    rows = records(
        con,
        "select comparison.* from marts.kpi_comparison as comparison "
        "inner join marts.kpi_catalogue as catalogue on catalogue.file_stem = comparison.file_stem "
        "and catalogue.headline_basis = comparison.basis where comparison.category_key = '' "
        "and (comparison.neighbour_lag_months = 0 or comparison.england_lag_months = 0) "
        "order by comparison.period_end",
    )
    return {row["file_stem"]: row for row in rows}


def render(content: Content, own_period: dict[str, Record], tier: str) -> str:
    """The whole page as text."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=select_autoescape(["j2", "html"]),
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {
        "shown": shown_words,
        "counted": count_words,
        "period": lambda figure: period_words(figure.basis, figure.period_end),
        "outside": _outside,
        "differs": differs_mark,
        "plain": plain,
        "day": day,
        "moment": moment,
        "bar": _bar,
        "bases": BASES,
        "polarity": POLARITY,
        "units": UNITS,
        "reasons": STATUS_REASON,
    }
    rows = [_row(entry) for entry in content.entries]
    exceptional, many = choose(content.entries, own_period)
    by_stem = {row.entry.figure.measure.file_stem: row for row in rows}
    template = environment.get_template("scorecard.html.j2")
    return template.render(
        publication=content.publication,
        month=month_name(content.publication.month),
        tier=tier,
        tier_text=TIERS[tier],
        rows=rows,
        domains=_domains(rows),
        exceptions=[(one, by_stem[one.entry.figure.measure.file_stem]) for one in exceptional],
        exceptional_count=many,
        with_target=[row for row in rows if row.rag in _RAG_ORDER],
        colours={colour: sum(row.rag == colour for row in rows) for colour in _RAG_ORDER},
        rag_meaning=RAG_MEANING,
        signals=SIGNALS,
        teams=content.teams,
        team_data=Markup(_team_data(content)),
        style=Markup((HERE / "scorecard.css").read_text("utf-8")),
        script=Markup((HERE / "scorecard.js").read_text("utf-8")),
    )


def _domains(rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    grouped = groupby(rows, key=lambda row: row.entry.figure.measure.domain)
    return [(domain, domain_words(domain), list(found)) for domain, found in grouped]


def _row(entry: Entry) -> Row:
    figure, against = entry.figure, entry.against
    signal = entry.chart.points[-1].signal if entry.chart and entry.chart.points else ""
    lines = tuple(_lines(entry))
    unit = UNITS.get(figure.measure.unit, figure.measure.unit)
    return Row(
        entry=entry,
        value=shown_words(figure.now, figure) if figure.now.status != "suppressed" else "c",
        count=_number(figure),
        rag=(against.rag or "").lower(),
        rag_text=rag_words(
            against.rag,
            target=against.target,
            polarity=figure.measure.polarity,
            status=figure.now.status,
            is_information=against.is_information,
        ),
        signal=signal,
        signal_text=signal_words(signal),
        spark=sparkline(entry.chart),
        chart=control_chart(entry.chart, lines, unit) if entry.chart else Markup(""),
        lines=lines,
        data=_series(entry),
    )


def _number(figure: Figure) -> str:
    """Numerator and denominator; nothing where the value is the count itself."""
    if figure.now.status == "suppressed":
        return "c"
    is_count = figure.denominator is None and figure.now.value == figure.numerator
    return "" if is_count or figure.numerator is None else count_words(figure)


def _lines(entry: Entry) -> list[Line]:
    """Target and comparators as lines, only where the chart shows what they are about."""
    figure, against = entry.figure, entry.against
    pairs = [
        ("Target", against.target, "target"),
        ("Similar councils", against.neighbours.value, "neighbours"),
        ("England", against.england.value, "england"),
    ]
    if entry.chart is None or entry.chart.basis != figure.basis:
        # a monthly chart of a measure known by its year: only a percentage keeps its target, and
        # a yearly comparator is no line across months
        pairs = pairs[:1] if figure.measure.unit == "percent" else []
    return [Line(name, float(value), css) for name, value, css in pairs if value is not None]


def _series(entry: Entry) -> str:
    """The chart's months as text for the table that a reader may open beside it."""
    if entry.chart is None:
        return ""
    return ";".join(f"{p.period_end:%b %Y}|{p.value:.1f}" for p in reversed(entry.chart.points))


def _outside(outside: Outside, figure: Figure) -> str:
    """A value from elsewhere with its own period, or a dash."""
    if outside.value is None:
        return "–"
    sign = "%" if figure.measure.unit == "percent" else ""
    return f"{plain(outside.value)}{sign}"


def _bar(figure: Figure) -> Markup:
    """A share of the whole as a bar; only where the figure is a percentage that may be shown."""
    value: Decimal | None = figure.now.value
    if figure.measure.unit != "percent" or value is None:
        return Markup("")
    width = max(0, min(100, round(float(value))))
    return Markup('<span class="bar"><i style="width:{}%"></i></span>').format(width)


def _team_data(content: Content) -> str:
    """Team figures by measure, for the team filter; safe inside a script element."""
    found: dict[str, dict[str, Any]] = {}
    for entry in content.entries:
        for team in entry.teams:
            listed = found.setdefault(entry.figure.measure.file_stem, {})
            listed[team.team_id] = shown_words(team.figure.now, team.figure)
    return json.dumps(found, separators=(",", ":")).replace("<", "\\u003c")
