"""Files of Explore Education Statistics: the DfE's own CSVs, whatever their release calls things.

Belongs here: recognising the dataset, filters under all their names, areas, the rows of each
series. Does not belong here: numbers and symbols (frames), years (periods).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

import pandas as pd

from pipelines.errors import DataProblem
from pipelines.reference.facts import Dataset, Place, Series, all_series, datasets, places
from pipelines.reference.frames import ENGLAND, Reading, Release, cell_of, number_of, records
from pipelines.reference.periods import period_of

IDENTIFIERS = ("time_period", "time_identifier", "geographic_level", "country_code")
# The pair present says what each word means: 'characteristic' was the breakdown until 2024 and
# names the group from 2025.
_FILTERS = (
    ("characteristic", "breakdown"),
    ("care_leaver_age", "breakdown"),
    ("cla_group", "characteristic"),
    ("cla_group", "placement_stability"),
    ("cla_group", "stage_of_adoption_process"),
    ("cla_group", "move_measure"),
    ("cla_group", "sw_stability"),
    ("age", "accommodation_suitability"),
    ("age", "activity"),
    ("social_care_group", "version"),
    ("social_care_group", "absence_terms"),
    ("social_care_group", "year_breakdown"),
    ("population_type", None),
    ("population_count", None),
    ("age_group", None),
    ("category", None),
)
_FURTHER = ("age_start_poc", "phase_type_grouping", "school_type", "school_stability")
_LEVELS = {"National": "england", "Regional": "region", "Local authority": "authority"}


def is_ees(columns: Iterable[str]) -> bool:
    """True for a header with the identifier columns of the DfE's standard, in any order."""
    return set(IDENTIFIERS) <= set(columns)


def label(text: str) -> str:
    """A filter label in the one form it is matched in, over releases."""
    text = " ".join(text.lower().split())
    text = re.sub(r"\bat 31 march each year", "on 31 march each year", text)
    text = re.sub(r"^aged (\d+) to (\d+)$", r"\1 to \2 years", text)
    text = text.replace("considered not suitable", "considered unsuitable")
    return re.sub(r", or are placed for adoption.*$", "", text)


