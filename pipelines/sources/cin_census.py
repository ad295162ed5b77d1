"""The CIN Census return (XML) as canonical records, child by child, whatever the file's size.

Belongs here: recognising a return, the year it speaks for, what is said about a file as a whole.
Does not belong here: what its elements are (``cin_census_tree``) and mean (``cin_census_rows``),
reading XML (``xml_text``).

The return names no team and no worker, so it supplies none; and it holds only children in need
at some time of its year: what ended before the year's 1 April is not there to be missed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from pipelines.canonical.model import table_spec
from pipelines.canonical.values import parse_date
from pipelines.sources.base import (
    NOTHING,
    Read,
    ReadContext,
    Recognised,
    Scope,
    Source,
    TableHead,
)
from pipelines.sources.cin_census_rows import ChildRows
from pipelines.sources.cin_census_tree import CONTAINERS, FEEDS, RECORDS, Feed
from pipelines.sources.table_rows import TableRows
from pipelines.sources.xml_text import Element, XmlRecords, head

_ROOT = re.compile(r"<(?:\w[\w.-]*:)?message[\s>/]", re.IGNORECASE)
_COLLECTION = re.compile(r"<(?:\w[\w.-]*:)?collection\s*>\s*([^<]*?)\s*<", re.IGNORECASE)
_CONTENT = re.compile(
    r"<(?:\w[\w.-]*:)?(?:childidentifiers|cindetails|lachildid)[\s>/]", re.IGNORECASE
)
_CENSUS_END = (3, 31)


class CinCensus(Source):
    """Reader of children in need census returns of every year from 2016/17."""

    name: ClassVar[str] = "cin_census"

    def recognise(self, path: Path) -> Recognised | None:
        """An XML return whose collection is CIN, or that holds children in need."""
        text = head(path)
        if not _ROOT.search(text):
            return None
        collection = _COLLECTION.search(text)
        if collection and collection.group(1).upper() != "CIN":
            return None
        if collection is None and not _CONTENT.search(text):
            return None
        why = "collection CIN in its header" if collection else "children in need in its content"
        return Recognised(path, f"CIN Census return: {why}")

    def supplies(self, table: str) -> frozenset[str]:
        """What the return has a place for; see ``Source.supplies``."""
        return frozenset(name for feed in FEEDS if feed.table == table for name in feed.columns)

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """The head of every table, then its rows, some ten thousand at a time.

        Raises DataProblem if the file is hostile, malformed or cut off.
        """
        records = XmlRecords(found.path, RECORDS, CONTAINERS)
        header: Element | None = None
        census: _Census | None = None
        for element in records:
            if element.name == "header":
                header = header or element
                continue
            census = census or _Census(found.path, records.position_word, header, context)
            census.children.add(element)
            if census.is_full(context.batch_rows):
                yield from census.flush()
        census = census or _Census(found.path, records.position_word, header, context)
        census.tell(records)
        yield from census.flush(is_end=True)


class _Census:
    """The rows of one return as they gather."""

    def __init__(
        self, path: Path, position_word: str, header: Element | None, context: ReadContext
    ) -> None:
        self._ends_on, notes = _census_end(_header_values(header), context)
        self._tables = {
            feed.table: TableRows(
                TableHead(
                    table=feed.table,
                    path=path,
                    part=feed.part,
                    headers=feed.headers,
                    notes=notes if feed is FEEDS[0] else (),
                    scope=_scope(feed, self._ends_on),
                    as_at=min(self._ends_on, context.extracted),
                    position_word=position_word,
                ),
                list(feed.columns),
            )
            for feed in FEEDS
        }
        self._told: set[str] = set()
        self.children = ChildRows(self._tables)

    def is_full(self, batch_rows: int) -> bool:
        """Whether some table has rows for a batch."""
        return self.children.children_count % 1_000 == 0 and any(
            len(rows) >= batch_rows for rows in self._tables.values()
        )

    def flush(self, *, is_end: bool = False) -> Iterator[Read]:
        """Heads not yet told, then rows; a part the return did not ask for is told if met."""
        for feed in FEEDS:
            rows = self._tables[feed.table]
            if feed.table not in self._told:
                asked = is_end and self._ends_on.year >= feed.since
                if not (len(rows) or asked):
                    continue
                self._told.add(feed.table)
                yield rows.head
            yield rows.flush()

    def tell(self, records: XmlRecords) -> None:
        """Notes on what the file holds that nobody knows."""
        rows, unknown, spread = self._tables["person"], self.children.unknown, records.spread
        ignored = "is not an element known here; ignored"
        kinds = (
            (unknown.elements, "unknown_element", ignored),
            (unknown.repeated, "repeated_element", "comes more than once; the first counts"),
            (records.outside, "unknown_element", ignored),
        )
        for found, rule, words in kinds:
            for name, lines in sorted(found.items()):
                rows.notes[name, rule, f"`{name}` {words}"] = lines
        if spread.stray_text:
            told = ("", "stray_text", "text stands between elements; ignored")
            rows.notes[told] = spread.stray_text
        if spread.attributes:
            rows.notes["", "attributes", "elements carry attributes; ignored"] = spread.attributes


def _header_values(header: Element | None) -> Mapping[str, str]:
    """The header's values by element name, wherever in it they stand."""
    found: dict[str, str] = {}
    stack = [header] if header else []
    while stack:
        element = stack.pop()
        stack.extend(element.children)
        if element.text:
            found.setdefault(element.name, element.text)
    return found


