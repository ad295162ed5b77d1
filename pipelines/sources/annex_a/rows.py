"""The rows of one list as columns of text: labels made codes, empty rows passed over.

Belongs here: what is the same for every list. Does not belong here: which canonical records a
list feeds (``feeds``), whether a date or number is valid (``pipelines.canonical``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.canonical.codes import code_sets
from pipelines.sources.annex_a.cells import from_1904, text_of
from pipelines.sources.annex_a.find import FoundList
from pipelines.sources.annex_a.layout import Column
from pipelines.sources.annex_a.workbook import Sheet
from pipelines.sources.base import BrokenRow
from pipelines.sources.labels import code_set

Cells = list[str | None]
_PLAIN = ("id", "text", "date", "int")
_YES_NO = ("flag", "referral_nfa", "disability")
# a row that holds nothing but these is a formula row waiting to be filled
_NOTHING = frozenset({"age"})


@dataclass(frozen=True)
class Told:
    """Something noticed in some cells of one column, to be told with the rows it was seen in."""

    column: str
    rule: str
    message: str
    rows: list[int]


@dataclass
class ListRows:
    """One list: ``numbers`` are its row numbers, ``columns`` its cells by column name.

    ``labels``: cells of coded columns as they were written. ``passed_over``: rows with nothing
    in them. ``carried``: columns that some record takes.
    """

    found: FoundList
    title: str
    numbers: list[int]
    columns: dict[str, Cells]
    labels: dict[str, Cells]
    passed_over: int
    broken: list[BrokenRow]
    told: list[Told] = field(default_factory=list)
    carried: frozenset[str] = frozenset()
    position_word: str = "row"

    def cells(self, name: str) -> Cells:
        """The cells of one column; all blank if the list has no such column."""
        return self.columns.get(name) or [None] * len(self.numbers)


def read_list(sheet: Sheet, found: FoundList, settings: Path | None) -> ListRows:
    """Every row of a sheet that is a list."""
    layout = found.layout.by_name()
    places = {name: found.places[name] for name in layout if name in found.places}
    numbers, table, passed_over = _filled(sheet, places)
    turned = map(list, zip(*table, strict=True)) if table else ([] for _ in places)
    columns: dict[str, Cells] = dict(zip(places, turned, strict=True))
    listed = ListRows(found, sheet.title, numbers, columns, {}, passed_over, list(sheet.broken))
    listed.position_word = sheet.position_word
    for name, cells in columns.items():
        column = layout[name]
        if column.kind == "date" and sheet.counts_from_1904:
            columns[name] = [from_1904(text) for text in cells]
        elif column.kind not in _PLAIN:
            listed.labels[name] = cells
            columns[name] = _coded(listed, column, cells, settings)
    listed.told += _formulas(sheet, found, set(numbers))
    return listed


def _filled(sheet: Sheet, places: dict[str, int]) -> tuple[list[int], list[list[str | None]], int]:
    """Rows with something in a column that counts."""
    at = list(places.values())
    telling = [n for n, name in enumerate(places) if name not in _NOTHING]
    numbers: list[int] = []
    table: list[list[str | None]] = []
    passed_over = 0
    for number, cells in sheet.rows:
        size = len(cells)
        row = [text_of(cells[place]) if place < size else None for place in at]
        if any(row[n] is not None for n in telling):
            numbers.append(number)
            table.append(row)
        else:
            passed_over += 1
    return numbers, table, passed_over


def _coded(listed: ListRows, column: Column, cells: Cells, settings: Path | None) -> Cells:
    """Codes for labels. What is not known stays if the column can hold it, and is told."""
    codes = code_set(column.kind, settings)
    is_yes_no = column.kind in _YES_NO
    made: Cells = []
    unknown: list[int] = []
    for number, text in zip(listed.numbers, cells, strict=True):
        if text is None:
            made.append(None)
            continue
        resolved = codes.resolve(text)
        if not resolved.is_known:
            unknown.append(number)
        made.append(None if is_yes_no and not resolved.is_known else resolved.code)
    # schemas tell about unknown codes of the lists they know
    if unknown and (is_yes_no or column.kind not in code_sets() or column.unused):
        header = listed.found.headers[column.name]
        kept = "it stays blank" if is_yes_no else "kept as it is"
        message = (
            f"`{header}` holds a label that is not known; {kept}. Correct it, or add it to"
            f" synonyms.csv as {column.kind}"
        )
        listed.told.append(Told(column.name, "unknown_label", message, unknown))
    return made


def _formulas(sheet: Sheet, found: FoundList, kept: set[int]) -> Iterator[Told]:
    """Formula cells that were never calculated, by column."""
    by_place: dict[int, list[int]] = {}
    for row, place in sheet.not_calculated:
        if row in kept:
            by_place.setdefault(place - sheet.first_column, []).append(row)
    for name, place in found.places.items():
        if place in by_place:
            message = (
                f"`{found.headers[name]}` holds formulas that were never calculated, so they are"
                " read as blank; open the workbook in Excel, save it and replace it"
            )
            yield Told(name, "formula_not_calculated", message, by_place[place])
