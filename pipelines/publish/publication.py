"""Making one publication: assembled apart, verified, then current in one step.

Belongs here: the publication folder, its manifest, ``CURRENT``, the convenience copies, and putting
right what a killed run left. Does not belong here: the databases' content (databases), reports
(given as a function), the lock that keeps two runs apart (the caller holds it).

Readers see one whole month at every moment: a folder gets its final name only when every file in it
has been read back, ``CURRENT`` is replaced in one step, and each copy is too.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipelines.errors import DataProblem
from pipelines.models import runner
from pipelines.publish import copies, databases, ledger
from pipelines.publish.columns import Table, load_columns
from pipelines.publish.files import (
    OWNER_FOLDER,
    flush,
    make_private,
    replace_text,
    sha256_of,
    write_json,
)
from pipelines.publish.inputs import Inputs
from pipelines.publish.keys import fingerprint
from pipelines.publish.verify import verify

_LONDON = ZoneInfo("Europe/London")
WriteReports = Callable[[Path], None]


@dataclass(frozen=True)
class Request:
    """What is to be published.

    Attributes:
        warehouse: The warehouse of all authorities.
        build: The finished build, a closed file or in memory; ``seed.run`` says what it is.
        secret: The authority's key (``keys.load_key``).
        inputs: What the build was made from (``inputs.describe``).
        folders: Further folders to take in, by name (the gate's pages as ``gate``).
        database_closed: Told of each database of the unfinished publication once it is closed.
        write_reports: Called with the unfinished publication folder once its databases are there.
        gate: Called last: the folder of the gate's pages, or an error if the build did not pass.
        round_public_to: Counts of the public file go to the nearest multiple, if at all.
        tables: Descriptions of the marts; ``sql/columns.yml`` if not given.
    """

    warehouse: Path
    build: runner.Build
    secret: bytes
    inputs: Inputs
    folders: Mapping[str, Path] = field(default_factory=dict)
    database_closed: Callable[[Path], None] = lambda _file: None
    write_reports: WriteReports | None = None
    gate: Callable[[], Path] | None = None
    round_public_to: int | None = None
    tables: Mapping[str, Table] | None = None


@dataclass(frozen=True)
class Published:
    """The publication made, and what the person should know about the copies."""

    publication: ledger.Publication
    messages: tuple[str, ...]


def already_published(
    warehouse: Path, la_code: str, month: str, inputs_hash: str
) -> ledger.Publication | None:
    """The month's latest publication if it was made from the same inputs, else None."""
    latest = ledger.latest_of_month(ledger.publications(warehouse, la_code), month)
    return latest if latest is not None and latest.inputs_hash == inputs_hash else None


def recover(warehouse: Path, la_code: str) -> list[str]:
    """Put right what a killed run left: unfinished folders, an old pointer, old copies.

    Call with the lock held, at the start of a run. Returns what was done, in words.
    """
    root = ledger.publications_folder(warehouse, la_code)
    done: list[str] = []
    for folder in root.glob(f"*{ledger.UNFINISHED}") if root.is_dir() else ():
        shutil.rmtree(folder)
        done.append(f"removed {folder.name}, left by a run that did not finish")
    copies.remove_leftovers(warehouse, la_code)
    newest = max(
        ledger.publications(warehouse, la_code),
        key=lambda one: (one.month, one.number),
        default=None,
    )
    if newest is not None and not copies.is_current(warehouse, newest):
        done += [f"made {newest.publication_id} current", *_make_current(warehouse, newest)]
    return done


def publish(request: Request) -> Published:
    """Make a publication of a gated build.

    Raises:
        DataProblem: if it cannot be made whole; then nothing is published and the one in force
            stays as it was.
    """
    la_code, month = request.inputs.la_code, request.inputs.month
    copies.refuse_open_copies(request.warehouse, la_code)
    recover(request.warehouse, la_code)
    run = _run_of(request.build)
    number = ledger.next_number(request.warehouse, la_code, month)
    name = ledger.publication_id(la_code, month, number)
    if run["publication_id"] != name:
        raise DataProblem(
            f"The build was made for {run['publication_id']} and the next publication is {name}: "
            "another run published meanwhile. Run again."
        )
    folder = ledger.publications_folder(request.warehouse, la_code) / f"{month}_{number}"
    unfinished = folder.with_name(folder.name + ledger.UNFINISHED)
    try:
        manifest = _assemble(request, run, unfinished)
        verify(unfinished, manifest)
        make_private(unfinished)
        unfinished.rename(folder)
        flush(folder.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    made = ledger.find(request.warehouse, la_code, month, number)
    return Published(made, tuple(_make_current(request.warehouse, made)))


def _make_current(warehouse: Path, made: ledger.Publication) -> list[str]:
    """Point ``CURRENT`` and the copies at a publication, unless a later month is in force."""
    pointer = warehouse / made.la_code / ledger.CURRENT
    if pointer.exists() and pointer.read_text(encoding="utf-8").strip()[:7] > made.month:
        return [f"{made.publication_id} is published; a later month stays current"]
    replace_text(pointer, made.folder.name + "\n")
    return copies.refresh(warehouse, made)


def _run_of(build: runner.Build) -> dict[str, Any]:
    with runner.reading(build) as con:
        found = con.execute("select * from seed.run")
        names = [column[0] for column in found.description or ()]
        row = found.fetchone()
    if row is None:
        raise DataProblem("The build does not say what it is (seed.run is empty): build again.")
    return dict(zip(names, row, strict=True))


def _assemble(request: Request, run: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, mode=OWNER_FOLDER)
    built_at = datetime.now(_LONDON)
    tables = load_columns() if request.tables is None else request.tables
    row = _publication_row(request, run, built_at)
    source = databases.Source(
        request.build,
        request.inputs.la_code,
        request.secret,
        tables,
        row,
        request.database_closed,
        request.round_public_to,
    )
    counts = databases.write_databases(source, folder)
    for name, given in request.folders.items():
        shutil.copytree(given, folder / name)
    if request.write_reports is not None:
        request.write_reports(folder)
    if request.gate is not None:
        shutil.copytree(request.gate(), folder / "gate")
    files = [file for file in folder.rglob("*") if file.is_file()]
    manifest: dict[str, Any] = {
        "publication_id": run["publication_id"],
        "la_code": request.inputs.la_code,
        "la_name": run.get("la_name"),
        "month": request.inputs.month,
        "status": "draft",
        "is_synthetic": run.get("is_synthetic"),
        "data_to": run.get("data_to"),
        "extracted_at": run.get("extracted_at"),
        "built_at": built_at.isoformat(timespec="seconds"),
        "key_fingerprint": fingerprint(request.secret),
        "inputs": request.inputs.as_manifest(),
        "files": {file.relative_to(folder).as_posix(): sha256_of(file) for file in sorted(files)},
        "counts": counts,
        "headline": _headline(request.build, counts),
    }
    write_json(folder / ledger.MANIFEST, manifest)
    return manifest


def _publication_row(
    request: Request, run: Mapping[str, Any], built_at: datetime
) -> dict[str, Any]:
    inputs = request.inputs
    landing = "; ".join(f"{one.month} r{one.revision} {one.content_hash}" for one in inputs.landing)
    return {
        **run,
        "status": "draft",
        "published_at": built_at.replace(tzinfo=None, microsecond=0),
        "code_version": inputs.code_version,
        "inputs_hash": inputs.hash,
        "sql_hash": inputs.sql_hash,
        "settings_hash": inputs.settings_hash,
        "reference_hash": inputs.reference_hash,
        "landing_hash": landing,
    }


def _headline(build: runner.Build, counts: databases.Counts) -> dict[str, int]:
    """The few counts that say at a glance what a publication holds."""
    analysts = counts[ledger.ANALYSTS]
    found = {
        "kpis": analysts.get("kpi_catalogue", 0),
        "figures": analysts.get("kpi_value", 0),
        "cohort_rows": analysts.get("kpi_cohort", 0),
        "restated_figures": analysts.get("restatement", 0),
    }
    with runner.reading(build) as con:
        row = con.execute(
            "select sum(rows_read), sum(rows_loaded), sum(rows_rejected) from seed.load_audit"
        ).fetchone()
    read, loaded, rejected = row or (0, 0, 0)
    return found | {
        "rows_read": int(read or 0),
        "rows_loaded": int(loaded or 0),
        "rows_rejected": int(rejected or 0),
    }
