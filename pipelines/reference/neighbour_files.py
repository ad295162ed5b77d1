"""Statistical neighbours: the DfE's model in the three forms it is handed round in.

Belongs here: the wide table, the sheet of the LAIT workbook, the long table. Does not belong here:
which vintage a council uses (settings), what is done with neighbours (SQL).
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from pipelines.errors import DataProblem
from pipelines.reference.frames import Reading, Release, records

LONG = {"vintage", "old_la_code", "rank", "sn_old_la_code"}
_SHEET = "LA SN Groups"
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
# the wide form of 2025 names its year alone
_MONTH_OF_YEAR = {"2021": "2021-04", "2025": "2025-05"}
_CODE = re.compile(r"^\d{3}$")


def is_long(columns: Iterable[str]) -> bool:
    """True for the header of the long table."""
    return set(columns) >= LONG


def is_wide(columns: Iterable[str]) -> bool:
    """True for the header of the wide table (``old_la_code, ..., SN_1, SN_1P, ...``)."""
    return {"old_la_code", "sn_1", "sn_10"} <= set(columns)


def vintage_of(file: Path, given: str | None) -> str:
    """The model's month, from what was given or the file's name (``sn_may_2025``).

    Raises:
        DataProblem: if neither says it.
    """
    if given:
        return given
    name = file.stem.lower()
    year = re.search(r"20\d\d", name)
    month = next((number for word, number in _MONTHS.items() if word in name), None)
    if year and month:
        return f"{year[0]}-{month:02d}"
    if year and year[0] in _MONTH_OF_YEAR:
        return _MONTH_OF_YEAR[year[0]]
    raise DataProblem(
        f"{file.name}: which neighbour model is this? Add it with --vintage, for example 2025-05."
    )


def sheet_rows(file: Path) -> list[list[str]]:
    """The cells of LAIT's neighbour sheet, from the workbook or from the sheet saved as CSV."""
    if file.suffix.lower() == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        if _SHEET not in book.sheetnames:
            raise DataProblem(f"{file.name}: the workbook has no sheet '{_SHEET}'.")
        return [
            ["" if cell is None else str(cell).strip() for cell in row]
            for row in book[_SHEET].iter_rows(values_only=True)
        ]
    frame = pd.read_csv(
        file, header=None, dtype=str, keep_default_na=False, encoding="utf-8-sig", names=range(40)
    )
    return [[cell.strip() for cell in row] for row in frame.fillna("").to_numpy().tolist()]


def is_sheet(rows: list[list[str]]) -> bool:
    """True if one of the first rows is the sheet's header."""
    return any({"la number", "sn1", "sn10"} <= {c.lower() for c in row} for row in rows[:5])


def read_long(frame: pd.DataFrame, release: Release) -> Reading:
    """Neighbours one a row, with their own vintage."""
    reading = Reading("neighbours", release, rows_read=len(frame))
    for row in records(frame):
        code, other = row["old_la_code"].strip(), row["sn_old_la_code"].strip()
        rank = row["rank"].strip()
        if not (_CODE.match(code) and _CODE.match(other) and rank.isdigit()):
            reading.reject("an authority code or rank is not a number")
            continue
        name = row.get("sn_la_name", "")
        _add(reading, code, row["vintage"].strip(), int(rank), other, name)
        reading.rows_used += 1
    return reading


def read_wide(frame: pd.DataFrame, vintage: str, release: Release) -> Reading:
    """Neighbours ten to a row; each cell is a code or a name of another row."""
    rows = [
        (
            row["old_la_code"].strip(),
            row.get("la_name", ""),
            [row.get(f"sn_{n}", "") for n in range(1, 11)],
        )
        for row in records(frame)
    ]
    return _from_tens(rows, vintage, release)


def read_sheet(rows: list[list[str]], vintage: str, release: Release) -> Reading:
    """LAIT's sheet: header in the third row, then a gap and the older model's block of closed LAs.

    Raises:
        DataProblem: if the header is not found.
    """
    start = next((n for n, row in enumerate(rows) if is_sheet([row])), None)
    if start is None:
        raise DataProblem(f"no row of the sheet has the columns of '{_SHEET}'.")
    header = [cell.lower() for cell in rows[start]]
    number, name = header.index("la number"), header.index("la name")
    places = [header.index(f"sn{n}") for n in range(1, 11)]
    found = []
    for row in rows[start + 1 :]:
        code = row[number].removesuffix(".0")
        if any("old sns" in cell.lower() for cell in row):
            break
        if _CODE.match(code):
            found.append((code, row[name], [row[place] for place in places]))
    return _from_tens(found, vintage, release)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower().replace("&", "and"))


def _from_tens(rows: list[tuple[str, str, list[str]]], vintage: str, release: Release) -> Reading:
    reading = Reading("neighbours", release, rows_read=len(rows))
    by_name = {_plain(name): code for code, name, _ in rows}
    names = {code: name.strip() for code, name, _ in rows}
    for code, _, cells in rows:
        texts = [cell.strip().removesuffix(".0") for cell in cells]
        if all(text in ("", "-") for text in texts):
            reading.rows_not_needed += 1
            continue
        others = [text if _CODE.match(text) else by_name.get(_plain(text)) for text in texts]
        if not _CODE.match(code) or any(other is None for other in others):
            unknown = [text for text, other in zip(texts, others, strict=True) if other is None]
            reading.reject(f"no authority is called {', '.join(unknown) or code}")
            continue
        for rank, other in enumerate(others, start=1):
            _add(reading, code, vintage, rank, str(other), names.get(str(other), ""))
        reading.rows_used += 1
    return reading


def _add(reading: Reading, code: str, vintage: str, rank: int, other: str, name: str) -> None:
    reading.neighbours.append(
        {
            "la_code": code,
            "vintage": vintage,
            "rank": rank,
            "neighbour_la_code": other,
            "neighbour_name": name.strip(),
            "source": f"DfE statistical neighbour model, {vintage}",
        }
    )
