"""Long tables of published values, one value a row, each row with its own release.

Belongs here: the compiled table of indicators and the table of mid-year populations. Does not
belong here: the publishers' own files (ees, lait).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_abbr, monthrange
from collections.abc import Iterable

import pandas as pd

from pipelines.errors import DataProblem
from pipelines.reference.facts import Series, all_series, datasets
from pipelines.reference.frames import ENGLAND, Reading, Release, cell_of, number_of, records
from pipelines.reference.periods import period_of

INDICATORS = {
    "indicator_id",
    "time_period",
    "geographic_level",
    "area_code",
    "old_la_code",
    "value",
    "flag",
    "source",
    "release",
}
POPULATION = {"mid_year", "geographic_level", "old_la_code", "population_0_17"}
_LEVELS = {"National": "england", "Regional": "region", "Local authority": "authority"}
_MONTH_YEAR = re.compile(r"\b(" + "|".join(month_abbr[1:]) + r") (20\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")


def is_indicators(columns: Iterable[str]) -> bool:
    """True for the header of a compiled table of indicators."""
    return set(columns) >= INDICATORS


def is_population(columns: Iterable[str]) -> bool:
    """True for the header of a table of mid-year populations."""
    return set(columns) >= POPULATION


def released_on(text: str, series: Series, period_end: dt.date) -> tuple[dt.date, bool]:
    """The day a release named in words came out, and whether that is a guess."""
    found = _MONTH_YEAR.search(text)
    if found:
        year, month = int(found[2]), list(month_abbr).index(found[1])
        return dt.date(year, month, monthrange(year, month)[1]), False
    year = _YEAR.search(text)
    end = dt.date(int(year[1]), period_end.month, period_end.day) if year else period_end
    return series.first_published(end), True


def read_indicators(frame: pd.DataFrame, release: Release | None) -> Reading:
    """Every mapped series; ``release`` names the file, the rows name their own releases."""
    own = release or Release("compiled table of indicators", "as its rows say", dt.date.max, True)
    reading = Reading("indicators", own, rows_read=len(frame))
    known = all_series()
    chosen = frame[frame["indicator_id"].isin(set(known))]
    reading.rows_not_needed = len(frame) - len(chosen)
    for row in records(chosen):
        made = _indicator(row, known[row["indicator_id"]], reading)
        reading.values.extend(made)
        reading.rows_used += bool(made)
    return reading


def _indicator(row: dict[str, str], series: Series, reading: Reading) -> list[dict[str, object]]:
    identifier = "academic year" if series.period_kind == "academic_year" else ""
    period = period_of(row["time_period"], identifier, series.period_kind)
    areas = _areas(row["geographic_level"], row["area_code"], row["old_la_code"])
    if period is None or not areas:
        what = "area" if period else f"year '{row['time_period']}'"
        reading.reject(f"{what} not known for {series.series_id}")
        return []
    out, is_inferred = released_on(row["release"], series, period.end)
    layout = "lait" if row["source"] == "LAIT" else "ees"
    text = row["value"].strip() or row["flag"].strip()
    cell = cell_of(text, series, layout, Release("", "", out, is_inferred).symbols_on)
    if not cell.known:
        reading.reject(f"'{cell.symbol}' is neither a number nor a symbol of this release")
        return []
    return [
        {
            "series_id": series.series_id,
            "area_level": level,
            "area_code": code,
            "area_name": row.get("area_name", ""),
            "region_code": None,
            "region_name": None,
            "joint_with": row["old_la_code"] if len(areas) > 1 else None,
            "period_text": row["time_period"],
            "period_end": period.end,
            "period_label": period.label,
            "value_text": text,
            "value": cell.value,
            "symbol": cell.symbol,
            "symbol_status": cell.status,
            "symbol_meaning": cell.meaning,
            "numerator": number_of(row.get("numerator", "")),
            "denominator": number_of(row.get("denominator", "")),
            "is_derived": row.get("derived", "") == "Y",
            "publication": _publication(row),
            "dataset": row.get("source_dataset", "").replace("LAIT:", "LAIT "),
            "release": row["release"],
            "released_on": out,
            "is_released_inferred": is_inferred,
            "first_published_on": series.first_published(period.end),
            "source_row": int(row["source_row"]),
        }
        for level, code in areas
    ]


def _publication(row: dict[str, str]) -> str:
    if row["source"] == "LAIT":
        return "Local Authority Interactive Tool"
    return f"Explore Education Statistics, {row.get('source_dataset', '')}".rstrip(", ")


def _areas(level: str, area_code: str, old_la_code: str) -> list[tuple[str, str]]:
    kind = _LEVELS.get(level)
    if kind == "england":
        return [(kind, ENGLAND)]
    if kind == "region":
        return [(kind, area_code)] if area_code else []
    codes = [part.strip() for part in old_la_code.split("/")]
    if kind and all(re.match(r"^\d{3}$", code) for code in codes):
        return [(kind, code) for code in codes]
    return []


def read_population(frame: pd.DataFrame, release: Release | None) -> Reading:
    """Mid-year estimates of children aged 0 to 17.

    Raises:
        DataProblem: if no row names a mid-year.
    """
    years = [text for text in frame["mid_year"].unique() if re.match(r"^20\d\d$", text)]
    if not years:
        raise DataProblem("mid_year holds no year: the file has no estimate.")
    dataset = next(one for one in datasets() if one.dataset == "population_0_17")
    newest = max(years)
    own = release or Release(dataset.publication, newest, dataset.released_on(int(newest)), True)
    reading = Reading("population", own, rows_read=len(frame))
    series = all_series()["population_0_17"]
    for row in records(frame):
        made = _estimate(row, series, reading)
        if made is not None:
            reading.values.append(made)
            reading.rows_used += 1
    return reading


def _estimate(row: dict[str, str], series: Series, reading: Reading) -> dict[str, object] | None:
    release = reading.release
    period = period_of(row["mid_year"], "", "mid_year")
    region = row.get("region_code", "")
    areas = _areas(row["geographic_level"], region, row["old_la_code"])
    cell = cell_of(row["population_0_17"], series, "ees", release.symbols_on)
    if period is None or not areas or not cell.known:
        reading.reject("the year, area or estimate of the row is not known")
        return None
    return {
        "series_id": series.series_id,
        "area_level": areas[0][0],
        "area_code": areas[0][1],
        "area_name": row.get("la_name") or row.get("region_name") or "England",
        "region_code": region or None,
        "region_name": row.get("region_name") or None,
        "joint_with": None,
        "period_text": row["mid_year"],
        "period_end": period.end,
        "period_label": period.label,
        "value_text": row["population_0_17"],
        "value": cell.value,
        "symbol": cell.symbol,
        "symbol_status": cell.status,
        "symbol_meaning": cell.meaning,
        "numerator": None,
        "denominator": None,
        "is_derived": False,
        "publication": release.publication,
        "dataset": "population_0_17",
        "release": release.release,
        "released_on": release.released_on,
        "is_released_inferred": release.is_inferred,
        "first_published_on": series.first_published(period.end),
        "source_row": int(row["source_row"]),
    }
