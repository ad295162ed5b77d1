"""Drops as they lie in ``raw/<la>/<yyyy-mm>/``: which there are, and what each says of itself.

Belongs here: finding drops, reading ``drop.yaml``, inferring what it does not say. Does not
belong here: reading tables (``pipelines.sources``) or keeping them (``land``, ``store``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipelines.canonical.model import load_tables
from pipelines.errors import DataProblem, WrongUse
from pipelines.sources.base import Window
from pipelines.yaml_files import read_yaml

DROP_FILE = "drop.yaml"
LA_CODE = re.compile(r"\d{3}")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ZONE = ZoneInfo("Europe/London")
_NOT_DATA = ("~$", ".", "thumbs.db", "desktop.ini")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WindowKey(_Strict):
    """``window`` in drop.yaml; both dates are included."""

    date_from: date = Field(alias="from")
    date_to: date = Field(alias="to")


class DropFile(_Strict):
    """What ``drop.yaml`` may say; every key is optional.

    ``history_from``: the data are complete from this day on, for all tables or by table.
    ``tables``: the canonical tables this council sends; one that is missing stops the run.
    ``rows``: how many rows the extract wrote per table, to prove a file arrived whole.
    """

    la_code: str | None = None
    month: str | None = None
    extracted_at: datetime | None = None
    kind: Literal["full", "windowed"] | None = None
    window: WindowKey | None = None
    synthetic: bool | None = None
    history_from: date | None = None
    history_from_by_table: Mapping[str, date] = Field(default_factory=dict)
    tables: tuple[str, ...] = ()
    rows: Mapping[str, int] = Field(default_factory=dict)
    note: str | None = None

    @field_validator("la_code", "month", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int | date) else value

    @field_validator("extracted_at")
    @classmethod
    def _to_london(cls, value: datetime | None) -> datetime | None:
        aware = value is not None and value.tzinfo is not None
        return value.astimezone(_ZONE).replace(tzinfo=None) if aware and value else value


@dataclass(frozen=True)
class Drop:
    """One drop with everything it says or that was inferred for it (``inferred`` says what)."""

    la_code: str
    month: str
    folder: Path
    files: tuple[Path, ...]
    extracted_at: datetime
    kind: Literal["full", "windowed"]
    window: Window | None
    synthetic: bool
    history_from: date | None
    history_from_by_table: Mapping[str, date]
    promised_tables: tuple[str, ...]
    promised_rows: Mapping[str, int]
    note: str | None = None
    inferred: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def find_drops(raw_root: Path, la_code: str | None = None) -> list[tuple[str, str]]:
    """Authority and month of every drop under ``raw_root``, in order; lists and others apart."""
    authorities = [raw_root / la_code] if la_code else sorted(raw_root.glob("*"))
    return [
        (authority.name, folder.name)
        for authority in authorities
        if authority.is_dir() and LA_CODE.fullmatch(authority.name)
        for folder in sorted(authority.iterdir())
        if folder.is_dir() and MONTH.fullmatch(folder.name)
    ]


def drop_folder(raw_root: Path, la_code: str, month: str) -> Path:
    """The folder of one drop.

    Raises WrongUse if the code or the month is not one, DataProblem if there is no such folder.
    """
    if not LA_CODE.fullmatch(la_code):
        raise WrongUse("the authority must be its three-digit code, such as 871")
    if not MONTH.fullmatch(month):
        raise WrongUse("the month must be written yyyy-mm, such as 2015-04")
    folder = raw_root / la_code / month
    if not folder.is_dir():
        there = ", ".join(found for _, found in find_drops(raw_root, la_code)) or "none"
        raise DataProblem(
            f"there is no drop for {month}: the folder {folder} does not exist"
            f" (months there: {there}); put the month's extract into it"
        )
    return folder


def drop_files(folder: Path) -> tuple[Path, ...]:
    """The data files of a drop, by name; hidden files and office lock files are not data."""
    return tuple(
        path
        for path in sorted(folder.iterdir(), key=lambda one: one.name)
        if path.is_file()
        and path.name.lower() != DROP_FILE
        and not path.name.lower().startswith(_NOT_DATA)
    )


def read_drop(folder: Path, la_code: str, month: str) -> Drop:
    """The drop in ``folder``; faults of ``drop.yaml`` are in its ``problems``, one text each."""
    said, problems = read_drop_file(folder / DROP_FILE)
    problems += _contradictions(said, la_code, month)
    files = drop_files(folder)
    inferred = []
    if said.extracted_at is None:
        inferred.append("extracted_at: the time of the newest file")
    if said.kind is None:
        inferred.append(
            "kind: windowed, as a window is given"
            if said.window
            else "kind: full, where a format has no window of its own"
        )
    if said.synthetic is None:
        inferred.append("synthetic: no, these are real records")
    if said.history_from is None and said.window is None:
        inferred.append("history_from: the earliest event in each table")
    window = Window(said.window.date_from, said.window.date_to) if said.window else None
    return Drop(
        la_code=la_code,
        month=month,
        folder=folder,
        files=files,
        extracted_at=said.extracted_at or _newest(files or (folder,)),
        kind=said.kind or ("windowed" if window else "full"),
        window=window,
        synthetic=bool(said.synthetic),
        history_from=said.history_from,
        history_from_by_table=said.history_from_by_table,
        promised_tables=said.tables,
        promised_rows=said.rows,
        note=said.note,
        inferred=inferred,
        problems=problems,
    )


def read_drop_file(path: Path) -> tuple[DropFile, list[str]]:
    """The parsed file and what is wrong with it, key by key; without a file, an empty one."""
    if not path.exists():
        return DropFile(), []
    try:
        raw: Any = read_yaml(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        return DropFile(), [f"{DROP_FILE}{where}: this is not YAML; write one `key: value` a line"]
    if raw is not None and not isinstance(raw, dict):
        return DropFile(), [f"{DROP_FILE}: this is not a list of keys; write `key: value` lines"]
    try:
        return DropFile.model_validate(raw or {}), []
    except ValidationError as error:
        return DropFile(), [_explain(fault) for fault in error.errors()]


def _explain(fault: Any) -> str:
    key = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        known = ", ".join(field.alias or name for name, field in DropFile.model_fields.items())
        return f"{DROP_FILE}: `{key}` is not a key of this file; the keys are {known}"
    return f"{DROP_FILE}: `{key}`: {str(fault['msg'])[:1].lower()}{str(fault['msg'])[1:]}"


def _contradictions(said: DropFile, la_code: str, month: str) -> list[str]:
    """Where the file contradicts its folder, itself, or the tables there are."""
    found = []
    for key, value, folder in (("la_code", said.la_code, la_code), ("month", said.month, month)):
        if value is not None and value != folder:
            found.append(
                f"`{key}` is {value} but the folder says {folder}; correct the one that is wrong"
            )
    if said.kind == "windowed" and said.window is None:
        found.append("`kind` is windowed: give `window` with `from` and `to`")
    if said.kind == "full" and said.window is not None:
        found.append("`kind` is full: remove `window`")
    if said.window and said.window.date_from > said.window.date_to:
        found.append("`window`: `from` is after `to`")
    named = (("tables", said.tables), ("rows", said.rows))
    for key, tables in (*named, ("history_from_by_table", said.history_from_by_table)):
        unknown = sorted(set(cast("Mapping[str, Any]", tables)) - set(load_tables()))
        if unknown:
            found.append(f"`{key}` names tables that do not exist: {', '.join(unknown)}")
    return [f"{DROP_FILE}: {text}" for text in found]


def _newest(files: tuple[Path, ...]) -> datetime:
    """When the newest file was written, local time, to the second."""
    newest = max(path.stat().st_mtime for path in files)
    return datetime.fromtimestamp(int(newest), _ZONE).replace(tzinfo=None)
