"""The canonical tables as Python objects, read from ``tables/*.yml`` and validated once.

Belongs here: what a table and a column are, and how a source may spell a column's name.
Does not belong here: what a valid value is (``values``, ``schemas``), how a file is read
(``pipelines.sources``), which rows were loaded (``pipelines.landing``).
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipelines.yaml_files import read_yaml

TABLES_FOLDER = Path(__file__).parent / "tables"
ColumnType = Literal["id", "text", "date", "int", "decimal", "flag"]


class _Frozen(BaseModel):
    """Shared behaviour: unknown keys are errors and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnSpec(_Frozen):
    """One column of a canonical table.

    ``overwritten`` columns hold only the latest value at extract time; ``personal`` columns
    never leave the restricted database; ``extension`` columns are not part of the Standard
    Safeguarding Dataset.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: ColumnType
    nullable: bool = True
    codes: str | None = None
    overwritten: bool = False
    personal: bool = False
    extension: bool = False

    @property
    def is_identifying(self) -> bool:
        """Whether a value of this column may never be shown: an id, or personal."""
        return self.type == "id" or self.personal


class TableSpec(_Frozen):
    """One canonical table: its grain, key, columns and how sources name them.

    ``by_drop`` tables hold columns that the source overwrites and figures rest on: beside the
    latest word each drop's own rows are kept, as ``landed.<table>__by_drop``.
    """

    table: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source_file: str
    prefix: str = ""
    origin: Literal["ssd", "extension"]
    grain: str
    key: tuple[str, ...] = Field(min_length=1)
    by_drop: bool = False
    date_column: str | None = None
    date_order: tuple[tuple[str, str], ...] = ()
    columns: tuple[ColumnSpec, ...]

    def __hash__(self) -> int:
        return hash(self.table)

    @model_validator(mode="before")
    @classmethod
    def _name_columns(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """Turn the file's ``name: {type: ...}`` mapping into a list of columns."""
        columns = raw.get("columns")
        if isinstance(columns, dict):
            listed = [{"name": name, **(body or {})} for name, body in columns.items()]
            return {**raw, "columns": listed}
        return raw

    @model_validator(mode="after")
    def _columns_exist(self) -> "TableSpec":
        types = {column.name: column.type for column in self.columns}
        dates = [name for pair in self.date_order for name in pair]
        dates += [self.date_column] if self.date_column else []
        for name in (*self.key, *dates):
            if name not in types:
                raise ValueError(f"`{name}` is not one of the columns")
        for name in dates:
            if types[name] != "date":
                raise ValueError(f"`{name}` is used as a date but its type is {types[name]}")
        return self

    @cached_property
    def by_name(self) -> Mapping[str, ColumnSpec]:
        """Columns by canonical name, in file order."""
        return MappingProxyType({column.name: column for column in self.columns})

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Columns without which the table is refused: never blank, or part of the key."""
        return tuple(c.name for c in self.columns if not c.nullable or c.name in self.key)

    def header(self, column: str) -> str:
        """The name a source file gives ``column``: prefixed, with the dataset's own person id."""
        return self.prefix + column.replace("source_person_id", "person_id")

    def spellings(self, column: str) -> tuple[str, ...]:
        """Every accepted spelling of ``column`` in a header, best first, lower case."""
        plain = column.replace("source_person_id", "person_id")
        forms = (self.prefix + plain, self.prefix + column, plain, column)
        return tuple(dict.fromkeys(form.lower() for form in forms))


def read_table_file(path: Path) -> TableSpec:
    """The table described by one file; its ``table`` must be the file's own name.

    Raises ValueError, naming the file and the key, if the description does not hold together.
    """
    try:
        spec = TableSpec.model_validate(read_yaml(path.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise ValueError(f"{path.name}: {key}: {first['msg']}") from error
    if spec.table != path.stem:
        raise ValueError(f"{path.name}: table: `{spec.table}` should be `{path.stem}`")
    return spec


@cache
def load_tables() -> Mapping[str, TableSpec]:
    """Every canonical table by name, in alphabetical order; read once per process."""
    specs = (read_table_file(path) for path in sorted(TABLES_FOLDER.glob("*.yml")))
    return MappingProxyType({spec.table: spec for spec in specs})


def table_spec(table: str) -> TableSpec:
    """The canonical table called ``table``. Raises KeyError if there is none."""
    return load_tables()[table]


@cache
def tables_fingerprint() -> str:
    """Eight hex digits that change when the shape or the rules of any table change."""
    shape = {
        name: spec.model_dump(exclude={"grain", "columns"})
        | {"columns": [column.model_dump() for column in spec.columns]}
        for name, spec in load_tables().items()
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:8]
