"""The records of one drop as plain dictionaries, straight from its CSV files.

Belongs here: reading text into dates, numbers and yes or no; leaving out the records no figure
may use (a required value missing or unreadable, an end before its start, both in the future);
one record per key; persons merged. Does not belong here: any figure. Only the names and types of
columns come from the project itself.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import yaml

from pipelines.canonical.model import TableSpec, load_tables

Record = dict[str, Any]
Found = TypeVar("Found")
UNREADABLE = object()


@dataclass
class Drop:
    """One authority's records of one month, by canonical table."""

    month: str
    extracted: date
    history_from: date
    history_by_table: dict[str, date]
    tables: dict[str, list[Record]]
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    found: dict[Any, Any] = field(default_factory=dict)

    def __getitem__(self, table: str) -> list[Record]:
        return self.tables.get(table, [])

    def complete_from(self, table: str) -> date:
        """The first day from which a table's history is complete."""
        return self.history_by_table.get(table, self.history_from)


def per_drop(make: Callable[[Drop], Found]) -> Callable[[Drop], Found]:
    """Work something out once for a drop; the rest read what was found."""

    def found(drop: Drop) -> Found:
        if make not in drop.found:
            drop.found[make] = make(drop)
        return drop.found[make]

    return found


def read_drop(folder: Path) -> Drop:
    """Every canonical table found in a folder, persons merged."""
    about = yaml.safe_load((folder / "drop.yaml").read_text("utf-8"))
    extracted = datetime.fromisoformat(str(about["extracted_at"])).date()
    drop = Drop(
        about["month"], extracted, about["history_from"], about["history_from_by_table"], {}
    )
    for name, spec in load_tables().items():
        path = folder / f"{spec.source_file}.csv"
        if path.is_file():
            read, rows = _read_table(path, spec, extracted)
            drop.tables[name] = rows
            drop.counts[name] = (read, len(rows))
    _merge_persons(drop)
    return drop


def _read_table(path: Path, spec: TableSpec, extracted: date) -> tuple[int, list[Record]]:
    """How many records the file holds, and the usable ones; the last of a key counts."""
    known: dict[tuple, Record] = {}
    read = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            read += 1
            row = {
                column.name: _value(line.get(spec.header(column.name)), column.type)
                for column in spec.columns
            }
            if _usable(row, spec, extracted):
                known[tuple(row[name] for name in spec.key)] = row
    return read, list(known.values())


def _value(text: str | None, kind: str) -> Any:
    text = (text or "").strip()
    if not text:
        return None
    try:
        if kind == "date":
            form = "%d/%m/%Y" if "/" in text else "%Y-%m-%d"
            return datetime.strptime(text, form).date()
        if kind == "int":
            return int(text)
        if kind == "decimal":
            return Decimal(text)
    except (ValueError, InvalidOperation):
        return UNREADABLE
    if kind == "flag":
        return {"Y": True, "N": False}.get(text.upper(), UNREADABLE)
    return text


def _usable(row: Record, spec: TableSpec, extracted: date) -> bool:
    if any(value is UNREADABLE for value in row.values()):
        return False
    if any(row[name] is None for name in spec.required):
        return False
    for earlier, later in spec.date_order:
        start, end = row[earlier], row[later]
        if start and end and (end < start or (start > extracted and end > extracted)):
            return False
    return True


def _merge_persons(drop: Drop) -> None:
    """Give every record of a child the id of the person its own person was merged into."""
    merged = {row["source_person_id"]: row["survivor_person_id"] for row in drop["person_merges"]}
    for name, rows in drop.tables.items():
        if name != "person_merges":
            for row in rows:
                if "source_person_id" in row:
                    row["person"] = _survivor(row["source_person_id"], merged)


def _survivor(person: str | None, merged: dict[str, str]) -> str | None:
    seen = {person}
    while person in merged:
        person = merged[person]
        if person in seen:
            raise ValueError("person_merges goes in a circle")
        seen.add(person)
    return person


def births(drop: Drop) -> dict[str, date]:
    """Dates of birth; of a child with several records the one that stays counts first."""
    found: dict[str, date] = {}
    for row in sorted(drop["person"], key=lambda row: row["person"] != row["source_person_id"]):
        if row["dob"]:
            found.setdefault(row["person"], row["dob"])
    return found


def unborn(drop: Drop) -> Callable[[str, date], bool]:
    """Whether a child is not born at the end of a day: no birth but an expected one, not yet."""
    born = births(drop)
    expected = {row["person"] for row in drop["person"] if row["expected_dob"]}
    return lambda person, day: born[person] > day if person in born else person in expected


def by_person(rows: list[Record]) -> dict[str, list[Record]]:
    """Records grouped by the child they are about."""
    grouped: dict[str, list[Record]] = {}
    for row in rows:
        grouped.setdefault(row["person"], []).append(row)
    return grouped
