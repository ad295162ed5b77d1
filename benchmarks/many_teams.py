"""A drop of the demonstration with each of its six teams split, as a larger council is.

Belongs here: sharing out a team's workers, and their cases with them, over its parts. Does not
belong here: what the demonstration simulates (pipelines.demo), what is measured.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

TEAM = re.compile(r"T[1-6]")
_REGISTERS = ("teams.csv", "ssd_department.csv")
_TEAM_NAMES = ("team_name", "dept_team_name")
_WORKER = re.compile(r"worker_id|professional_id|personal_advisor|owner_id")


def split_teams(drop: Path, parts: int) -> int:
    """Rewrite a drop's tables so that each team becomes ``parts`` teams; how many there are then.

    A worker keeps one part for good; a row without a worker follows its own number.
    """
    for file in sorted(drop.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as source:
            read = csv.reader(source)
            headings, rows = next(read), list(read)
        if file.name in _REGISTERS:
            found = [part for row in rows for part in _registered(headings, row, parts)]
        else:
            found = [_shared_out(headings, row, parts) for row in rows]
        if found != rows:
            with file.open("w", encoding="utf-8", newline="") as target:
                csv.writer(target, lineterminator="\n").writerows([headings, *found])
    return 6 * parts


def _registered(headings: list[str], row: list[str], parts: int) -> list[list[str]]:
    """A team's own row once for each of its parts, each with a name of its own."""
    if not TEAM.fullmatch(row[0]):
        return [row]
    found = []
    for part in range(parts):
        made = [_part_of(row[0], part), *row[1:]]
        for name in _TEAM_NAMES:
            if name in headings:
                at = headings.index(name)
                made[at] = f"{row[at]} {part + 1}"
        found.append(made)
    return found


def _shared_out(headings: list[str], row: list[str], parts: int) -> list[str]:
    made = list(row)
    for at, value in enumerate(row):
        if TEAM.fullmatch(value) and "team" in headings[at]:
            made[at] = _part_of(value, _number(row[_beside(headings, at)] or row[0]) % parts)
    return made


def _beside(headings: list[str], team: int) -> int:
    """The worker's column that belongs to a team's: the nearest after it, else before it."""
    workers = [at for at, name in enumerate(headings) if _WORKER.search(name)]
    return min(workers, key=lambda at: (abs(at - team), at < team), default=0)


def _part_of(team: str, part: int) -> str:
    return f"{team}_{part + 1}"


def _number(text: str) -> int:
    return int("".join(re.findall(r"\d", text))[-6:] or "0")
