"""Annex A workbooks made for tests: Ofsted's headers, one sound row per list, changed at will."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from pipelines.sources.annex_a import AnnexA
from pipelines.sources.annex_a.layout import load_layout
from pipelines.sources.base import ReadContext, Refused, TableBatch, TableHead

Cell = object
Row = Mapping[str, Cell]
CHILD = {
    "child_id": "00101",
    "gender": "b) Female",
    "ethnicity": "a) WBRI",
    "birth_date": date(2008, 6, 1),
    "age": 6,
    "disability": "b) No",
    "team": "Team North",
    "worker": "Pat Example",
}
SOUND: Mapping[int, Row] = {
    1: {"contact_date": date(2015, 3, 2), "contact_source": "q) 6: Police"},
    2: {"start": date(2015, 1, 5), "end": date(2015, 2, 5), "organisation": "School"},
    3: {
        "referral_date": date(2015, 2, 3),
        "referral_source": "e) 2A: Schools",
        "nfa": "b) No",
        "referrals_12m": 0,
    },
    4: {
        "start": date(2015, 2, 4),
        "child_seen": "a) Yes",
        "authorised": date(2015, 3, 20),
        "support": "a) Yes",
    },
    5: {
        "start": date(2015, 2, 10),
        "unnecessary": "b) No",
        "conference": date(2015, 2, 25),
        "plan": "a) Yes",
        "s47_12m": 0,
        "icpc_12m": 0,
    },
    6: {
        "start": date(2015, 2, 3),
        "need": "N1",
        "seen": date(2015, 4, 20),
        "status": "b) Child Protection plan",
    },
    7: {
        "start": date(2015, 2, 25),
        "initial": "a) Neglect",
        "latest": "a) Neglect",
        "visit": date(2015, 4, 15),
        "seen_alone": "a) Yes",
        "review": date(2015, 4, 28),
        "emergency": "b) No",
        "previous": 0,
    },
    8: {
        "uasc": "b) No",
        "start": date(2015, 3, 1),
        "need": "N1 - Abuse or neglect",
        "again": "b) No",
        "status_start": date(2015, 3, 1),
        "status": "C2",
        "review": date(2015, 3, 20),
        "visit": date(2015, 4, 10),
        "permanence_plan": "f) Long-term fostering",
        "iro_contact": date(2015, 4, 1),
        "health": date(2015, 3, 25),
        "dental": date(2015, 3, 26),
        "placements_12m": 1,
        "placement_start": date(2015, 3, 1),
        "placement_type": "f) U6",
        "provider": "b) PR1",
        "postcode": "ZZ1 1ZZ",
        "location": "a) In",
        "authority": "Slough",
        "missing_12m": 0,
        "absent_12m": 0,
    },
    9: {
        "uasc": "b) No",
        "adviser": "Sam Example",
        "eligibility": "b) Former relevant child",
        "pathway": date(2015, 2, 1),
        "in_touch": "a) Yes",
        "contact": date(2015, 4, 2),
        "accommodation": "U",
        "suitability": "a) Suitable",
        "activity": "F2",
    },
    10: {
        "family": "F1",
        "entered": date(2015, 3, 1),
        "decision": date(2015, 4, 1),
    },
    11: {
        "adopter_id": "A1",
        "family": "AF1",
        "fosters": "b) No",
        "enquiry": date(2015, 1, 9),
    },
}


def headers(number: int) -> list[str]:
    """Ofsted's headers of a list."""
    return [column.header for column in load_layout()[number - 1].columns]


def cells(number: int, **changed: Cell) -> list[Cell]:
    """One sound row of a list, with some cells changed."""
    values = {**CHILD, **SOUND[number], **changed}
    return [values.get(column.name) for column in load_layout()[number - 1].columns]


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """A workbook with these sheets; a text that begins with = is a formula of that result."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    _write(sheet, day, at, place, cell)
    return path


class Formula(str):
    """A formula whose cached result is empty text."""

    __slots__ = ()


def _write(sheet: object, day: object, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, Formula):
        sheet.write_formula(row, column, cell, None, "")
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def sound_sheets(*numbers: int) -> dict[str, list[Sequence[Cell]]]:
    """Sheets with one sound row each; all eleven if none is named."""
    return {
        f"List {number}": [headers(number), cells(number)] for number in numbers or range(1, 12)
    }


def records(path: Path, month: str = "2015-04", settings: Path | None = None) -> "Records":
    """Everything the reader makes of a file, as text."""
    reader = AnnexA()
    found = reader.recognise(path)
    assert found is not None and found.by == "content"
    context = ReadContext("999", month, date(2015, 5, 5), settings=settings)
    return Records(list(reader.read([found], context)))


class Records:
    """What a reader yields, by table."""

    def __init__(self, read: Sequence[object]) -> None:
        self.refused = [one for one in read if isinstance(one, Refused)]
        self.batches = [one for one in read if isinstance(one, TableBatch)]
        self.heads = [one for one in read if isinstance(one, TableHead)]

    def rows(self, table: str) -> list[dict[str, str | None]]:
        """The rows of a table, blank as None."""
        frames = [one.frame for one in self.batches if one.head.table == table]
        return [
            {name: None if cell != cell else cell for name, cell in row.items()}
            for frame in frames
            for row in frame.to_dict("records")
        ]

    def one(self, table: str) -> dict[str, str | None]:
        """The only row of a table."""
        (row,) = self.rows(table)
        return row

    def source_rows(self, table: str) -> list[int]:
        """Where the rows of a table came from."""
        return [int(n) for one in self.batches if one.head.table == table for n in one.source_row]

    def told(self) -> list[tuple[str, list[int]]]:
        """Rules of what was noticed, with the rows."""
        return [(n.rule, list(n.source_rows)) for one in self.batches for n in one.notes]

    def notes(self) -> str:
        """All notes about the lists, as one text."""
        return "\n".join(note for head in self.heads for note in head.notes)
