"""The golden cases of each KPI, put into lines that a reader can follow.

Belongs here: reading ``tests/sql/kpi`` and saying what is given and expected, with the dates. Does
not belong here: running the cases (tests), laying out a page (pages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pipelines.canonical.model import load_tables
from pipelines.settings import PROJECT_ROOT

CASES = PROJECT_ROOT / "tests" / "sql" / "kpi"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIGURE = ("numerator", "denominator", "value", "value_display", "status")
_DAY = ("event_date", "snapshot_date", "period_end")


@dataclass(frozen=True)
class Case:
    """One golden case in words."""

    title: str
    month: str
    settings: tuple[str, ...]
    given: tuple[str, ...]
    expected: tuple[str, ...]

    @property
    def has_dates(self) -> bool:
        """Whether a reader sees on which days the case turns."""
        return any("/20" in line or "/19" in line for line in (*self.given, *self.expected))


def read_cases(root: Path = CASES) -> dict[str, tuple[Case, ...]]:
    """Every case in order, by the name of the KPI file it belongs to."""
    found = {}
    for file in sorted(root.rglob("*.yml")):
        rows = yaml.load(file.read_text(encoding="utf-8"), _LOADER) or []  # noqa: S506
        found[file.stem] = tuple(_case(row) for row in rows)
    return found


def _case(row: Mapping[str, Any]) -> Case:
    given = [
        line
        for table, records in (row.get("given") or {}).items()
        for record in records or []
        if (line := _record(table, record))
    ]
    figures = [
        ", ".join(f"{name} {_shown(value)}" for name, value in figure.items())
        for figure in row.get("figures") or []
    ]
    expected = [
        _expectation(one)
        for name in ("expect_cohort", "expect_value")
        for one in row.get(name) or []
    ]
    if row.get("expect_cohort") == []:
        expected.append("nothing is counted")
    settings = [f"{name} = {value}" for name, value in (row.get("parameters") or {}).items()]
    return Case(
        str(row["case"]),
        str(row["month"]),
        tuple(settings),
        (*given, *figures),
        tuple(expected),
    )


def _record(table: str, record: Mapping[str, Any]) -> str:
    """A given record by its key, with its dates and flags: what decides a boundary."""
    spec = load_tables()[table]
    key = "|".join(_shown(record[name]) for name in spec.key if name in record)
    told = [
        f"{name.replace('_', ' ')} {_shown(value)}"
        for name, value in record.items()
        if name not in spec.key and isinstance(value, date | bool | int | float)
    ]
    return f"{table.replace('_', ' ')} {key}: {', '.join(told)}" if told else ""


def _expectation(row: Mapping[str, Any]) -> str:
    member = [
        _shown(value)
        for name, value in row.items()
        if name not in (*_FIGURE, *_DAY) and value is not None
    ]
    days = [_shown(row[name]) for name in _DAY if row.get(name) is not None]
    figures = [
        f"{name.replace('_', ' ')} {_shown(row[name])}"
        for name in _FIGURE
        if row.get(name) is not None
    ]
    where = " ".join([*member, *(["on", *days] if days else [])])
    return f"{where}: {', '.join(figures) or 'counted'}"


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(Decimal(str(value)))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(one) for one in value)
    return str(value)
