"""The stable names people open: ``warehouse/<la>/kpi.duckdb`` and, for one authority, one above.

Belongs here: refreshing those copies of the analysts' database in one step each, and saying plainly
when somebody has one open. Does not belong here: the publication they are copies of.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb

from pipelines.errors import DataProblem
from pipelines.publish import ledger
from pipelines.publish.databases import wal_of
from pipelines.publish.files import copy_beside, replace


def targets(warehouse: Path, la_code: str) -> list[Path]:
    """The copies an authority's publication refreshes."""
    own = warehouse / la_code / ledger.ANALYSTS
    others = [code for code in ledger.authorities(warehouse) if code != la_code]
    return [own] if others else [own, warehouse / ledger.ANALYSTS]


def refuse_open_copies(warehouse: Path, la_code: str) -> None:
    """Stop before anything is made if DuckDB would replay old changes into a new copy.

    Raises:
        DataProblem: naming the ``.wal`` file that lies beside a copy.
    """
    for target in targets(warehouse, la_code):
        if wal_of(target).exists():
            raise DataProblem(
                f"{wal_of(target)} exists: somebody has {target.name} open for writing, or a "
                "program that did was stopped. Close it; if nobody has it open, move the .wal "
                "file away. Then run again. Nothing was published."
            )


def is_current(warehouse: Path, publication: ledger.Publication) -> bool:
    """True if the pointer names the publication and the authority's own copy is its."""
    pointer = warehouse / publication.la_code / ledger.CURRENT
    named = pointer.exists() and pointer.read_text(encoding="utf-8").strip()
    copy = warehouse / publication.la_code / ledger.ANALYSTS
    return (
        named == publication.folder.name
        and copy.exists()
        and _named_in(copy)
        == (
            publication.publication_id,
            publication.status,
        )
    )


def _named_in(copy: Path) -> tuple[str, str] | None:
    con = duckdb.connect(":memory:")
    try:
        path = str(copy).replace("'", "''")
        con.execute(f"attach '{path}' as copy (read_only)")
        row = con.execute("select publication_id, status from copy.marts.publication").fetchone()
    except duckdb.Error:
        return None
    finally:
        con.close()
    return (str(row[0]), str(row[1])) if row else None


def refresh(warehouse: Path, publication: ledger.Publication) -> list[str]:
    """Replace the copies; returns a sentence for each that could not be."""
    _remove_shared_copy_of_many(warehouse)
    messages: list[str] = []
    for target in targets(warehouse, publication.la_code):
        if wal_of(target).exists():
            messages.append(
                f"{target} was not refreshed: a .wal file lies beside it. Close what has it open, "
                f"then run again; until then open {publication.database()}."
            )
            continue
        new = copy_beside(publication.database(), target)
        if publication.release:
            _mark_final(new, publication)
        try:
            replace(new, target)
        except PermissionError:
            messages.append(
                f"{target} was not refreshed because a program has it open. Close it and run "
                f"again; until then open {publication.database()}."
            )
    return messages


def _mark_final(copy: Path, publication: ledger.Publication) -> None:
    release = publication.release or {}
    con = duckdb.connect(str(copy))
    try:
        con.execute(
            "update marts.publication set status = 'final', released_by = ?, released_at = ?",
            [release["released_by"], release["released_at"][:19]],
        )
        con.execute("checkpoint")
    finally:
        con.close()


def _remove_shared_copy_of_many(warehouse: Path) -> None:
    if len(ledger.authorities(warehouse)) > 1:
        with contextlib.suppress(OSError):
            (warehouse / ledger.ANALYSTS).unlink(missing_ok=True)


def remove_leftovers(warehouse: Path, la_code: str) -> None:
    """Delete half-made copies of a run that was killed."""
    for folder in (warehouse, warehouse / la_code):
        for file in folder.glob("*.new*") if folder.is_dir() else ():
            if file.is_file():
                with contextlib.suppress(OSError):
                    file.unlink()
