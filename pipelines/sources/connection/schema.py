"""What ``connection.yml`` in a council's settings and ``from_database.yml`` in a drop may say.

Belongs here: the schemas, and errors that point to file, line and key. Does not belong here:
talking to the database (``fetch``).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipelines.canonical.model import load_tables
from pipelines.errors import DataProblem
from pipelines.sources.mapping.yaml_lines import read_lined

SETTINGS_FILE = "connection.yml"
DROP_FILE = "from_database.yml"
_Model = TypeVar("_Model", bound=BaseModel)


class ConnectionSettings(BaseModel):
    """Where the reporting database is.

    ``url_from``: the environment variable that holds the SQLAlchemy URL; never the URL itself.
    ``schema``: where the tables lie. ``queries``: SQL for single canonical tables, instead of the
    whole table of the standard dataset's name; its columns bear the dataset's names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    url_from: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    in_schema: str | None = Field(default=None, alias="schema")
    queries: Mapping[str, str] = Field(default_factory=dict)

    @field_validator("queries")
    @classmethod
    def _known_tables(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        return _known(value)


class Request(BaseModel):
    """What a drop asks of the database. The rows fetched for one content of this file are kept.

    ``tables``: those wanted; all there are, if none is named. ``asked``: any text; change it to
    fetch anew.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tables: tuple[str, ...] = ()
    asked: str | None = None

    @field_validator("asked", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return None if value is None else str(value)

    @field_validator("tables")
    @classmethod
    def _known_tables(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_known(dict.fromkeys(value, "")))


def _known(tables: Mapping[str, str]) -> Mapping[str, str]:
    unknown = sorted(set(tables) - set(load_tables()))
    if unknown:
        raise ValueError(f"there is no table {', '.join(unknown)}")
    return tables


def read_settings(folder: Path | None) -> ConnectionSettings:
    """The council's connection. Raises DataProblem if there is none or it cannot be read."""
    file = folder / SETTINGS_FILE if folder else None
    if file is None or not file.is_file():
        raise DataProblem(
            f"{DROP_FILE}: no database is set; write settings/<la>/{SETTINGS_FILE} with `url_from`"
        )
    return _read(file, ConnectionSettings)


def read_request(file: Path) -> Request:
    """What a drop asks for. Raises DataProblem naming file, line and key."""
    return _read(file, Request)


def _read(file: Path, model: type[_Model]) -> _Model:
    lined = read_lined(file)
    content = {} if lined.content is None else lined.content
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = []
        for fault in error.errors():
            key = ".".join(str(part) for part in fault["loc"]) or "the file"
            text = str(fault["msg"]).removeprefix("Value error, ")
            faults.append(f"{file.name}, line {lined.line(fault['loc'])}: `{key}`: {text}")
        raise DataProblem("\n".join(faults)) from None
