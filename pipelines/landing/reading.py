"""All tables of a drop, read and checked, or refused with every problem at once.

Belongs here: which files make the drop, which tables it must hold, collecting what is wrong.
Does not belong here: reading one table (``load``), writing (``land``).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipelines.canonical.model import load_tables
from pipelines.errors import DataProblem
from pipelines.landing.drops import DROP_FILE, Drop
from pipelines.landing.files import sha256
from pipelines.landing.load import LoadedTable, Problem, load_table
from pipelines.landing.store import LandedDrop
from pipelines.sources.base import Source
from pipelines.sources.registry import find_source

_NOT_DATA = (".txt", ".md")


@dataclass(frozen=True)
class Reading:
    """Every table of a drop, the reader that read them, and files that are no table."""

    source: Source
    tables: list[LoadedTable]
    unknown_files: list[Problem]


def hash_files(drop: Drop) -> dict[str, str]:
    """The hash of each data file and of drop.yaml, by file name."""
    said = drop.folder / DROP_FILE
    files = (*drop.files, said) if said.exists() else drop.files
    return {path.name: sha256(path) for path in files}


def content_hash(hashes: Mapping[str, str]) -> str:
    """One hash for a whole drop: every file name with its content."""
    listed = "\n".join(f"{name} {hashes[name]}" for name in sorted(hashes))
    return hashlib.sha256(listed.encode()).hexdigest()


def read_tables(drop: Drop, previous: LandedDrop | None) -> Reading:
    """Every table of the drop, checked. Raises DataProblem with all that is wrong."""
    problems = list(drop.problems)
    source = find_source(drop.files)
    if source is None:
        names = "the folder is empty" if not drop.files else "no file is named after a table"
        raise DataProblem(
            refusal(drop.folder, [*problems, f"{names}; expected files such as ssd_contacts.csv"])
        )
    listing = source.list_tables(drop.files)
    problems += listing.problems
    there = {table.spec.table for table in listing.tables}
    problems += _missing(drop, previous, there, listing.ignored)
    loaded = []
    for table in listing.tables:
        try:
            one = load_table(source, table, drop.extracted_at.date(), drop.la_code)
        except DataProblem as refused:
            problems.append(str(refused))
            continue
        problems += _short(drop, one)
        loaded.append(one)
    if problems:
        raise DataProblem(refusal(drop.folder, problems))
    text = "this is not a table known here; it was ignored"
    unknown = [
        Problem("", name, None, "unknown_file", text, 0)
        for name in listing.ignored
        if not name.lower().endswith(_NOT_DATA)
    ]
    return Reading(source, loaded, unknown)


def refusal(folder: Path, problems: list[str]) -> str:
    """All problems of a drop in one text."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "\n".join(f"  {number}. {text}" for number, text in enumerate(problems, start=1))
    return f"{folder} cannot be loaded, {count} (nothing was loaded or published):\n{lines}"


def _missing(
    drop: Drop, previous: LandedDrop | None, there: set[str], ignored: Sequence[str]
) -> list[str]:
    """Tables promised, or sent last month, that are not in this drop."""
    found = []
    before = set(previous.manifest.tables) if previous else set()
    wanted = (before | set(drop.promised_tables)) & set(load_tables())
    for name in sorted(wanted - there):
        why = (
            f"{DROP_FILE} promises it"
            if name in drop.promised_tables
            else f"{_month(previous)} had it"
        )
        file = f"{load_tables()[name].source_file}.csv"
        close = get_close_matches(file, ignored, n=1, cutoff=0.8)
        hint = f" (is {close[0]} it, misnamed?)" if close else ""
        found.append(f"{file} (table {name}) is missing, and {why}; add the file{hint}")
    return found


def _month(previous: LandedDrop | None) -> str:
    return f"the drop of {previous.month}" if previous else "an earlier drop"


def _short(drop: Drop, loaded: LoadedTable) -> list[str]:
    """A table with another number of rows than drop.yaml says was extracted."""
    promised = drop.promised_rows.get(loaded.spec.table)
    read = loaded.account.rows_read
    if promised is None or promised == read:
        return []
    return [
        f"{loaded.path.name}: {read:,} rows, but {DROP_FILE} says {promised:,} were extracted;"
        " send the whole file"
    ]
