"""The access log and the delivery log: who was given what, and when.

Belongs here: appending lines. Does not belong here: reading them. Neither holds a child's id, a
name of a child or a password.
"""

from __future__ import annotations

import csv
import getpass
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines.reports.styles import safe_text

ACCESS_LOG, DELIVERY_LOG = "access_log.csv", "delivery_log.csv"
ACCESS_COLUMNS = ("at", "by", "for_whom", "what", "done", "publication")
DELIVERY_COLUMNS = (
    "at", "by", "delivery", "audience", "for_whom", "publication", "status", "way", "files",
    "outcome", "why",
)  # fmt: skip


def log_access(
    folder: Path, for_whom: str, files: Iterable[str], done: str, publication_id: str
) -> None:
    """One line per file that names children: for whom, which file, written or delivered."""
    rows = [(_now(), _user(), for_whom, name, done, publication_id) for name in files]
    _append(folder / ACCESS_LOG, ACCESS_COLUMNS, rows)


def log_delivery(folder: Path, *values: str) -> None:
    """One line per delivery and way; ``values`` follow ``at`` and ``by`` of the columns."""
    _append(folder / DELIVERY_LOG, DELIVERY_COLUMNS, [(_now(), _user(), *values)])


def log_packs_written(folder: Path, reports: Path, publication_id: str) -> None:
    """Record that each team's pack was written, for the manager of that team; so too fix lists."""
    for file in sorted((reports / "teams").glob("team_*")):
        team = file.stem.removesuffix("_rows").removeprefix("team_").rpartition("_")[0]
        whom = f"Practice manager of team {team}"
        log_access(folder, whom, [file.name], "written", publication_id)
    for file in sorted((reports / "fix_lists").glob("fix_list_*")):
        kind, _, member = file.stem.rpartition("_")[0].removeprefix("fix_list_").partition("_")
        readers = {"team": f"Practice manager of team {member}", "service": f"Head of {member}"}
        whom = readers.get(kind, "Officers who mend records")
        log_access(folder, whom, [file.name], "written", publication_id)


def _append(file: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add lines; the file is its owner's only from its first byte."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        if out.tell() == 0:
            writer.writerow(columns)
        writer.writerows([[safe_text(one) for one in row] for row in rows])


def _now() -> str:
    return datetime.now(ZoneInfo("Europe/London")).isoformat(timespec="seconds")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "not known"
