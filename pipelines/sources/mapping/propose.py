"""A draft mapping for a file, from its headers, the shape of its values, and code lists.

Belongs here: weighing the evidence, choosing, and giving the reasons. Does not belong here: the
measuring (``shapes``), reading by a mapping (``reader``). A draft is for a person to correct.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from pipelines.canonical.model import ColumnSpec, TableSpec, load_tables
from pipelines.canonical.schemas import clean
from pipelines.errors import DataProblem, WrongUse
from pipelines.sources.flat import CSV, FlatTable, open_csv
from pipelines.sources.flat_parquet import PARQUET, open_parquet
from pipelines.sources.flat_workbook import WORKBOOKS, open_sheets
from pipelines.sources.labels import code_set
from pipelines.sources.mapping.schema import no_table
from pipelines.sources.mapping.shapes import Shape, shape_of, shared_words, tokens

SAMPLE_ROWS = 2_000
_ENOUGH = 0.42
_MOST_LABELS = 40
_NAME, _SHAPE, _CODES, _KEY = 0.6, 0.2, 0.35, 0.1


@dataclass(frozen=True)
class Guess:
    """One canonical column and the header that seems to hold it; ``why`` for a person to judge."""

    column: str
    header: str
    score: float
    why: str
    codes: dict[str, str]


@dataclass(frozen=True)
class Draft:
    """A proposed table: its columns, what is lacking, and the file's columns left over."""

    table: str
    score: float
    guesses: list[Guess]
    lacking: list[str]
    unused: list[str]


@dataclass(frozen=True)
class _Sample:
    """One column of the file: its header, cells and shape."""

    header: str
    cells: pd.Series
    shape: Shape


def propose(path: Path, table: str | None = None, settings: Path | None = None) -> str:
    """A draft mapping file for ``path`` as YAML with its reasons as comments.

    Raises WrongUse if the table is none or the file cannot be a table; DataProblem if it cannot
    be read.
    """
    if table is not None and table not in load_tables():
        raise WrongUse(f"`{table}` {no_table(table)}")
    flat, samples = _sample(path)
    wanted = [table] if table else list(load_tables())
    words = tokens(f"{path.stem} {flat.part.removeprefix('sheet ')}")
    drafts = [_draft(load_tables()[name], samples, words, settings) for name in wanted]
    drafts.sort(key=lambda draft: (-draft.score, draft.table))
    if not drafts[0].guesses:
        raise DataProblem(f"{path.name}: no column looks like one of a known table")
    return _written(path, flat, drafts)


def _sample(path: Path) -> tuple[FlatTable, list[_Sample]]:
    flat = _open(path)
    batch = next(iter(flat.batches(SAMPLE_ROWS)), None)
    if batch is None:
        raise DataProblem(f"{path.name}: there are no rows under the header to learn from")
    samples = []
    for at, header in enumerate(flat.header):
        cells = clean(batch.column(at)).to_pandas().astype("str")
        samples.append(_Sample(header, cells, shape_of(cells)))
    return flat, [sample for sample in samples if sample.header]


def _open(path: Path) -> FlatTable:
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        return open_parquet(path)
    if suffix in CSV:
        return open_csv(path)
    if suffix not in WORKBOOKS:
        raise WrongUse(f"{path.name}: give a CSV, XLSX or Parquet file")
    found = next(open_sheets(path, lambda _, names: sum(map(bool, names)) >= 3), None)
    if found is None:
        raise DataProblem(f"{path.name}: no sheet has a header row of three columns or more")
    return found


def _draft(
    spec: TableSpec, samples: list[_Sample], words: frozenset[str], settings: Path | None
) -> Draft:
    """The best pairing of a table's columns with the file's, best pairs first."""
    pairs = [guess for sample in samples for guess in _guesses(spec, sample, settings)]
    pairs.sort(key=lambda guess: (-guess.score, guess.column, guess.header))
    chosen: dict[str, Guess] = {}
    used: set[str] = set()
    for guess in pairs:
        if guess.column not in chosen and guess.header not in used:
            chosen[guess.column] = guess
            used.add(guess.header)
    guesses = [chosen[column.name] for column in spec.columns if column.name in chosen]
    lacking = [name for name in spec.required if name not in chosen]
    about = len(words & tokens(spec.table)) * 0.8
    score = sum(guess.score for guess in guesses) + about - 0.7 * len(lacking)
    unused = [sample.header for sample in samples if sample.header not in used]
    return Draft(spec.table, score - 0.15 * len(unused), guesses, lacking, unused)


