"""What every published table and column means, and who may see it, from ``sql/columns.yml``.

Belongs here: reading and checking that file against the tables that exist. Does not belong here:
writing tables (databases), the rules for small numbers (disclosure).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipelines.errors import DataProblem
from pipelines.settings import SQL_ROOT
from pipelines.yaml_files import read_yaml

COLUMNS_FILE = SQL_ROOT / "columns.yml"
AUDIENCES = ("analysts", "restricted")
_KEY_ENDING = "_key"


@dataclass(frozen=True)
class Column:
    """One column: its meaning, the key that replaces it, and the innermost file it may leave."""

    name: str
    text: str
    publish_as: str | None = None
    audience: str = "analysts"

    @property
    def published_name(self) -> str:
        """What the column is called in published files."""
        return self.publish_as or self.name

    @property
    def key_kind(self) -> str | None:
        """What its ids stand for (person, record, ...); None if the column is no id."""
        return self.publish_as.removesuffix(_KEY_ENDING) if self.publish_as else None


@dataclass(frozen=True)
class Table:
    """One table of ``marts`` and its columns."""

    name: str
    text: str
    audience: str = "analysts"
    columns: Mapping[str, Column] = field(default_factory=dict)


def load_columns(file: Path = COLUMNS_FILE) -> dict[str, Table]:
    """Descriptions by table name without schema; only tables of ``marts``.

    Raises:
        DataProblem: naming the table and column whose entry cannot be read.
    """
    try:
        content: Any = read_yaml(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataProblem(f"{file}: not readable ({type(error).__name__}).") from error
    tables = content.get("tables", content)
    found: dict[str, Table] = {}
    for name, entry in tables.items():
        schema, _, table = name.rpartition(".")
        if schema in ("", "marts"):
            found[table] = _table(file, table, entry)
    return found


def _table(file: Path, name: str, entry: Mapping[str, Any]) -> Table:
    columns = {key: _column(file, name, key, value) for key, value in entry["columns"].items()}
    return Table(name, _text(file, name, entry), _audience(file, name, entry), columns)


def _column(file: Path, table: str, name: str, entry: str | Mapping[str, Any]) -> Column:
    where = f"{table}.{name}"
    details: Mapping[str, Any] = {"description": entry} if isinstance(entry, str) else entry
    publish_as = details.get("publish_as")
    if publish_as is not None and not str(publish_as).endswith(_KEY_ENDING):
        raise DataProblem(f"{file}: {where}: publish_as is person_key, record_key or another key.")
    return Column(name, _text(file, where, details), publish_as, _audience(file, where, details))


def _text(file: Path, where: str, entry: Mapping[str, Any]) -> str:
    text = str(entry.get("description") or "").strip()
    if not text:
        raise DataProblem(f"{file}: {where} has no description; say what it holds and its unit.")
    return " ".join(text.split())


def _audience(file: Path, where: str, entry: Mapping[str, Any]) -> str:
    audience = str(entry.get("audience", "analysts"))
    if audience not in AUDIENCES:
        raise DataProblem(f"{file}: {where}: audience is one of {', '.join(AUDIENCES)}.")
    return audience


def check_described(tables: Mapping[str, Table], found: Mapping[str, Sequence[str]]) -> None:
    """Every table and column that exists is described.

    Raises:
        DataProblem: listing all that are not.
    """
    missing = [name for name in found if name not in tables]
    for name, columns in found.items():
        if name in tables:
            known = tables[name].columns
            missing += [f"{name}.{column}" for column in columns if column not in known]
    if missing:
        raise DataProblem(
            "sql/columns.yml does not describe " + ", ".join(sorted(missing)) + ". Add a sentence "
            "for each: what it holds and its unit."
        )


def quoted(text: str) -> str:
    """Text as an SQL literal; descriptions only, never data."""
    return "'" + text.replace("'", "''") + "'"


def comment_statements(catalog: str, table: Table, present: Iterable[str]) -> list[str]:
    """``comment on`` for a table and those of its columns that the file holds."""
    target = f'{catalog}.marts."{table.name}"'
    statements = [f"comment on table {target} is {quoted(table.text)}"]
    names = set(present)
    for column in table.columns.values():
        if column.published_name in names:
            text = quoted(column.text)
            statements.append(f'comment on column {target}."{column.published_name}" is {text}')
    return statements
