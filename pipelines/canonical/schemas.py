"""The pandera schema of each canonical table, and what one batch of raw rows becomes under it.

Belongs here: rules on cells and on one row (required, type, real dates, order of dates), made
from the table's description. Does not belong here: duplicates across a file and accounting
(``pipelines.landing.load``), comparison with last month (``pipelines.landing.withdrawal``).

Rows are validated as text and parsed afterwards, so no library guesses a date. A row that
breaks a rule is rejected whole: a bad cell is never quietly made blank.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from pipelines.canonical.codes import code_sets
from pipelines.canonical.model import ColumnSpec, TableSpec
from pipelines.canonical.values import (
    ARROW_TYPES,
    BLANKS,
    DATE_SERIAL,
    FLOAT_ID,
    MESSAGES,
    YEARS_AHEAD,
    is_valid,
    matches,
    ordinals,
    parser,
    pc,
    to_arrow,
)

Headers = Mapping[str, str]
FAILURE_COLUMNS = ["position", "rule", "column_name", "message"]


@dataclass(frozen=True)
class Finding:
    """Something worth telling about a column that does not reject its rows."""

    column: str
    rule: str
    message: str
    rows_count: int
    positions: tuple[int, ...]


@dataclass(frozen=True)
class Checked:
    """One batch after its schema.

    ``good``: typed rows in file order; ``good_positions``: their places in the batch;
    ``failures``: one row per broken rule, columns ``FAILURE_COLUMNS``.
    """

    good: pa.Table
    good_positions: np.ndarray
    failures: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)


def clean(cells: pa.Array) -> pa.Array:
    """Trimmed text (no-break spaces too), null where there is nothing."""
    trimmed = pc.utf8_trim_whitespace(cells)
    blank = pc.is_in(trimmed, value_set=pa.array(BLANKS, trimmed.type))
    return pc.if_else(blank, pa.scalar(None, trimmed.type), trimmed)


def _cell_check(column: ColumnSpec, latest_year: int) -> pandera.Check:
    """The check that every filled cell of ``column`` holds a value of its type."""

    def holds_value(cells: pd.Series) -> pd.Series:
        return pd.Series(is_valid(cells, column.type, latest_year), index=cells.index)

    return pandera.Check(holds_value, name="value", ignore_na=True)


def _order_check(earlier: str, later: str, latest_year: int) -> pandera.Check:
    """The check that no row's ``later`` date precedes its ``earlier`` one."""

    def in_order(frame: pd.DataFrame) -> pd.Series:
        start = ordinals(frame[earlier], latest_year)
        end = ordinals(frame[later], latest_year)
        return pd.Series(~(end < start), index=frame.index)

    return pandera.Check(in_order, name=f"date_order:{earlier}:{later}", ignore_na=False)


def _future_check(earlier: str, later: str, extracted: date) -> pandera.Check:
    """The check that an event with both its dates is not wholly after the extract."""
    latest_year = extracted.year + YEARS_AHEAD

    def has_happened(frame: pd.DataFrame) -> pd.Series:
        start = ordinals(frame[earlier], latest_year)
        end = ordinals(frame[later], latest_year)
        today = extracted.toordinal()
        return pd.Series(~((start > today) & (end > today)), index=frame.index)

    return pandera.Check(has_happened, name=f"both_in_future:{earlier}:{later}", ignore_na=False)


@lru_cache(maxsize=512)
def schema_for(
    spec: TableSpec, present: tuple[str, ...], extracted: date
) -> pandera.DataFrameSchema:
    """The schema of raw text rows of ``spec`` with the columns ``present``.

    Rule source: the table's file; dates that end before they start, and events wholly in the
    future, go to the reject list. Only what is dated by the table's own event date can be
    wholly in the future by mistake: a post or a team may be planned.
    """
    latest_year = extracted.year + YEARS_AHEAD
    columns = {}
    for name in present:
        column = spec.by_name[name]
        checks = [] if column.type == "text" else [_cell_check(column, latest_year)]
        columns[name] = pandera.Column(None, checks=checks, nullable=name not in spec.required)
    across = []
    for earlier, later in spec.date_order:
        if earlier in present and later in present:
            across.append(_order_check(earlier, later, latest_year))
            if earlier == spec.date_column:
                across.append(_future_check(earlier, later, extracted))
    return pandera.DataFrameSchema(columns, checks=across, name=spec.table)


