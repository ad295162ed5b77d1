"""From the rows of a list to batches of canonical tables, with stable ids.

Belongs here: keys, ordinals, links between the records of one row, frames. Does not belong here:
which table takes which column (``feeds``), columns worked out from others (``derived``), records
that need several lists (``joined``).

An id is the child's id, the day the record begins and, for the second and later records of that
child and day, an ordinal; it is the same in every month's drop as long as the record is. The
authority and the table are not in it: no table is shared between authorities.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd

from pipelines.canonical.model import TableSpec, table_spec
from pipelines.canonical.values import Breach, parse_date, parse_id
from pipelines.sources.annex_a.feeds import CHILD, SIX, TWELVE, Feed, Windows, scope_of
from pipelines.sources.annex_a.rows import Cells, ListRows
from pipelines.sources.base import BrokenRow, ReadContext, ReadingNote, TableBatch, TableHead

_LATEST_YEAR = 2200  # only to write a date in one form; whether it can be is judged later
KEY_SIGN = ":"


@dataclass(frozen=True)
class Making:
    """What every list's records are made with: the file, and the dates it speaks for."""

    path: Path
    windows: Windows


def day(text: str | None) -> str | None:
    """A date cell in one written form, so that an id does not change with the way of writing."""
    return _day(text) if text else None


@lru_cache(maxsize=65_536)
def _day(text: str) -> str | None:
    parsed = parse_date(text, _LATEST_YEAR)
    return None if isinstance(parsed, Breach) else parsed.isoformat()


def child(text: str | None) -> str | None:
    """A child's id as landing will hold it; None if it is blank or damaged."""
    return _child(text) if text is not None else None


@lru_cache(maxsize=262_144)
def _child(text: str) -> str | None:
    parsed = parse_id(text)
    return None if isinstance(parsed, Breach) else parsed


def key_of(person: str, begins: str | None, ordinal: int = 1) -> str:
    """The id of a record."""
    parts = [person, *([begins] if begins else []), *([str(ordinal)] if ordinal > 1 else [])]
    return KEY_SIGN.join(parts)


def keys(listed: ListRows, feed: Feed) -> Cells:
    """The id of each row's record; None where the row has no child or no beginning."""
    persons = [child(text) for text in listed.cells(_identity(listed))]
    begins = [day(text) for text in listed.cells(feed.begins)] if feed.begins else None
    made: Cells = []
    ordinals = _ordinals(listed, feed, persons, begins) if feed.several != "one" else {}
    for row, person in enumerate(persons):
        begin = begins[row] if begins else None
        if person is None or (begins is not None and begin is None):
            made.append(None)
        else:
            made.append(feed.id_prefix + key_of(person, begin, ordinals.get(row, 1)))
    return made


def _identity(listed: ListRows) -> str:
    return "child_id" if "child_id" in listed.found.layout.by_name() else "adopter_id"


def _ordinals(listed: ListRows, feed: Feed, persons: Cells, begins: Cells | None) -> dict[int, int]:
    """Ordinals of rows that share a child and a day, by their content so that order is no matter.

    Only rows that share both are looked at; the first ordinal is not listed.
    """
    groups: defaultdict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for row, person in enumerate(persons):
        groups[person, begins[row] if begins else None].append(row)
    names = sorted(listed.columns)
    found: dict[int, int] = {}
    for rows in groups.values():
        if len(rows) == 1:
            continue
        content = {row: tuple(listed.columns[name][row] or "" for name in names) for row in rows}
        ordinal, before = 0, None
        for row in sorted(rows, key=lambda one: (content[one], one)):
            if feed.several == "each" or content[row] != before:
                ordinal += 1
            before = content[row]
            found[row] = ordinal
    return found


def batches(
    listed: ListRows, feeds: Sequence[Feed], making: Making, is_sound: Sequence[bool]
) -> Iterator[TableHead | TableBatch]:
    """Everything one list feeds. ``is_sound``: rows whose main record can be told."""
    made = {feed.table: keys(listed, feed) for feed in feeds if not feed.id_prefix}
    for feed in feeds:
        own = keys(listed, feed) if feed.id_prefix else made[feed.table]
        yield from _records(listed, feed, making, own, made, is_sound)


def sound_rows(listed: ListRows, main: Feed) -> list[bool]:
    """Per row, whether it names a child and the day its main record begins."""
    return [text is not None for text in keys(listed, main)]


def _records(
    listed: ListRows,
    feed: Feed,
    making: Making,
    own: Cells,
    made: Mapping[str, Cells],
    is_sound: Sequence[bool],
) -> Iterator[TableHead | TableBatch]:
    spec = table_spec(feed.table)
    needed = [listed.cells(name) for name in feed.needs]
    chosen = [
        row
        for row in range(len(own))
        if feed.is_main or (is_sound[row] and all(cells[row] is not None for cells in needed))
    ]
    broken = list(listed.broken) if feed.is_main else []
    if feed.is_main:
        own, nameless = _explained(listed, feed, spec, own)
        broken += nameless
        made = {**made, feed.table: own}
        chosen = [row for row in chosen if own[row] is not None]
    values: dict[str, Cells] = {feed.key: own, CHILD: listed.cells("child_id")}
    values |= {name: _source(listed, said) for name, said in feed.columns.items()}
    values |= {name: made[table] for name, table in feed.links.items()}
    values = {name: cells for name, cells in values.items() if name in spec.by_name}
    frame = pd.DataFrame(
        {
            name: pd.array([cells[row] for row in chosen], dtype="str")
            for name, cells in values.items()
        }
    )
    for name, text in feed.constants.items():
        frame[name] = _text([text for _ in chosen])
    head = _head(listed, feed, spec, making)
    yield head
    numbers = np.array([listed.numbers[row] for row in chosen], dtype="int64")
    yield TableBatch(frame, numbers, broken, head, _notes(listed, feed))


