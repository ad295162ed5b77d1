"""What every command shares: which authority, which publication, how a table is printed.

Belongs here: choosing and printing. Does not belong here: any figure (SQL), any rule (pipelines).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import duckdb
import typer
from rich.console import Console

from pipelines.errors import WrongUse
from pipelines.publish import ledger
from pipelines.settings import Paths, default_paths

console = Console(highlight=False, soft_wrap=True)
notes = Console(stderr=True, highlight=False, soft_wrap=True)
_MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")

LaOption = typer.Option(None, "--la", help="Authority code, three digits; not needed if only one.")
MonthOption = typer.Option(None, "--month", help="Month as YYYY-MM; default: the newest.")


class OutputFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def the_paths() -> Paths:
    """The folders of this installation."""
    return default_paths()


def checked_month(month: str | None) -> str | None:
    """The month as given, if it reads YYYY-MM.

    Raises:
        WrongUse: saying how a month is written.
    """
    if month is not None and not _MONTH.match(month):
        raise WrongUse(f"'{month}' is no month; write it as YYYY-MM, for example 2015-04.")
    return month


def authorities(paths: Paths) -> list[str]:
    """Authority codes that have a drop folder or a warehouse."""
    found: set[str] = set()
    for root in (paths.raw, paths.warehouse):
        if root.exists():
            found |= {p.name for p in root.iterdir() if p.is_dir() and re.match(r"^\d{3}$", p.name)}
    return sorted(found)


def the_authority(paths: Paths, la_code: str | None) -> str:
    """The authority asked for, or the only one there is.

    Raises:
        WrongUse: if there is none, or several and none was named.
    """
    known = authorities(paths)
    if la_code is None and len(known) == 1:
        return known[0]
    if la_code is None:
        many = f"say which with --la: {', '.join(known)}." if known else "there is no drop yet."
        raise WrongUse(
            f"{many} 'kpi demo' makes a synthetic one; 'kpi init' prepares a new council."
        )
    if la_code not in known:
        raise WrongUse(
            f"no drop and no figures for authority {la_code}; known: {', '.join(known)}."
        )
    return la_code


def publication_for(paths: Paths, la_code: str, as_at: str | None) -> ledger.Publication:
    """The publication in force, or the record publication of the month named.

    Raises:
        WrongUse: if there is none, saying which months have one.
    """
    warehouse = paths.warehouse
    everything = ledger.publications(warehouse, la_code)
    if as_at is None:
        found = ledger.current(warehouse, la_code)
    else:
        found = ledger.record_of_month(warehouse, la_code, as_at)
    if found is None:
        months = sorted({one.month for one in everything})
        have = f"published months: {', '.join(months)}" if months else "run 'kpi run' first"
        raise WrongUse(f"no publication of {la_code} for {as_at or 'any month'}; {have}.")
    return found


def open_database(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can only read one published file, with its marts in reach."""
    con = duckdb.connect(":memory:")
    path = str(file).replace("'", "''")
    con.execute(f"attach '{path}' as warehouse (read_only)")
    con.execute("use warehouse")
    con.execute("set search_path = 'warehouse.marts'")
    con.execute("set TimeZone = 'Europe/London'")
    return con


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], how: OutputFormat) -> None:
    """Rows as a plain table, CSV or JSON on standard output."""
    if how is OutputFormat.JSON:
        objects = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        typer.echo(json.dumps(objects, indent=1, ensure_ascii=False))
    elif how is OutputFormat.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([["" if v is None else _plain(v) for v in row] for row in rows])
        typer.echo(text.getvalue(), nl=False)
    else:
        typer.echo(plain_table(columns, rows))


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under their headings, numbers to the right, nothing but text and spaces."""
    cells = [[as_text(value) for value in row] for row in rows]
    widths = [
        max(len(head), *(len(row[n]) for row in cells)) if cells else len(head)
        for n, head in enumerate(columns)
    ]
    right = [
        bool(cells) and all(re.match(r"^[-\d.,%]*$", row[n]) for row in cells)
        for n in range(len(columns))
    ]
    lines = [_line(columns, widths, right), _line(["-" * width for width in widths], widths, right)]
    lines += [_line(row, widths, right) for row in cells]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(parts).rstrip()


def as_text(value: object) -> str:
    """One value as a person reads it: no zeros that only a column's type added."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return (
            f"{value.normalize():f}"
            if value == value.to_integral_value()
            else f"{value:f}".rstrip("0")
        )
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
