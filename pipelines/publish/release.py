"""Releasing a month: the one step by which a named person makes a draft final.

Belongs here: the release file beside the manifest and the status in the convenience copy. Does not
belong here: who may release (later: sign-off), what the figures are.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines.errors import WrongUse
from pipelines.publish import copies, ledger
from pipelines.publish.files import write_json


def release(
    warehouse: Path, la_code: str, month: str, by: str, number: int | None = None
) -> tuple[ledger.Publication, list[str]]:
    """Make the month's latest publication, or the one of the given number, final.

    The publication's own files stay as verified; ``release.json`` beside the manifest says who and
    when, and the convenience copy carries it.

    Returns:
        The publication as released, and a sentence for each copy that could not be refreshed.

    Raises:
        WrongUse: without a name, or if it is final already.
        DataProblem: if the month has no such publication.
    """
    name = " ".join(by.split())
    if not name:
        raise WrongUse("Say who releases: --by 'Name, role'.")
    found = ledger.find(warehouse, la_code, month, number)
    if found.release:
        released = found.release
        raise WrongUse(
            f"{found.publication_id} is final already: released by {released['released_by']} at "
            f"{released['released_at']}."
        )
    content = {
        "publication_id": found.publication_id,
        "status": "final",
        "released_by": name,
        "released_at": datetime.now(ZoneInfo("Europe/London")).isoformat(timespec="seconds"),
    }
    write_json(found.folder / ledger.RELEASE, content)
    released_now = ledger.find(warehouse, la_code, month, found.number)
    in_force = ledger.current(warehouse, la_code)
    is_current = in_force is not None and in_force.publication_id == found.publication_id
    return released_now, copies.refresh(warehouse, released_now) if is_current else []
