"""Disorder laid over a written drop, so that the comparison meets what tidy records never hold.

Belongs here: changing the CSV files of a synthetic drop at random, from a seed: dates moved,
values missing, records entered twice, persons merged. Does not belong here: which changes
(disorder); what a figure makes of it, as both sides read the same files.
"""

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
Change = Callable[[random.Random, Row, list[Row]], None]


def shake(
    folder: Path, changes: dict[str, tuple[Change, ...]], seed: int, share: float = 0.04
) -> None:
    """Apply every change of the list to a share of the rows of its table."""
    rng = random.Random(seed)
    for stem, listed in changes.items():
        path = folder / f"{stem}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if not rows:
            continue
        columns = list(rows[0])
        for change in listed:
            for row in rng.sample(rows, max(1, int(len(rows) * share))):
                change(rng, row, rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)


def _moved(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat() if text else text


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def move(column: str, most: int) -> Change:
    """One date some days earlier or later."""

    def change(rng: random.Random, row: Row, _rows: list[Row]) -> None:
        if _is_date(row[column]):
            row[column] = _moved(row[column], rng.randint(-most, most))

    return change


def blank(*columns: str) -> Change:
    """Values nobody entered."""

    def change(_rng: random.Random, row: Row, _rows: list[Row]) -> None:
        for column in columns:
            row[column] = ""

    return change


def put(column: str, *values: str) -> Change:
    """Another value of a list."""

    def change(rng: random.Random, row: Row, _rows: list[Row]) -> None:
        row[column] = rng.choice(values)

    return change


def again(key: str, most: int = 0, **blanked: str) -> Change:
    """The record entered a second time under another key, all its dates some days off."""

    def change(rng: random.Random, row: Row, rows: list[Row]) -> None:
        days = rng.choice((0, rng.randint(-most, most)))
        copy = {name: _moved(text, days) if _is_date(text) else text for name, text in row.items()}
        copy[key] = f"{rng.choice('AZ')}{len(rows):06d}"
        rows.append(copy | blanked)

    return change


def like_before(column: str) -> Change:
    """The value of the record before, in the order of the file."""

    def change(_rng: random.Random, row: Row, rows: list[Row]) -> None:
        place = next(at for at, one in enumerate(rows) if one is row)
        row[column] = rows[place - 1][column]

    return change


def merged(_rng: random.Random, row: Row, rows: list[Row]) -> None:
    """A person found to be one listed earlier, so that no circle arises."""
    place = next(at for at, one in enumerate(rows) if one is row)
    if place:
        row["survivor_person_id"] = rows[place - 1]["person_id"]
