"""What a council sets about its drops, as landing needs it.

Belongs here: mappings, synonyms and the order of formats, and the mark that says whether any of
it has changed. Does not belong here: reading the settings file (``pipelines.settings``).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipelines.landing.files import sha256
from pipelines.landing.precedence import Precedence
from pipelines.settings import Paths, load_settings
from pipelines.sources.base import Source
from pipelines.sources.registry import sources_for


@dataclass(frozen=True)
class Council:
    """``folder`` holds mappings and synonyms; None if nothing is set."""

    folder: Path | None = None
    precedence: Precedence = field(default_factory=Precedence)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every format as this council reads it. Raises WrongUse if a mapping file is wrong."""
        return sources_for(self.folder)


NOTHING_SET = Council()


def council_of(paths: Paths, la_code: str) -> Council:
    """What one authority sets. Raises WrongUse if its settings cannot be read."""
    settings = load_settings(paths, la_code)
    folder = paths.settings / la_code
    precedence = Precedence(settings.precedence, settings.precedence_by_table)
    return Council(folder if folder.is_dir() else None, precedence)


def settings_mark(council: Council, formats: Sequence[str] | None, is_mixed: bool) -> str:
    """A hash of the settings a revision rests on; blank if it rests on none.

    ``formats``: those that read the drop, None for any (a file was unknown, and a new mapping may
    know it). ``is_mixed``: several formats held one table, so that their order counts.
    """
    parts = []
    if council.folder is not None:
        for source in council.sources:
            if formats is None or source.name in formats:
                files = sorted(source.settings_files(council.folder))
                parts += [f"{path.name} {sha256(path)}" for path in files if path.is_file()]
    if is_mixed:
        parts.append(repr(council.precedence))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest() if parts else ""
