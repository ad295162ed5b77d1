"""Several formats for one table: whose rows count, and what the others said differently.

Belongs here: the order of formats, merging people known to several, the comparison kept in the
manifest. Does not belong here: rows with one key within one format (``settle``).

A table's rows come from one format, so that no event is counted twice under two ids. People and
their disabilities are merged across formats: the id of a person is the council's own in each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa

from pipelines.canonical.model import TableSpec
from pipelines.canonical.values import pc
from pipelines.landing.audit import NO_ROWS, Account
from pipelines.landing.compare import Comparison, compare
from pipelines.landing.load import (
    REJECTED_SCHEMA,
    ROWS_NAMED,
    Entries,
    Rejection,
    rejection,
)
from pipelines.landing.problems import Problem
from pipelines.landing.settle import (
    Settled,
    differs,
    fold,
    in_none,
    key_groups,
    unsaid_names,
)
from pipelines.sources.base import Scope, TableHead
from pipelines.sources.names import FORMATS

OTHER_SOURCE = "other_source"
UNSAID = "columns_unsaid"
# tables merged across formats, by what makes two rows the same thing
MERGED: Mapping[str, tuple[str, ...]] = {
    "person": ("source_person_id",),
    "disability": ("source_person_id", "disability_code"),
    "professionals": ("professional_id",),
    "department": ("team_id",),
}


@dataclass(frozen=True)
class Precedence:
    """Formats in order, strongest first; ``by_table`` overrides it for single tables."""

    order: tuple[str, ...] = FORMATS
    by_table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rank(self, table: str, source: str) -> tuple[int, str]:
        """Sorts formats, strongest first; one that is not named comes last."""
        named = (*self.by_table.get(table, ()), *self.order, *FORMATS)
        return (named.index(source) if source in named else len(named), source)


@dataclass(frozen=True)
class Part:
    """One part of one file, with the account of its rows."""

    source: str
    head: TableHead
    account: Account


@dataclass(frozen=True)
class LoadedTable:
    """One table of a drop: ``good`` typed rows and ``rejected`` ones (one row per reason).

    ``sources`` are the formats whose rows were loaded, strongest first; ``parts`` also has those
    whose were not. ``rejections`` and ``problems`` tell about them; ``comparisons`` set the
    formats side by side.
    """

    spec: TableSpec
    sources: tuple[str, ...]
    good: pa.Table
    rejected: pa.Table
    parts: list[Part]
    rejections: list[Problem]
    problems: list[Problem]
    date_range: tuple[date | None, date | None]
    comparisons: list[Comparison] = field(default_factory=list)

    @property
    def account(self) -> Account:
        """All parts together."""
        return sum((part.account for part in self.parts), NO_ROWS)

    @property
    def counted_parts(self) -> list[Part]:
        """The parts of the formats whose rows were loaded."""
        return [part for part in self.parts if part.source in self.sources]

    @property
    def scopes(self) -> list[Scope]:
        """Which records had to be in the drop: those in any of these scopes."""
        return list(dict.fromkeys(part.head.scope for part in self.counted_parts))

    @property
    def missing_columns(self) -> list[str]:
        """Columns that no part has, in the table's order."""
        lacking = [set(part.head.missing_columns) for part in self.counted_parts]
        missing = set.intersection(*lacking) if lacking else set()
        return [column.name for column in self.spec.columns if column.name in missing]

    @property
    def extra_columns(self) -> list[str]:
        """The files' own columns that nobody knows."""
        extra = [name for part in self.counted_parts for name in part.head.extra_columns]
        return list(dict.fromkeys(extra))


def take_table(settled: Sequence[Settled], precedence: Precedence, la_code: str) -> LoadedTable:
    """One table from the formats that hold it.

    Raises AuditError if a row is lost on the way.
    """
    spec = settled[0].rows.spec
    ranked = sorted(settled, key=lambda one: precedence.rank(spec.table, one.rows.source))
    strongest = ranked[0]
    comparisons = [compare(strongest, other) for other in ranked[1:]]
    problems = [problem for one in ranked for problem in _told(one)]
    if spec.table in MERGED:
        sources = tuple(one.rows.source for one in ranked)
        good, differing = _merge(ranked, la_code)
        problems += differing
    else:
        sources = (strongest.rows.source,)
        good = _with_origin(strongest, la_code)
        for other in ranked[1:]:
            _set_aside(other, strongest)
    rejected = sorted(
        (row for one in ranked for row in one.rejected),
        key=lambda row: (row["source_file"], row["source_part"], row["source_row"]),
    )
    problems += [comparison.told() for comparison in comparisons]
    return LoadedTable(
        spec=spec,
        sources=sources,
        good=good,
        rejected=pa.Table.from_pylist(
            [{name: row[name] for name in REJECTED_SCHEMA.names} for row in rejected],
            schema=REJECTED_SCHEMA,
        ),
        parts=[
            Part(one.rows.source, head, account)
            for one in ranked
            for head, account in zip(one.rows.heads, one.accounts(), strict=True)
        ],
        rejections=_summarise(rejected, spec.table, ranked),
        problems=problems,
        date_range=_date_range(good, spec),
        comparisons=comparisons,
    )


