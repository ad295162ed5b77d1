"""Damaged files are read or refused in plain words; nothing is lost without a word.

Belongs here: the verdict on one damaged file, and many of them. Does not belong here: how they are
damaged (``mutate``, ``subjects``).

What must hold: no exception but the refusal; every table accounts for each row it met; a list whose
rows can be told is read row for row, refused, or named as ignored; no message is empty or holds a
traceback.
"""

import random
import tempfile
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipelines.errors import DataProblem
from pipelines.landing.claims import Claims, claim_files
from pipelines.landing.precedence import LoadedTable, Precedence
from pipelines.landing.reading import read_claimed
from pipelines.sources.annex_a.mapping import FEEDS
from pipelines.sources.base import ReadContext
from pipelines.sources.registry import sources_for
from tests.fuzz.damaged import Damaged
from tests.fuzz.mutate import filled
from tests.fuzz.subjects import SUBJECTS

CONTEXT = ReadContext("999", "2015-04", date(2015, 5, 5))
MAIN = {f"List {number}": feeds[0].table for number, feeds in FEEDS.items()}


@dataclass
class Found:
    """What became of the files: ``outcomes`` by kind of damage, and every fault with its number."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def campaign(name: str, count: int, seed: int, first: int = 0) -> Found:
    """Damage ``count`` files of one format; file n of a seed is always the same."""
    found = Found()
    for number in range(first, first + count):
        rng = random.Random(f"{name}:{seed}:{number}")
        with tempfile.TemporaryDirectory(prefix="fuzz_") as folder:
            damaged = SUBJECTS[name](rng, Path(folder))
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    outcome, fault = judge(damaged)
            except BaseException as error:  # whatever it is, it is what is looked for
                if isinstance(error, KeyboardInterrupt):
                    raise
                outcome, fault = "fault", f"{type(error).__name__}: {error}"
        found.outcomes[damaged.kind, outcome] += 1
        if fault:
            found.faults.append(f"{name} {seed}:{number} ({damaged.kind}): {fault}")
    return found


def judge(damaged: Damaged) -> tuple[str, str]:
    """What became of one file, and what is wrong with that."""
    claims = claim_files([damaged.path], {}, sources_for(damaged.settings))
    told = [problem.message for problem in claims.told()]
    if not claims.by_source:
        return "unknown", "" if told else "an unknown file was passed over in silence"
    try:
        context = replace(CONTEXT, settings=damaged.settings)
        tables, refusals, _ = read_claimed(claims, context, Precedence())
    except DataProblem as refused:
        tables, refusals = [], [str(refused)]
    told += refusals
    if any(not text.strip() or "Traceback" in text for text in told):
        return "fault", "a message is empty or holds a traceback"
    if refusals:
        return "refused", ""
    lost = [*_unbalanced(tables), *_unread(damaged, claims, tables)]
    return "loaded", "; ".join(lost)


def _unbalanced(tables: Sequence[LoadedTable]) -> list[str]:
    return [
        f"{table.spec.table} does not add up"
        for table in tables
        for part in table.parts
        if part.account.rows_read != part.account.rows_loaded + part.account.rows_rejected
    ]


def _unread(damaged: Damaged, claims: Claims, tables: Sequence[LoadedTable]) -> list[str]:
    """Lists of which fewer rows were met than there are, and that nobody was told of."""
    read, main = Counter[str](), {**MAIN, **damaged.main}
    for table in tables:
        for part in table.parts:
            if main.get(part.head.part, table.spec.table) == table.spec.table:
                read[part.head.part] += part.account.rows_read
    told = " ".join(problem.message for problem in claims.told())
    return [
        f"{title}: {filled(rows[1:])} rows, {read[title]} met"
        for title, rows in damaged.parts.items()
        if read[title] < _data_rows(rows) and f"`{title}`" not in told
    ]


def _data_rows(rows: Sequence[Sequence[object]]) -> int:
    """Rows below the header, wherever a title has pushed it."""
    header = 1 if len(rows[0]) > 1 else 2
    return filled(rows[header:])
