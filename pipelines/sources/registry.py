"""The formats this project reads, and which of them a file is.

Belongs here: the list and the choice. Does not belong here: any reading, or which format's rows
count where two hold the same table (``pipelines.landing``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.sources.annex_a import AnnexA
from pipelines.sources.base import Recognised, Source
from pipelines.sources.cin_census import CinCensus
from pipelines.sources.connection import Connection
from pipelines.sources.mapping import CouncilFiles
from pipelines.sources.ssd import StandardDataset
from pipelines.sources.ssda903 import ChildrenLookedAfter

# in the order they are asked; what a file holds outweighs what it is called
SOURCES: tuple[Source, ...] = (
    StandardDataset(),
    AnnexA(),
    CinCensus(),
    ChildrenLookedAfter(),
    Connection(),
)


def sources_for(settings: Path | None) -> tuple[Source, ...]:
    """Every format as one council reads it: its own mappings are asked first.

    Raises WrongUse if a mapping file is wrong.
    """
    own = CouncilFiles.of(settings)
    return (own, *SOURCES)


@dataclass(frozen=True)
class Claim:
    """A file and the format that reads it."""

    source: Source
    found: Recognised


def claim(path: Path, sources: Sequence[Source] = SOURCES) -> Claim | None:
    """The format of a file: the first that knows its content, else that knows its name."""
    by_name: Claim | None = None
    for source in sources:
        found = source.recognise(path)
        if found is None:
            continue
        if found.by == "content":
            return Claim(source, found)
        by_name = by_name or Claim(source, found)
    return by_name


def source_named(name: str) -> Source:
    """The format called ``name`` in a manifest. Raises KeyError if it is no longer read."""
    return {source.name: source for source in SOURCES}[name]