def _merge(ranked: Sequence[Settled], la_code: str) -> tuple[pa.Table, list[Problem]]:
    """People (or their like) known to several formats as one row each, strongest first."""
    spec = ranked[0].rows.spec
    if len(ranked) == 1:
        return _with_origin(ranked[0], la_code), []
    origin = ("la_code", "source_file", "source_row")
    columns = [column.name for column in spec.columns]
    together = pa.concat_tables(
        [_with_origin(one, la_code).select([*columns, *origin]) for one in ranked]
    )
    group = key_groups(together, MERGED[spec.table])
    kept, folded, differing = fold(together.select(columns), group, whole=False)
    for name in origin:
        folded = folded.append_column(name, together[name].take(pa.array(kept)))
    unsaid = [
        np.zeros(len(one.table), "int64") if one.unsaid is None else one.unsaid for one in ranked
    ]
    folded = _with_unsaid(folded, spec, in_none(np.concatenate(unsaid), group)[kept])
    told, start = [], 0
    for one in ranked:
        end = start + len(one.table)
        places = kept[(kept >= start) & (kept < end)] - start
        told += [
            differs(one.rows, column, one.entries.take(at - start))
            for column, where in differing.items()
            if column not in spec.key and len(at := where[(where >= start) & (where < end)])
        ]
        gone = np.setdiff1d(np.arange(len(one.table)), places)
        one.merged = _both(one.merged, one.entries.take(gone))
        one.entries = one.entries.take(places)
        start = end
    return folded, told


def _both(first: Entries, second: Entries) -> Entries:
    names = ("head", "entry", "source_row")
    return Entries(*(np.concatenate([getattr(first, n), getattr(second, n)]) for n in names))


def _set_aside(other: Settled, strongest: Settled) -> None:
    """Reject the sound rows of a format that comes after another for this table."""
    table, source = other.rows.spec.table, strongest.rows.source
    message = (
        f"{table} was taken from {source}, which goes before {other.rows.source}; nothing to do,"
        " or change `precedence` in settings.yml"
    )
    aside: list[Rejection] = []
    for entries in (other.entries, other.merged):
        for number, entry, line in zip(
            entries.head.tolist(), entries.entry.tolist(), entries.source_row.tolist(), strict=True
        ):
            head = other.rows.heads[number]
            aside.append(rejection(head, (number, entry, line), OTHER_SOURCE, None, message, {}))
    other.rejected += aside
    nowhere = np.array([], dtype="int64")
    other.entries, other.merged = other.entries.take(nowhere), other.merged.take(nowhere)


def _with_origin(settled: Settled, la_code: str) -> pa.Table:
    """The rows with authority and place of origin: the file, its part, and the row in it.

    Where parts lack columns, ``UNSAID`` names those that none of a row's parts has, so that what
    an earlier drop said of them is not taken for blank.
    """
    table, size = settled.table, len(settled.table)
    table = table.append_column("la_code", pa.repeat(pa.scalar(la_code), size))
    places = pa.array([place_name(head) for head in settled.rows.heads], pa.string())
    numbers = pa.array(settled.entries.head, pa.int64())
    files = places.take(numbers) if size else pa.array([], pa.string())
    table = table.append_column("source_file", files)
    table = table.append_column("source_row", pa.array(settled.entries.source_row, pa.int32()))
    return _with_unsaid(table, settled.rows.spec, settled.unsaid)


def _with_unsaid(table: pa.Table, spec: TableSpec, unsaid: np.ndarray | None) -> pa.Table:
    if unsaid is None or not unsaid.any():
        return table
    return table.append_column(UNSAID, unsaid_names(spec, unsaid))


def place_name(head: TableHead) -> str:
    """The file and the part of it, as records name where they came from."""
    return f"{head.path.name}, {head.part}" if head.part else head.path.name


def _told(settled: Settled) -> list[Problem]:
    """Columns that are not there, columns nobody knows, notes, and what was done to cells."""
    spec, found = settled.rows.spec, []
    for head in settled.rows.heads:

        def tell(column: str | None, rule: str, text: str, head: TableHead = head) -> Problem:
            return Problem(spec.table, head.path.name, column, rule, text, 0, (), head.part)

        for column in head.missing_columns:
            extension = spec.by_name[column].extension
            what = "is not available (an addition to the standard)" if extension else "is missing"
            name = head.headers.get(column) or spec.header(column)
            found.append(tell(column, "missing_column", f"`{name}` {what}; it stays blank"))
        if head.extra_columns:
            names = ", ".join(head.extra_columns)
            text = f"{len(head.extra_columns)} unknown columns were ignored: {names}"
            found.append(tell(None, "extra_columns", text))
        found += [tell(None, "note", note) for note in head.notes]
    return [*found, *settled.rows.findings_told(), *settled.told]


def _summarise(
    rejected: Sequence[Rejection], table: str, ranked: Sequence[Settled]
) -> list[Problem]:
    """Rejected rows by part, rule and column, with the first lines; no value of any row.

    Rows set aside for a stronger format are told by the comparison instead.
    """
    words = {
        (head.path.name, head.part): head.position_word for one in ranked for head in one.rows.heads
    }
    groups: dict[tuple[str, str, str, str | None], list[Rejection]] = {}
    for row in rejected:
        if row["rule"] != OTHER_SOURCE:
            place = (row["source_file"], row["source_part"])
            groups.setdefault((*place, row["rule"], row["column_name"]), []).append(row)
    return [
        Problem(
            table=table,
            file=file,
            column=column,
            rule=rule,
            message=rows[0]["message"],
            rows_count=len(rows),
            first_rows=tuple(row["source_row"] for row in rows[:ROWS_NAMED]),
            part=part,
            position_word=words.get((file, part), "line"),
        )
        for (file, part, rule, column), rows in groups.items()
    ]


def _date_range(good: pa.Table, spec: TableSpec) -> tuple[date | None, date | None]:
    """Earliest and latest of the table's own event date."""
    if spec.date_column is None or len(good) == 0:
        return None, None
    limits = pc.min_max(good[spec.date_column]).as_py()
    return limits["min"], limits["max"]
