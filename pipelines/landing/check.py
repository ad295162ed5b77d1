"""Checking files without loading them, with the messages that loading would give.

Belongs here: ``kpi check``. Does not belong here: any rule of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import DataProblem, WrongUse
from pipelines.landing.drops import LA_CODE, MONTH, Drop, read_drop
from pipelines.landing.load import LoadedTable, Problem, describe, load_table
from pipelines.landing.reading import read_tables
from pipelines.landing.store import LandedDrop, previous_drop
from pipelines.sources.registry import find_source


@dataclass(frozen=True)
class CheckedTable:
    """One table of a checked file, in numbers."""

    table: str
    file: str
    rows_read: int
    rows_good: int
    rows_rejected: int


@dataclass(frozen=True)
class CheckReport:
    """What checking found, as lines to print.

    ``refusals`` would stop loading, ``rejections`` are rows that could not be loaded, ``notes``
    need no action.
    """

    tables: list[CheckedTable] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    rejections: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether everything could be loaded and published without anyone looking."""
        return not self.refusals and not self.rejections


def check_paths(paths: Sequence[Path], warehouse_root: Path | None = None) -> CheckReport:
    """Validate drop folders and single files; nothing is written.

    A folder that lies as ``<la>/<yyyy-mm>`` is compared with the month landed before it if
    ``warehouse_root`` is given. Raises WrongUse if a path does not exist.
    """
    report = CheckReport()
    for path in paths:
        if path.is_dir():
            _check_folder(path, warehouse_root, report)
        elif path.is_file():
            _check_file(path, report)
        else:
            raise WrongUse(f"there is nothing at {path}")
    return report


def _check_folder(folder: Path, warehouse_root: Path | None, report: CheckReport) -> None:
    """Add what landing this folder would say."""
    resolved = folder.resolve()
    la_code, month = resolved.parent.name, resolved.name
    known = bool(LA_CODE.fullmatch(la_code) and MONTH.fullmatch(month))
    previous: LandedDrop | None = None
    if known and warehouse_root is not None:
        previous = previous_drop(warehouse_root, la_code, month)
    drop: Drop = read_drop(folder, la_code, month)
    if not known:
        drop.problems[:] = [text for text in drop.problems if "the folder says" not in text]
    report.notes.extend(f"{folder}: taken as {text}" for text in drop.inferred)
    try:
        reading = read_tables(drop, previous)
    except DataProblem as refused:
        report.refusals.append(str(refused))
        return
    for table in reading.tables:
        _add(report, table)
    report.notes.extend(_lines(reading.unknown_files))


def _check_file(path: Path, report: CheckReport) -> None:
    """Add what reading this one file would say."""
    source = find_source([path])
    if source is None:
        report.refusals.append(
            f"{path.name}: no table has this name; expected names such as ssd_contacts.csv"
        )
        return
    today = datetime.now(UTC).date()
    for table in source.list_tables([path]).tables:
        try:
            _add(report, load_table(source, table, today, ""))
        except DataProblem as refused:
            report.refusals.append(str(refused))


def _add(report: CheckReport, table: LoadedTable) -> None:
    account = table.account
    report.tables.append(
        CheckedTable(
            table.spec.table,
            table.path.name,
            account.rows_read,
            account.rows_loaded,
            account.rows_rejected,
        )
    )
    report.rejections.extend(_lines(table.rejections))
    report.notes.extend(_lines(table.problems))


def _lines(problems: Sequence[Problem]) -> list[str]:
    return [describe(problem) for problem in problems]