def _guesses(spec: TableSpec, sample: _Sample, settings: Path | None) -> Iterator[Guess]:
    """Every column of a table that this column of the file may be, with the evidence."""
    for column in spec.columns:
        name, words = shared_words(sample.header, column.name)
        fits, shape = _shape_evidence(column, sample.shape)
        known, codes = _code_evidence(column, sample, settings)
        if fits < 0 or (not words and known < 0.6):
            continue
        is_key = column.name in spec.key and sample.shape.is_unique and column.type == "id"
        score = _NAME * name + _SHAPE * fits + _CODES * known + _KEY * is_key
        if score < _ENOUGH:
            continue
        reasons = [f"words in common: {', '.join(words)}"] if words else []
        reasons += [shape] if shape else []
        reasons += [f"{known:.0%} of its values are in the list `{column.codes}`"] if known else []
        reasons += ["no value comes twice"] if is_key else []
        yield Guess(column.name, sample.header, round(score, 3), "; ".join(reasons), codes)


def _shape_evidence(column: ColumnSpec, shape: Shape) -> tuple[float, str]:
    """How well values fit a column's type, below 0 where they contradict it."""
    if not shape.filled:
        return 0.0, "the sample is blank"
    if column.type in ("id", "text"):
        return (-1.0, "") if shape.best == "date" else (0.3, "")
    share = shape.shares.get(column.type, 0.0)
    if share < 0.5:
        return -1.0, ""
    word = {"date": "dates", "int": "whole numbers", "decimal": "numbers", "flag": "yes or no"}
    return share, f"{share:.0%} of its values are {word[column.type]}"


def _code_evidence(
    column: ColumnSpec, sample: _Sample, settings: Path | None
) -> tuple[float, dict[str, str]]:
    """The share of distinct values a column's code list knows, and the labels to translate."""
    if column.codes is None or not 0 < sample.shape.distinct <= _MOST_LABELS:
        return 0.0, {}
    known = code_set(column.codes, settings)
    resolved = {text: known.resolve(text) for text in sorted(set(sample.cells.dropna()))}
    share = sum(found.is_known for found in resolved.values()) / len(resolved)
    labels = {
        text: found.code
        for text, found in resolved.items()
        if found.is_known and found.code is not None and found.code != text
    }
    return share, labels if share >= 0.6 else {}


def _written(path: Path, flat: FlatTable, drafts: list[Draft]) -> str:
    """The best draft as a mapping file; the next ones are named."""
    best, others = drafts[0], [draft for draft in drafts[1:4] if draft.guesses]
    lines = [
        f"# Draft mapping for {path.name}, proposed from its headers and the first"
        f" {SAMPLE_ROWS:,} rows. Check every line.",
    ]
    if others:
        named = ", ".join(f"{draft.table} ({len(draft.guesses)} columns)" for draft in others)
        lines.append(f"# Other tables it might be: {named}; try `kpi map FILE --table NAME`.")
    lines.append(f"files: [{_quoted(path.name)}]")
    if flat.part:
        lines.append(f"sheet: {_quoted(flat.part.removeprefix('sheet '))}")
    lines += ["tables:", f"  {best.table}:", "    columns:"]
    for guess in best.guesses:
        lines.append(f"      # {guess.why} (score {guess.score:.2f})")
        if not guess.codes:
            lines.append(f"      {guess.column}: {_quoted(guess.header)}")
            continue
        lines += [f"      {guess.column}:", f"        column: {_quoted(guess.header)}"]
        lines.append("        codes:")
        lines += [
            f"          {_quoted(text)}: {_quoted(code)}" for text, code in guess.codes.items()
        ]
    for name in best.lacking:
        lines.append(f"      {name}: {_quoted('?')}  # needed, and no column looks like it")
    if best.unused:
        lines.append(f"# Columns left over: {', '.join(_quoted(one) for one in best.unused)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as YAML writes it on one line."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10_000).strip()
