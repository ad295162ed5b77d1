"""Checking files without loading them, with the messages that loading would give.

Belongs here: ``kpi check``. Does not belong here: any rule of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import DataProblem, WrongUse
from pipelines.landing.claims import claim_files
from pipelines.landing.council import NOTHING_SET, Council
from pipelines.landing.drops import LA_CODE, MONTH, Drop, read_drop
from pipelines.landing.precedence import LoadedTable
from pipelines.landing.problems import Problem, describe_all
from pipelines.landing.reading import read_claimed, read_tables
from pipelines.landing.store import LandedDrop, previous_drop
from pipelines.sources.base import ReadContext


@dataclass(frozen=True)
class CheckedTable:
    """One table in one part of one checked file, in numbers."""

    table: str
    file: str
    part: str
    rows_read: int
    rows_good: int
    rows_rejected: int


@dataclass(frozen=True)
class CheckReport:
    """What checking found, as lines to print.

    ``refusals`` would stop loading, ``rejections`` are rows that could not be loaded, ``notes``
    need no action. ``drops`` has what was read of each folder that lies as an authority's month.
    """

    tables: list[CheckedTable] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    rejections: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drops: list[tuple[Drop, list[LoadedTable]]] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether everything could be loaded and published without anyone looking."""
        return not self.refusals and not self.rejections


def check_paths(
    paths: Sequence[Path],
    warehouse_root: Path | None = None,
    council_of: Callable[[str], Council] = lambda _: NOTHING_SET,
) -> CheckReport:
    """Validate drop folders and single files; nothing is written.

    A folder that lies as ``<la>/<yyyy-mm>`` is compared with the month landed before it if
    ``warehouse_root`` is given. ``council_of`` gives what an authority sets. Raises WrongUse if
    a path does not exist.
    """
    report = CheckReport()
    for path in paths:
        if path.is_dir():
            _check_folder(path, warehouse_root, report, council_of)
        elif path.is_file():
            _check_file(path, report, council_of)
        else:
            raise WrongUse(f"there is nothing at {path}")
    return report


def _check_folder(
    folder: Path,
    warehouse_root: Path | None,
    report: CheckReport,
    council_of: Callable[[str], Council],
) -> None:
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
        council = council_of(la_code) if known else NOTHING_SET
        reading = read_tables(drop, previous, council=council)
    except DataProblem as refused:
        report.refusals.append(str(refused))
        return
    for table in reading.tables:
        _add(report, table)
    if known:
        report.drops.append((drop, reading.tables))
    report.notes.extend(_lines(reading.about_files))


def _check_file(path: Path, report: CheckReport, council_of: Callable[[str], Council]) -> None:
    """Add what reading this one file would say; its authority is known by where it lies."""
    la_code = path.resolve().parent.parent.name
    council = council_of(la_code) if LA_CODE.fullmatch(la_code) else NOTHING_SET
    claims = claim_files([path], {}, council.sources)
    if not claims.by_source:
        report.refusals.append(
            f"{path.name}: no format known here; expected files such as ssd_contacts.csv"
        )
        return
    context = ReadContext("", "", datetime.now(UTC).date(), settings=council.folder)
    tables, refusals, _ = read_claimed(claims, context, council.precedence)
    report.notes.extend(_lines(claims.told()))
    report.refusals.extend(refusals)
    for table in tables:
        _add(report, table)


def _add(report: CheckReport, table: LoadedTable) -> None:
    for part in table.parts:
        account = part.account
        report.tables.append(
            CheckedTable(
                table.spec.table,
                part.head.path.name,
                part.head.part,
                account.rows_read,
                account.rows_loaded,
                account.rows_rejected,
            )
        )
    report.rejections.extend(_lines(table.rejections))
    report.notes.extend(_lines(table.problems))


def _lines(problems: Sequence[Problem]) -> list[str]:
    return describe_all(problems)
