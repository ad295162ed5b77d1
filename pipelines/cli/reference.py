"""``kpi reference``: published files that figures are compared with.

Belongs here: adding and fetching files, listing what was read. Does not belong here: reading
(pipelines.reference), comparing (SQL).
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

import typer

from pipelines.cli.common import OutputFormat, notes, print_rows, the_paths
from pipelines.errors import WrongUse
from pipelines.reference import store
from pipelines.settings import reference_api


class Action(StrEnum):
    """What can be done with reference files."""

    ADD = "add"
    LIST = "list"
    REFRESH = "refresh"


def reference(
    action: Action = typer.Argument(
        help="add FILE...: read published files; list: what there is; refresh: fetch newer ones."
    ),
    files: list[Path] = typer.Argument(None, help="Files to add: CSV, CSV.GZ or LAIT's workbook."),
    publication: str | None = typer.Option(None, "--publication", help="For add: its title."),
    release: str | None = typer.Option(None, "--release", help="For add: the release, e.g. 2025."),
    published_on: str | None = typer.Option(
        None, "--published-on", help="For add: the day of publication, yyyy-mm-dd."
    ),
    vintage: str | None = typer.Option(
        None, "--vintage", help="For add: the month of a neighbour model, e.g. 2025-05."
    ),
    how: OutputFormat = typer.Option(OutputFormat.TABLE, "--format", help="table, csv or json."),
) -> None:
    """Published comparators: add files, list what was read, or fetch newer ones from the DfE."""
    paths = the_paths()
    if action is Action.ADD:
        if not files:
            raise WrongUse("kpi reference add FILE...: name at least one file.")
        said = {
            "publication": publication,
            "release": release,
            "published_on": _checked_day(published_on),
            "vintage": vintage,
        }
        known = {name: value for name, value in said.items() if value}
        stored = [store.add(paths, file, known) for file in files]
    elif action is Action.REFRESH:
        from pipelines.reference.api import Api
        from pipelines.reference.refresh import refresh

        stored = refresh(paths, Api(reference_api()), notes.print)
        if not stored:
            notes.print("nothing newer was published")
            return
    else:
        stored = store.read_all(paths)
    _print(stored, how)


def _checked_day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise WrongUse(f"--published-on {text}: write the day as yyyy-mm-dd.") from error


def _print(stored: list[store.Kept], how: OutputFormat) -> None:
    rows = [store.account_of(one) for one in stored]
    if not rows:
        notes.print(
            "no reference files; put published files into raw/reference/ or add them with "
            "'kpi reference add FILE...'."
        )
        return
    print_rows(list(rows[0]), [list(row.values()) for row in rows], how)
    for one in stored:
        for reason, count in one.rejected.items():
            notes.print(f"{one.file.name}: {count} rows not read: {reason}")
        if one.is_inferred and one.layout in ("ees", "lait"):
            notes.print(
                f"{one.file.name}: day of publication taken as {one.released_on}; "
                "give it with --published-on if it is another."
            )