def with_filters(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with ``group_label`` and ``breakdown_label``, whichever columns hold them."""
    columns = set(frame.columns)
    for group, breakdown in _FILTERS:
        if group in columns and (breakdown is None or breakdown in columns):
            first = frame[group].map(label)
            second = frame[breakdown].map(label) if breakdown else ""
            return frame.assign(group_label=first, breakdown_label=second)
    return frame.assign(group_label="", breakdown_label="")


def dataset_of(frame: pd.DataFrame) -> Dataset:
    """Which dataset a file is, by its columns and, where several share them, by its labels.

    Raises:
        DataProblem: if no dataset fits, or more than one.
    """
    columns = set(frame.columns)
    groups, breakdowns = set(frame["group_label"]), set(frame["breakdown_label"])
    found = [
        one
        for one in datasets()
        if all(columns.intersection(names) for names in one.columns)
        and _has(groups, one.group_like)
        and _has(breakdowns, one.breakdown_like)
    ]
    if len(found) != 1:
        names = ", ".join(one.dataset for one in found) or "none"
        raise DataProblem(
            f"the header is that of Explore Education Statistics, but fits {names} of the datasets "
            "in pipelines/reference_data/published_datasets.csv; add its columns there."
        )
    return found[0]


def _has(labels: set[str], pattern: str) -> bool:
    return not pattern or any(fnmatchcase(one, pattern) for one in labels)


def inferred_release(frame: pd.DataFrame, dataset: Dataset) -> Release:
    """The release of a file that nobody described: its newest period and the usual month."""
    years = [text for text in frame["time_period"] if re.match(r"^\d{4}(\d{2})?$", text)]
    newest = max(years, default="")
    if not newest:
        raise DataProblem("no time_period is a year: the file has no rows to compare with.")
    last = int(newest[:4]) + (1 if len(newest) == 6 else 0)
    return Release(dataset.publication, newest, dataset.released_on(last), True)


def read(frame: pd.DataFrame, dataset: Dataset, release: Release) -> Reading:
    """Every series of the dataset that the file holds.

    Raises:
        DataProblem: if a series' rows are not there (an unknown label), or are there twice.
    """
    reading = Reading("ees", release, rows_read=len(frame))
    used: set[int] = set()
    refused: dict[int, str] = {}
    for place in places():
        if place.layout == "ees" and place.dataset == dataset.dataset:
            _read_series(frame, place, dataset, reading, used, refused)
    # a row with a cell that nobody can explain gives nothing, so that rows add up
    reading.values = [one for one in reading.values if one["source_row"] not in refused]
    for reason in refused.values():
        reading.reject(reason)
    reading.rows_used = len(used - set(refused))
    reading.rows_not_needed = reading.rows_read - len(used | set(refused))
    return reading


def _read_series(
    frame: pd.DataFrame,
    place: Place,
    dataset: Dataset,
    reading: Reading,
    used: set[int],
    refused: dict[int, str],
) -> None:
    value = _first(frame, place.value)
    if value is None:
        if place.is_optional:
            return
        raise DataProblem(
            f"{dataset.dataset} has none of the columns {', '.join(place.value)} for "
            f"{place.series_id}; add the new name to pipelines/reference_data/published_columns.csv"
        )
    rows = frame[_matches(frame["group_label"], place.group_label)]
    rows = rows[_matches(rows["breakdown_label"], place.breakdown_label)]
    if rows.empty:
        # a label that nobody has seen in a genuine file may be missing; any other was renamed
        if place.is_optional:
            return
        raise DataProblem(_unknown_label(frame, place, dataset))
    rows = _totals(rows)
    series = all_series()[place.series_id]
    numerator, denominator = _first(frame, place.numerator), _first(frame, place.denominator)
    seen: dict[tuple[str, str], str] = {}
    for row in records(rows):
        number = int(row["source_row"])
        made = _values(row, series, value, numerator, denominator, dataset, reading)
        if isinstance(made, str):
            refused.setdefault(number, made)
            continue
        used.add(number)
        for one in made:
            key = (str(one["area_code"]), str(one["period_text"]))
            if seen.setdefault(key, str(one["value_text"])) != one["value_text"]:
                raise DataProblem(
                    f"{place.series_id}: two rows for {key[0]} in {key[1]} with different values; "
                    "name the label to use in published_columns.csv."
                )
            reading.values.append(one)


def _first(frame: pd.DataFrame, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in frame.columns), None)


def _matches(labels: pd.Series, pattern: str) -> pd.Series:
    if not pattern:
        return pd.Series(True, index=labels.index)
    return labels.map(lambda one: fnmatchcase(str(one), pattern))


def _unknown_label(frame: pd.DataFrame, place: Place, dataset: Dataset) -> str:
    wanted = " / ".join(part for part in (place.group_label, place.breakdown_label) if part)
    there = sorted(set(frame["group_label"]) | set(frame["breakdown_label"]))[:12]
    return (
        f"{dataset.dataset}: no row is labelled '{wanted}' for {place.series_id}; labels there: "
        f"{'; '.join(there)}. A label was renamed: add it to published_columns.csv."
    )


def _totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Of filters that no series asks about, the total."""
    for name in _FURTHER:
        if name in rows.columns and rows[name].nunique() > 1:
            totals = rows[rows[name].str.lower().str.startswith("total")]
            rows = totals if len(totals) else rows
    return rows


def _values(
    row: dict[str, str],
    series: Series,
    value: str,
    numerator: str | None,
    denominator: str | None,
    dataset: Dataset,
    reading: Reading,
) -> list[dict[str, object]] | str:
    """The row's value for each of its areas, or the reason why it has none."""
    areas = _areas(row)
    if not areas:
        return f"geographic level '{row['geographic_level']}' or its code is not known"
    identifier = row["time_identifier"].strip().lower()
    period = period_of(row["time_period"], identifier, series.period_kind)
    if period is None:
        return f"{row['time_identifier']} '{row['time_period']}' is no year of {series.series_id}"
    release = reading.release
    cell = cell_of(row[value], series, "ees", release.symbols_on)
    if not cell.known:
        return f"'{cell.symbol}' is neither a number nor a symbol of this release"
    joint = row["old_la_code"] if len(areas) > 1 else None
    return [
        {
            "series_id": series.series_id,
            "area_level": level,
            "area_code": code,
            "area_name": name,
            "region_code": row.get("region_code", "") or None,
            "region_name": row.get("region_name", "") or None,
            "joint_with": joint,
            "period_text": row["time_period"],
            "period_end": period.end,
            "period_label": period.label,
            "value_text": row[value].strip(),
            "value": cell.value,
            "symbol": cell.symbol,
            "symbol_status": cell.status,
            "symbol_meaning": cell.meaning,
            "numerator": number_of(row[numerator]) if numerator else None,
            "denominator": number_of(row[denominator]) if denominator else None,
            "is_derived": False,
            "publication": release.publication,
            "dataset": dataset.dataset,
            "release": release.release,
            "released_on": release.released_on,
            "is_released_inferred": release.is_inferred,
            "first_published_on": series.first_published(period.end),
            "source_row": int(row["source_row"]),
        }
        for level, code, name in areas
    ]


def _areas(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """Level, code and name; two of each for authorities that return together."""
    level = _LEVELS.get(row["geographic_level"].strip())
    if level == "england":
        return [(level, ENGLAND, "England")]
    if level == "region":
        code = row.get("region_code", "").strip()
        return [(level, code, row.get("region_name", ""))] if code else []
    if level == "authority":
        codes = [part.strip() for part in row.get("old_la_code", "").split("/")]
        if all(re.match(r"^\d{3}$", code) for code in codes):
            return [(level, code, row.get("la_name", "")) for code in codes]
    return []