def _explain(
    case: Any, spec: TableSpec, headers: Headers, parse: Callable[..., Any]
) -> tuple[str, str, str]:
    """Rule, column and message of one failure case; the cell's value stays out of all three."""
    if case.check == "not_nullable":
        return "required_blank", case.column, f"`{headers[case.column]}` is blank; fill it in"
    rule, _, pair = str(case.check).partition(":")
    if pair:
        earlier, later = pair.split(":")
        words = {
            "date_order": f"`{headers[later]}` is before `{headers[earlier]}`; correct one",
            "both_in_future": f"`{headers[earlier]}` and `{headers[later]}` are both after the"
            " extract; correct them",
        }
        return rule, later, words[rule]
    rule = str(parse(case.column, case.failure_case))
    return rule, case.column, f"`{headers[case.column]}` {MESSAGES[rule]}"


def _failures(
    errors: pandera.errors.SchemaErrors, spec: TableSpec, headers: Headers, latest_year: int
) -> pd.DataFrame:
    """Every failure, once per row and rule. Grain: row of the batch, rule, column.

    Raises RuntimeError if a check itself could not run: a fault of this program.
    """
    parsers = {column.name: parser(column.type, latest_year) for column in spec.columns}
    cases = errors.failure_cases
    if cases["index"].isna().any():
        raise RuntimeError(f"{spec.table}: a check could not be run; please report this") from None
    across = cases["check"].astype(str).str.contains(":")
    # a rule across columns is listed once for each column of the table: keep one
    cases = pd.concat([cases[~across], cases[across].drop_duplicates(["check", "index"])])
    rows = [
        (int(case.index), *_explain(case, spec, headers, lambda name, text: parsers[name](text)))
        for case in _as_records(cases)
    ]
    return pd.DataFrame(rows, columns=FAILURE_COLUMNS).drop_duplicates().sort_values("position")


@dataclass(frozen=True)
class _Case:
    index: int
    column: str
    check: str
    failure_case: Any


def _as_records(cases: pd.DataFrame) -> list[_Case]:
    """The failure cases as objects; ``index`` is the row's place in the batch."""
    parts = (cases[name] for name in ("index", "column", "check", "failure_case"))
    return [_Case(*values) for values in zip(*parts, strict=True)]


def _findings(frame: pd.DataFrame, spec: TableSpec, headers: Headers) -> list[Finding]:
    """Unknown codes (kept), ids that had grown a decimal point, dates that were numbers."""
    found = []
    for name in frame.columns:
        column, cells = spec.by_name[name], frame[name]
        if column.codes:
            known = cells.isna() | cells.str.upper().isin(code_sets()[column.codes])
            text = f"holds a code outside the `{column.codes}` list; kept as it is"
            found.append((name, "unknown_code", text, ~known.to_numpy()))
        if column.type == "id":
            text = "ended in `.0`, which a spreadsheet adds to a number; removed"
            found.append((name, "id_repaired", text, matches(cells, FLOAT_ID)))
        if column.type == "date":
            text = "held a spreadsheet's day number; read as the date it stands for"
            found.append((name, "date_serial", text, matches(cells, DATE_SERIAL)))
    return [
        Finding(
            column=name,
            rule=rule,
            message=f"`{headers[name]}` {text}",
            rows_count=int(mask.sum()),
            positions=tuple(int(place) for place in np.flatnonzero(mask)[:5]),
        )
        for name, rule, text, mask in found
        if mask.any()
    ]


def _typed(frame: pd.DataFrame, spec: TableSpec, latest_year: int) -> pa.Table:
    """Valid text rows as typed columns, in canonical order, missing columns null."""
    arrays = {}
    for column in spec.columns:
        if column.name not in frame.columns:
            arrays[column.name] = pa.nulls(len(frame), ARROW_TYPES[column.type])
        else:
            arrays[column.name] = to_arrow(frame[column.name], column.type, latest_year)
    return pa.table(arrays)


def check_rows(
    frame: pd.DataFrame, spec: TableSpec, extracted: date, headers: Headers | None = None
) -> Checked:
    """Validate and type one batch of raw rows.

    Args:
        frame: cleaned text cells, canonical column names, index 0..n-1; columns may be missing.
        spec: the table.
        extracted: the day the drop was taken, in local time.
        headers: what the file calls each column, for messages.
    """
    named = {column.name: spec.header(column.name) for column in spec.columns} | dict(headers or {})
    latest_year = extracted.year + YEARS_AHEAD
    failures = pd.DataFrame(columns=FAILURE_COLUMNS)
    try:
        schema_for(spec, tuple(frame.columns), extracted).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        failures = _failures(errors, spec, named, latest_year)
    positions = np.setdiff1d(np.arange(len(frame)), failures["position"].to_numpy(dtype="int64"))
    good = frame if len(positions) == len(frame) else frame.iloc[positions]
    findings = _findings(frame, spec, named)
    return Checked(_typed(good, spec, latest_year), positions, failures, findings)
