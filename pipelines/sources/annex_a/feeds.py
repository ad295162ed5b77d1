"""What it is for a list to feed a canonical table: the words the mapping is written in.

Belongs here: what a feed may say, and the scope and completeness that follow. Does not belong
here: the feeds themselves (``mapping``, ``mapping_care``), making records (``translate``).

Annex A has no ids but the child's, so a record's id is the child's id, the date the record begins
with and, where a child may have several such records on a day, an ordinal. Only what the list
itself states becomes a record: a latest review or visit is one review or visit, held on that date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipelines.sources.base import Scope

CHILD = "source_person_id"
# How rows of one child with one date are told apart: ``each`` row is a record of its own,
# ``unlike`` rows are, ``one``: there can only be one.
Several = Literal["each", "unlike", "one"]
# From when a list has every record of a table: all of its window; the reporting month (a child's
# latest record, so one that a later one of an earlier month replaced is not seen); the month's end
# (the state that day); never (the latest of several events a month).
Complete = Literal["window", "month", "state", "never"]
SIX, TWELVE = 6, 12


@dataclass(frozen=True)
class Windows:
    """The dates the lists of a drop speak for; ``begins``: by number of months.

    ``month_start``, ``state``: the first day of the reporting month, and the last day the drop
    says anything of. ``extracted``: the day it was taken.
    """

    begins: Mapping[int, date]
    month_start: date
    state: date
    extracted: date

    def complete_from(self, complete: Complete, months: int) -> date:
        """From when a table that is ``complete`` in this way has all its records."""
        never = date.fromordinal(self.extracted.toordinal() + 1)
        return {
            "window": self.begins[months],
            "month": self.month_start,
            "state": self.state,
            "never": never,
        }[complete]


@dataclass(frozen=True)
class Feed:
    """One canonical table fed by one list; one row of the list makes at most one record.

    Attributes:
        table: the canonical table.
        key: its id column.
        begins: the list's column whose date begins the record and is part of its id.
        columns: list columns by canonical column.
        links: canonical columns that hold the id of another feed's record of the same row.
        constants: the same text for every record.
        needs: list columns a row must have for there to be a record at all.
        is_main: whether every row of the list must become this record or be rejected.
        several: see above.
        kind: kind of scope over the window; ``latest``: only the child's latest is due.
        ends: canonical column that ends the record, for the scope.
        months: length of the window.
        complete: see above.
        partly: canonical columns the list fills for some records only.
        id_prefix: keeps ids apart where one row makes two records of one table.
    """

    table: str
    key: str
    begins: str
    columns: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    is_main: bool = False
    several: Several = "one"
    kind: Literal["window", "open", "none", "all"] = "none"
    latest: bool = False
    ends: str | None = None
    months: int = SIX
    complete: Complete = "never"
    partly: tuple[str, ...] = ()
    id_prefix: str = ""


def workers(team: str, worker: str) -> dict[str, str]:
    """The columns that hold the team and worker a row names."""
    return {team: "team", worker: "worker"}


def scope_of(feed: Feed, date_column: str | None, windows: Windows) -> Scope:
    """Which records of a feed had to be in the drop."""
    complete_from = windows.complete_from(feed.complete, feed.months)
    if feed.kind in ("all", "none") or date_column is None:
        return Scope("all" if feed.kind == "all" else "none", complete_from=complete_from)
    return Scope(
        "open" if feed.kind == "open" else "window",
        date_column,
        windows.begins[feed.months],
        windows.state,
        end_column=feed.ends,
        latest_per_person=feed.latest,
        complete_from=complete_from,
    )
