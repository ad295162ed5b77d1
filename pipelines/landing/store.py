"""Landing on disk: manifests, revisions, and reading them back.

Belongs here: the layout of ``warehouse/<la>/landing/<yyyy-mm>/r<n>/`` and every read of it. Does
not belong here: making a revision (``land``), judging one (``withdrawal``, ``holds``).

Rejected rows hold records of children as they came: they are read from here and never leave
landing; whatever is counted or shown uses rule, column and message only.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.canonical.model import tables_fingerprint
from pipelines.landing.drops import LA_CODE, MONTH

LAYOUT = "3"
MANIFEST = "manifest.json"
_REVISION = re.compile(r"r(\d+)")


def layout_version() -> str:
    """The layout new revisions are written in; changes with any table's shape or rules."""
    return f"{LAYOUT}.{tables_fingerprint()}"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class ScopeEntry(_Record):
    """Which records had to be in the drop (see ``pipelines.sources.base.Scope``)."""

    kind: Literal["all", "window", "open", "none"]
    date_column: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    end_column: str | None = None
    latest_per_person: bool = False
    complete_from: date | None = None


class PartEntry(_Record):
    """One part (sheet, list, module; blank: the whole) of one file that feeds a table.

    ``is_counted``: whether its format's rows were loaded; another may go before it.
    """

    source: str
    file: str
    part: str
    sha256: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_merged: int
    rejected_by_rule: dict[str, int]
    missing_columns: list[str]
    extra_columns: list[str]
    is_counted: bool = True
    columns_from: dict[str, date | None] = Field(default_factory=dict)
    position_word: str = "line"
    as_at: date | None = None


class ComparisonEntry(_Record):
    """Two formats that hold one table (see ``pipelines.landing.compare.Comparison``)."""

    table: str
    stronger: str
    weaker: str
    rows_stronger: int
    rows_weaker: int
    matched_by: tuple[str, ...]
    matched: int
    only_stronger: int
    only_weaker: int
    people_only_stronger: int
    people_only_weaker: int
    differing: dict[str, int]
    weaker_files: str = ""


