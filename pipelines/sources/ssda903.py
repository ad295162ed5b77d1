"""The SSDA903 return (CSV files or XML) as canonical records.

Belongs here: recognising its files, the collection year each speaks for, the order in which its
modules are read. Does not belong here: columns (``ssda903_modules``), files (``ssda903_files``),
folding episodes (``ssda903_episodes``), what the other modules mean (``ssda903_rows``).

The return names no team, and a social worker only since 2023/24. It holds the episodes open at
some time of its year: what ended before the 1 April is not there to be missed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

from pipelines.canonical.model import load_tables, table_spec
from pipelines.errors import DataProblem
from pipelines.sources.base import (
    NOTHING,
    Read,
    ReadContext,
    Recognised,
    Refused,
    Scope,
    Source,
    TableHead,
)
from pipelines.sources.cin_census import year_end, year_start
from pipelines.sources.collector import collector_paused
from pipelines.sources.csv_text import peek_header
from pipelines.sources.ssda903_episodes import fold
from pipelines.sources.ssda903_files import ModuleFile, read_csv, read_xml
from pipelines.sources.ssda903_modules import FEEDS, Feed, module_of
from pipelines.sources.ssda903_permanence import add_permanence
from pipelines.sources.ssda903_rows import Tables, add_episodes, add_module
from pipelines.sources.xml_text import head

_CHILD = re.compile(r"<(?:\w[\w.-]*:)?child[\s>]", re.IGNORECASE)
_OWN = re.compile(r"<(?:\w[\w.-]*:)?(?:decom|childid|episode)[\s>]", re.IGNORECASE)
_LAST = "_last"  # how validators of the return name the year before
_BY_END = frozenset({"cla_episodes", "legal_status", "missing", "involvements"})
_BY_START = frozenset({"cla_placement"})
# OC3: leavers of some ages, as they stood about a birthday in the year, not at a month's end
_ABOUT_BIRTHDAYS = "care_leavers"
_BY_DATE = {"cla_reviews": "cla_review_date"}


class ChildrenLookedAfter(Source):
    """Reader of SSDA903 returns of every year from 2016/17."""

    name: ClassVar[str] = "ssda903"

    def recognise(self, path: Path) -> Recognised | None:
        """A CSV file with the columns of a module, or XML with children and their episodes."""
        text = head(path)
        if text.lstrip()[:1] == "<":
            if _CHILD.search(text) and _OWN.search(text):
                return Recognised(path, "SSDA903 return: children with episodes of care, as XML")
            return None
        header = peek_header(path)
        module = module_of(header)
        if module is None:
            return None
        there = sum(1 for name in header if name.strip().upper() in module.columns)
        why = f"SSDA903 module {module.name}: {there} of {len(module.columns)} columns"
        return Recognised(path, why)

    def supplies(self, table: str) -> frozenset[str]:
        """What the return has a place for; see ``Source.supplies``."""
        return frozenset(name for feed in FEEDS if feed.table == table for name in feed.columns)

    def never_whole(self, table: str) -> bool:
        """Leavers are in it as they stood about a birthday; see ``Source.never_whole``."""
        return table == _ABOUT_BIRTHDAYS

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """One file alone; see ``read``."""
        return self.read([found], context)

    def read(self, found: Sequence[Recognised], context: ReadContext) -> Iterator[Read]:
        """All files together: episodes first, since the other modules lean on them."""
        files: list[ModuleFile] = []
        is_whole = True
        for one in sorted(found, key=lambda item: item.path.name):
            try:
                is_xml = head(one.path, 4_096).lstrip()[:1] == "<"
                with collector_paused():
                    files += read_xml(one.path) if is_xml else [read_csv(one.path)]
            except DataProblem as refused:
                is_whole = False
                yield Refused(one.path, str(refused))
        if is_whole:
            yield from _rows(files, context)


def _year_of(file: ModuleFile, context: ReadContext) -> date:
    """The last day of the collection year a file speaks for: by its name, else by the month."""
    this_year = year_end(context.month_end)
    if file.year is not None and file.year <= this_year.year:
        return date(file.year, 3, 31)
    if file.path.stem.lower().endswith(_LAST):
        return year_start(this_year).replace(month=3, day=31)
    return this_year


def _rows(files: Sequence[ModuleFile], context: ReadContext) -> Iterator[Read]:
    """Every table's head and rows, file by file."""
    with collector_paused():
        tables = _filled(files, context)
    for rows in tables.all():
        yield rows.head
        yield rows.flush()


def _filled(files: Sequence[ModuleFile], context: ReadContext) -> Tables:
    """The rows of every file."""
    tables = Tables()
    years = {file.path: _year_of(file, context) for file in files}
    by_module: dict[str, list[ModuleFile]] = defaultdict(list)
    for file in files:
        by_module[file.module.name].append(file)
    for file in files:
        for feed in FEEDS:
            if _feeds(feed, file):
                repeats = "latest" if len(by_module[file.module.name]) > 1 else "no"
                tables.open(_head(feed, file, years[file.path], context, repeats))
    chains = fold(
        [
            (file, year_start(years[file.path]), min(years[file.path], context.extracted))
            for file in by_module["Episodes"]
        ]
    )
    add_episodes(tables, chains)
    for file in files:
        add_module(tables, file, chains, years[file.path])
        for row in file.broken:
            tables.break_row(file.path, file.module.main, row)
    add_permanence(tables, files, chains)
    return tables


def _feeds(feed: Feed, file: ModuleFile) -> bool:
    """Whether a file gives rows to a table; the adoption facts stand in three modules."""
    if feed.table not in load_tables():
        return False
    if feed.table == "permanence":
        return file.module.name in ("AD1", "PlacedAdoption", "Episodes")
    return feed.module == file.module.name


def _head(
    feed: Feed,
    file: ModuleFile,
    ends_on: date,
    context: ReadContext,
    repeats: Literal["no", "latest"],
) -> TableHead:
    lacking = set(file.missing_columns)
    is_main = feed.table == file.module.main
    given = TableHead(
        table=feed.table,
        path=file.path,
        part=file.module.name,
        headers=feed.headers,
        missing_columns=[column for column, name in feed.columns.items() if name in lacking],
        scope=_scope(feed, ends_on),
        repeats=repeats,
        as_at=min(ends_on, context.extracted),
        position_word=file.position_word,
    )
    if not is_main:
        return given
    return replace(given, extra_columns=tuple(file.extra_columns), notes=tuple(file.notes))


def _scope(feed: Feed, ends_on: date) -> Scope:
    """Which records had to be in the return: those of its year.

    A placement that began before the year stands in it as its episode of the 1 April, which may
    be a later one than its first: only placements begun in the year can be missed.
    """
    begins_on, spec = year_start(ends_on), table_spec(feed.table)
    if feed.table == _ABOUT_BIRTHDAYS:
        return Scope("none", complete_from=date(ends_on.year + 1, 1, 1))
    if feed.table in _BY_DATE:
        return Scope("window", _BY_DATE[feed.table], begins_on, ends_on)
    if spec.date_column is None:
        return NOTHING
    if feed.table in _BY_START:
        return Scope("window", spec.date_column, begins_on, ends_on)
    if feed.table in _BY_END:
        return Scope("open", spec.date_column, begins_on, ends_on, spec.date_order[0][1])
    return NOTHING
