"""All tables of a drop, read and checked, or refused with every problem at once.

Belongs here: which files make the drop, which tables it must hold, collecting what is wrong.
Does not belong here: reading one table (``load``), which format counts (``precedence``), writing
(``land``).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipelines.canonical.model import load_tables
from pipelines.errors import DataProblem
from pipelines.landing.claims import Claims, claim_files
from pipelines.landing.council import NOTHING_SET, Council
from pipelines.landing.drops import DROP_FILE, Drop
from pipelines.landing.files import sha256
from pipelines.landing.ids import align_ids
from pipelines.landing.load import gather
from pipelines.landing.precedence import LoadedTable, Precedence, take_table
from pipelines.landing.problems import Problem
from pipelines.landing.settle import Settled, settle
from pipelines.landing.store import LandedDrop, TableEntry
from pipelines.sources.base import ReadContext

_ONCE_PER_PART = ("note", "extra_columns")  # said of a part, whatever tables it feeds


@dataclass(frozen=True)
class Reading:
    """Every table of a drop, what its files were taken for, and what is told about files."""

    sources: list[str]
    tables: list[LoadedTable]
    about_files: list[Problem]

    @property
    def is_mixed(self) -> bool:
        """Whether any table is in several formats."""
        return any(table.comparisons for table in self.tables)

    @property
    def has_unknown(self) -> bool:
        """Whether any file is in no format known."""
        return any(problem.rule == "unknown_file" for problem in self.about_files)


def hash_files(drop: Drop) -> dict[str, str]:
    """The hash of each data file and of drop.yaml, by file name."""
    said = drop.folder / DROP_FILE
    files = (*drop.files, said) if said.exists() else drop.files
    return {path.name: sha256(path) for path in files}


def content_hash(hashes: Mapping[str, str]) -> str:
    """One hash for a whole drop: every file name with its content."""
    listed = "\n".join(f"{name} {hashes[name]}" for name in sorted(hashes))
    return hashlib.sha256(listed.encode()).hexdigest()


def read_context(
    drop: Drop, council: Council, hashes: Mapping[str, str], kept: Path | None
) -> ReadContext:
    """What readers may know of a drop."""
    return ReadContext(
        la_code=drop.la_code,
        month=drop.month,
        extracted=drop.extracted_at.date(),
        window=drop.window,
        settings=council.folder,
        hashes=hashes,
        kept=kept,
    )


def read_tables(
    drop: Drop,
    previous: LandedDrop | None,
    hashes: Mapping[str, str] | None = None,
    council: Council = NOTHING_SET,
    kept: Path | None = None,
) -> Reading:
    """Every table of the drop, checked. Raises DataProblem with all that is wrong.

    ``kept``: where rows fetched from elsewhere stay; not kept if None.
    """
    problems = list(drop.problems)
    known = hash_files(drop) if hashes is None else hashes
    claims = claim_files(drop.files, known, council.sources)
    if not claims.by_source:
        names = "the folder is empty" if not drop.files else "no file is in a format known here"
        raise DataProblem(
            refusal(drop.folder, [*problems, f"{names}; expected files such as ssd_contacts.csv"])
        )
    tables, refused, there = read_claimed(
        claims, read_context(drop, council, known, kept), council.precedence
    )
    problems += _missing(drop, previous, there, [path.name for path in claims.unknown])
    problems += refused
    for table in tables:
        problems += _short(drop, table)
    if problems:
        raise DataProblem(refusal(drop.folder, problems))
    names = [source.name for source, _ in claims.by_source]
    return Reading(names, tables, [*claims.told(), *_once_per_part(tables)])


def read_claimed(
    claims: Claims, context: ReadContext, precedence: Precedence
) -> tuple[list[LoadedTable], list[str], set[str]]:
    """The tables the files hold, in order of name; refusals; and the tables that were there."""
    by_table: dict[str, list[Settled]] = {}
    refusals: list[str] = []
    there: set[str] = set()
    for source, found in claims.by_source:
        gathered, refused = gather(source, found, context)
        refusals += refused
        for rows in gathered:
            there.add(rows.spec.table)
            files = list(dict.fromkeys(head.path.name for head in rows.heads))
            if len(files) > 1 and not source.many_files:
                names = " and ".join(files)
                refusals.append(f"{names} are both the table {rows.spec.table}; keep one")
                continue
            by_table.setdefault(rows.spec.table, []).append(settle(rows, context))
    tables = [take_table(by_table[name], precedence, context.la_code) for name in sorted(by_table)]
    return align_ids(tables), refusals, there


def _once_per_part(tables: list[LoadedTable]) -> list[Problem]:
    """Notes about a part that feeds several tables, taken out of the tables and said once."""
    once: dict[tuple[str, str, str], Problem] = {}
    for table in tables:
        for problem in list(table.problems):
            shared = problem.part and problem.rule in _ONCE_PER_PART
            if shared:
                once.setdefault((problem.file, problem.part, problem.message), problem)
                table.problems.remove(problem)
    return list(once.values())


def refusal(folder: Path, problems: list[str]) -> str:
    """All problems of a drop in one text."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "\n".join(f"  {number}. {text}" for number, text in enumerate(problems, start=1))
    return f"{folder} cannot be loaded, {count} (nothing was loaded or published):\n{lines}"


def _missing(
    drop: Drop, previous: LandedDrop | None, there: set[str], unknown: Sequence[str]
) -> list[str]:
    """Tables promised, or sent last month, that are not in this drop."""
    found = []
    before = previous.manifest.tables if previous else {}
    wanted = (set(before) | set(drop.promised_tables)) & set(load_tables())
    for name in sorted(wanted - there):
        why = (
            f"{DROP_FILE} promises it"
            if name in drop.promised_tables
            else f"{_month(previous)} had it{_from_where(before.get(name))}"
        )
        file = f"{load_tables()[name].source_file}.csv"
        close = get_close_matches(file, unknown, n=1, cutoff=0.8)
        hint = f" (is {close[0]} it, misnamed?)" if close else ""
        found.append(f"{file} (table {name}) is missing, and {why}; add the file{hint}")
    return found


def _month(previous: LandedDrop | None) -> str:
    return f"the drop of {previous.month}" if previous else "an earlier drop"


def _from_where(entry: TableEntry | None) -> str:
    """Where a table came from last month, if that was not a file of its own name."""
    if entry is None or all(part.source == "ssd" for part in entry.parts):
        return ""
    places = dict.fromkeys(
        f"{part.file}, {part.part}" if part.part else part.file for part in entry.parts
    )
    return f" in {' and '.join(places)}"


def _short(drop: Drop, loaded: LoadedTable) -> list[str]:
    """A table with another number of rows than drop.yaml says was extracted."""
    promised = drop.promised_rows.get(loaded.spec.table)
    read = sum(part.account.rows_read for part in loaded.counted_parts)
    if promised is None or promised == read:
        return []
    files = " and ".join(dict.fromkeys(part.head.path.name for part in loaded.counted_parts))
    return [
        f"{files}: {read:,} rows, but {DROP_FILE} says {promised:,} were extracted;"
        " send the whole file"
    ]