class TableEntry(_Record):
    """One table of a revision; ``rejected_by_rule`` counts reasons, a row may have several.

    ``rows_loaded`` of several parts may share a record: records are loaded less merged. A record
    had to be in the drop if any of ``scopes`` says so.
    """

    file: str
    sha256: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_merged: int = 0
    rejected_by_rule: dict[str, int]
    missing_columns: list[str]
    extra_columns: list[str]
    min_date: date | None
    max_date: date | None
    scopes: list[ScopeEntry]
    parts: list[PartEntry] = Field(default_factory=list)
    comparisons: list[ComparisonEntry] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _from_first_layout(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """A manifest of layout 1 has one scope, and no parts."""
        if isinstance(raw, dict) and "scope" in raw:
            old = {name: value for name, value in raw.items() if name != "scope"}
            return old | {"scopes": [raw["scope"]]}
        return raw

    @property
    def records(self) -> int:
        """Records loaded."""
        return self.rows_loaded - self.rows_merged

    @property
    def speaks_for_all(self) -> bool:
        """Whether every record of the table had to be in the drop."""
        return any(scope.kind == "all" for scope in self.scopes)

    def position_word(self, file: str, part: str) -> str:
        """What a row number is called in one part: line or row."""
        words = {(one.file, one.part): one.position_word for one in self.parts}
        return words.get((file, part), "line")


class ProblemEntry(_Record):
    """Something told about a table, without any value of its rows."""

    table: str
    file: str
    column: str | None
    rule: str
    message: str
    rows_count: int
    first_rows: tuple[int, ...] = ()
    part: str = ""
    position_word: str = "line"


class HoldEntry(_Record):
    """Why publication waits for a person; ``figures`` are the numbers behind it."""

    hold_id: str
    table: str
    kind: Literal["withdrawn", "smaller", "rejected", "columns"]
    message: str
    figures: dict[str, float]


class Window(_Record):
    """The dates of a windowed drop, both included."""

    date_from: date
    date_to: date


class Manifest(_Record):
    """What a revision is and holds.

    ``compared_with``: the month and revision holds refer to. ``settings_mark``: the settings it
    rests on, blank if none.
    """

    la_code: str
    month: str
    revision: int
    layout_version: str
    source_format: str
    formats: list[str] = Field(default_factory=lambda: ["ssd"])
    settings_mark: str = ""
    kind: Literal["full", "windowed"]
    window: Window | None
    extracted_at: datetime
    synthetic: bool
    history_from: date | None
    history_from_by_table: dict[str, date]
    note: str | None = None
    inferred: list[str] = Field(default_factory=list)
    content_hash: str
    landed_at: datetime
    tables: dict[str, TableEntry]
    problems: list[ProblemEntry]
    holds: list[HoldEntry]
    compared_with: str | None


@dataclass(frozen=True)
class LandedDrop:
    """The revision of one month that counts; ``drop_no`` is 1 for the earliest month read."""

    la_code: str
    month: str
    revision: int
    drop_no: int
    folder: Path
    manifest: Manifest

    def table_path(self, table: str) -> Path:
        """The good rows of ``table``."""
        return self.folder / f"{table}.parquet"

    def rejected_path(self, table: str) -> Path:
        """The rejected rows of ``table``, one per reason."""
        return self.folder / f"{table}.rejected.parquet"

    @property
    def label(self) -> str:
        """Month and revision, as holds and manifests name it."""
        return f"{self.month}_r{self.revision}"


def landing_root(warehouse_root: Path, la_code: str) -> Path:
    """Where an authority's landing lies."""
    return warehouse_root / la_code / "landing"


def revisions(month_folder: Path) -> list[int]:
    """The complete revisions of a month, oldest first."""
    if not month_folder.is_dir():
        return []
    numbers = (_REVISION.fullmatch(path.name) for path in month_folder.iterdir())
    return sorted(int(match.group(1)) for match in numbers if match)


def latest(warehouse_root: Path, la_code: str, month: str, drop_no: int = 0) -> LandedDrop | None:
    """The newest revision of a month, or None if the month was never landed."""
    month_folder = landing_root(warehouse_root, la_code) / month
    numbers = revisions(month_folder)
    if not numbers:
        return None
    folder = month_folder / f"r{numbers[-1]}"
    manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    return LandedDrop(la_code, month, numbers[-1], drop_no, folder, manifest)


def landed_months(warehouse_root: Path, la_code: str) -> list[str]:
    """Months with at least one complete revision, in order."""
    root = landing_root(warehouse_root, la_code)
    folders = sorted(root.iterdir()) if root.is_dir() else []
    return [path.name for path in folders if MONTH.fullmatch(path.name) and revisions(path)]


def landed_drops(warehouse_root: Path, la_code: str, up_to_month: str) -> list[LandedDrop]:
    """The newest revision of each month up to and including ``up_to_month``, in order."""
    months = [month for month in landed_months(warehouse_root, la_code) if month <= up_to_month]
    found = (
        latest(warehouse_root, la_code, month, drop_no)
        for drop_no, month in enumerate(months, start=1)
    )
    return [drop for drop in found if drop is not None]


def previous_drop(warehouse_root: Path, la_code: str, month: str) -> LandedDrop | None:
    """The newest revision of the latest month before ``month``."""
    before = [found for found in landed_months(warehouse_root, la_code) if found < month]
    return latest(warehouse_root, la_code, before[-1]) if before else None


def authorities(warehouse_root: Path) -> list[str]:
    """Authorities with a landing in this warehouse."""
    folders = sorted(warehouse_root.iterdir()) if warehouse_root.is_dir() else []
    return [path.name for path in folders if LA_CODE.fullmatch(path.name)]


@dataclass(frozen=True)
class RejectionCount:
    """Grain: month, table, rule, column, message. Holds no value of any row."""

    month: str
    table_name: str
    rule: str
    column_name: str | None
    message: str
    rows_count: int


def rejection_counts(drops: Iterable[LandedDrop]) -> list[RejectionCount]:
    """How many rows each rule rejected, over ``drops``, in order."""
    found = []
    for drop in drops:
        for table, entry in drop.manifest.tables.items():
            if entry.rows_rejected:
                columns = ["rule", "column_name", "message"]
                counts = Counter(
                    tuple(row[name] for name in columns)
                    for row in read_rejections(drop, table, columns)
                )
                found += [
                    RejectionCount(drop.month, table, rule, column, message, count)
                    for (rule, column, message), count in counts.items()
                ]
    return found


def read_rejections(drop: LandedDrop, table: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Rejected rows of one table, one per reason, with the ``columns`` asked for.

    A column that an older layout lacks is null.
    """
    path = drop.rejected_path(table)
    there = set(pq.read_schema(path).names)
    rows = pq.read_table(path, columns=[name for name in columns if name in there]).to_pylist()
    for row in rows:
        yield {name: row.get(name) for name in columns}
