"""Landing a month's drop: checked, written beside its predecessors, made visible in one step.

Belongs here: the order of the steps and writing a revision. Does not belong here: reading a
drop's tables (``reading``), reading landing back (``store``), finding holds (``withdrawal``).
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import DataProblem
from pipelines.landing.audit import NO_ROWS, prove_written
from pipelines.landing.council import NOTHING_SET, Council, settings_mark
from pipelines.landing.drops import DROP_FILE, Drop, drop_folder, read_drop
from pipelines.landing.files import make_private_folder, write_parquet, write_private
from pipelines.landing.precedence import OTHER_SOURCE, LoadedTable, Part
from pipelines.landing.problems import Problem, describe_all
from pipelines.landing.reading import (
    Reading,
    content_hash,
    hash_files,
    read_tables,
)
from pipelines.landing.store import (
    MANIFEST,
    ComparisonEntry,
    HoldEntry,
    LandedDrop,
    Manifest,
    PartEntry,
    ProblemEntry,
    ScopeEntry,
    TableEntry,
    authorities,
    landed_months,
    landing_root,
    latest,
    layout_version,
    previous_drop,
    revisions,
)
from pipelines.landing.store import Window as ManifestWindow
from pipelines.landing.withdrawal import DEFAULT_LIMITS, Limits, find_holds

_WAIT_SECONDS = 120


@dataclass(frozen=True)
class Landed:
    """What landing did: the revision in force, whether it is new, and what holds it."""

    drop: LandedDrop
    is_new: bool

    @property
    def manifest(self) -> Manifest:
        """The revision's manifest."""
        return self.drop.manifest

    @property
    def messages(self) -> list[str]:
        """What to tell the person at the keyboard; nothing if nothing is new."""
        if not self.is_new:
            return []
        entries = self.manifest.tables.values()
        read = sum(entry.rows_read for entry in entries)
        total = f"{len(entries)} tables, {read:,} rows read, {self.rejected_told}"
        found = [f"landed {self.drop.label}: {total}"]
        found += [f"taken as {text}" for text in self.manifest.inferred]
        return found + describe_all(self.problems)

    @property
    def rejected_told(self) -> str:
        """How many rows were rejected, those left for a stronger format apart."""
        entries = self.manifest.tables.values()
        left = sum(entry.rejected_by_rule.get(OTHER_SOURCE, 0) for entry in entries)
        rejected = sum(entry.rows_rejected for entry in entries) - left
        rest = f", {left:,} left for a format that goes before" if left else ""
        return f"{rejected:,} rejected{rest}"

    @property
    def problems(self) -> list[Problem]:
        """Everything to tell about files and tables."""
        return [Problem(**entry.model_dump()) for entry in self.manifest.problems]

    @property
    def about_files(self) -> list[str]:
        """What each file was taken for, which came twice or is unknown, which tables are in two."""
        rules = ("taken_as", "same_content", "unknown_file", "two_sources")
        return describe_all([one for one in self.problems if one.rule in rules])

    @property
    def holds(self) -> list[HoldEntry]:
        """Reasons to hold found when it was landed (``holds.open_holds`` knows acceptances)."""
        return list(self.drop.manifest.holds)


def land_drop(
    raw_root: Path,
    warehouse_root: Path,
    la_code: str,
    month: str,
    limits: Limits = DEFAULT_LIMITS,
    council: Council = NOTHING_SET,
) -> Landed:
    """Land the drop of one authority and month; the same content again is no new revision.

    Raises DataProblem listing every problem, with nothing landed, if any table is refused or
    missing; WrongUse if the authority or month is not one.
    """
    folder = drop_folder(raw_root, la_code, month)
    with _only_me(warehouse_root, la_code):
        drop = read_drop(folder, la_code, month)
        hashes = hash_files(drop)
        content = content_hash(hashes)
        landed = latest(warehouse_root, la_code, month)
        if landed and landed.manifest.content_hash == content and _is_current(landed, council):
            return Landed(landed, is_new=False)
        previous = previous_drop(warehouse_root, la_code, month)
        _refuse_mixture(warehouse_root, drop)
        month_folder = make_private_folder(landing_root(warehouse_root, la_code) / month)
        reading = read_tables(drop, previous, hashes, council, kept=month_folder / "fetched")
        formats = None if reading.has_unknown else reading.sources
        mark = settings_mark(council, formats, reading.is_mixed)
        new = _write(warehouse_root, drop, reading, (hashes, mark), previous, limits)
        return Landed(new, is_new=True)


