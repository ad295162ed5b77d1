"""Files of other kinds damaged: old and open workbooks, Parquet, a council's own with a mapping.

Belongs here: sound small files of these kinds. Does not belong here: workbooks of today and text
(``subjects``), the returns (``returns``).
"""

import csv
import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.fuzz.damaged import Damaged
from tests.fuzz.mutate import Rows, change_bytes, change_cells, change_shape
from tests.landing.small_drop import contacts, csv_text
from tests.sources.test_workbook_kinds import SAVED

MAPPING = """\
files: "log*"
tables:
  contacts:
    columns:
      contact_id: Ref
      source_person_id: Child
      contact_date: {column: Day, date_format: dd/mm/yyyy}
      contact_source_code: {column: From, codes: {Police: 6, School: 2A}, others: reject}
"""


def annex_a_xls(rng: random.Random, folder: Path) -> Damaged:
    """The bytes of an old workbook."""
    path = folder / "book.xls"
    path.write_bytes(change_bytes(rng, (SAVED / "annex_a_lists_1_and_7.xls").read_bytes()))
    return Damaged(path, "bytes", {})


def annex_a_ods(rng: random.Random, folder: Path) -> Damaged:
    """The bytes of an open document, packed or within."""
    saved, path = SAVED / "annex_a_lists_1_and_7.ods", folder / "book.ods"
    if rng.random() < 0.3:
        path.write_bytes(change_bytes(rng, saved.read_bytes()))
        return Damaged(path, "bytes", {})
    with zipfile.ZipFile(saved) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = rng.choice(["content.xml", "content.xml", "content.xml", *sorted(parts)])
    parts[name] = change_bytes(rng, parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return Damaged(path, "xml", {})


def _contacts() -> Rows:
    return [[*row] for row in csv.reader(io.StringIO(csv_text("contacts", contacts(6))))]


def ssd_parquet(rng: random.Random, folder: Path) -> Damaged:
    """A table of the standard dataset as Parquet: columns of one type each, or their bytes."""
    rows, path = _contacts(), folder / "ssd_contacts.parquet"
    kind = rng.choice(("cells", "cells", "shape", "bytes"))
    if kind in ("cells", "shape"):
        rows = (change_cells if kind == "cells" else change_shape)(rng, rows)
    width = max(map(len, rows))
    names = [str(c) if c else f"column {n}" for n, c in enumerate(_wide(rows[0], width))]
    body = [_wide(row, width) for row in rows[1:]]
    arrays = [_array(rng, [row[n] for row in body]) for n in range(width)]
    pq.write_table(pa.Table.from_arrays(arrays, names=names), path)
    if kind == "bytes":
        path.write_bytes(change_bytes(rng, path.read_bytes()))
    return Damaged(path, kind, {"": rows} if kind == "cells" else {})


def _wide(row: list[object], width: int) -> list[object]:
    return [*row, *[None] * (width - len(row))]


def _array(rng: random.Random, cells: list[object]) -> pa.Array:
    """The cells in a type of their own if they have one, else as text."""
    try:
        if rng.random() < 0.5:
            return pa.array(cells)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        pass
    return pa.array([None if cell is None else str(cell) for cell in cells], pa.string())


def _log(rng: random.Random) -> tuple[str, Rows]:
    """A front-door log, sound or damaged."""
    rows: Rows = [["Ref", "Child", "Day", "From"]]
    for n in range(6):
        rows.append([f"C{n}", f"P{n}", "01/04/2015", ("Police", "School", "")[n % 3]])
    kind = rng.choice(("cells", "cells", "shape", "bytes"))
    if kind in ("cells", "shape"):
        rows = (change_cells if kind == "cells" else change_shape)(rng, rows)
    return kind, rows


def _mapped(folder: Path, path: Path, kind: str, rows: Rows, part: str) -> Damaged:
    (folder / "mappings").mkdir()
    (folder / "mappings" / "log.yml").write_text(MAPPING)
    return Damaged(path, kind, {part: rows} if kind == "cells" else {}, settings=folder)


def mapping_csv(rng: random.Random, folder: Path) -> Damaged:
    """A council's own text file."""
    kind, rows = _log(rng)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if c is None else c for c in row] for row in rows])
    content, path = text.getvalue().encode("utf-8", "surrogatepass"), folder / "log.csv"
    path.write_bytes(change_bytes(rng, content) if kind == "bytes" else content)
    return _mapped(folder, path, kind, rows, "")


def mapping_xlsx(rng: random.Random, folder: Path) -> Damaged:
    """A council's own workbook."""
    kind, rows = _log(rng)
    path = folder / "log.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date | str):
                    sheet.write_string(number, place, str(cell))
                elif cell is not None:
                    sheet.write(number, place, cell)
    if kind == "bytes":
        path.write_bytes(change_bytes(rng, path.read_bytes()))
    return _mapped(folder, path, kind, rows, "sheet Log")
