"""Reference files read once: kept as Parquet under the hash of the file, its notes and the reader.

Belongs here: which files there are, what was read from each, adding one. Does not belong here:
reading (reading), using the values (models.published).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from pipelines.errors import DataProblem, WrongUse
from pipelines.publish.files import OWNER_FOLDER, replace, sha256_of, sha256_of_tree, write_json
from pipelines.reference.frames import COLUMNS, Reading
from pipelines.reference.reading import beside, is_reference_file, read_file
from pipelines.settings import REFERENCE_DATA, Paths

_TYPES = {
    "period_end": "date",
    "value": "decimal(18, 4)",
    "numerator": "decimal(18, 4)",
    "denominator": "decimal(18, 4)",
    "is_derived": "boolean",
    "released_on": "date",
    "is_released_inferred": "boolean",
    "first_published_on": "date",
    "source_row": "integer",
}
_NEIGHBOUR_COLUMNS = ("la_code", "vintage", "rank", "neighbour_la_code", "neighbour_name", "source")


@dataclass(frozen=True)
class Kept:
    """What one file gave, on disk: an account and two Parquet files."""

    file: Path
    key: str
    layout: str
    publication: str
    release: str
    released_on: str
    is_inferred: bool
    rows_read: int
    rows_used: int
    rows_not_needed: int
    rejected: dict[str, int]
    values: int
    neighbours: int
    values_file: Path
    neighbours_file: Path


def folder(paths: Paths) -> Path:
    """Where published files are dropped."""
    return paths.raw / "reference"


def files(paths: Paths) -> list[Path]:
    """Every reference file that has been dropped, in one order."""
    root = folder(paths)
    found = root.rglob("*") if root.is_dir() else ()
    return sorted(
        (file for file in found if is_reference_file(file)),
        key=lambda one: one.relative_to(root).as_posix(),
    )


def pinned(paths: Paths) -> tuple[tuple[str, str], ...]:
    """Name and hash of every reference file with its notes: what a build is a function of."""
    root = folder(paths)
    return tuple((file.relative_to(root).as_posix(), _content_hash(file)) for file in files(paths))


def read_all(paths: Paths) -> list[Kept]:
    """Every reference file, read now or read before.

    Raises:
        DataProblem: naming the first file that cannot be read.
    """
    return [kept(paths, file) for file in files(paths)]


def kept(paths: Paths, file: Path) -> Kept:
    """One file's content, from the store if the file and the reader have not changed."""
    key = hashlib.sha256(f"{_content_hash(file)} {_reader_hash()}".encode()).hexdigest()[:32]
    root = paths.warehouse / "reference"
    account = root / f"{key}.json"
    if not account.exists():
        root.mkdir(parents=True, exist_ok=True, mode=OWNER_FOLDER)
        _write(read_file(file), root, key)
    content = json.loads(account.read_text(encoding="utf-8"))
    return Kept(
        file=file,
        key=key,
        values_file=root / f"{key}.values.parquet",
        neighbours_file=root / f"{key}.neighbours.parquet",
        **content,
    )


def add(paths: Paths, source: Path, notes: dict[str, str]) -> Kept:
    """Copy a file into the reference folder with what is known of its release, and read it.

    Raises:
        WrongUse: if there is no such file.
        DataProblem: if it cannot be read, or another file of that name lies there; nothing is kept.
    """
    if not source.is_file():
        raise WrongUse(f"{source}: no such file.")
    target = folder(paths) / source.name
    if target.exists() and sha256_of(target) != sha256_of(source):
        raise DataProblem(
            f"{target.name}: another file of that name was added before. A later release stands "
            "beside it: give the new file a name with its year."
        )
    is_new = not target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_new:
        shutil.copyfile(source, target)
    if notes:
        lines = [f"{name}: {json.dumps(value)}\n" for name, value in sorted(notes.items())]
        beside(target).write_text("".join(lines), encoding="utf-8")
    try:
        return kept(paths, target)
    except DataProblem:
        if is_new:
            target.unlink()
            beside(target).unlink(missing_ok=True)
        raise


def _content_hash(file: Path) -> str:
    notes = beside(file)
    said = sha256_of(notes) if notes.exists() else ""
    return hashlib.sha256(f"{file.name} {sha256_of(file)} {said}".encode()).hexdigest()


@cache
def _reader_hash() -> str:
    facts = [
        sha256_of(REFERENCE_DATA / name)
        for name in (
            "published_series.csv",
            "published_datasets.csv",
            "published_columns.csv",
            "published_symbols.csv",
        )
    ]
    return "".join([sha256_of_tree(Path(__file__).parent, ("*.py",)), *facts])


def _write(reading: Reading, root: Path, key: str) -> None:
    values = pd.DataFrame(reading.values, columns=list(COLUMNS)).astype(object)
    neighbours = pd.DataFrame(reading.neighbours, columns=list(_NEIGHBOUR_COLUMNS)).astype(object)
    con = duckdb.connect()
    try:
        con.register("given", values)
        listed = ", ".join(
            f"try_cast({name} as {_TYPES.get(name, 'varchar')}) as {name}" for name in COLUMNS
        )
        _copy(
            con,
            f"select {listed} from given order by source_row, series_id, area_code",
            "values",
            root,
            key,
        )
        con.register("tens", neighbours)
        listed = ", ".join(
            f"cast({name} as {'integer' if name == 'rank' else 'varchar'}) as {name}"
            for name in _NEIGHBOUR_COLUMNS
        )
        _copy(con, f"select {listed} from tens order by all", "neighbours", root, key)
    finally:
        con.close()
    release = reading.release
    account = {
        "layout": reading.layout,
        "publication": release.publication,
        "release": release.release,
        "released_on": release.released_on.isoformat(),
        "is_inferred": release.is_inferred,
        "rows_read": reading.rows_read,
        "rows_used": reading.rows_used,
        "rows_not_needed": reading.rows_not_needed,
        "rejected": dict(sorted(reading.rejected.items())),
        "values": len(reading.values),
        "neighbours": len(reading.neighbours),
    }
    # last: a store without its account is made again
    write_json(root / f"{key}.json", account)


def _copy(con: duckdb.DuckDBPyConnection, query: str, name: str, root: Path, key: str) -> None:
    new = root / f"{key}.{name}.new"
    path = str(new).replace("'", "''")
    con.execute(f"copy ({query}) to '{path}' (format parquet)")
    replace(new, root / f"{key}.{name}.parquet")


def account_of(one: Kept) -> dict[str, object]:
    """One file's account as a row: what it is, its release, and where its rows went."""
    # rows of the other layouts name their own releases
    dated = one.layout in ("ees", "lait", "population")
    return {
        "file": one.file.name,
        "layout": one.layout,
        "publication": one.publication,
        "release": one.release,
        "released_on": one.released_on if dated else "",
        "is_inferred": one.is_inferred if dated else "",
        "rows_read": one.rows_read,
        "rows_used": one.rows_used,
        "rows_not_needed": one.rows_not_needed,
        "rows_rejected": sum(one.rejected.values()),
        "values": one.values + one.neighbours,
    }