def _is_current(landed: LandedDrop, council: Council) -> bool:
    """Whether landing the same files now would give the same revision."""
    manifest = landed.manifest
    has_unknown = any(problem.rule == "unknown_file" for problem in manifest.problems)
    formats = None if has_unknown else manifest.formats
    is_mixed = any(entry.comparisons for entry in manifest.tables.values())
    same_settings = manifest.settings_mark == settings_mark(council, formats, is_mixed)
    return manifest.layout_version == layout_version() and same_settings


def _refuse_mixture(warehouse_root: Path, drop: Drop) -> None:
    """Raise DataProblem if synthetic and real records would share a warehouse."""
    for la_code in authorities(warehouse_root):
        for month in landed_months(warehouse_root, la_code)[-1:]:
            other = latest(warehouse_root, la_code, month)
            if other and other.manifest.synthetic != drop.synthetic:
                ours, theirs = ("synthetic", "real") if drop.synthetic else ("real", "synthetic")
                raise DataProblem(
                    f"{drop.folder} holds {ours} records but the warehouse {warehouse_root} holds"
                    f" {theirs} ones; use another warehouse, or correct `synthetic` in {DROP_FILE}"
                )


def _write(
    warehouse_root: Path,
    drop: Drop,
    reading: Reading,
    identity: tuple[Mapping[str, str], str],
    previous: LandedDrop | None,
    limits: Limits,
) -> LandedDrop:
    """Write the next revision in a temporary folder and rename it into place.

    ``identity``: content hash by file name, and the mark of the settings it rests on.
    """
    month_folder = make_private_folder(landing_root(warehouse_root, drop.la_code) / drop.month)
    for leftover in month_folder.glob(".r*"):
        shutil.rmtree(leftover, ignore_errors=True)
    number = max(revisions(month_folder), default=0) + 1
    partial = make_private_folder(month_folder / f".r{number}.{os.getpid()}")
    for table in reading.tables:
        good = partial / f"{table.spec.table}.parquet"
        rejected = partial / f"{table.spec.table}.rejected.parquet"
        write_parquet(good, table.good)
        write_parquet(rejected, table.rejected)
        prove_written(good, table.account.records)
        prove_written(rejected, len(table.rejected))
    manifest = _manifest(drop, reading, identity, number)
    landed = LandedDrop(drop.la_code, drop.month, number, 0, partial, manifest)
    compared = previous.label if previous else None
    held = {"holds": find_holds(landed, previous, limits), "compared_with": compared}
    manifest = manifest.model_copy(update=held)
    write_private(partial / MANIFEST, manifest.model_dump_json(indent=1) + "\n")
    final = month_folder / f"r{number}"
    partial.rename(final)
    return LandedDrop(drop.la_code, drop.month, number, 0, final, manifest)


