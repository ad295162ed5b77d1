"""The formats this project reads, in the order they are tried.

Belongs here: the list and the choice. Does not belong here: any reading.
"""

from collections.abc import Sequence
from pathlib import Path

from pipelines.sources.base import Source
from pipelines.sources.ssd import StandardDataset

SOURCES: tuple[Source, ...] = (StandardDataset(),)


def find_source(files: Sequence[Path]) -> Source | None:
    """The first format that recognises these files, or None."""
    return next((source for source in SOURCES if source.detect(files)), None)


def source_named(name: str) -> Source:
    """The format called ``name`` in a manifest. Raises KeyError if it is no longer read."""
    return {source.name: source for source in SOURCES}[name]
