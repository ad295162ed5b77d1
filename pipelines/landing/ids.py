"""Ids that name a record elsewhere in the drop, written in another case or without their zeros.

Belongs here: finding such references, bringing case into line, telling. Does not belong here: one
cell's own form (``pipelines.canonical.values``), references to nothing (data-quality rules).

Many databases take ``ab12`` and ``AB12`` for one id; files from two systems then differ. A
reference is changed only if the record it names is there under one other spelling; leading zeros
are never put back, only told of, since ``012`` and ``12`` may be two people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import pyarrow as pa

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.canonical.values import pc
from pipelines.landing.load import ROWS_NAMED
from pipelines.landing.precedence import LoadedTable
from pipelines.landing.problems import Problem

_WORKERS = ("professional_id", "chair_id", "iro_id", "manager_id", "supervisor_id")
_KEYS_OF_NOTHING = ("table_id", "professional_role_id")


class _Known:
    """The ids of one kind of thing; indexed only if a reference names none of them."""

    def __init__(self, ids: pa.Array) -> None:
        self.ids = ids

    @cached_property
    def by_case(self) -> Mapping[str, str]:
        """Each folded form that one spelling alone stands for, to that spelling."""
        folded: dict[str, list[str]] = {}
        for text in self.ids.to_pylist():
            folded.setdefault(text.lower(), []).append(text)
        return {form: texts[0] for form, texts in folded.items() if len(texts) == 1}

    @cached_property
    def without_zeros(self) -> frozenset[str]:
        """The ids that begin with zeros, without them."""
        return frozenset(t.lstrip("0") for t in self.ids.to_pylist() if t.startswith("0"))


def align_ids(tables: Sequence[LoadedTable]) -> list[LoadedTable]:
    """The tables with references spelt as the records they name, and what was done told."""
    known = {kind: _Known(ids) for kind, ids in _known_ids(tables).items()}
    return [_aligned(table, known) for table in tables]


def _known_ids(tables: Sequence[LoadedTable]) -> dict[str, pa.Array]:
    """The ids of each kind of thing whose table is in the drop."""
    found: dict[str, list[pa.Array]] = {}
    for table in tables:
        kind = _named_by(table.spec)
        if kind is not None and len(table.good):
            column = pc.unique(table.good[table.spec.key[0]])
            found.setdefault(kind, []).append(pc.drop_null(column).cast(pa.string()))
    return {kind: pc.unique(pa.concat_arrays(columns)) for kind, columns in found.items()}


def _named_by(spec: TableSpec) -> str | None:
    """The kind of thing whose ids are this table's first key column."""
    if spec.table in ("teams", "department"):
        return "team"
    first = spec.key[0]
    if len(spec.key) > 1 or first in _KEYS_OF_NOTHING or spec.by_name[first].type != "id":
        return None
    return {"source_person_id": "person", "professional_id": "worker"}.get(first, first)


def _references(spec: TableSpec) -> Iterator[tuple[str, str]]:
    """The columns of a table that name things kept elsewhere, and which kind of thing."""
    keys = {kind for one in load_tables().values() if (kind := _named_by(one)) is not None}
    for column in spec.columns:
        name = column.name
        if name in spec.key:
            continue
        if name.endswith("person_id"):
            yield name, "person"
        elif name.endswith("worker_id") or name in _WORKERS:
            yield name, "worker"
        elif name.endswith(("team_id", "_team")) or name == "team_parent_id":
            yield name, "team"
        elif column.type == "id" and name in keys:
            yield name, name


def _aligned(table: LoadedTable, known: Mapping[str, _Known]) -> LoadedTable:
    good, told = table.good, []
    for name, kind in _references(table.spec):
        if kind not in known or not len(good):
            continue
        column = good[name]
        unmatched = _unmatched(column, known[kind])
        respelt = {
            text: known[kind].by_case[text.lower()]
            for text in unmatched
            if text.lower() in known[kind].by_case
        }
        if respelt:
            told.append(_told(table, name, column, list(respelt), "id_case", _CASE))
            place = good.column_names.index(name)
            good = good.set_column(place, name, _replaced(column, respelt))
        bare = [text for text in unmatched if text in known[kind].without_zeros]
        if bare:
            told.append(_told(table, name, column, bare, "id_zeros", _ZEROS))
    return replace(table, good=good, problems=[*table.problems, *told]) if told else table


_CASE = "names records whose ids are written in another case; taken as the same"
_ZEROS = (
    "would name a record if its leading zeros were put back: a spreadsheet has removed them;"
    " extract ids as text"
)


def _unmatched(column: pa.ChunkedArray, known: _Known) -> list[str]:
    """The distinct values that are no id there is."""
    strange = pc.invert(pc.is_in(column, value_set=known.ids))
    return pc.unique(pc.drop_null(column.filter(strange))).to_pylist()


def _replaced(column: pa.ChunkedArray, respelt: Mapping[str, str]) -> pa.ChunkedArray:
    old = pa.array(list(respelt), pa.string())
    new = pa.array(list(respelt.values()), pa.string())
    at = pc.index_in(column, value_set=old)
    return pc.coalesce(new.take(at.combine_chunks()), column)


def _told(
    table: LoadedTable,
    name: str,
    column: pa.ChunkedArray,
    texts: list[str],
    rule: str,
    message: str,
) -> Problem:
    """How many rows, and the first of them; never the ids."""
    hit = pc.fill_null(pc.is_in(column, value_set=pa.array(texts, pa.string())), False)
    places = np.flatnonzero(hit.to_numpy())
    file = table.good["source_file"][int(places[0])].as_py()
    first = [int(table.good["source_row"][int(at)].as_py()) for at in places[:ROWS_NAMED]]
    head = next((part.head for part in table.counted_parts), None)
    header = (head.headers.get(name) if head else None) or table.spec.header(name)
    word = head.position_word if head else "line"
    text = f"`{header}` {message}"
    return Problem(table.spec.table, file, name, rule, text, len(places), tuple(first), "", word)
