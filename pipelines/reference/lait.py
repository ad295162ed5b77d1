"""Extracts of the DfE's Local Authority Interactive Tool: its long table and its table of one LA.

Belongs here: LAIT's short names, years and area numbers. Does not belong here: LAIT's rules for
means, ranks and bands (SQL).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pandas as pd

from pipelines.errors import DataProblem
from pipelines.reference.facts import Place, all_series, places
from pipelines.reference.frames import ENGLAND, Reading, Release, cell_of, records
from pipelines.reference.periods import period_of

LONG = {"short desc", "years", "la and regions", "values", "la number"}
_REGIONS = {
    "980": "E12000001",
    "981": "E12000002",
    "982": "E12000003",
    "983": "E12000004",
    "984": "E12000005",
    "985": "E12000006",
    "986": "E12000007",
    "987": "E13000001",
    "988": "E13000002",
    "989": "E12000008",
    "990": "E12000009",
}
_ENGLAND, _DISCONTINUED = "970", "1000"


def is_lait(columns: Iterable[str]) -> bool:
    """True for the header of LAIT's long table (``bds_long``)."""
    return set(columns) >= LONG


def inferred_release(frame: pd.DataFrame) -> Release:
    """LAIT names no release: the newest year it holds, taken as out at the end of that year."""
    years = [int(text) for text in frame["years"].unique() if re.match(r"^20\d\d$", text.strip())]
    if not years:
        raise DataProblem("the column Years holds no year: the file has nothing to compare with.")
    newest = max(years)
    publication = "Local Authority Interactive Tool"
    return Release(publication, f"LAIT {newest}", dt.date(newest, 12, 31), True)


def read(frame: pd.DataFrame, release: Release) -> Reading:
    """Every mapped series of the long table."""
    reading = Reading("lait", release, rows_read=len(frame))
    wanted = {place.value[0]: place for place in _places()}
    short = frame["short desc"].str.strip()
    chosen = frame.assign(short_name=short)[short.isin(set(wanted))]
    reading.rows_not_needed = len(frame) - len(chosen)
    for row in records(chosen):
        one = _value(row, wanted[row["short_name"]], reading)
        if one is not None:
            reading.values.append(one)
            reading.rows_used += 1
    return reading


def _places() -> list[Place]:
    return [place for place in places() if place.layout == "lait"]


def area_of(number: str) -> tuple[str, str] | None:
    """Level and code of LAIT's area number; None for areas that are discontinued or unknown."""
    code = number.strip().removesuffix(".0")
    if code == _ENGLAND:
        return "england", ENGLAND
    if code in _REGIONS:
        return "region", _REGIONS[code]
    if re.match(r"^\d{3}$", code):
        return "authority", code
    return None


def _value(row: dict[str, str], place: Place, reading: Reading) -> dict[str, object] | None:
    series, release = all_series()[place.series_id], reading.release
    area = area_of(row["la number"])
    if area is None:
        what = "a discontinued area" if row["la number"].startswith(_DISCONTINUED) else "no area"
        reading.reject(f"LA Number '{row['la number']}' is {what}")
        return None
    period = period_of(row["years"], "", series.period_kind)
    if period is None:
        reading.reject(f"Years '{row['years']}' is no year")
        return None
    cell = cell_of(row["values"], series, "lait", release.symbols_on)
    if not cell.known:
        reading.reject(f"'{cell.symbol}' is neither a number nor a symbol of this release")
        return None
    return {
        "series_id": series.series_id,
        "area_level": area[0],
        "area_code": area[1],
        "area_name": row["la and regions"].strip(),
        "region_code": None,
        "region_name": None,
        "joint_with": None,
        "period_text": row["years"].strip(),
        "period_end": period.end,
        "period_label": period.label,
        "value_text": row["values"].strip(),
        "value": cell.value,
        "symbol": cell.symbol,
        "symbol_status": cell.status,
        "symbol_meaning": cell.meaning,
        "numerator": None,
        "denominator": None,
        "is_derived": False,
        "publication": release.publication,
        "dataset": f"LAIT {place.value[0]}",
        "release": release.release,
        "released_on": release.released_on,
        "is_released_inferred": release.is_inferred,
        "first_published_on": series.first_published(period.end),
        "source_row": int(row["source_row"]),
    }
