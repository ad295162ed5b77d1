"""The ledger of publications, read from the manifests in their folders.

Belongs here: where publications lie, which exist, which is current, which is the record of a
month. Does not belong here: making one (publication) or releasing one (release).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import DataProblem

MANIFEST = "manifest.json"
RELEASE = "release.json"
CURRENT = "CURRENT"
UNFINISHED = ".tmp"
ANALYSTS, RESTRICTED, PUBLIC = "kpi.duckdb", "kpi_restricted.duckdb", "kpi_public.duckdb"
_FOLDER = re.compile(r"^(\d{4}-\d{2})_(\d+)$")


@dataclass(frozen=True)
class Publication:
    """One complete publication: its folder, its manifest and, once released, its release."""

    folder: Path
    month: str
    number: int
    manifest: Mapping[str, Any]
    release: Mapping[str, Any] | None

    @property
    def publication_id(self) -> str:
        """``<la>_<yyyy-mm>_<n>``."""
        return str(self.manifest["publication_id"])

    @property
    def la_code(self) -> str:
        """The authority."""
        return str(self.manifest["la_code"])

    @property
    def status(self) -> str:
        """``final`` once a named person has released it, else ``draft``."""
        return "final" if self.release else "draft"

    @property
    def inputs_hash(self) -> str:
        """What landing, SQL, settings, reference data and code amounted to."""
        return str(self.manifest["inputs"]["hash"])

    def database(self, name: str = ANALYSTS) -> Path:
        """One of the three databases."""
        return self.folder / name


def publications_folder(warehouse: Path, la_code: str) -> Path:
    """Where an authority's publications lie."""
    return warehouse / la_code / "publications"


def publication_id(la_code: str, month: str, number: int) -> str:
    """The name of a publication everywhere."""
    return f"{la_code}_{month}_{number}"


def publications(warehouse: Path, la_code: str) -> list[Publication]:
    """Every complete publication by month and number; unfinished folders are left out.

    Raises:
        DataProblem: naming a manifest that cannot be read.
    """
    root = publications_folder(warehouse, la_code)
    if not root.is_dir():
        return []
    found = [_read(folder) for folder in root.iterdir() if _FOLDER.match(folder.name)]
    return sorted(found, key=lambda one: (one.month, one.number))


def _read(folder: Path) -> Publication:
    parts = _FOLDER.match(folder.name)
    if parts is None:
        raise ValueError("not a publication folder")
    manifest = _json(folder / MANIFEST)
    release = _json(folder / RELEASE) if (folder / RELEASE).exists() else None
    return Publication(folder, parts[1], int(parts[2]), manifest, release)


def _json(file: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataProblem(
            f"{file}: not readable ({type(error).__name__}). Restore it from a backup, or move "
            f"the folder {file.parent.name} out of publications."
        ) from error
    return content


def next_number(warehouse: Path, la_code: str, month: str) -> int:
    """The number the month's next publication gets; numbers are never used twice."""
    root = publications_folder(warehouse, la_code)
    taken = [0]
    for folder in root.iterdir() if root.is_dir() else ():
        parts = _FOLDER.match(folder.name)
        if parts and parts[1] == month:
            taken.append(int(parts[2]))
    return max(taken) + 1


def next_id(warehouse: Path, la_code: str, month: str) -> str:
    """The id of the publication that a run starting now would make."""
    return publication_id(la_code, month, next_number(warehouse, la_code, month))


def latest_of_month(found: Iterable[Publication], month: str) -> Publication | None:
    """The month's publication with the highest number."""
    return max(
        (one for one in found if one.month == month), key=lambda one: one.number, default=None
    )


def record_of_month(warehouse: Path, la_code: str, month: str) -> Publication | None:
    """What a month is remembered by: its first final, or while none is final its first draft."""
    return _record(publications(warehouse, la_code), month)


def _record(found: Iterable[Publication], month: str) -> Publication | None:
    of_month = [one for one in found if one.month == month]
    finals = [one for one in of_month if one.release]
    if finals:
        return min(finals, key=lambda one: (str((one.release or {})["released_at"]), one.number))
    return min(of_month, key=lambda one: one.number, default=None)


def records(found: Iterable[Publication], before: str | None = None) -> list[Publication]:
    """The record publication of every month, by month; only months before ``before`` if given."""
    all_found = list(found)
    months = sorted({one.month for one in all_found if before is None or one.month < before})
    chosen = (_record(all_found, month) for month in months)
    return [one for one in chosen if one is not None]


def current(warehouse: Path, la_code: str) -> Publication | None:
    """The publication that ``CURRENT`` names; None if nothing was ever published."""
    pointer = warehouse / la_code / CURRENT
    if not pointer.exists():
        return None
    name = pointer.read_text(encoding="utf-8").strip()
    folder = publications_folder(warehouse, la_code) / name
    if not _FOLDER.match(name) or not folder.is_dir():
        raise DataProblem(
            f"{pointer}: names no publication. Write the name of a folder in publications into it."
        )
    return _read(folder)


def find(warehouse: Path, la_code: str, month: str, number: int | None = None) -> Publication:
    """The publication of a month: the given number, else the latest.

    Raises:
        DataProblem: if there is none.
    """
    found = [one for one in publications(warehouse, la_code) if one.month == month]
    if number is not None:
        found = [one for one in found if one.number == number]
    if not found:
        raise DataProblem(f"Authority {la_code} has no publication for {month}: run 'kpi run'.")
    return found[-1]


def authorities(warehouse: Path) -> list[str]:
    """Codes of the authorities that have a publication folder."""
    return sorted(
        folder.name
        for folder in (warehouse.iterdir() if warehouse.is_dir() else ())
        if re.fullmatch(r"\d{3}", folder.name) and (folder / "publications").is_dir()
    )
