"""What a council may set, and where things lie: the only module that reads the environment.

Belongs here: folders, the council's settings file and its validation. Does not belong here:
reading drops (landing), reference figures (models.seeds), targets' arithmetic (SQL).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipelines.errors import WrongUse
from pipelines.sources.names import FORMATS
from pipelines.yaml_files import problems_of, read_yaml

PROJECT_ROOT = Path(__file__).resolve().parents[1]
REFERENCE_DATA = Path(__file__).resolve().parent / "reference_data"
SQL_ROOT = PROJECT_ROOT / "sql"


@dataclass(frozen=True)
class Paths:
    """The folders of one installation (architecture: the folders)."""

    home: Path

    @property
    def raw(self) -> Path:
        """Drops as received, one folder per authority and month."""
        return self.home / "raw"

    @property
    def warehouse(self) -> Path:
        """Everything produced."""
        return self.home / "warehouse"

    @property
    def settings(self) -> Path:
        """What a council edits, one folder per authority."""
        return self.home / "settings"

    def of_la(self, la_code: str) -> Path:
        """The authority's own part of the warehouse."""
        return self.warehouse / la_code


def default_paths() -> Paths:
    """Folders under ``KPI_HOME`` if that is set, else under the project itself."""
    return Paths(Path(os.environ.get("KPI_HOME", str(PROJECT_ROOT))).resolve())


def reference_api() -> str:
    """Where published statistics are fetched from when somebody asks for it."""
    return os.environ.get("KPI_REFERENCE_API", "https://api.education.gov.uk/statistics")


def dagster_environment(paths: Paths) -> dict[str, str]:
    """What Dagster's processes need to know: its home, and its storage under the warehouse."""
    storage = paths.warehouse / "dagster"
    storage.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Dagster writes beside its configuration: a copy keeps that out of the project's own folder.
    shutil.copyfile(PROJECT_ROOT / "dagster.yaml", storage / "dagster.yaml")
    return {
        "DAGSTER_HOME": str(storage),
        "KPI_DAGSTER_STORAGE": str(storage),
        "KPI_HOME": str(paths.home),
        "GX_ANALYTICS_ENABLED": "false",
    }


class Rebase(BaseModel):
    """From when a KPI's control limits are worked out anew, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kpi_id: str
    valid_from: date
    reason: str = Field(min_length=1)


class Consortium(BaseModel):
    """Whom the council shares released figures with; only those who name it back see them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    members: tuple[str, ...]
    kpis: tuple[str, ...] = ()
    agreed_by: str = Field(min_length=1)
    agreed_on: date


class CouncilSettings(BaseModel):
    """The settings file of one council, ``settings/<la>/settings.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    la_code: str = Field(pattern=r"^\d{3}$")
    la_name: str
    history_months: int = Field(default=36, ge=12, le=240)
    headline_basis: str = Field(default="R12", pattern="^(R12|YTD)$")
    packs: tuple[str, ...] = ("core",)
    lead_roles: tuple[str, ...] = ("SW", "PA", "CHAIR", "IRO")
    neighbour_vintage: str = "2021-04"
    live: bool = False
    rebase: tuple[Rebase, ...] = ()
    consortium: Consortium | None = None
    # counts of the public file to the nearest of its multiples, on top of hiding
    round_public_to: int | None = Field(default=None, ge=2, le=100)
    precedence: tuple[str, ...] = FORMATS
    precedence_by_table: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    parameters: dict[str, str | int | Decimal] = Field(default_factory=dict)

    @field_validator("precedence")
    @classmethod
    def _formats(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = sorted(set(value) - set(FORMATS))
        if unknown:
            known = ", ".join(FORMATS)
            raise ValueError(f"no format is called {', '.join(unknown)}; the formats are {known}")
        return value

    @field_validator("precedence_by_table")
    @classmethod
    def _formats_by_table(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        from pipelines.canonical.model import load_tables  # read only if a table is named

        unknown = sorted(set(value) - set(load_tables())) if value else []
        if unknown:
            raise ValueError(f"there is no table {', '.join(unknown)}")
        for formats in value.values():
            cls._formats(formats)
        return value


def settings_file(paths: Paths, la_code: str) -> Path:
    """Where the council's settings lie."""
    return paths.settings / la_code / "settings.yml"


def load_settings(paths: Paths, la_code: str) -> CouncilSettings:
    """The validated settings of ``la_code``; defaults where the council has no file.

    Raises:
        WrongUse: naming the file and each key that cannot be read.
    """
    file = settings_file(paths, la_code)
    if not file.exists():
        return CouncilSettings(la_code=la_code, la_name=f"Authority {la_code}")
    try:
        content = read_yaml(file.read_text(encoding="utf-8")) or {}
        settings = CouncilSettings.model_validate(content)
    except (ValidationError, yaml.YAMLError) as error:
        raise WrongUse(f"{file}: {_problems(error)}") from error
    if settings.la_code != la_code:
        raise WrongUse(f"{file}: la_code says {settings.la_code}; the folder says {la_code}.")
    return settings


def _problems(error: ValidationError | yaml.YAMLError) -> str:
    if isinstance(error, yaml.YAMLError):
        return f"not readable as YAML ({error}). Correct the line named."
    return f"correct these keys: {problems_of(error)}"
