"""Holds: reasons to wait before publishing, and a person's word that it may go on.

Belongs here: listing holds with their acceptances, and accepting one. Does not belong here:
finding them (``withdrawal``; a revision's own are in its manifest).

An acceptance belongs to one revision's content: land the month again with other files and the
question is asked anew.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.errors import DataProblem, WrongUse
from pipelines.landing.files import write_private
from pipelines.landing.store import (
    HoldEntry,
    LandedDrop,
    authorities,
    landed_drops,
    landed_months,
    previous_drop,
)
from pipelines.landing.withdrawal import find_holds


class Acceptance(BaseModel):
    """Who let a hold go, why and when; ``content_hash`` is the content they looked at."""

    model_config = ConfigDict(frozen=True)

    hold_id: str
    by: str
    reason: str
    accepted_at: datetime
    content_hash: str


@dataclass(frozen=True)
class Hold:
    """One reason to wait, and its acceptance if there is one."""

    la_code: str
    month: str
    revision: int
    entry: HoldEntry
    acceptance: Acceptance | None

    @property
    def hold_id(self) -> str:
        """The name to accept it by."""
        return self.entry.hold_id

    @property
    def is_open(self) -> bool:
        """Whether publication still waits for it."""
        return self.acceptance is None

    @property
    def text(self) -> str:
        """What is wrong and what to do, in one line."""
        return (
            f"{self.entry.message}. Replace the file and run again, or if the data are right:"
            f' kpi accept {self.hold_id} --by "YOUR NAME" --reason "WHY"'
        )


def list_holds(warehouse_root: Path, la_code: str, up_to_month: str) -> list[Hold]:
    """Holds of the revisions in force, accepted or not, month by month."""
    found = []
    for drop in landed_drops(warehouse_root, la_code, up_to_month):
        for entry in _entries(warehouse_root, drop):
            acceptance = _read(_path(warehouse_root, la_code, entry.hold_id))
            if acceptance and acceptance.content_hash != drop.manifest.content_hash:
                acceptance = None
            found.append(Hold(la_code, drop.month, drop.revision, entry, acceptance))
    return found


def open_holds(warehouse_root: Path, la_code: str, up_to_month: str) -> list[Hold]:
    """Holds that still wait for a person, of this and earlier months."""
    return [hold for hold in list_holds(warehouse_root, la_code, up_to_month) if hold.is_open]


def require_accepted(warehouse_root: Path, drop: LandedDrop) -> None:
    """Raise DataProblem if ``drop``, or a drop of an earlier month, waits for a person.

    Earlier ones count because their records are in the month's figures too.
    """
    waiting = open_holds(warehouse_root, drop.la_code, drop.month)
    if waiting:
        count = "1 hold" if len(waiting) == 1 else f"{len(waiting)} holds"
        lines = "\n".join(f"  {hold.text}" for hold in waiting)
        raise DataProblem(
            f"{drop.la_code} {drop.month} is landed but not published, {count}:\n{lines}"
        )


def accept_hold(
    warehouse_root: Path, hold_id: str, by: str, reason: str, la_code: str | None = None
) -> Hold:
    """Record that a named person has looked and lets the drop go on.

    Raises WrongUse if no such hold is in force, or the name or the reason is blank.
    """
    if not by.strip() or not reason.strip():
        raise WrongUse("say who accepts (--by) and why (--reason); both are kept with the hold")
    holds = [
        hold
        for authority in ([la_code] if la_code else authorities(warehouse_root))
        for hold in list_holds(warehouse_root, authority, _last_month(warehouse_root, authority))
    ]
    matching = [hold for hold in holds if hold.hold_id == hold_id]
    if not matching:
        waiting = ", ".join(hold.hold_id for hold in holds if hold.is_open) or "none"
        raise WrongUse(f"no hold is called {hold_id}; holds waiting: {waiting}")
    if len(matching) > 1:
        raise WrongUse(f"{hold_id} is held in several authorities; say which with --la")
    return _accept(warehouse_root, matching[0], by.strip(), reason.strip())


def _accept(warehouse_root: Path, hold: Hold, by: str, reason: str) -> Hold:
    """Write the acceptance, unless someone has accepted this very content before."""
    if hold.acceptance is not None:
        return hold
    drop = next(
        drop
        for drop in landed_drops(warehouse_root, hold.la_code, hold.month)
        if drop.month == hold.month
    )
    acceptance = Acceptance(
        hold_id=hold.hold_id,
        by=by,
        reason=reason,
        accepted_at=datetime.now(UTC),
        content_hash=drop.manifest.content_hash,
    )
    path = _path(warehouse_root, hold.la_code, hold.hold_id)
    write_private(path, acceptance.model_dump_json(indent=2) + "\n")
    return Hold(hold.la_code, hold.month, hold.revision, hold.entry, acceptance)


def _entries(warehouse_root: Path, drop: LandedDrop) -> list[HoldEntry]:
    """A revision's holds; found anew if the month before it has been landed again since."""
    previous = previous_drop(warehouse_root, drop.la_code, drop.month)
    if drop.manifest.compared_with == (previous.label if previous else None):
        return list(drop.manifest.holds)
    return find_holds(drop, previous)


def _last_month(warehouse_root: Path, la_code: str) -> str:
    return max(landed_months(warehouse_root, la_code), default="")


def _path(warehouse_root: Path, la_code: str, hold_id: str) -> Path:
    return warehouse_root / la_code / "holds" / f"{hold_id}.json"


def _read(path: Path) -> Acceptance | None:
    """The acceptance in ``path``; a damaged one does not count."""
    try:
        return Acceptance.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
