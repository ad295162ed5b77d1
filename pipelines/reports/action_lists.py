"""Overdue and due-soon work: a sheet for a workbook, and one file for all teams.

Belongs here: the order and the columns of the list, and counts of children and families per worker.
Does not belong here: which work is due when (the action list mart).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.reports.cells import count_cell, text
from pipelines.reports.marts import Publication, Record
from pipelines.reports.sheet import Book, new_book, write_private
from pipelines.reports.styles import (
    ALERT,
    INK,
    NAME,
    QUIET,
    RAG_STYLES,
    WRAPPED,
    Cell,
    Column,
    number_style,
    safe_text,
)
from pipelines.reports.words import counted, day

DUE_SOON_WD = 5
LISTED_WD = 20
NOTE = (
    "For the team's manager and workers. It names children: do not forward or print more than you "
    "need."
)
Names = dict[str, str]


@dataclass(frozen=True)
class WorkerDue:
    """One worker's count of what is late and what comes next."""

    worker: str
    held: Record
    overdue: Sequence[Record]
    soon: Sequence[Record]
    later: Sequence[Record]


def is_overdue(action: Record) -> bool:
    """Late as at the day the records were extracted."""
    return bool(action["is_overdue"])


def _is_soon(action: Record) -> bool:
    left = action["working_days_left"]
    return not is_overdue(action) and left is not None and left <= DUE_SOON_WD


def by_worker(actions: Sequence[Record], held: dict[str, Record], names: Names) -> list[WorkerDue]:
    """Workers in order of name, whoever holds nothing late included; nobody's work first."""
    workers = {action["worker_id"] for action in actions} | set(held)
    ordered = sorted(workers, key=lambda one: (one != "UNALLOCATED", names.get(one, one or "")))
    found = []
    for worker in ordered:
        own = [action for action in actions if action["worker_id"] == worker]
        found.append(
            WorkerDue(
                worker=names.get(worker, worker),
                held=held.get(worker, {}),
                overdue=[one for one in own if is_overdue(one)],
                soon=[one for one in own if _is_soon(one)],
                later=[one for one in own if not is_overdue(one) and not _is_soon(one)],
            )
        )
    return found


def action_words(action: Record) -> str:
    """What is to be done, as a heading."""
    words = str(action["action"]).replace("_", " ")
    return words[:1].upper() + words[1:]


def children(actions: Sequence[Record]) -> int:
    """Different children in a list."""
    return len({action["person_key"] for action in actions})


def families(actions: Sequence[Record]) -> int | None:
    """Different families in a list; none where the source has not said who belongs together."""
    known = {action.get("family_key") for action in actions} - {None}
    return len(known) if known else (0 if not actions else None)


def headline(actions: Sequence[Record]) -> str:
    """In one sentence: how much is overdue, for how many, and how much is due soon."""
    late = [action for action in actions if is_overdue(action)]
    soon = [action for action in actions if _is_soon(action)]
    later = len(actions) - len(late) - len(soon)
    who = counted(children(late), "child", "children")
    known = families(late)
    if late and known is not None:
        who += f", {counted(known, 'family', 'families')}"
    overdue = f"{len(late)} overdue ({who})" if late else "Nothing overdue"
    return (
        f"{overdue}; {len(soon)} due within {DUE_SOON_WD} working days, "
        f"{later} more within {LISTED_WD}."
    )


def _holds(kind: str) -> Callable[[WorkerDue], Cell]:
    return lambda worker: count_cell(worker.held.get(kind, 0))


def _worker_columns(with_families: bool) -> list[Column[WorkerDue]]:
    late = [Column[WorkerDue]("Children late", 11, lambda w: count_cell(children(w.overdue)), True)]
    if with_families:
        late.append(Column("Families late", 11, lambda w: count_cell(families(w.overdue)), True))
    return [
        Column("Worker", 36, lambda w: Cell(w.worker, NAME)),
        Column("Children held", 10, _holds("children_count"), True),
        Column("Looked after", 9, _holds("looked_after_count"), True),
        Column("On a plan", 9, _holds("child_protection_count"), True),
        Column("In need", 9, _holds("child_in_need_count"), True),
        Column("Other", 9, _holds("other_count"), True),
        Column("Overdue", 11, lambda w: _alert(len(w.overdue)), True),
        *late,
        Column("Longest, working days over", 14, lambda w: count_cell(_longest(w.overdue)), True),
        Column(f"Due in {DUE_SOON_WD} working days", 14, lambda w: count_cell(len(w.soon)), True),
        Column(f"Then, up to {LISTED_WD}", 11, lambda w: count_cell(len(w.later)), True),
    ]