def _explained(
    listed: ListRows, feed: Feed, spec: TableSpec, own: Cells
) -> tuple[Cells, list[BrokenRow]]:
    """Ids of main records, and the rows that can have none for a reason no check would find.

    A row whose child or date is wrong gets a stand-in: it is rejected for that, and for no id
    besides. A date that a record may lack, but its id may not, is a reason of its own.
    """
    date_column = next((name for name, said in feed.columns.items() if said == feed.begins), "")
    may_lack = date_column not in spec.required and bool(feed.begins)
    header = listed.found.headers.get(feed.begins, "")
    made: Cells = []
    broken: list[BrokenRow] = []
    for row, key in enumerate(own):
        if key is None and may_lack and child(listed.cells("child_id")[row]) is not None:
            message = f"`{header}` is blank or not a date; without it there is no record"
            fields = tuple(cells[row] or "" for cells in listed.columns.values())
            number = listed.numbers[row]
            broken.append(BrokenRow(number, "required_blank", message, fields, date_column))
            made.append(None)
        else:
            made.append(key or f"row {listed.numbers[row]}")
    return made, broken


def _text(cells: Cells) -> pd.Series:
    return pd.Series(cast("list[str]", cells), dtype="str")


def _source(listed: ListRows, said: str) -> Cells:
    """The cells a canonical column takes: codes, or with ``:label`` the words as written."""
    name, _, form = said.partition(":")
    return listed.labels.get(name) or listed.cells(name) if form else listed.cells(name)


def _head(listed: ListRows, feed: Feed, spec: TableSpec, making: Making) -> TableHead:
    found, layout = listed.found, listed.found.layout.by_name()
    headers, missing = {}, []
    for name, said in (*feed.columns.items(), (CHILD, "child_id"), (feed.key, feed.begins)):
        plain = said.partition(":")[0]
        if plain in found.headers:
            headers.setdefault(name, found.headers[plain])
        elif plain in layout:
            missing.append(name)
    notes = [*found.notes, *_unused(listed)] if feed.is_main else []
    return TableHead(
        table=feed.table,
        path=making.path,
        part=listed.title,
        headers=headers,
        missing_columns=missing,
        columns_from=_columns_from(feed, spec, making),
        extra_columns=found.extra if feed.is_main else (),
        notes=notes,
        scope=scope_of(feed, spec.date_column, making.windows),
        repeats="no" if feed.is_main and feed.table != "cin_episodes" else "fill",
        position_word=listed.position_word,
    )


def _columns_from(feed: Feed, spec: TableSpec, making: Making) -> dict[str, date | None]:
    """Columns the list never has, and those it has from a later day than another list has them."""
    has = {feed.key, CHILD, *feed.columns, *feed.links, *feed.constants} - {*feed.partly}
    found: dict[str, date | None] = {name: None for name in spec.by_name if name not in has}
    if feed.complete != "window":
        complete_from = making.windows.complete_from(feed.complete, feed.months)
        found |= {name: complete_from for name in spec.by_name if name in has - {feed.key, CHILD}}
    return found


def _unused(listed: ListRows) -> Iterator[str]:
    """What was read and has no place: columns without a table, rows with nothing in them."""
    found = listed.found
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for column in found.layout.columns:
        if column.unused and column.name in found.headers:
            reasons[column.unused].append(f"`{found.headers[column.name]}`")
    for why, headers in reasons.items():
        yield f"{', '.join(headers)} not carried into any record: {why}"
    if listed.passed_over:
        yield f"{listed.passed_over:,} rows with nothing in them were passed over"


def _notes(listed: ListRows, feed: Feed) -> list[ReadingNote]:
    """What was noticed in the cells this feed takes; the main feed tells what nobody takes."""
    taken = {said.partition(":")[0]: name for name, said in feed.columns.items()}
    told = []
    for one in listed.told:
        if one.column in taken or (feed.is_main and not _is_carried(listed, one.column)):
            told.append(ReadingNote(taken.get(one.column, ""), one.rule, one.message, one.rows))
    return told


def _is_carried(listed: ListRows, column: str) -> bool:
    """Whether some other feed of the list takes (and therefore tells about) the column."""
    return column in listed.carried


def windows_of(context: ReadContext) -> Windows:
    """The dates the lists speak for.

    An inspection counts back from the day of the extract, a monthly run from the month's end:
    only what both hold is claimed, so that nothing is taken for withdrawn that was never due.
    """
    last = min(context.month_end, context.extracted)
    begins = {months: _months_before(context.extracted, months) for months in (SIX, TWELVE)}
    if context.window is not None:
        begins[SIX] = context.window.date_from
        last = min(last, context.window.date_to)
    return Windows(begins, last.replace(day=1), last, context.extracted)


def _months_before(day_: date, months: int) -> date:
    """The day after the same day so many months earlier, the month's last day if it has none."""
    number = day_.year * 12 + day_.month - 1 - months
    year, month = divmod(number, 12)
    for last in (day_.day, 30, 29, 28):
        try:
            return date.fromordinal(date(year, month + 1, last).toordinal() + 1)
        except ValueError:
            continue
    raise AssertionError(day_)


def with_columns(listed: ListRows, **columns: Cells) -> ListRows:
    """The same list with columns worked out from its own."""
    return replace(listed, columns={**listed.columns, **columns})
