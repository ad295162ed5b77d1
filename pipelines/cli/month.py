"""``kpi run``, ``check``, ``accept`` and ``release``: the month as a person drives it.

Belongs here: choosing months, progress, and saying what was produced. Does not belong here: the
steps of a run (pipelines.run).
"""

from __future__ import annotations

import re
from pathlib import Path

import typer

from pipelines.cli.common import LaOption, MonthOption, checked_month, notes, plain_table, the_paths
from pipelines.errors import DataProblem, WrongUse
from pipelines.publish.reading import the_authority
from pipelines.settings import Paths

_MONTH_FOLDER = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")


def months_dropped(paths: Paths, la_code: str) -> list[str]:
    """The months that have a drop folder, oldest first."""
    folder = paths.raw / la_code
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(one.name for one in found if one.is_dir() and _MONTH_FOLDER.match(one.name))


def run(
    la: str | None = LaOption,
    month: str | None = MonthOption,
    all_months: bool = typer.Option(False, "--all-months", help="Every month dropped, in order."),
    quiet: bool = typer.Option(False, "--quiet", help="No progress and no table."),
) -> None:
    """Run the month: check and load the drop, compute, compare, publish a draft."""
    from pipelines.run.month import run_month

    paths = the_paths()
    la_code = the_authority(paths, la)
    dropped = months_dropped(paths, la_code)
    if not dropped:
        raise WrongUse(f"{paths.raw / la_code} holds no drop; put the extracts of a month there.")
    asked = checked_month(month) or dropped[-1]
    chosen = dropped if all_months else [asked]
    if not all_months and asked not in dropped:
        raise WrongUse(f"no drop for {asked}; there are: {', '.join(dropped)}.")
    progress = (lambda _text: None) if quiet else (lambda text: notes.print(f"  {text}"))
    for one in chosen:
        if not quiet:
            notes.print(f"{la_code} {one}")
        outcome = run_month(paths, la_code, one, progress)
        for message in outcome.messages:
            typer.echo(message)
        if outcome.is_new and one == chosen[-1] and not quiet:
            typer.echo(outcome.table())
        for file in outcome.files:
            typer.echo(f"produced {file}")


def check(
    paths_to_check: list[Path] = typer.Argument(
        metavar="PATH...", help="Drop folders or single files."
    ),
) -> None:
    """Check extracts without loading anything; says all that is wrong, where, and who mends it."""
    from pipelines.landing.check import check_paths
    from pipelines.landing.council import council_of
    from pipelines.run.check_lists import write_check_lists

    paths = the_paths()
    report = check_paths(paths_to_check, paths.warehouse, lambda la: council_of(paths, la))
    columns = ("table", "file", "part", "rows_read", "rows_good", "rows_rejected")
    rows = [[getattr(one, name) for name in columns] for one in report.tables]
    typer.echo(plain_table(columns, rows))
    for heading, lines in (
        ("Stops the load", report.refusals),
        ("Rows that would be rejected", report.rejections),
        ("To know", report.notes),
    ):
        if lines:
            typer.echo(f"\n{heading}")
            typer.echo("\n".join(f"  {line}" for line in lines))
    for drop, tables in report.drops:
        for file in write_check_lists(paths, drop, tables):
            typer.echo(f"produced {file}")
    if report.refusals:
        raise DataProblem("these extracts cannot be loaded as they are; see above.")
    if report.rejections:
        raise DataProblem(
            "these extracts load without the rows above, and the month is held until someone "
            "accepts that; mend the rows, or accept the hold that 'kpi run' will name."
        )
    typer.echo("\nthese extracts can be loaded")


def accept(
    hold: str = typer.Argument(help="The hold's name as 'kpi run' printed it."),
    by: str = typer.Option(..., "--by", help="Who accepts."),
    reason: str = typer.Option(..., "--reason", help="Why the change is right."),
    la: str | None = LaOption,
) -> None:
    """Accept a hold (an unusual fall or withdrawal of records), so that the month can be run."""
    from pipelines.landing.holds import accept_hold

    paths = the_paths()
    la_code = the_authority(paths, la)
    accept_hold(paths.warehouse, hold, by=by, reason=reason, la_code=la_code)
    typer.echo(f"accepted {hold} by {by}; now: kpi run --la {la_code}")


def release(
    by: str = typer.Option(..., "--by", help="Name and role of the person who releases."),
    la: str | None = LaOption,
    month: str | None = MonthOption,
) -> None:
    """Make a month's newest draft final; panels see finals only."""
    from pipelines.publish import ledger
    from pipelines.run.month import release_month

    paths = the_paths()
    la_code = the_authority(paths, la)
    chosen = checked_month(month)
    if chosen is None:
        current = ledger.current(paths.warehouse, la_code)
        if current is None:
            raise WrongUse("nothing is published yet; run 'kpi run' first.")
        chosen = current.month
    made, messages, files = release_month(paths, la_code, chosen, by)
    typer.echo(f"{made.publication_id} is final, released by {by}")
    for message in messages:
        typer.echo(message)
    for file in files:
        typer.echo(f"produced {file}")
