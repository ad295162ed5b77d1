"""The latest word on every record as at a run, as views over landing.

Belongs here: which of a record's landed versions counts (architecture: drops, history and
restatement), and the canonical columns and types of each view. Does not belong here: reading
drops (landing), cleaning values (sql/staging).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.landing.precedence import UNSAID
from pipelines.landing.scopes import PERSON, ScopeLike, due_condition
from pipelines.models import part_words

# the view beside a table's latest word that holds what each drop said (TableSpec.by_drop)
BY_DROP = "__by_drop"
_TYPES = {"id": "varchar", "text": "varchar", "date": "date", "int": "bigint"}
_TYPES |= {"decimal": "decimal(18, 4)", "flag": "boolean"}
_ORIGIN = ("source_file", "source_row", "drop_month", "drop_no")
PROVENANCE = "source_file varchar, source_row bigint, drop_month varchar, drop_no integer"


@dataclass(frozen=True)
class LandedFile:
    """One canonical table of one drop: where its good rows lie and which had to be there."""

    table: str
    drop_no: int
    month: str
    parquet: Path
    scopes: Sequence[ScopeLike]

    @property
    def speaks_for_all(self) -> bool:
        """Whether a record absent from this drop no longer exists, whatever it was."""
        return any(scope.kind == "all" for scope in self.scopes)


def columns_of(spec: TableSpec) -> str:
    """The view's columns and types as DuckDB declares them."""
    own = ", ".join(f"{column.name} {_TYPES[column.type]}" for column in spec.columns)
    return f"la_code varchar, {own}, {PROVENANCE}"


def create_empty(con: duckdb.DuckDBPyConnection) -> None:
    """Every canonical table, without rows (tests start from these)."""
    for name, spec in load_tables().items():
        con.execute(f"create or replace table landed.{name} ({columns_of(spec)})")
        if spec.by_drop:
            con.execute(f"create or replace table landed.{name}{BY_DROP} ({columns_of(spec)})")


def create_views(con: duckdb.DuckDBPyConnection, files: Sequence[LandedFile]) -> None:
    """One view per canonical table; a table never sent is there without rows.

    A table whose columns the source overwrites has a second view, of every drop's own rows.
    """
    by_table: dict[str, list[LandedFile]] = {}
    for file in files:
        by_table.setdefault(file.table, []).append(file)
    for name, spec in load_tables().items():
        sent = sorted(by_table.get(name, []), key=lambda file: file.drop_no)
        made = {name: latest_word_sql(con, spec, sent) if sent else None}
        if spec.by_drop:
            made[name + BY_DROP] = _every_word_sql(con, spec, sent) if sent else None
        for view, query in made.items():
            if query is None:
                con.execute(f"create or replace table landed.{view} ({columns_of(spec)})")
            else:
                con.execute(f"create or replace view landed.{view} as {query}")


def latest_word_sql(
    con: duckdb.DuckDBPyConnection, spec: TableSpec, sent: Sequence[LandedFile]
) -> str:
    """The last version of each record that a later drop has not withdrawn.

    A full drop speaks for every record, so nothing before the last one counts. After it, a record
    absent from a later drop that had to have it is withdrawn; otherwise it keeps its last word.
    Where only a person's latest record is due, one known by then to be followed by another is not.
    A column that the parts a record was last said by do not have keeps its own last word
    (``part_words``).
    """
    last_full = max((n for n, file in enumerate(sent) if file.speaks_for_all), default=0)
    counted = sent[last_full:]
    said = " union all by name ".join(_one_drop(con, spec, file) for file in counted)
    names = ("la_code", *(column.name for column in spec.columns), *_ORIGIN)
    if len(counted) == 1:
        return f"select {', '.join(names)} from ({said})"
    partly = part_words.partly_said(con, spec, [file.parquet for file in counted])
    newest = [text for file in counted[1:] for text in _newest(file, partly)]
    made = [*newest, *part_words.window_columns(spec, partly)]
    latest = (
        f"select * {''.join(f', {text}' for text in made)} from ({said}) "
        "qualify row_number() over "
        f"({part_words.of_record(spec)} order by drop_no desc, source_row desc) = 1"
    )
    kept = f"select * {part_words.replaced(partly)} from ({latest})"
    gone = [text for file in counted[1:] if (text := _withdrawn(file)) is not None]
    kept = f"select {', '.join(names)} from ({kept}) where not ({' or '.join(gone) or 'false'})"
    return part_words.ended_unseen(kept, said, spec, counted[1:], partly)


def _every_word_sql(
    con: duckdb.DuckDBPyConnection, spec: TableSpec, sent: Sequence[LandedFile]
) -> str:
    """What each drop in force said of each record, none withdrawn by a later one."""
    names = ", ".join(("la_code", *(column.name for column in spec.columns), *_ORIGIN))
    said = " union all by name ".join(_one_drop(con, spec, file) for file in sent)
    return f"select {names} from ({said})"


def _newest(file: LandedFile, partly: Collection[str]) -> list[str]:
    """Per date column, the day of a person's latest record known by this drop, as a column.

    Only records of the list that has one a person count: the part that says their ends.
    """
    dates = {
        scope.date_column: scope.end_column
        for scope in file.scopes
        if scope.latest_per_person and scope.date_column
    }
    return [
        f"max({name}) filter (where drop_no <= {file.drop_no} and {part_words.says(end, partly)}) "
        f"over (partition by la_code, {PERSON}) as _newest_{name}_{file.drop_no}"
        for name, end in sorted(dates.items())
    ]


def _withdrawn(file: LandedFile) -> str | None:
    """The condition for a record not said by this drop to be withdrawn by it."""
    due = due_condition(file.scopes, f"_newest_{{date}}_{file.drop_no}")
    return f"(drop_no < {file.drop_no} and {due})" if due else None


def _one_drop(con: duckdb.DuckDBPyConnection, spec: TableSpec, file: LandedFile) -> str:
    path = str(file.parquet).replace("'", "''")
    rows = con.execute(f"describe select * from read_parquet('{path}')").fetchall()
    present = {row[0] for row in rows}
    own = ", ".join(
        f"cast({c.name if c.name in present else 'null'} as {_TYPES[c.type]}) as {c.name}"
        for c in spec.columns
    )
    unsaid = f", {UNSAID}" if UNSAID in present else ""
    return (
        f"select la_code, {own}, source_file, cast(source_row as bigint) as source_row, "
        f"'{file.month}' as drop_month, {file.drop_no} as drop_no{unsaid} "
        f"from read_parquet('{path}')"
    )