def _alert(count: int) -> Cell:
    return Cell(count, number_style("count", 0, is_strong=count > 0, ink=ALERT if count else INK))


def _longest(actions: Sequence[Record]) -> int | None:
    return max((-action["working_days_left"] for action in actions), default=None)


def when_words(left: int | None, overdue: bool) -> str:
    """Working days left or over in words."""
    if overdue:
        return f"✖ {-left} over" if left else "✖ Overdue"
    if left is None:
        return "No due date"
    return "◆ Today" if left == 0 else f"{'◆ ' if left <= DUE_SOON_WD else ''}{left} left"


def _when(action: Record) -> Cell:
    colour = "red" if is_overdue(action) else "amber" if _is_soon(action) else ""
    words = when_words(action["working_days_left"], is_overdue(action))
    return Cell(words, RAG_STYLES.get(colour, WRAPPED))


def has_families(actions: Sequence[Record]) -> bool:
    """Whether the source says which children belong together."""
    return any(action.get("family_key") for action in actions)


def list_columns(
    names: Names, with_families: bool, team_names: Names | None = None
) -> list[Column[Record]]:
    """Columns of the list; with the team where one file holds all teams."""

    def named(column: str, known: Names) -> Callable[[Record], Cell]:
        return lambda action: text(known.get(action[column], action[column]))

    found: list[Column[Record]] = []
    if team_names:
        found.append(Column("Team", 30, named("team_id", team_names)))
    found += [
        Column("Worker", 36, named("worker_id", names)),
        Column("Child", 16, _child),
    ]
    if with_families:
        found.append(Column("Family", 14, lambda action: text(action["family_key"] or "–")))
    return [
        *found,
        Column("What", 40, lambda action: Cell(action_words(action), NAME)),
        Column("Due", 13, _date),
        Column("Working days", 14, _when),
    ]


def _child(action: Record) -> Cell:
    return text(action["child_id"] or "not known")


def _date(action: Record) -> Cell:
    due = action["due_date"]
    return Cell(due, WRAPPED) if due else Cell("not recorded", QUIET)


def worker_sheet(book: Book, found: Sequence[WorkerDue], title: str) -> None:
    """Who is late, by worker in order of name (never of size)."""
    note = "In order of name, never of size; work that nobody holds comes first."
    overdue: list[Record] = [action for worker in found for action in worker.overdue]
    columns = _worker_columns(has_families(overdue))
    page = book.page("Who is late", title, note, [column.width for column in columns])
    page.table("who_is_late", columns, found, 18)


def action_sheet(book: Book, actions: Sequence[Record], names: Names, title: str) -> None:
    """The list itself, overdue first."""
    columns = list_columns(names, has_families(actions))
    page = book.page("Overdue and due", title, NOTE, [column.width for column in columns])
    page.line(headline(actions))
    page.row += 1
    page.table("overdue_and_due", columns, actions, None)


def write_action_workbook(
    path: Path, publication: Publication, actions: Sequence[Record], names: Names, teams: Names
) -> Path:
    """One workbook of all teams' overdue and due-soon work."""
    title = f"{publication.la_name}: overdue and due next, as at {day(publication.extracted_at)}"
    with new_book(path, publication, title) as book:
        columns = list_columns(names, has_families(actions), teams)
        page = book.page("Overdue and due", title, NOTE, [column.width for column in columns])
        page.line(headline(actions))
        page.row += 1
        page.table("overdue_and_due", columns, actions, None)
    return path


def write_action_csv(
    path: Path, publication: Publication, actions: Sequence[Record], names: Names, teams: Names
) -> Path:
    """The same list as CSV, for those who sort and merge; text made safe for spreadsheets."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\r\n")
    out.writerow(
        ["synthetic", "publication", "team_id", "team", "worker", "child_id", "family", "what",
         "due_date", "working_days_left"]
    )  # fmt: skip
    for action in actions:
        row = [
            "yes" if publication.is_synthetic else "no",
            publication.publication_id,
            action["team_id"],
            teams.get(action["team_id"], action["team_id"]),
            names.get(action["worker_id"], action["worker_id"]),
            action.get("child_id"),
            action.get("family_key"),
            action_words(action),
        ]
        due = action["due_date"].isoformat() if action["due_date"] else ""
        out.writerow(
            [*(safe_text(str(one or "")) for one in row), due, action["working_days_left"]]
        )
    write_private(path, buffer.getvalue().encode("utf-8-sig"))
    return path
