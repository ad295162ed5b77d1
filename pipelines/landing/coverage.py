"""Between which dates the landed history of each table is complete.

Belongs here: coverage from manifests. Does not belong here: what a KPI needs (its header) or
whether it is met (SQL).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.canonical.model import load_tables
from pipelines.landing.store import LandedDrop, Manifest


@dataclass(frozen=True)
class Coverage:
    """Grain: authority and canonical table. Both dates are included; null if never sent."""

    la_code: str
    table_name: str
    complete_from: date | None
    complete_to: date | None
    is_sent: bool


def coverage(drops: Sequence[LandedDrop]) -> list[Coverage]:
    """One row per canonical table from the revisions in force, oldest first.

    The start is what the newest full drop with the table declares, else the earliest event in
    it; a table without an event date starts where the drop's events start. After windowed drops
    only, it is the start of the run of windows that leaves no day out. The end is the day of the
    newest extract that holds the table.
    """
    la_code = drops[0].la_code if drops else ""
    rows = []
    for name in load_tables():
        holding = [drop.manifest for drop in drops if name in drop.manifest.tables]
        if not holding:
            rows.append(Coverage(la_code, name, None, None, is_sent=False))
            continue
        end = holding[-1].extracted_at.date()
        rows.append(Coverage(la_code, name, _start(name, holding), end, is_sent=True))
    return rows


def _start(table: str, holding: Sequence[Manifest]) -> date | None:
    """The first complete day of a table, declared or else inferred."""
    full = [manifest for manifest in holding if manifest.kind == "full"]
    if not full:
        return _first_of_windows(holding)
    newest = full[-1]
    declared = newest.history_from_by_table.get(table, newest.history_from)
    earliest = declared or newest.tables[table].min_date
    if earliest is not None:
        return earliest
    return min((one.min_date for one in newest.tables.values() if one.min_date), default=None)


def _first_of_windows(holding: Sequence[Manifest]) -> date | None:
    """The start of the last unbroken run of windows."""
    start: date | None = None
    for manifest in reversed(holding):
        if manifest.window is None:
            break
        if start is not None and (start - manifest.window.date_to).days > 1:
            break
        first = manifest.window.date_from
        start = first if start is None else min(start, first)
    return start
