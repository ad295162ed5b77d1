"""A workbook per team: its measures, its workers' measures, what is due, and the rows behind.

Belongs here: what a practice manager sees and in which order. Does not belong here: queries
(team_marts), how a cell looks (cells, sheet). Workers stand in order of name, with counts and never
with a colour or a rank: the sheet is for asking, not for judging.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.reports.action_lists import (
    Names,
    action_sheet,
    by_worker,
    headline,
    worker_sheet,
)
from pipelines.reports.cells import (
    TrendSheet,
    category_words,
    count_cell,
    period_cell,
    rag_cell,
    reason_cell,
    shown_cell,
    target_cell,
    text,
    value_cell,
)
from pipelines.reports.comparators import NO_COMPARATOR, Comparator
from pipelines.reports.figures import Figure, Shown
from pipelines.reports.marts import Publication, Record
from pipelines.reports.packs.lists import TeamLists
from pipelines.reports.packs.sheets import list_sheets
from pipelines.reports.reference_sheets import about
from pipelines.reports.sheet import Book, Page, new_book
from pipelines.reports.styles import CELL, NAME, WRAPPED, Cell, Column, Trend
from pipelines.reports.team_marts import Team
from pipelines.reports.words import RAG_MEANING, domain_words, month_name, period_words

AUDIENCE = (
    "For the practice manager of this team. It names children and workers: do not forward; for "
    "supervision and support, not for ranking people."
)
OUTCOMES = {
    "met": "✔ Met",
    "missed": "✖ Missed",
    "clear": "✔ Clear",
    "against": "✖ Counts against",
    "counted": "Counted",
}


@dataclass(frozen=True)
class TeamContent:
    """Everything one team's workbook shows."""

    team: Team
    figures: Sequence[Figure]
    workers: Sequence[Figure]
    actions: Sequence[Record]
    held: dict[str, Record]
    rows: Sequence[Record]
    rows_file: str
    lists: TeamLists = field(default_factory=TeamLists)


@dataclass(frozen=True)
class Council:
    """What every team is set against, and the names of people."""

    publication: Publication
    authority: dict[tuple[str, str], Figure]
    targets: dict[tuple[str, str], Comparator]
    ratings: dict[tuple[str, str, str], str | None]
    names: Names = field(default_factory=dict)


@dataclass(frozen=True)
class _Line:
    figure: Figure
    authority: Shown
    against: Comparator
    trend: Trend


def key_of(figure: Figure) -> tuple[str, str]:
    """What a team's figure and the authority's have in common."""
    return (figure.measure.file_stem, figure.basis)


def _name(line: _Line) -> Cell:
    return Cell(line.figure.measure.name, NAME)


_TEAM: list[Column[_Line]] = [
    Column("Measure", 44, _name),
    Column("Period", 16, lambda line: period_cell(line.figure)),
    Column("Number", 9, lambda line: count_cell(line.figure.numerator), True),
    Column("Out of", 9, lambda line: count_cell(line.figure.denominator), True),
    Column("This team", 12, lambda line: value_cell(line.figure), True),
    Column("Whole council", 12, lambda line: shown_cell(line.authority, line.figure), True),
    Column("Target", 9, lambda line: target_cell(line.figure, line.against), True),
    Column("Against target", 14, lambda line: rag_cell(line.figure, line.against)),
    Column("Month before", 11, lambda line: shown_cell(line.figure.previous, line.figure), True),
    Column("Year before", 11, lambda line: shown_cell(line.figure.last_year, line.figure), True),
    Column("Trend, up to 24 months", 20, lambda line: line.trend),
]


def _why_none(figure: Figure) -> Cell:
    if figure.now.value == 0:
        return Cell("None in this period.", CELL)
    return Cell(reason_cell(figure).value, CELL)


_REST: list[Column[Figure]] = [
    Column("Measure", 44, lambda f: text(f.measure.name)),
    Column("Period", 16, period_cell),
    Column("Why", 90, _why_none),
]


def has_counted(figure: Figure) -> bool:
    """Whether there is anything to show: a case now, or a figure a month or a year ago."""
    before = (figure.previous.value, figure.last_year.value)
    return bool(figure.numerator or figure.denominator or any(before))


def _worker_columns(names: Names) -> list[Column[Figure]]:
    return [
        Column("Worker", 36, lambda f: Cell(_called(names, f.worker_id), NAME)),
        Column("Measure", 52, lambda f: text(f.measure.name)),
        Column("Period", 20, period_cell),
        Column("Number", 10, lambda f: count_cell(f.numerator), True),
        Column("Out of", 10, lambda f: count_cell(f.denominator), True),
        Column("Value", 16, value_cell, True),
    ]


