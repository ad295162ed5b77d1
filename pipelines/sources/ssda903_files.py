"""The files of an SSDA903 return as records of its modules: CSV files, or the whole as XML.

Belongs here: which module a file is, records with the line each starts on, rows that do not fit
their header. Does not belong here: what a record means (``ssda903_episodes``, ``ssda903_rows``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.canonical.values import FLOAT_ID
from pipelines.errors import DataProblem
from pipelines.sources.base import BrokenRow
from pipelines.sources.csv_text import CsvReader, cut_off, decode
from pipelines.sources.ssda903_modules import MODULES, Module, module_of, plain
from pipelines.sources.xml_text import Element, XmlRecords

_BATCH_ROWS = 50_000
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:[-_/ ]?(?:20)?(\d\d))?(?!\d)")
_FLOAT_ID = re.compile(FLOAT_ID)
_COLUMNS = {column for module in MODULES for column in module.columns} | {"UASC"}
_IDS = frozenset({"CHILD", "SW_ID"})
_AS_WRITTEN = frozenset({"DATE_PERM"})  # zz/zz/2010: day and month not known
_BLANKS = frozenset({"", "NULL"})


class Record:
    """One row of a module: the line it starts on, the child, and its cells; blank is None.

    ``places`` says where each column of any module stands in ``row``; those the file lacks share
    one blank cell at its end. Every text but the ids is in capitals, as every validator of the
    return reads it.
    """

    __slots__ = ("_places", "child", "line", "row")

    def __init__(
        self, line: int, child: str | None, row: Sequence[str | None], places: Mapping[str, int]
    ) -> None:
        self.line = line
        self.child = child
        self.row = row
        self._places = places

    def get(self, column: str) -> str | None:
        """The text of a cell; None where it is blank or the file has no such column."""
        return self.row[self._places[column]]

    def several(self, columns: Sequence[str]) -> list[str | None]:
        """The texts of several cells."""
        row, places = self.row, self._places
        return [row[places[column]] for column in columns]


@dataclass
class ModuleFile:
    """The records of one module in one file."""

    module: Module
    path: Path
    records: list[Record]
    year: int | None
    position_word: str = "line"
    missing_columns: list[str] = field(default_factory=list)
    extra_columns: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    broken: list[BrokenRow] = field(default_factory=list)


def year_in_name(path: Path) -> int | None:
    """The year a file's name says its collection ends in: 2023 for 2022-23, 2020 for 2020."""
    found = _YEARS.search(path.stem)
    if found is None:
        return None
    first, second = int(found.group(1)), found.group(2)
    is_pair = second is not None and int(second) == (first + 1) % 100
    if second is not None and not is_pair:
        return None  # a year and a month, or something else: it says no collection year
    return first + 1 if is_pair else first


def read_csv(path: Path) -> ModuleFile:
    """One CSV file. Raises DataProblem if it cannot be read or lacks a column it needs."""
    text, encoding = decode(path)
    reader = CsvReader(text, path.name)
    header = reader.header()
    columns = plain(header)
    module = module_of(header)
    if module is None:
        raise DataProblem(f"{path.name}: its columns are those of no module of the SSDA903")
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        names = ", ".join(f"`{name}`" for name in twice)
        raise DataProblem(f"{path.name}: column {names} is there more than once; keep one of each")
    known = set(module.columns)
    found = ModuleFile(
        module,
        path,
        [],
        year_in_name(path),
        missing_columns=[name for name in module.columns if name not in columns],
        extra_columns=[name for name, one in zip(header, columns, strict=True) if one not in known],
        notes=["read as Windows text (cp1252), not UTF-8"] if encoding == "cp1252" else [],
    )
    _fill(found, reader, columns)
    return found


def _fill(found: ModuleFile, reader: CsvReader, columns: list[str]) -> None:
    """The records of a CSV file; rows of another width than its header are broken."""
    width, known = len(columns), set(found.module.columns)
    keep = [(place, name) for place, name in enumerate(columns) if name in known]
    last: tuple[int, int] | None = None
    for some in reader.batches(_BATCH_ROWS):
        found.broken += some.broken
        fitting, lines = [], []
        for row, line in zip(some.rows, some.lines.tolist(), strict=True):
            if not any(row):
                continue
            last = (line, len(row))
            if len(row) != width:
                found.broken.append(_misfit(row, line, width))
                continue
            fitting.append(row)
            lines.append(line)
        if not fitting:
            continue
        texts = list(zip(*fitting, strict=True))
        cells = [_column(name, texts[place]) for place, name in keep]
        places = _places(name for _, name in keep)
        children = cells[places["CHILD"]]
        cells.append([None] * len(fitting))
        for line, child, row in zip(lines, children, zip(*cells, strict=True), strict=True):
            found.records.append(Record(line, child, row, places))
    if last is not None and last[1] < width:
        raise cut_off(
            found.path.name,
            f"its last row (line {last[0]}) has {last[1]} of {width} columns"
            " (or the export wrote a footer under the table: then remove it)",
        )


