"""What a column-mapping file may say, and errors that point to its file, line and key.

Belongs here: the schema and the checks a file can be given without any data. Does not belong
here: reading data by it (``reader``, ``derive``), proposing one (``propose``).
"""

import fnmatch
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipelines.canonical.codes import code_sets
from pipelines.canonical.model import TableSpec, load_tables
from pipelines.errors import WrongUse
from pipelines.sources.mapping.dates import is_date_format
from pipelines.sources.mapping.yaml_lines import LinedYaml, read_lined

FOLDER = "mappings"
_ONE_OF = ("column", "first_filled", "join", "constant", "stable_key")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ColumnRule(_Strict):
    """How one canonical column comes about; exactly one of the first five keys.

    ``column``: the file's column. ``first_filled``: several, the first that is not blank.
    ``join``: several put together, with the text ``between`` them; blank if any is. ``constant``:
    the same for every row. ``stable_key``: an id made of person, start date and ordinal, for
    files without one; names the canonical columns of person and date. Then, in this order:
    ``first_characters`` keeps so many; ``date_format`` says how dates are written (``dd/mm/yy``);
    ``date_only`` cuts the time off; ``codes`` translates, and ``others`` says what becomes of a
    value not listed.
    """

    column: str | None = None
    first_filled: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    between: str = ""
    constant: str | None = None
    stable_key: tuple[str, str] | None = None
    first_characters: int | None = Field(default=None, ge=1)
    date_format: str | None = None
    date_only: bool = False
    codes: Mapping[str, str | None] = Field(default_factory=dict)
    others: Literal["keep", "blank", "reject"] = "keep"

    @field_validator("constant", mode="before")
    @classmethod
    def _constant_as_text(cls, value: Any) -> Any:
        return {True: "Y", False: "N"}.get(value, str(value)) if value is not None else None

    @field_validator("codes", mode="before")
    @classmethod
    def _codes_as_text(cls, value: Any) -> Any:
        """YAML reads 6 as a number and No as false: both are meant as text here."""
        if not isinstance(value, dict):
            return value
        return {_text(key): None if code is None else _text(code) for key, code in value.items()}

    @field_validator("date_format")
    @classmethod
    def _known_format(cls, value: str | None) -> str | None:
        if value is not None and not is_date_format(value):
            raise ValueError("write the format with d, dd, m, mm, mon, yy, yyyy, hh, mi, ss")
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> "ColumnRule":
        given = [name for name in _ONE_OF if getattr(self, name) not in (None, ())]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(_ONE_OF)}")
        if self.date_format and self.date_only:
            raise ValueError("`date_format` already cuts the time off; leave `date_only` out")
        return self

    @property
    def used(self) -> tuple[str, ...]:
        """The file's columns this rule reads."""
        return (self.column,) if self.column else (*self.first_filled, *self.join)


