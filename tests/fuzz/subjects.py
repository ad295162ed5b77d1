"""The formats that are fuzzed: a sound file of each, and how damage is written into it.

Belongs here: one ``Subject`` a format. A new format is one more entry of ``SUBJECTS``. Does not
belong here: the damage itself (``mutate``), the verdict (``campaign``), the returns (``returns``),
files of other kinds (``other_files``).
"""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.fuzz.damaged import Damaged
from tests.fuzz.mutate import Rows, change_bytes, change_cells, change_shape
from tests.fuzz.other_files import (
    annex_a_ods,
    annex_a_xls,
    mapping_csv,
    mapping_xlsx,
    ssd_parquet,
)
from tests.fuzz.returns import cin_census, ssda903, ssda903_xml
from tests.landing.small_drop import contacts, csv_text
from tests.sources.annex_a_book import sound_sheets, write_book

Subject = Callable[[random.Random, Path], Damaged]


def annex_a(rng: random.Random, folder: Path) -> Damaged:
    """A workbook of a list or two, one of them damaged; or its bytes, packed or within."""
    sheets: dict[str, Rows] = {
        title: [[*row] for row in rows] + [[*rows[1]] for _ in range(3)]
        for title, rows in sound_sheets(*rng.sample(range(1, 12), rng.choice((1, 1, 1, 2)))).items()
    }
    for rows in sheets.values():
        for number, row in enumerate(rows[1:]):
            row[0] = f"{number:05d}"
    kind = rng.choice(("cells", "cells", "shape", "bytes", "xml"))
    title = rng.choice(list(sheets))
    if kind in ("cells", "shape"):
        change = change_cells if kind == "cells" else change_shape
        sheets[title] = change(rng, sheets[title])
    path = write_book(folder / "Annex_A_2015_Apr.xlsx", sheets)
    if kind == "bytes":
        path.write_bytes(change_bytes(rng, path.read_bytes()))
    elif kind == "xml":
        _change_inside(rng, path)
    known = sheets if kind in ("cells", "shape") else {}
    return Damaged(path, kind, known)


def _change_inside(rng: random.Random, path: Path) -> None:
    """Change one part of the package and pack it again, so that the damage is not seen at once."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = rng.choice(sorted(parts))
    parts[name] = change_bytes(rng, parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)


def ssd(rng: random.Random, folder: Path) -> Damaged:
    """A table of the standard dataset."""
    rows: Rows = [[*row] for row in csv.reader(io.StringIO(csv_text("contacts", contacts(6))))]
    kind = rng.choice(("cells", "cells", "shape", "bytes"))
    if kind in ("cells", "shape"):
        rows = (change_cells if kind == "cells" else change_shape)(rng, rows)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if c is None else c for c in row] for row in rows])
    path = folder / "ssd_contacts.csv"
    content = text.getvalue().encode()
    path.write_bytes(change_bytes(rng, content) if kind == "bytes" else content)
    return Damaged(path, kind, {"": rows} if kind == "cells" else {})


SUBJECTS: Mapping[str, Subject] = {
    "annex_a": annex_a,
    "annex_a_ods": annex_a_ods,
    "annex_a_xls": annex_a_xls,
    "cin_census": cin_census,
    "mapping_csv": mapping_csv,
    "mapping_xlsx": mapping_xlsx,
    "ssd": ssd,
    "ssd_parquet": ssd_parquet,
    "ssda903": ssda903,
    "ssda903_xml": ssda903_xml,
}
