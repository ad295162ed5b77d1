"""One damaged file, as subjects make it and the verdict takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.mutate import Rows


@dataclass(frozen=True)
class Damaged:
    """A damaged file.

    ``parts``: rows below the header by part, where they can still be told; ``main``: the table
    that must meet each of them, where a part feeds several; ``settings``: the council's folder.
    """

    path: Path
    kind: str
    parts: Mapping[str, Rows]
    main: Mapping[str, str] = field(default_factory=dict)
    settings: Path | None = None