def _census_end(said: Mapping[str, str], context: ReadContext) -> tuple[date, Sequence[str]]:
    """The last day of the return's year, and what is odd about its header.

    Rule source: return-level check 100 (the reference date is the 31 March that ends the year).
    """
    text = said.get("referencedate")
    parsed = parse_date(text, context.extracted.year + 1) if text else None
    notes = []
    code = said.get("lea")
    if code and context.la_code and code != context.la_code:
        notes.append("`LEA` in the header is another authority's code; check whose return this is")
    if not isinstance(parsed, date):
        ends_on = year_end(context.month_end)
        why = "is missing" if text is None else "is not a date"
        notes.append(
            f"`ReferenceDate` {why} (check 100): taken as {ends_on}, the year of the drop's month"
        )
        return ends_on, notes
    if (parsed.month, parsed.day) != _CENSUS_END:
        notes.append(
            "`ReferenceDate` is not a 31 March (check 100): the return is taken to begin on"
            f" {year_start(year_end(parsed))}"
        )
    if said.get("year") and said["year"] != str(parsed.year):
        notes.append("`Year` in the header is not the year of `ReferenceDate`; correct one")
    return year_end(parsed), notes


def year_end(day: date) -> date:
    """The 31 March on or after ``day``."""
    return date(day.year + ((day.month, day.day) > _CENSUS_END), *_CENSUS_END)


def year_start(ends_on: date) -> date:
    """The 1 April that begins the year ending on ``ends_on``."""
    return date(ends_on.year - 1, 4, 1)


def _scope(feed: Feed, ends_on: date) -> Scope:
    """Which records had to be in the return: those open at some time of its year.

    Plans, enquiries and the like are there because their episode is: one that ended before the
    year, in an episode still open, may be there or not, and is never missed.
    """
    spec = table_spec(feed.table)
    if spec.date_column is None or spec.date_column not in feed.columns:
        return NOTHING
    ends = [last for first, last in spec.date_order if first == spec.date_column]
    end_column = next((name for name in ends if name in feed.columns), None)
    begins_on = year_start(ends_on)
    if end_column is None:
        return Scope("window", spec.date_column, begins_on, ends_on)
    return Scope("open", spec.date_column, begins_on, ends_on, end_column)