def _row_columns(names: Names) -> list[Column[Record]]:
    return [
        Column("Measure", 44, lambda r: Cell(r["measure"], NAME)),
        Column("Period", 18, lambda r: text(period_words(r["basis"], r["period_end"]))),
        Column("Child", 16, lambda r: text(r["child_id"] or "not about a child")),
        Column("Date", 13, lambda r: Cell(r["date"], WRAPPED)),
        Column("Worker", 26, lambda r: text(_called(names, r["worker_id"]))),
        Column("Outcome", 18, lambda r: text(OUTCOMES[r["outcome"]])),
        Column("Still open, working days over", 14, lambda r: count_cell(r["days_over"]), True),
        Column("Category", 20, lambda r: text(category_words(r["category"]))),
        Column("From file", 26, lambda r: text(r["source_file"] or "worked out")),
        Column("Row", 9, lambda r: count_cell(r["source_row"]), True),
    ]


def _called(names: Names, worker_id: str | None) -> str:
    return names.get(worker_id or "", worker_id or "not recorded")


def write_team_workbook(path: Path, council: Council, content: TeamContent) -> Path:
    """Write one team's workbook; the file is readable by its owner only."""
    publication = council.publication
    title = f"{content.team.name}, {month_name(publication.month)}"
    with new_book(path, publication, title) as book:
        page = book.page("Team", title, AUDIENCE, [column.width for column in _TEAM])
        _fill_team(page, TrendSheet(book), council, content)
        action_sheet(book, content.actions, council.names, f"{content.team.name}: overdue and due")
        late = by_worker(content.actions, content.held, council.names)
        worker_sheet(book, late, f"{content.team.name}: who is late, who holds what")
        held = list(content.held.values())
        list_sheets(book, content.team.name, content.lists, held, council.names)
        _workers_sheet(book, council, content)
        _rows_sheet(book, council, content)
        about(book)
    return path


def _fill_team(page: Page, trends: TrendSheet, council: Council, content: TeamContent) -> None:
    page.line(headline(content.actions))
    page.line(RAG_MEANING + "  None is given on fewer than 10 cases.", height=16)
    page.row += 1
    counted = [figure for figure in content.figures if has_counted(figure)]
    drawn = trends.add(counted)
    lines = [
        _Line(
            figure=figure,
            authority=_authority(council, figure),
            against=team_target(council, figure),
            trend=trend,
        )
        for figure, trend in zip(counted, drawn, strict=True)
    ]
    page.headings(_TEAM)
    previous = None
    for line in lines:
        domain = line.figure.measure.domain
        if domain != previous:
            page.band(domain_words(domain))
            previous = domain
        page.rows(_TEAM, [line], 20)
    rest = [figure for figure in content.figures if not has_counted(figure)]
    if rest:
        page.row += 1
        page.band("Nothing counted for this team")
        page.rows(_REST, rest, 15)


def team_target(council: Council, figure: Figure) -> Comparator:
    """The council's target with the team's own colour; none for numbers, which add up."""
    against = council.targets.get(key_of(figure), NO_COMPARATOR)
    if figure.measure.facts["measure"] == "count":
        return replace(against, target=None, target_upper=None, rag=None)
    rating = council.ratings.get((figure.team_id or "", *key_of(figure)))
    return replace(against, rag=rating)


def _authority(council: Council, figure: Figure) -> Shown:
    whole = council.authority.get(key_of(figure))
    return whole.now if whole else Shown(None, None, None)


def _workers_sheet(book: Book, council: Council, content: TeamContent) -> None:
    columns = _worker_columns(council.names)
    note = "In order of name. Fewer than 10 cases are shown as a count. No colour, no rank."
    title = f"{content.team.name}: each worker's figures"
    page = book.page("Workers", title, note, [column.width for column in columns])
    page.table("workers", columns, content.workers, None)


def _rows_sheet(book: Book, council: Council, content: TeamContent) -> None:
    columns = _row_columns(council.names)
    note = (
        "Every case of the latest month, and of the whole period the cases that missed. "
        f"All rows of the whole period: {content.rows_file}"
    )
    title = f"{content.team.name}: the rows behind the figures"
    page = book.page("Rows behind figures", title, note, [column.width for column in columns])
    page.table("rows_behind", columns, content.rows, None)
