"""A fix list as a workbook and as CSV: what is wrong most, who has how much, and every record.

Belongs here: the sheets and their order. Does not belong here: queries (read), completeness
(completeness). The class of a value is shown, never the value; the child's id is there so that the
record can be found.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.reports.cells import count_cell, text
from pipelines.reports.fix_lists import words
from pipelines.reports.fix_lists.read import KEPT_OUT, Count, commonest, counts
from pipelines.reports.marts import Publication, Record
from pipelines.reports.sheet import Book, write_private
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
from pipelines.reports.words import counted, month_name

Names = dict[str, str]
NOTE = (
    "For officers who mend records. It names children by id: do not forward or print more than you "
    "need."
)
_RULES_SHOWN = 12


@dataclass(frozen=True)
class FixList:
    """One list: whose it is, its rows in order, and how people and teams are called.

    ``by_team``: whether it spans several teams. ``older``: findings too old to be listed.
    """

    title: str
    rows: Sequence[Record]
    workers: Names
    teams: Names
    by_team: bool = False
    older: int = 0


def headline(rows: Sequence[Record]) -> str:
    """In one sentence: how much there is to fix, for how many children, and what is urgent."""
    if not rows:
        return "Nothing to fix."
    children = len({row["child_id"] for row in rows} - {None})
    kept_out = sum(row["effect"] == KEPT_OUT for row in rows)
    new = sum(bool(row["is_new"]) for row in rows)
    who = counted(children, "child", "children")
    said = f"{counted(len(rows), 'record', 'records')} to fix, of {who}"
    if kept_out:
        said += f"; {kept_out} of them in no figure until mended"
    if 0 < new < len(rows):
        said += f"; {new} new this month"
    return f"{said}."


def fix_sheets(book: Book, listed: FixList) -> None:
    """What is wrong and who has how much on one page; then every record."""
    page = book.page("What to fix", listed.title, NOTE, [46, 46, 11, 11, 13])
    page.sheet.set_portrait()
    page.sheet.fit_to_pages(1, 1)
    page.line(headline(listed.rows))
    if listed.older:
        page.line(
            f"{listed.older} older ones are in the warehouse only (quality_finding).",
            QUIET,
            15,
        )
    page.row += 1
    page.band("What is wrong, the commonest first")
    found = commonest(listed.rows)
    page.table("what_is_wrong", _RULE_COLUMNS, found[:_RULES_SHOWN], 24, freeze_columns=0)
    if len(found) > _RULES_SHOWN:
        page.line(f"and {len(found) - _RULES_SHOWN} more kinds: see the next sheet", QUIET, 15)
        page.row += 1
    who, by = ("Team", "team_id") if listed.by_team else ("Worker", "worker_id")
    names = listed.teams if listed.by_team else listed.workers
    page.band(f"By {who.lower()}, in order of name")
    held = counts(listed.rows, by, names)
    page.table(f"by_{who}", _count_columns(who), held, 15, 0, is_first=False)
    columns = _columns(listed)
    page = book.page("Records to fix", listed.title, NOTE, [one.width for one in columns])
    page.table("records_to_fix", columns, _in_order(listed), 13, 2)


_RULE_COLUMNS: list[Column[tuple[Record, int, int]]] = [
    Column("What is wrong", 46, lambda one: Cell(str(one[0]["rule_name"]), NAME)),
    Column("What to do", 46, lambda one: text(str(one[0]["remedy"]))),
    Column("How many", 11, lambda one: count_cell(one[1]), True),
    Column("New this month", 11, lambda one: count_cell(one[2]), True),
    Column("DfE rule", 13, lambda one: text(str(one[0]["dfe_number"] or "–"))),
]


def _count_columns(who: str) -> list[Column[Count]]:
    return [
        Column(who, 46, lambda one: Cell(one.name, NAME)),
        Column("Most of it", 46, lambda one: text(one.mostly)),
        Column("To fix", 11, lambda one: count_cell(one.rows), True),
        Column("New this month", 11, lambda one: count_cell(one.new), True),
        Column("In no figure", 13, lambda one: _alert(one.kept_out), True),
    ]


def _alert(number: int) -> Cell:
    ink = ALERT if number else INK
    return Cell(number, number_style("count", 0, is_strong=number > 0, ink=ink))


def _in_order(listed: FixList) -> list[Record]:
    """What keeps records out of figures first; then by team and worker in order of name."""

    def place(row: Record) -> tuple[object, ...]:
        team = listed.teams.get(row["team_id"], row["team_id"] or "") if listed.by_team else ""
        return row["effect"] != KEPT_OUT, team, _worker(listed, row), row["rule_name"]

    return sorted(listed.rows, key=place)


def _worker(listed: FixList, row: Record) -> str:
    return listed.workers.get(row["worker_id"] or "", row["worker_id"] or "not known")


def _columns(listed: FixList) -> list[Column[Record]]:
    def said(name: str) -> Callable[[Record], Cell]:
        return lambda row: text(str(row[name] or "–"))

    def effect(row: Record) -> Cell:
        kept_out = row["effect"] == KEPT_OUT
        return Cell(words.EFFECTS[row["effect"]], RAG_STYLES["red"] if kept_out else WRAPPED)

    team = Column[Record](
        "Team",
        20,
        lambda row: text(listed.teams.get(row["team_id"], row["team_id"] or "–")),
    )
    return [
        *([team] if listed.by_team else []),
        Column("Worker", 22, lambda row: text(_worker(listed, row))),
        Column("Child", 10, lambda row: Cell(row["child_id"] or "–", NAME)),
        Column("What is wrong", 38, said("what")),
        Column("What to do", 34, said("remedy")),
        Column("Effect", 13, effect),
        Column("Record", 16, lambda row: text(words.record_words(row["table_name"] or ""))),
        Column("Column", 24, lambda row: text(_place(row))),
        Column("Fault", 12, lambda row: text(words.fault_words(row["fault"]))),
        Column("File", 20, said("source_file")),
        Column("Sheet", 9, said("source_part")),
        Column("Row", 8, lambda row: count_cell(row["source_row"]), True),
        Column("Listed since", 10, lambda row: text(_since(row))),
        Column("DfE rule", 11, said("dfe_number")),
    ]


def _place(row: Record) -> str:
    if not row["column_name"]:
        return "–"
    header = words.header_of(row["table_name"], row["column_name"], row["source_file"] or "")
    said = words.column_words(row["column_name"])
    return f"{said} ({header})" if header else said


def _since(row: Record) -> str:
    return month_name(row["first_seen_month"]) if row["first_seen_month"] else "–"


_CSV = (
    "synthetic", "publication", "service_id", "team_id", "team", "worker_id", "worker", "child_id",
    "what_is_wrong", "what_to_do", "effect", "record", "table", "column", "fault", "source_file",
    "sheet", "row", "listed_since", "rule", "dfe_rule",
)  # fmt: skip


def write_fix_csv(path: Path, publication: Publication, listed: FixList) -> Path:
    """The list as CSV, for those who sort and merge; text made safe for spreadsheets."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\r\n")
    out.writerow(_CSV)
    synthetic = "yes" if publication.is_synthetic else "no"
    for row in _in_order(listed):
        fields = [
            synthetic, publication.publication_id, row["service_id"], row["team_id"],
            listed.teams.get(row["team_id"], row["team_id"]), row["worker_id"],
            _worker(listed, row), row["child_id"], row["what"], row["remedy"], row["effect"],
            words.record_words(row["table_name"] or ""), row["table_name"], row["column_name"],
            words.fault_words(row["fault"]), row["source_file"], row["source_part"],
        ]  # fmt: skip
        last = [row["first_seen_month"], row["rule_name"], row["dfe_number"]]
        out.writerow(
            [*(safe_text(str(one or "")) for one in fields), row["source_row"],
             *(safe_text(str(one or "")) for one in last)]
        )  # fmt: skip
    write_private(path, buffer.getvalue().encode("utf-8-sig"))
    return path
