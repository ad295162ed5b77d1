"""The code lists: which codes a coded column may hold and what they mean.

Belongs here: reading ``reference_data/code_lists.csv``. Does not belong here: what happens to
a row whose code is unknown (``schemas`` reports it and keeps the row).
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

CODE_LISTS = Path(__file__).parents[1] / "reference_data" / "code_lists.csv"


class Code(NamedTuple):
    """One code of one list; ``position`` is its place when the list is printed."""

    code_set: str
    code: str
    label: str
    group_label: str
    position: int
    source: str


@cache
def load_codes() -> tuple[Code, ...]:
    """Every code of every list, in file order. Grain: code set and code."""
    with CODE_LISTS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(Code(**{**row, "position": int(row["position"])}) for row in rows)


@cache
def code_sets() -> Mapping[str, frozenset[str]]:
    """The codes of each list, for telling known from unknown."""
    sets: dict[str, set[str]] = defaultdict(set)
    for code in load_codes():
        sets[code.code_set].add(code.code)
    return {name: frozenset(codes) for name, codes in sets.items()}
