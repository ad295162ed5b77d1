"""What a council's committee report covers: its title and its sections, by measure.

Belongs here: reading and checking the layout file. Does not belong here: figures, wording.
A council's own ``settings/<la>/committee_report.yml`` replaces the one shipped with the project;
neither holds a figure.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.errors import WrongUse
from pipelines.yaml_files import read_yaml

SHIPPED = Path(__file__).parents[2] / "reference_data" / "committee_report.yml"
OWN = "committee_report.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(_Strict):
    """One measure a section must speak of; an empty basis is the measure's headline basis."""

    kpi: str
    variant: str = ""
    basis: str = ""
    category: str = ""


class Section(_Strict):
    """A heading and its measures in order."""

    heading: str
    items: tuple[Item, ...]


class LeftOut(_Strict):
    """A measure a named person took out of the lists, and why; printed in the report."""

    kpi: str
    reason: str
    by: str


class Layout(_Strict):
    """The whole report."""

    title: str
    purpose: str
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_layout(settings: Path | None = None) -> Layout:
    """The council's layout, or the shipped one.

    Raises:
        WrongUse: naming the file and the key that cannot be read.
    """
    own = settings / OWN if settings else None
    file = own if own and own.exists() else SHIPPED
    try:
        return Layout.model_validate(read_yaml(file.read_text("utf-8")))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise WrongUse(f"{file}{where}: this is not YAML; correct it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise WrongUse(f"{file}: {key}: {first['msg']}") from error
