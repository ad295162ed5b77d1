"""The formats a synthetic drop can be written in: one exporter each, by the reader's name.

Belongs here: which exporters there are, and what each is given. Does not belong here: how any
format is laid out (a module each) or which rows a drop holds (timeline).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.demo.profile import CouncilProfile, Tables
from pipelines.errors import WrongUse

SSD = "ssd"
ALL = "all"


@dataclass(frozen=True)
class Export:
    """What an exporter is given: the folder of the drop, and the rows its extract shows."""

    folder: Path
    profile: CouncilProfile
    month: str
    extracted_on: date
    tables: Tables


Exporter = Callable[[Export], list[Path]]


def exporters() -> Mapping[str, Exporter]:
    """Every exporter by format; the standard dataset is written by ``write`` itself."""
    from pipelines.demo.export_annex_a import write_annex_a
    from pipelines.demo.export_cin_census import write_cin_census
    from pipelines.demo.export_ssda903 import write_ssda903

    return {"annex_a": write_annex_a, "cin_census": write_cin_census, "ssda903": write_ssda903}


def chosen(text: str) -> tuple[str, ...]:
    """The formats named in ``text``, separated by commas; ``all`` is every one.

    Raises WrongUse naming the formats there are.
    """
    known = (SSD, *exporters())
    named = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in named if name not in (*known, ALL)]
    if unknown or not named:
        raise WrongUse(
            f"--formats {text}: not formats of a demonstration; there are {', '.join(known)}, {ALL}"
        )
    return known if ALL in named else tuple(name for name in known if name in named)


def export(names: Sequence[str], given: Export) -> list[Path]:
    """Write a drop in each of the formats named but the standard dataset; the paths written."""
    return [path for name in names if name != SSD for path in exporters()[name](given)]