def _column(name: str, texts: Iterable[str]) -> list[str | None]:
    """The cells of one column, trimmed; ids as landing will hold them, so that keys agree."""
    listed = list(texts)
    # a return says the same few things of thousands of children
    known = {text: _cell(name, text.strip()) for text in set(listed)}
    return [known[text] for text in listed]


def _cell(name: str, text: str) -> str | None:
    if name in _IDS:
        return _id(text)
    if text in _BLANKS:
        return None
    return text if name in _AS_WRITTEN else text.upper()


def _id(text: str) -> str | None:
    if text in _BLANKS:
        return None
    return _FLOAT_ID.sub(r"\1", text) if text.endswith("0") else text


def _places(names: Iterable[str]) -> dict[str, int]:
    """Where each column stands in a row that ends with one blank cell more."""
    known = list(names)
    return {**dict.fromkeys(_COLUMNS, len(known)), **{name: at for at, name in enumerate(known)}}


def _misfit(row: list[str], line: int, width: int) -> BrokenRow:
    few = len(row) < width
    rule = "too_few_fields" if few else "too_many_fields"
    cause = "a value or comma is missing" if few else "a comma inside a text needs quotes around it"
    message = f"has {len(row)} columns where the header has {width}: {cause}"
    return BrokenRow(line, rule, message, tuple(row))


# where the XML return keeps each module: the element it repeats, or (blank) the HEADER's own leaf
# that says the child has one
_NESTED = {
    "areview": "Reviews",
    "amissing": "Missing",
    "oc2": "OC2",
    "oc3": "OC3",
    "ad1": "AD1",
    "permanence": "PrevPerm",
    "ad_placed": "PlacedAdoption",
    "episode": "Episodes",
    "swepisode": "SocialWorker",
    "swepisodes": "SocialWorker",
    "social_worker": "SocialWorker",
    "dolo": "DoLo",
    "uasc_details": "UASC",
}
_LEAF_SAYS = {"DUC": "UASC", "IN_TOUCH": "OC3", "DATE_INT": "AD1"}
# modules that a return of some years does not have: without a record they are not there at all
_NOT_ASKED = frozenset({"SocialWorker", "DoLo"})
_XML_RECORDS = frozenset({"child"})
_XML_CONTAINERS = frozenset({"children"})


def read_xml(path: Path) -> list[ModuleFile]:
    """The XML return, a file per module. Raises DataProblem if it is hostile or malformed."""
    records = XmlRecords(path, _XML_RECORDS, _XML_CONTAINERS)
    year = year_in_name(path)
    files = {
        module.name: ModuleFile(module, path, [], year, records.position_word) for module in MODULES
    }
    unknown: dict[str, int] = {}
    for child in records:
        _child(child, files, unknown)
    unknown |= {name: lines[0] for name, lines in records.outside.items()}
    files["Header"].notes += [
        f"`{name}` is not an element known here; ignored (first on {records.position_word} {line})"
        for name, line in sorted(unknown.items())
    ]
    return [one for one in files.values() if one.records or one.module.name not in _NOT_ASKED]


def _leaves(element: Element) -> dict[str, str | None]:
    """The values an element holds once, by column name."""
    once = [child for child in element.children if not child.children]
    names = plain(child.name for child in once)
    texts = (child.text or "" for child in once)
    return {name: _column(name, [text])[0] for name, text in zip(names, texts, strict=True)}


def _record(line: int, cells: Mapping[str, str | None]) -> Record:
    return Record(line, cells.get("CHILD"), (*cells.values(), None), _places(cells))


def _child(child: Element, files: dict[str, ModuleFile], unknown: dict[str, int]) -> None:
    """One CHILD element: its HEADER's own leaves, and what is nested in either."""
    header = next((one for one in child.children if one.name == "header"), None)
    own = _leaves(header) if header else _leaves(child)
    line = (header or child).line
    record = _record(line, own)
    files["Header"].records.append(record)
    said = {_LEAF_SAYS[name] for name, text in own.items() if text and name in _LEAF_SAYS}
    if own.get("UASC") in _YES:
        said.add("UASC")
    for name in sorted(said):
        files[name].records.append(record)
    for name in own:
        if name not in _COLUMNS:
            unknown.setdefault(name.lower(), line)
    for part in _nested(child, header):
        module = _NESTED.get(part.name)
        if module is None:
            unknown.setdefault(part.name, part.line)
            continue
        cells = {"CHILD": own.get("CHILD"), "DOB": own.get("DOB"), **_leaves(part)}
        files[module].records.append(_record(part.line, cells))
        for name in cells:
            if name not in _COLUMNS:
                unknown.setdefault(f"{part.name}/{name.lower()}", part.line)


def _nested(child: Element, header: Element | None) -> Iterator[Element]:
    for parent in (header, child):
        for part in parent.children if parent else ():
            if part.children and part is not header:
                yield part


_YES = frozenset({"1", "Y", "YES", "TRUE"})