def _manifest(
    drop: Drop, reading: Reading, identity: tuple[Mapping[str, str], str], number: int
) -> Manifest:
    """The revision's own description, holds still to come."""
    hashes, mark = identity
    window, tables = drop.window, reading.tables
    told = [problem for one in tables for problem in (*one.rejections, *one.problems)]
    return Manifest(
        la_code=drop.la_code,
        month=drop.month,
        revision=number,
        layout_version=layout_version(),
        source_format=" and ".join(reading.sources),
        formats=reading.sources,
        settings_mark=mark,
        kind=drop.kind,
        window=ManifestWindow(date_from=window.date_from, date_to=window.date_to)
        if window
        else None,
        extracted_at=drop.extracted_at,
        synthetic=drop.synthetic,
        history_from=drop.history_from,
        history_from_by_table=dict(drop.history_from_by_table),
        note=drop.note,
        inferred=drop.inferred,
        content_hash=content_hash(hashes),
        landed_at=datetime.now(UTC),
        tables={one.spec.table: _entry(one, hashes) for one in tables},
        problems=[ProblemEntry(**asdict(one)) for one in (*reading.about_files, *told)],
        holds=[],
        compared_with=None,
    )


def _entry(table: LoadedTable, hashes: Mapping[str, str]) -> TableEntry:
    """One table's lines of the manifest."""
    account = table.account
    parts = [_part(feeds, table.sources, hashes) for feeds in _by_place(table.parts)]
    files = {one.file: one.sha256 for one in parts if one.is_counted}
    return TableEntry(
        file=" and ".join(files),
        sha256=next(iter(files.values())) if len(files) == 1 else content_hash(files),
        rows_read=account.rows_read,
        rows_loaded=account.rows_loaded,
        rows_rejected=account.rows_rejected,
        rows_merged=account.rows_merged,
        rejected_by_rule=dict(account.rejected_by_rule),
        missing_columns=table.missing_columns,
        extra_columns=table.extra_columns,
        min_date=table.date_range[0],
        max_date=table.date_range[1],
        scopes=[ScopeEntry(**asdict(scope)) for scope in table.scopes],
        parts=parts,
        comparisons=[ComparisonEntry(**asdict(one)) for one in table.comparisons],
    )


def _by_place(parts: Sequence[Part]) -> list[list[Part]]:
    """Feeds of one table by format, file and part: one sheet may feed a table in two ways."""
    found: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts:
        place = (part.source, part.head.path.name, part.head.part)
        found.setdefault(place, []).append(part)
    return list(found.values())


def _part(feeds: Sequence[Part], sources: Sequence[str], hashes: Mapping[str, str]) -> PartEntry:
    """One part of one file, as the manifest keeps it."""
    head, source = feeds[0].head, feeds[0].source
    account = sum((one.account for one in feeds), NO_ROWS)
    limits = [{**dict.fromkeys(one.head.missing_columns), **one.head.columns_from} for one in feeds]
    lacking = [set(one.head.missing_columns) for one in feeds]
    missing = set.intersection(*lacking)
    shared = set[str].intersection(*map(set, limits)) - missing
    extra = dict.fromkeys(name for one in feeds for name in one.head.extra_columns)
    return PartEntry(
        source=source,
        file=head.path.name,
        part=head.part,
        sha256=hashes[head.path.name],
        rows_read=account.rows_read,
        rows_loaded=account.rows_loaded,
        rows_rejected=account.rows_rejected,
        rows_merged=account.rows_merged,
        rejected_by_rule=dict(account.rejected_by_rule),
        missing_columns=[name for name in head.missing_columns if name in missing],
        columns_from={name: _best(limits, name) for name in sorted(shared)},
        extra_columns=list(extra),
        is_counted=source in sources,
        position_word=head.position_word,
        as_at=head.as_at,
    )


def _best(limits: Sequence[Mapping[str, date | None]], name: str) -> date | None:
    """The first day from which any feed has all of a column; None if none ever has."""
    return min((day for one in limits if (day := one[name]) is not None), default=None)


@contextmanager
def _only_me(warehouse_root: Path, la_code: str) -> Iterator[None]:
    """Hold the authority's landing lock. Raises DataProblem if another run keeps it."""
    root = make_private_folder(landing_root(warehouse_root, la_code))
    try:
        with FileLock(root / ".lock", timeout=_WAIT_SECONDS, mode=0o600):
            yield
    except Timeout:
        raise DataProblem(
            f"another run is landing a drop of {la_code}; wait for it to end and run again"
        ) from None
