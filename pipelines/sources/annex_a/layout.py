"""The eleven lists of Annex A: their columns, their headers, in sheet order.

Belongs here: reading ``reference_data/annex_a_lists.yml`` and when a header names a column. Does
not belong here: finding lists in a workbook (``find``), what a column becomes (``translate``).
"""

import re
from functools import cache, cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.yaml_files import read_yaml

LAYOUT_FILE = Path(__file__).parents[2] / "reference_data" / "annex_a_lists.yml"
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " ", "_": " "})


class Column(BaseModel):
    """One column of a list; ``place`` counts from 0 in the order Ofsted fixed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    place: int
    header: str
    kind: str
    also: tuple[str, ...] = ()
    pattern: str | None = None
    need: bool = False
    unused: str | None = None

    def is_exactly(self, header: str) -> bool:
        """Whether ``header`` is one of the column's written forms."""
        return squash(header) in self.forms

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its written forms, squashed."""
        return frozenset(map(squash, (self.header, *self.also)))

    def is_like(self, header: str) -> bool:
        """Whether ``header`` has the words the column is known by."""
        return bool(self.pattern and re.search(self.pattern, words(header)))


class ListLayout(BaseModel):
    """One list: its number, title, the words its sheet or file may be called by, its columns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    title: str
    words: tuple[str, ...]
    not_words: tuple[str, ...] = ()
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """How messages name the list."""
        return f"list {self.number} {self.title}"

    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


@lru_cache(maxsize=4_096)
def words(text: str) -> str:
    """Lower-case words, straight quotes, single spaces."""
    return " ".join(text.translate(_QUOTES).casefold().split())


@lru_cache(maxsize=4_096)
def squash(header: str) -> str:
    """What two spellings of one header must share: its letters and digits."""
    return "".join(filter(str.isalnum, words(header)))


@cache
def load_layout() -> tuple[ListLayout, ...]:
    """The eleven lists, in order."""
    raw = read_yaml(LAYOUT_FILE.read_text("utf-8"))
    shared = raw["columns"]
    lists = []
    for entry in raw["lists"]:
        columns = []
        for place, item in enumerate(entry["columns"]):
            name, body = (
                next(iter(item.items())) if isinstance(item, dict) else (item, shared[item])
            )
            columns.append({"name": name, "place": place, **body})
        lists.append(
            ListLayout.model_validate(
                {
                    "number": entry["list"],
                    "title": entry["title"],
                    "words": entry["words"],
                    "not_words": entry.get("not_words", ()),
                    "columns": columns,
                }
            )
        )
    return tuple(lists)


def is_numbered(title: str) -> bool:
    """Whether a sheet's title is a list's number and nothing else."""
    return re.fullmatch(r"list ?\d{1,2}", words(title)) is not None


@cache
def list_named(title: str) -> ListLayout | None:
    """The list a sheet or file is named after, by number or by word; None if it names none."""
    text = words(title).replace("-", " ")
    numbered = re.search(r"\blist ?(\d{1,2})\b", text)
    if numbered:
        number = int(numbered.group(1))
        return next((one for one in load_layout() if one.number == number), None)
    named = [
        (len(word), -one.number, one)
        for one in load_layout()
        for word in one.words
        if word in text and not any(other in text for other in one.not_words)
    ]
    # the longest word is the most telling: "early help assessments" is list 2, not list 4
    return max(named, default=(0, 0, None), key=lambda found: found[:2])[2]
