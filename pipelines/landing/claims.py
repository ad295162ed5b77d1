"""Which file of a drop is what: claimed by one format, delivered twice, or unknown.

Belongs here: giving every file exactly one answer. Does not belong here: reading any of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.landing.problems import Problem
from pipelines.sources.base import Recognised, Source
from pipelines.sources.registry import claim

_NOT_DATA = (".txt", ".md")
UNKNOWN = "this is in no format known here; it was ignored"


@dataclass(frozen=True)
class Claims:
    """The files of a drop by format; ``unknown`` in none; ``twice`` with the same content."""

    by_source: list[tuple[Source, list[Recognised]]]
    unknown: list[Path]
    twice: list[tuple[Path, Path]]

    def told(self) -> list[Problem]:
        """What each file was taken for and why, which came twice, which nobody knows."""
        found = [
            Problem("", one.path.name, None, "taken_as", f"taken as {one.why}", 0)
            for _, files in self.by_source
            for one in files
        ]
        for path, first in self.twice:
            text = f"the same content as {first.name}; loaded once"
            found.append(Problem("", path.name, None, "same_content", text, 0))
        for path in self.unknown:
            if path.suffix.lower() not in _NOT_DATA:
                found.append(Problem("", path.name, None, "unknown_file", UNKNOWN, 0))
        return found


def claim_files(
    files: Sequence[Path], hashes: Mapping[str, str], sources: Sequence[Source]
) -> Claims:
    """Give every file one format, or none. ``hashes``: content hash by file name."""
    first: dict[str, Path] = {}
    by_name: dict[str, tuple[Source, list[Recognised]]] = {}
    unknown, twice = [], []
    for path in files:
        known = first.setdefault(hashes.get(path.name, path.name), path)
        if known != path:
            twice.append((path, known))
            continue
        made = claim(path, sources)
        if made is None:
            unknown.append(path)
        else:
            by_name.setdefault(made.source.name, (made.source, []))[1].append(made.found)
    return Claims(list(by_name.values()), unknown, twice)