class TableRule(_Strict):
    """How one canonical table comes about.

    ``scope``: ``all``: every record there is; ``window``: those dated in the drop's window;
    ``none``: no absence means anything; by default as the drop says. ``repeats``: as a person's
    details on every row of another table's file (``fill``), or a fault (``no``).
    """

    columns: Mapping[str, ColumnRule]
    scope: Literal["all", "window", "none"] | None = None
    repeats: Literal["no", "fill"] = "no"
    only_where: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("columns", mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        """``contact_id: Contact Ref`` means ``contact_id: {column: Contact Ref}``."""
        if not isinstance(value, dict):
            return value
        return {n: {"column": rule} if isinstance(rule, str) else rule for n, rule in value.items()}

    @field_validator("only_where", mode="before")
    @classmethod
    def _values_as_text(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        listed = {n: v if isinstance(v, list) else [v] for n, v in value.items()}
        return {n: [_text(one) for one in v] for n, v in listed.items()}

    def headers(self, names: Iterator[str] | None = None) -> tuple[str, ...]:
        """The file's columns that the rules of ``names`` (all, if None) read."""
        rules = [self.columns[name] for name in (names or self.columns)]
        return tuple(dict.fromkeys(header for rule in rules for header in rule.used))


class FileMapping(_Strict):
    """One mapping file: which files it is for, and the tables they hold.

    ``files``: name patterns such as ``front door*.xlsx``; without one, any file with the headers.
    ``sheet``: a pattern for the sheet's title. Rows may feed several ``tables``.
    """

    files: tuple[str, ...] = ()
    sheet: str | None = None
    note: str | None = None
    tables: Mapping[str, TableRule] = Field(min_length=1)

    @field_validator("files", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    def fits_name(self, path: Path) -> bool:
        """Whether the file's name is one this mapping is for."""
        return any(fnmatch.fnmatch(path.name.lower(), one.lower()) for one in self.files)

    def fits_sheet(self, title: str) -> bool:
        """Whether a sheet's title is one this mapping is for."""
        return self.sheet is None or fnmatch.fnmatch(title.lower(), self.sheet.lower())

    @property
    def needed(self) -> frozenset[str]:
        """Headers, as ``plain`` writes them, without which the file is not this mapping's."""
        found: set[str] = set()
        for name, rule in self.tables.items():
            required = [one for one in load_tables()[name].required if one in rule.columns]
            found |= {plain(header) for header in rule.headers(iter(required))}
        return frozenset(found)


def _text(value: Any) -> str:
    return {True: "Yes", False: "No"}[value] if isinstance(value, bool) else str(value)


def load_mapping(file: Path) -> FileMapping:
    """The mapping in one file.

    Raises WrongUse with every error, each with file, line and key.
    """
    lined = read_lined(file)
    if not isinstance(lined.content, dict):
        raise WrongUse(f"{file}, line 1: this is no mapping; begin with `files:` and `tables:`")
    try:
        mapping = FileMapping.model_validate(lined.content)
    except ValidationError as error:
        faults = [_fault(lined, fault) for fault in error.errors()]
        raise WrongUse("\n".join(dict.fromkeys(faults))) from None
    faults = [
        f"{file}, line {lined.line(path)}: `{'.'.join(map(str, path))}` {text}"
        for name, rule in mapping.tables.items()
        for path, text in _against_table(name, rule)
    ]
    if faults:
        raise WrongUse("\n".join(faults))
    return mapping


def load_mappings(folder: Path | None) -> dict[str, FileMapping]:
    """Every mapping of a council by its file's name. Raises WrongUse as ``load_mapping`` does."""
    files = sorted((folder / FOLDER).glob("*.yml")) if folder else []
    return {file.stem: load_mapping(file) for file in files}


def _fault(lined: LinedYaml, fault: Any) -> str:
    """One error of the schema in plain words."""
    path = tuple(part for part in fault["loc"] if part not in ("[key]",))
    key = ".".join(str(part) for part in path) or "the whole file"
    text = str(fault["msg"]).removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        text = "is no key of a mapping file"
    elif fault["type"] == "missing":
        text = "is missing"
    else:
        text = f"is wrong: {text[:1].lower()}{text[1:]}"
    return f"{lined.file}, line {lined.line(path)}: `{key}` {text}"


def _against_table(name: str, rule: TableRule) -> Iterator[tuple[tuple[str, ...], str]]:
    """What does not fit the canonical table: key path and what is wrong."""
    here = ("tables", name)
    spec = load_tables().get(name)
    if spec is None:
        yield here, no_table(name)
        return
    for column in sorted(set(spec.required) - set(rule.columns)):
        yield (*here, "columns"), f"lacks `{column}`, which the table needs"
    for column, how in rule.columns.items():
        path = (*here, "columns", column)
        if column not in spec.by_name:
            yield path, f"is no column of {name}"
            continue
        yield from _against_column(path, spec, column, how)
    if rule.scope == "window" and spec.date_column is None:
        yield (*here, "scope"), f"cannot be `window`: {name} has no date of its own"


def _against_column(
    path: tuple[str, ...], spec: TableSpec, column: str, how: ColumnRule
) -> Iterator[tuple[tuple[str, ...], str]]:
    is_date = spec.by_name[column].type == "date"
    if how.date_format and not is_date:
        yield (*path, "date_format"), "is for dates, and this column is none"
    if how.stable_key:
        for other in how.stable_key:
            if other not in spec.by_name:
                yield (*path, "stable_key"), f"names `{other}`, which is no column of {spec.table}"
    codes = spec.by_name[column].codes
    known = code_sets()[codes] if codes else None
    for value, code in how.codes.items():
        if known is not None and code is not None and code.upper() not in known:
            text = f"becomes `{code}`, which is not in the list `{codes}`"
            yield (*path, "codes", value), text
    if known is not None and how.constant is not None and how.constant.upper() not in known:
        yield (*path, "constant"), f"is `{how.constant}`, which is not in the list `{codes}`"


def no_table(name: str) -> str:
    """That a table is none, and which may be meant."""
    close = get_close_matches(name, list(load_tables()), n=1, cutoff=0.6)
    return f"is no table{f'; is `{close[0]}` meant?' if close else ''}"


def plain(header: str) -> str:
    """A header as it is compared: lower case, spaces as one."""
    return re.sub(r"\s+", " ", header.strip().lower())
