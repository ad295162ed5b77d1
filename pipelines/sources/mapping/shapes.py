"""What the values of a column look like, in shares and counts, and how alike two names are.

Belongs here: measuring. Does not belong here: deciding (``propose``). No value leaves here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from pipelines.canonical.values import Breach, parser
from pipelines.yaml_files import read_yaml

_WORDS_FILE = Path(__file__).with_name("header_words.yml")
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LATEST_YEAR = 2100


@dataclass(frozen=True)
class Shape:
    """One column of a file: how many cells are filled and distinct, and the share of each type."""

    filled: int
    distinct: int
    shares: dict[str, float]

    @property
    def is_unique(self) -> bool:
        """Whether hardly any value comes twice."""
        return self.filled > 0 and self.distinct >= 0.95 * self.filled

    @property
    def best(self) -> str:
        """The narrowest type nearly every value has."""
        for kind in ("date", "flag", "int", "decimal"):
            if self.shares.get(kind, 0.0) >= 0.9:
                return kind
        return "text"


def shape_of(cells: pd.Series) -> Shape:
    """Measure trimmed cells, blanks left out."""
    there = cells.dropna()
    counts = there.value_counts()
    total = int(counts.sum())
    shares = {kind: _share(counts, _reads(kind), total) for kind in ("date", "flag", "int")}
    shares["decimal"] = _share(counts, _reads("decimal"), total)
    # a bare number is a date only to a spreadsheet: by itself it says nothing of dates
    numbers = _share(counts, lambda text: text.replace(".", "", 1).isdigit(), total)
    shares["date"] = max(0.0, shares["date"] - numbers)
    return Shape(total, len(counts), shares)


def _reads(kind: str) -> Callable[[str], bool]:
    parse = parser(kind, _LATEST_YEAR)
    return lambda text: not isinstance(parse(text), Breach)


def _share(counts: pd.Series, holds: Callable[[str], bool], total: int) -> float:
    if not total:
        return 0.0
    return sum(int(count) for text, count in counts.items() if holds(str(text))) / total


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    raw = read_yaml(_WORDS_FILE.read_text("utf-8"))
    words = {str(word): tuple(str(meant).split()) for word, meant in raw["words"].items()}
    return words, frozenset(raw["stop"])


@cache
def tokens(name: str) -> frozenset[str]:
    """The words a header or a column's name is made of, each in the form all spellings share."""
    words, stop = _words()
    found: set[str] = set()
    for piece in _PIECES.findall(name):
        word = piece.lower()
        if word in stop:
            continue
        singular = word[:-1] if word.endswith("s") and len(word) > 3 else word
        found.update(words.get(word) or words.get(singular) or (singular,))
    return frozenset(found)


def shared_words(header: str, column: str) -> tuple[float, list[str]]:
    """How alike two names are, 0 to 1, and the words they share."""
    ours, theirs = tokens(header), tokens(column.removeprefix("source_"))
    common = ours & theirs
    if not common:
        return 0.0, []
    return 2 * len(common) / (len(ours) + len(theirs)), sorted(common)
