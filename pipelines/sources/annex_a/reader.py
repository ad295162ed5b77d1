"""Ofsted's Annex A: a workbook of eleven lists, or a CSV file for each.

Belongs here: the order of the steps and what a file is taken for. Does not belong here: any of
the steps (the modules beside this one).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from pipelines.canonical.model import table_spec
from pipelines.errors import DataProblem
from pipelines.sources.annex_a.derived import derive, unaccompanied
from pipelines.sources.annex_a.feeds import CHILD, Feed
from pipelines.sources.annex_a.find import FoundList, NearMiss
from pipelines.sources.annex_a.joined import WRITTEN, join_need, people_at_work, with_worker_ids
from pipelines.sources.annex_a.mapping import DISABILITY, FEEDS, PERSON, UASC
from pipelines.sources.annex_a.rows import ListRows, read_list
from pipelines.sources.annex_a.translate import Making, batches, sound_rows, windows_of
from pipelines.sources.annex_a.workbook import WORKBOOKS, is_candidate, lists_in, read_sheets
from pipelines.sources.base import (
    Read,
    ReadContext,
    Recognised,
    Refused,
    Source,
)
from pipelines.sources.labels import SYNONYMS_FILE

_EXTRA = {8: (PERSON, DISABILITY, UASC), 9: (PERSON, DISABILITY, UASC)}
_NO_CHILD = 11


@dataclass(frozen=True)
class _Listed:
    """One list of the drop and the file it lies in."""

    path: Path
    rows: ListRows


class AnnexA(Source):
    """Reader of Annex A; every list is windowed, each by its own rule."""

    name: ClassVar[str] = "annex_a"

    def recognise(self, path: Path) -> Recognised | None:
        """A workbook or CSV file with at least one list, told by its headers."""
        if not is_candidate(path):
            return None
        try:
            sheets = list(lists_in(path))
        except DataProblem as refused:
            # a workbook that cannot be opened is refused when it is read, with its reason
            is_workbook = path.suffix.lower() in WORKBOOKS
            return Recognised(path, f"a workbook: {refused}", by="name") if is_workbook else None
        lists = [one for one, _ in sheets if isinstance(one, FoundList)]
        near = [one for one, _ in sheets if isinstance(one, NearMiss)]
        if lists:
            others = ", ".join(f"`{title}`" for one, title in sheets if one is None)
            rest = f"; sheets that are none of the lists and were ignored: {others}"
            why = "; ".join(one.why for one in lists)
            return Recognised(path, f"Annex A, {why}{rest if others else ''}")
        if near:
            return Recognised(path, f"Annex A {near[0].layout.label}, not all of it")
        return None

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """One file alone; see ``read``."""
        yield from self.read([found], context)

    def read(self, found: Sequence[Recognised], context: ReadContext) -> Iterator[Read]:
        """All lists of all files together: an episode of need begins with a referral elsewhere."""
        lists: list[_Listed] = []
        for one in found:
            try:
                lists += _lists_of(one.path, context)
            except DataProblem as refused:
                yield Refused(one.path, str(refused))
        windows = windows_of(context)
        makings = [Making(one.path, windows) for one in lists]
        joined = join_need([one.rows for one in lists])
        for rows, making in zip(joined, makings, strict=True):
            yield from _records(rows, making)
        yield from people_at_work(joined, makings, context)

    def supplies(self, table: str) -> frozenset[str]:
        """What the lists have a place for; see ``Source.supplies``."""
        return frozenset(WRITTEN.get(table, ())).union(
            *(_columns(feed) for feed in _feeds_of(table))
        )

    def never_whole(self, table: str) -> bool:
        """Whether every list that feeds the table has only the latest of several events."""
        feeds = _feeds_of(table)
        return bool(feeds) and all(feed.complete == "never" for feed in feeds)

    def settings_files(self, folder: Path) -> Sequence[Path]:
        """The council's synonyms."""
        return [path for path in (folder / SYNONYMS_FILE,) if path.is_file()]


def _feeds_of(table: str) -> list[Feed]:
    every = (*(feed for feeds in FEEDS.values() for feed in feeds), PERSON, DISABILITY, UASC)
    return [feed for feed in every if feed.table == table]


def _columns(feed: Feed) -> set[str]:
    """The columns a feed has for every record it makes."""
    has = {feed.key, CHILD, *feed.columns, *feed.links, *feed.constants} - {*feed.partly}
    return has & {*table_spec(feed.table).by_name}


def _lists_of(path: Path, context: ReadContext) -> Iterator[_Listed]:
    """Every list in one file. Raises DataProblem if a sheet lacks what its list needs."""
    for sheet in read_sheets(path):
        if isinstance(sheet.found, NearMiss):
            lacking = ", ".join(f"`{header}`" for header in sheet.found.lacking)
            where = f"{path.name}, {sheet.title}" if sheet.title else path.name
            raise DataProblem(
                f"{where}: this looks like {sheet.found.layout.label}, but {lacking} is missing;"
                " extract it again with this column"
            )
        if isinstance(sheet.found, FoundList):
            rows = read_list(sheet, sheet.found, context.settings)
            yield _Listed(path, derive(with_worker_ids(rows, context.la_code)))


def _records(listed: ListRows, making: Making) -> Iterator[Read]:
    """Everything one list feeds."""
    number = listed.found.layout.number
    own = FEEDS[number]
    about = () if number == _NO_CHILD else _EXTRA.get(number, (PERSON, DISABILITY))
    if "uasc" in listed.columns:
        listed = unaccompanied(listed)
    listed = replace(listed, carried=_carried((*own, *about)))
    sound = sound_rows(listed, own[0])
    named = sound_rows(listed, PERSON) if about else []
    yield from batches(listed, [own[0], *_held(own[1:], listed)], making, sound)
    yield from batches(listed, _held(about, listed), making, named)


def _carried(feeds: Sequence[Feed]) -> frozenset[str]:
    return frozenset(said.partition(":")[0] for feed in feeds for said in feed.columns.values())


def _held(feeds: Sequence[Feed], listed: ListRows) -> list[Feed]:
    """The feeds whose columns the list has: a table it cannot feed is not sent, which is not 0."""
    return [feed for feed in feeds if all(name in listed.columns for name in feed.needs)]
