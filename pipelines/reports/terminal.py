"""The comparison table for a terminal: plain, aligned, one line per measure.

Belongs here: choosing and aligning columns. Does not belong here: printing (the command line), and
figures: what is shown is the mart's own text.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table

from pipelines.errors import WrongUse
from pipelines.reports import marts
from pipelines.reports.cells import count_words, plain, shown_words
from pipelines.reports.comparators import (
    DIFFERS,
    Comparator,
    Outside,
    comparator,
    differs_mark,
)
from pipelines.reports.figures import (
    Figure,
    comparison_key,
    comparisons,
    latest_figures,
    position,
)
from pipelines.reports.words import (
    domain_words,
    month_end,
    period_words,
    rag_words,
)

_COLOURS = {"green": "green", "amber": "yellow", "red": "red"}
_COLUMNS = (
    ("Measure", "left"),
    ("Period", "left"),
    ("Value", "right"),
    ("Number", "right"),
    ("Before", "right"),
    ("Year ago", "right"),
    ("Target", "right"),
    ("Against it", "left"),
    ("Similar councils", "left"),
    ("England", "left"),
)
_CAPTION = (
    f"{DIFFERS} its publisher counts otherwise than we do: 'kpi show --compare --kpi KPI' says how"
)
WIDE_ENOUGH = 400


def comparison_table(
    source: duckdb.DuckDBPyConnection | Path, period: str | date | None = None, la: str = ""
) -> str:
    """The headline measures of one month as plain text, aligned and not cut to any width.

    Args:
        source: a published database, or a connection whose current database is one.
        period: month (``2015-04``) or period end; default the publication's own month.
        la: the authority expected; a published file holds one.

    Raises:
        WrongUse: if the file holds another authority than ``la``.
    """
    if isinstance(source, Path):
        with marts.opened(source) as con:
            return comparison_table(con, period, la)
    buffer = io.StringIO()
    console = Console(file=buffer, width=WIDE_ENOUGH, no_color=True, force_terminal=False)
    console.print(comparison_renderable(source, period, la))
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def comparison_renderable(
    con: duckdb.DuckDBPyConnection, period: str | date | None = None, la: str = ""
) -> Table:
    """The same table for ``rich`` to print, in colour where the terminal has it."""
    publication = marts.publication(con)
    if la and la != publication.la_code:
        raise WrongUse(f"This publication is of authority {publication.la_code}, not {la}.")
    end = _period_end(period, publication.month)
    title = f"{publication.la_name}, {end:%B %Y}"
    marks = publication.banner
    table = Table(
        title=f"{title}\n{marks}" if marks else title, title_justify="left", box=box.SIMPLE_HEAD,
        pad_edge=False, title_style="bold", show_edge=False, caption=_CAPTION,
        caption_justify="left",
    )  # fmt: skip
    for heading, side in _COLUMNS:
        table.add_column(heading, justify=side, no_wrap=True)  # type: ignore[arg-type]
    against = comparisons(con, end)
    domain = ""
    for figure in headlines(con, end):
        if figure.measure.domain != domain:
            domain = figure.measure.domain
            table.add_section()
            table.add_row(domain_words(domain).upper(), style="bold")
        table.add_row(*_cells(figure, comparator(against.get(comparison_key(figure)))))
    return table


def headlines(con: duckdb.DuckDBPyConnection, end: date) -> list[Figure]:
    """The authority's headline figures of whole measures, in the order of the workbook."""
    found = latest_figures(con, marts.measures(con), end)
    return sorted(
        (one for one in found if one.is_headline and one.category is None and not one.is_share),
        key=position,
    )


def _period_end(period: str | date | None, month: str) -> date:
    if isinstance(period, date):
        return period
    return month_end(period or month)


def _cells(figure: Figure, against: Comparator) -> list[str]:
    words = rag_words(
        against.rag,
        target=against.target,
        polarity=figure.measure.polarity,
        status=figure.now.status,
        is_information=against.is_information,
    )
    colour = _COLOURS.get((against.rag or "").lower())
    target = plain(against.target) if against.target is not None else "-"
    if against.target_upper is not None:
        target += f" to {plain(against.target_upper)}"
    return [
        figure.measure.name,
        period_words(figure.basis, figure.period_end).replace("12 months to", "Year to"),
        shown_words(figure.now, figure),
        count_words(figure),
        shown_words(figure.previous, figure),
        shown_words(figure.last_year, figure),
        target,
        f"[{colour}]{words}[/{colour}]" if colour else words,
        _outside(against.neighbours, figure, against),
        _outside(against.england, figure, against),
    ]


def _outside(outside: Outside, figure: Figure, against: Comparator) -> str:
    if outside.value is None:
        return "-"
    sign = "%" if figure.measure.unit == "percent" else ""
    value = f"{plain(outside.value)}{sign}"
    period = f" ({outside.period})" if outside.period else ""
    return f"{value}{period}{differs_mark(outside, against)}"
