"""Fetching newer published files when somebody asks for it, never in a run.

Belongs here: which data sets are wanted, the cache of versions fetched, the manifest. Does not
belong here: requests (api), reading files (reading).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.errors import DataProblem
from pipelines.publish.files import sha256_of, write_json
from pipelines.reference import store
from pipelines.reference.api import Api, DataSet
from pipelines.reference.facts import datasets
from pipelines.reference.reading import beside
from pipelines.settings import REFERENCE_DATA, Paths

MANIFEST = "manifest.json"
Told = Callable[[str], None]


def refresh(paths: Paths, api: Api, told: Told, now: datetime | None = None) -> list[store.Kept]:
    """Fetch every wanted data set whose newest version is not there; returns the new files.

    Each file lies beside earlier versions; ``manifest.json`` says what, when, from where and its
    hash. A file that cannot be read, or that is not whole, is not kept.

    Raises:
        DataProblem: if the server does not answer.
    """
    folder = store.folder(paths)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = read_manifest(folder)
    made = []
    for data_set in _wanted(api):
        known = manifest.get(_key(data_set))
        if known and _is_there(folder, known):
            told(f"unchanged  {known['file']} (version {data_set.version})")
            continue
        kept, entry = _fetch(paths, api, data_set, now or datetime.now(UTC))
        manifest[_key(data_set)] = entry
        # after each file: what was fetched before the network went is not fetched again
        write_json(folder / MANIFEST, manifest)
        if kept is None:
            told(f"not read   {entry['file']}: {entry['not_read']}")
            continue
        told(f"fetched    {entry['file']} ({entry['rows']} rows, version {data_set.version})")
        made.append(kept)
    return made


def read_manifest(folder: Path) -> dict[str, Any]:
    """What was fetched, by data set and version; empty if nothing was."""
    file = folder / MANIFEST
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _wanted(api: Api) -> list[DataSet]:
    with (REFERENCE_DATA / "published_sources.csv").open(encoding="utf-8", newline="") as handle:
        titles = {row["publication"].casefold() for row in csv.DictReader(handle)}
    found = []
    for publication in api.publications():
        if publication["title"].casefold() in titles:
            found += [one for one in api.data_sets(publication) if _is_read(api.columns(one))]
    return found


def _is_read(columns: set[str]) -> bool:
    """Whether some layout we read has these columns; the rest is not worth fetching."""
    return any(all(columns.intersection(names) for names in one.columns) for one in datasets())


def _key(data_set: DataSet) -> str:
    return f"{data_set.id} {data_set.version}"


def _is_there(folder: Path, entry: dict[str, Any]) -> bool:
    if "not_read" in entry:
        return True
    file = folder / str(entry["file"])
    return file.exists() and sha256_of(file) == entry["sha256"]


def _fetch(
    paths: Paths, api: Api, data_set: DataSet, now: datetime
) -> tuple[store.Kept | None, dict[str, Any]]:
    folder = store.folder(paths)
    name = re.sub(r"[^a-z0-9]+", "_", data_set.title.lower()).strip("_")
    file = folder / f"{name}_v{data_set.version}.csv"
    unfinished = file.with_suffix(".part")
    try:
        digest = api.download(data_set, unfinished)
        rows = _rows_of(unfinished)
        promised = sum(1 for _ in api.query(data_set))
        if rows != promised:
            raise DataProblem(
                f"{data_set.title}: the CSV holds {rows} rows and the query {promised}; nothing "
                "was kept. Try again later."
            )
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    notes = {
        "publication": data_set.publication,
        "release": f"{data_set.published_on.year} (version {data_set.version})",
        "published_on": data_set.published_on.isoformat(),
    }
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in sorted(notes.items())]
    beside(file).write_text("".join(lines), encoding="utf-8")
    entry = notes | {
        "file": file.name,
        "data_set": data_set.id,
        "title": data_set.title,
        "version": data_set.version,
        "url": f"{api.base}/data-sets/{data_set.id}/csv",
        "fetched_at": now.isoformat(timespec="seconds"),
        "sha256": digest,
        "rows": rows,
    }
    try:
        return store.kept(paths, file), entry
    except DataProblem as problem:
        # not ours to read, or a new layout: said once, and not fetched again
        file.unlink()
        beside(file).unlink()
        return None, entry | {"not_read": str(problem)}


def _rows_of(file: Path) -> int:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return max(sum(1 for _ in csv.reader(handle)) - 1, 0)
