"""Records that several lists say in part: the last word on each column, and ends nobody saw.

Belongs here: SQL over what drops said of a record, column by column. Does not belong here: which
record counts or is withdrawn (landed), which columns a part has (landing).

A referral stands in one list while it is new and in another while it is open; the second does not
have its source. What the first said of it then stays. A column that only some rows of a part fill
(a day something can have ended at the latest) counts until a part that has the column says it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

import duckdb

from pipelines.canonical.model import TableSpec
from pipelines.landing.precedence import UNSAID
from pipelines.landing.scopes import PERSON, ScopeLike


class SaidBy(Protocol):
    """A table of one drop, as far as this module asks."""

    @property
    def drop_no(self) -> int:
        """The drop's number in order."""
        ...

    @property
    def scopes(self) -> Sequence[ScopeLike]:
        """Which records had to be there."""
        ...


def partly_said(
    con: duckdb.DuckDBPyConnection, spec: TableSpec, files: Sequence[Path]
) -> list[str]:
    """The columns that some row of some drop does not say, in the table's order."""
    found: set[str] = set()
    for file in files:
        columns = con.execute("describe select * from read_parquet($file)", {"file": str(file)})
        if UNSAID not in {row[0] for row in columns.fetchall()}:
            continue
        texts = con.execute(
            f"select distinct {UNSAID} from read_parquet($file)", {"file": str(file)}
        )
        found |= {name for (text,) in texts.fetchall() if text for name in text.split(",")}
    return [column.name for column in spec.columns if column.name in found]


def says(column: str | None, partly: Collection[str]) -> str:
    """The condition for a row to come from a part that has the column."""
    if column not in partly:
        return "true"
    return f"not contains(coalesce({UNSAID}, ''), ',{column},')"


def of_record(spec: TableSpec) -> str:
    """The partition of one record's versions."""
    return f"partition by {', '.join(('la_code', *spec.key))}"


def window_columns(spec: TableSpec, partly: Sequence[str]) -> list[str]:
    """Per such column: the last word of parts that have it, the last hint of others, and when."""
    over = f"over ({of_record(spec)})"
    made = []
    for name in partly:
        said, hint = says(name, partly), f"{name} is not null and not ({says(name, partly)})"
        made += [
            # in a struct, since a blank is a word too and arg_max passes over null
            f"arg_max({{'word': {name}}}, drop_no) filter (where {said}) {over} as _said_{name}",
            f"max(drop_no) filter (where {said}) {over} as _said_on_{name}",
            f"arg_max({name}, drop_no) filter (where {hint}) {over} as _hint_{name}",
            f"max(drop_no) filter (where {hint}) {over} as _hint_on_{name}",
        ]
    return made


def replaced(partly: Sequence[str]) -> str:
    """The ``replace`` clause that puts each column's own last word in its place."""
    words = [
        f"coalesce(_said_{name}.word, case when _hint_on_{name} > coalesce(_said_on_{name}, 0) "
        f"then _hint_{name} end) as {name}"
        for name in partly
    ]
    return f"replace ({', '.join(words)})" if words else ""


def ended_unseen(
    kept: str, said: str, spec: TableSpec, later: Sequence[SaidBy], partly: Collection[str]
) -> str:
    """``kept`` with an end for records that a later one of the same person replaced.

    A list with each person's latest record alone never says how the one before ended. Last seen
    open, and followed by another in a later drop, it had ended by the day that one began: the end
    is taken as that day, which is right to the month, and its reason stays blank.
    """
    record = [f"kept.{name}" for name in ("la_code", *spec.key)]
    for (begins, ends), drops in _latest_lists(later).items():
        following = (
            f"select * from ({said}) where drop_no in ({', '.join(map(str, drops))}) "
            f"and {says(ends, partly)}"
        )
        followed = (
            f"select {', '.join(record)}, min(next.{begins}) as ended_by from kept "
            f"inner join ({following}) as next on kept.la_code = next.la_code "
            f"and kept.{PERSON} = next.{PERSON} and next.drop_no > kept.drop_no "
            f"and next.{begins} > kept.{begins} where kept.{ends} is null group by all"
        )
        same = " and ".join(f"{name} = followed.{name.removeprefix('kept.')}" for name in record)
        kept = (
            f"with kept as ({kept}), followed as ({followed}) "
            f"select kept.* replace (coalesce(kept.{ends}, followed.ended_by) as {ends}) "
            f"from kept left join followed on {same}"
        )
    return kept


def _latest_lists(files: Sequence[SaidBy]) -> dict[tuple[str, str], list[int]]:
    """Drops with a list of each person's latest record, by the columns that begin and end it."""
    found: dict[tuple[str, str], list[int]] = {}
    for file in files:
        for scope in file.scopes:
            if scope.latest_per_person and scope.date_column and scope.end_column:
                found.setdefault((scope.date_column, scope.end_column), []).append(file.drop_no)
    return found
