"""Between which dates the landed history of each table is complete.

Belongs here: coverage from manifests. Does not belong here: what a KPI needs (its header) or
whether it is met (SQL).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from pipelines.canonical.model import load_tables
from pipelines.landing.store import LandedDrop, Manifest, ScopeEntry, TableEntry
from pipelines.sources.registry import source_named


@dataclass(frozen=True)
class Coverage:
    """Grain: authority and canonical table. Both dates are included; null if never sent."""

    la_code: str
    table_name: str
    complete_from: date | None
    complete_to: date | None
    is_sent: bool


def coverage(drops: Sequence[LandedDrop]) -> list[Coverage]:
    """One row per canonical table from the revisions in force, oldest first.

    The newest full drop with the table covers it from the day it declares, else from the
    earliest event in it (a table without an event date: in the drop) to the day of the extract.
    Windows after it, or without one, add to it while they leave no day out; a gap starts anew.
    Where only a person's latest record is due, earlier ones of the window may be lacking: such a
    drop covers its reporting month only, and without one before it the month's last day only (what
    ended in the month and was followed by another record was never seen). Where a format says
    itself from when on it has every record (``Scope.complete_from``), that day counts. The end is
    the last day the newest drop speaks for.
    """
    la_code = drops[0].la_code if drops else ""
    rows = []
    for name in load_tables():
        holding = [drop.manifest for drop in drops if name in drop.manifest.tables]
        if not holding:
            rows.append(Coverage(la_code, name, None, None, is_sent=False))
            continue
        spans = [_span(name, manifest) for manifest in holding]
        rows.append(Coverage(la_code, name, _start(spans), spans[-1].end, is_sent=True))
    return rows


@dataclass(frozen=True)
class ColumnCoverage:
    """Grain: authority, canonical table and column of which less was sent than of its table."""

    la_code: str
    table_name: str
    column_name: str
    complete_from: date | None
    complete_to: date | None
    is_sent: bool


def column_coverage(drops: Sequence[LandedDrop]) -> list[ColumnCoverage]:
    """One row per column that some drop lacks, or has from a later day on than its table.

    A column is as complete as its table in a drop where any part has all of it.
    """
    rows = []
    for name in load_tables():
        holding = [drop for drop in drops if name in drop.manifest.tables]
        limits = [_limited(name, drop.manifest.tables[name]) for drop in holding]
        for column in sorted({one for limit in limits for one in limit}):
            spans = [
                _narrowed(_span(name, drop.manifest), limit, column, drop.manifest.tables[name])
                for drop, limit in zip(holding, limits, strict=True)
            ]
            is_sent = any(limit.get(column, _ALL) is not None for limit in limits)
            rows.append(
                ColumnCoverage(
                    holding[0].la_code, name, column, _start(spans), spans[-1].end, is_sent
                )
            )
    return rows


_ALL = date.min  # stands for "as complete as the table"


def _limited(table: str, entry: TableEntry) -> dict[str, date | None]:
    """Columns no part of a drop has all of: the first day the best part has, None for none."""
    parts = [part for part in entry.parts if part.is_counted]
    limits = [
        {
            **_no_place(part.source, table),
            **dict.fromkeys(part.missing_columns),
            **part.columns_from,
        }
        for part in parts
    ]
    shared = set[str].intersection(*map(set, limits)) if limits else set[str]()
    found: dict[str, date | None] = {}
    for column in shared:
        days = [day for limit in limits if (day := limit[column]) is not None]
        found[column] = min(days, default=None)
    return found


@cache
def _no_place(source: str, table: str) -> Mapping[str, None]:
    """The columns of a table that a format has no place for."""
    try:
        held = source_named(source).supplies(table)
    except KeyError:  # a format no longer read
        held = None
    every = load_tables()[table].by_name
    return {} if held is None else dict.fromkeys(name for name in every if name not in held)


def _narrowed(
    span: "_Span", limits: Mapping[str, date | None], column: str, entry: TableEntry
) -> "_Span":
    """The days for which one drop has a column; a day after the last if it has none."""
    day = limits.get(column, _ALL)
    if day is None:
        never = date.fromordinal(span.end.toordinal() + 1)
        return _Span(never, span.end, is_full=True, alone=never)
    if span.start is None or day <= span.start:
        return span
    return _Span(day, span.end, span.is_full, _alone(entry, day))


class _Span(NamedTuple):
    """The days for which one drop is complete; ``start`` None if nothing says.

    ``alone``: the first of them if no drop before it tells what it leaves out.
    """

    start: date | None
    end: date
    is_full: bool
    alone: date | None


def _start(spans: Sequence[_Span]) -> date | None:
    """The first day of the run of spans, back from the newest, that leaves no day out."""
    start: date | None = None
    found: date | None = None
    for span in reversed(spans):
        if start is not None and (start - span.end).days > 1:
            break
        if span.start is None or span.alone is None:
            break
        found = span.alone if start is None else min(start, span.alone)
        start = span.start if start is None else min(start, span.start)
        if span.is_full:
            # what a full drop says of the past replaces what earlier ones said; and one that
            # never has all of a table has nothing that earlier ones could be joined to
            break
    return found


def _alone(entry: TableEntry, day: date) -> date:
    """From when a drop answers alone that answers from ``day`` after another.

    Where that rests on a list of each person's latest record: the last day of its month.
    """
    lasts = [
        scope.date_to
        for scope in entry.scopes
        if scope.latest_per_person
        and scope.date_to is not None
        and day == (scope.complete_from or scope.date_to.replace(day=1))
    ]
    return max(lasts, default=day)


def _span(table: str, manifest: Manifest) -> _Span:
    """The days for which one drop has every record of a table."""
    entry, extracted = manifest.tables[table], manifest.extracted_at.date()
    spoken = [part.as_at for part in entry.parts if part.is_counted and part.as_at]
    end = min(extracted, max(spoken, default=extracted))
    claimed = [scope.complete_from for scope in entry.scopes if scope.complete_from]
    if claimed:
        start = min(claimed)
        return _Span(start, end, is_full=start > end, alone=_alone(entry, start))
    if entry.speaks_for_all:
        declared = manifest.history_from_by_table.get(table, manifest.history_from)
        first = declared or entry.min_date or _earliest_event(manifest)
        return _Span(first, end, is_full=True, alone=first)
    ends = [scope.date_to for scope in entry.scopes if scope.date_to is not None]
    end = min(end, max(ends, default=end))
    start = _first_day(entry.scopes, manifest.month) or _first_window(manifest)
    return _Span(start, end, is_full=False, alone=None if start is None else _alone(entry, start))


def _first_day(scopes: Sequence[ScopeEntry], month: str) -> date | None:
    """From when on windows have every record they should; None if they say nothing."""
    month_start = date(int(month[:4]), int(month[5:]), 1)
    days = [month_start if one.latest_per_person else one.date_from for one in scopes]
    return min((day for day in days if day is not None), default=None)


def _first_window(manifest: Manifest) -> date | None:
    """Where a table whose absences say nothing begins: with the drop's own window."""
    if manifest.window is not None:
        return manifest.window.date_from
    scopes = [scope for entry in manifest.tables.values() for scope in entry.scopes]
    return _first_day(scopes, manifest.month)


def _earliest_event(manifest: Manifest) -> date | None:
    return min((one.min_date for one in manifest.tables.values() if one.min_date), default=None)
