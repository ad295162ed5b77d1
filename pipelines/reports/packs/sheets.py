"""The pack's lists as sheets of the team's workbook.

Belongs here: which columns each list has. Does not belong here: what is in it (lists), its words
(words), how a cell looks (cells, sheet). Workers stand in order of name, never of size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipelines.reports.action_lists import Names, action_words
from pipelines.reports.cells import count_cell, text
from pipelines.reports.fix_lists.words import EFFECTS
from pipelines.reports.marts import Record
from pipelines.reports.packs.lists import TeamLists
from pipelines.reports.packs.words import (
    CASES,
    HORIZON_WORDS,
    HORIZONS,
    NOT_PUBLISHED,
    handed_words,
    threshold_words,
    unheld_words,
)
from pipelines.reports.sheet import Book
from pipelines.reports.styles import NAME, WRAPPED, Cell, Column

NOTE = "For the team's manager. It names children: do not forward or print more than you need."


def list_sheets(
    book: Book, team: str, lists: TeamLists, held: Sequence[Record], names: Names
) -> None:
    """Forward look, caseloads, children without a worker, handovers and records to fix."""
    _sheet(book, "Forward look", f"{team}: late, and due next", _ahead(names), _ordered(lists.ahead,
           names))  # fmt: skip
    in_order = sorted(held, key=lambda row: _called(names, row["worker_id"]))
    _sheet(book, "Caseloads", f"{team}: who holds what", _caseload(names), in_order)
    title = f"{team}: children without a worker, now or in the last 12 months"
    _sheet(book, "Without a worker", title, _unheld(names), lists.unheld)
    title = f"{team}: late assessments, and who held them when"
    _sheet(book, "Handovers", title, _handed(names), lists.handed)
    _sheet(book, "Records to fix", f"{team}: records to fix", _fix(names), lists.fix)


def _sheet(
    book: Book,
    name: str,
    title: str,
    columns: list[Column[Record]],
    rows: Sequence[Record] | None,
) -> None:
    page = book.page(name, title, NOTE, [column.width for column in columns])
    if rows is None:
        page.line(NOT_PUBLISHED)
    else:
        page.table(name, columns, rows, None)


def _called(names: Names, worker_id: str | None) -> str:
    return names.get(worker_id or "", worker_id or "not recorded")


def _worker(names: Names) -> Column[Record]:
    return Column("Worker", 34, lambda row: text(_called(names, row["worker_id"])))


def _count(heading: str, name: str) -> Column[Record]:
    return Column(heading, 12, lambda row: count_cell(row.get(name)), True)


def _words(heading: str, width: float, said: Callable[[Record], str]) -> Column[Record]:
    return Column(heading, width, lambda row: text(said(row)))


def _date(heading: str, name: str) -> Column[Record]:
    return Column(
        heading, 13, lambda row: Cell(row[name], WRAPPED) if row[name] else text("not recorded")
    )


_CHILD: Column[Record] = Column("Child", 16, lambda row: Cell(row["child_id"] or "not known", NAME))


def _ordered(ahead: Sequence[Record] | None, names: Names) -> list[Record] | None:
    """The team as a whole first, then workers by name; overdue before what is due."""
    if ahead is None:
        return None

    def place(row: Record) -> tuple[object, ...]:
        who = "" if row["level"] == "team" else _called(names, row["worker_id"])
        return row["level"] != "team", who, row["action"] or "", HORIZONS.index(row["horizon"])

    return sorted(ahead, key=place)


def _ahead(names: Names) -> list[Column[Record]]:
    def who(row: Record) -> str:
        return "Whole team" if row["level"] == "team" else _called(names, row["worker_id"])

    def what(row: Record) -> str:
        return action_words(row) if row["action"] else "All of it"

    return [
        Column("Who", 34, lambda row: Cell(who(row), NAME)),
        _words("What", 40, what),
        _words("When", 24, lambda row: HORIZON_WORDS[row["horizon"]]),
        _count("Actions", "actions_count"),
        _count("Children", "children_count"),
        _count("Families", "families_count"),
    ]


def _caseload(names: Names) -> list[Column[Record]]:
    return [
        Column("Worker", 34, lambda row: Cell(_called(names, row["worker_id"]), NAME)),
        _count("Children", "children_count"),
        _count("Families", "families_count"),
        _count("Weighted cases", "weighted_cases"),
        _count("Looked after", "looked_after_count"),
        _count("On a plan", "child_protection_count"),
        _count("In need", "child_in_need_count"),
        _count("Other", "other_count"),
        _count("Full-time equivalent", "fte"),
        _count("Threshold per full-time worker", "threshold_per_fte"),
        _words("Against threshold", 16, threshold_words),
    ]


def _unheld(names: Names) -> list[Column[Record]]:
    return [
        _CHILD,
        _worker(names),
        _words("Case", 16, lambda row: CASES.get(row["case_type"]) or str(row["case_type"])),
        _date("Open since", "open_since"),
        _words("Without a worker", 48, unheld_words),
        _count("Changes of worker in 12 months", "worker_changes_12m_count"),
    ]


def _handed(names: Names) -> list[Column[Record]]:
    return [
        _CHILD,
        _worker(names),
        _date("Due", "due_date"),
        _date("Taken over", "held_from"),
        _count("Working days run when taken over", "days_run_at_start_wd"),
        _count("Working days held", "days_held_wd"),
        _words("What that means", 34, handed_words),
    ]


def _fix(names: Names) -> list[Column[Record]]:
    return [
        _CHILD,
        _worker(names),
        _words("What is wrong", 50, lambda row: str(row["what"])),
        _words("What to do", 46, lambda row: str(row["remedy"])),
        _words("Effect", 16, lambda row: EFFECTS[row["effect"]]),
        _words("From file", 26, lambda row: str(row["source_file"] or "worked out")),
        _count("Row", "source_row"),
    ]
