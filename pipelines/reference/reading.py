"""Reading one reference file of whatever layout, recognised by its header.

Belongs here: choosing the reader, and the release a person gave beside the file. Does not belong
here: any layout (ees, lait, long_form, neighbour_files), keeping what was read (store).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipelines.errors import DataProblem
from pipelines.reference import ees, lait, long_form, neighbour_files
from pipelines.reference.frames import Reading, Release, read_text
from pipelines.yaml_files import read_yaml

SUFFIXES = (".csv", ".csv.gz", ".xlsx")
BESIDE = ".release.yml"
_KEYS = {"publication", "release", "published_on", "vintage", "url", "fetched_at", "sha256"}


@dataclass(frozen=True)
class Given:
    """What somebody wrote beside a file about its release; each part may be missing."""

    publication: str | None = None
    release: str | None = None
    published_on: dt.date | None = None
    vintage: str | None = None


def beside(file: Path) -> Path:
    """The small file that names a reference file's release."""
    return file.with_name(file.name + BESIDE)


def given_for(file: Path) -> Given:
    """What stands beside the file.

    Raises:
        DataProblem: naming a key that is not known or a date that is none.
    """
    notes = beside(file)
    if not notes.exists():
        return Given()
    try:
        content = read_yaml(notes.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise DataProblem(f"{notes.name}: not readable as YAML.") from error
    unknown = sorted(set(content) - _KEYS)
    if unknown:
        raise DataProblem(
            f"{notes.name}: {', '.join(unknown)} not known; use {', '.join(sorted(_KEYS))}."
        )
    day = content.get("published_on")
    try:
        published = dt.date.fromisoformat(str(day)) if day else None
    except ValueError as error:
        raise DataProblem(f"{notes.name}: published_on is written yyyy-mm-dd.") from error
    return Given(
        content.get("publication"),
        str(content["release"]) if content.get("release") else None,
        published,
        str(content["vintage"]) if content.get("vintage") else None,
    )


def is_reference_file(file: Path) -> bool:
    """True for files that are read at all: not metadata, not notes, not hidden."""
    name = file.name.lower()
    return (
        file.is_file()
        and not name.startswith(".")
        and name.endswith(SUFFIXES)
        and not name.endswith(".meta.csv")
    )


def read_file(file: Path) -> Reading:
    """Everything the file gives.

    Raises:
        DataProblem: naming the file, what it is not, and what can be done.
    """
    try:
        return _read(file, given_for(file))
    except DataProblem as problem:
        text = str(problem)
        raise DataProblem(text if text.startswith(file.name) else f"{file.name}: {text}") from None


def _read(file: Path, given: Given) -> Reading:
    if file.suffix.lower() == ".xlsx":
        return _sheet(neighbour_files.sheet_rows(file), file, given)
    frame = read_text(file)
    frame["source_row"] = range(2, len(frame) + 2)
    columns = list(frame.columns)
    if ees.is_ees(columns):
        frame = ees.with_filters(frame)
        dataset = ees.dataset_of(frame)
        return ees.read(frame, dataset, _release(given, ees.inferred_release(frame, dataset)))
    if lait.is_lait(columns):
        return lait.read(frame, _release(given, lait.inferred_release(frame)))
    if long_form.is_indicators(columns):
        return long_form.read_indicators(frame, _given_release(given))
    if long_form.is_population(columns):
        return long_form.read_population(frame, _given_release(given))
    if neighbour_files.is_long(columns):
        return neighbour_files.read_long(frame, _model(given, "several"))
    if neighbour_files.is_wide(columns):
        vintage = neighbour_files.vintage_of(file, given.vintage)
        return neighbour_files.read_wide(frame, vintage, _model(given, vintage))
    rows = neighbour_files.sheet_rows(file)
    if neighbour_files.is_sheet(rows):
        return _sheet(rows, file, given)
    raise DataProblem(
        "not recognised by its header. Read are files of Explore Education Statistics, LAIT's long "
        "table, statistical neighbours and mid-year populations (docs/comparators.md)."
    )


def _sheet(rows: list[list[str]], file: Path, given: Given) -> Reading:
    vintage = neighbour_files.vintage_of(file, given.vintage)
    return neighbour_files.read_sheet(rows, vintage, _model(given, vintage))


def _release(given: Given, inferred: Release) -> Release:
    return Release(
        given.publication or inferred.publication,
        given.release or inferred.release,
        given.published_on or inferred.released_on,
        given.published_on is None,
    )


def _given_release(given: Given) -> Release | None:
    if given.release is None or given.published_on is None:
        return None
    publication = given.publication or "compiled table"
    return Release(publication, given.release, given.published_on, False)


def _model(given: Given, vintage: str) -> Release:
    publication = given.publication or "DfE statistical neighbour model"
    day = given.published_on or dt.date.min
    return Release(publication, given.release or vintage, day, given.published_on is None)
