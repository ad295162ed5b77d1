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

import typer
from rich.console import Console

from pipelines.errors import WrongUse
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


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], how: OutputFormat) -> None:
    """Rows as a plain table, CSV or JSON on standard output."""
    if how is OutputFormat.JSON:
        typer.echo(rows_as_json(columns, rows))
    elif how is OutputFormat.CSV:
        typer.echo(rows_as_csv(columns, rows), nl=False)
    else:
        typer.echo(plain_table(columns, rows))


def rows_as_json(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """One object a row, numbers as numbers, dates as ISO text."""
    objects = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
    return json.dumps(objects, indent=1, ensure_ascii=False)


def rows_as_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Headings and rows, comma separated, unknown as nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if v is None else _plain(v) for v in row] for row in rows])
    return text.getvalue()


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
