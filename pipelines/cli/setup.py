"""``kpi init`` and ``kpi demo``: a new council's folders, and a synthetic council's drops.

Belongs here: writing starting files and saying what to do next. Does not belong here: what a
synthetic council holds (pipelines.demo).
"""

from __future__ import annotations

import re
from pathlib import Path

import typer

from pipelines.cli.common import notes, the_paths
from pipelines.errors import DataProblem, WrongUse
from pipelines.settings import Paths

_SETTINGS = """# What this council sets; every key is explained in docs/settings.md.
la_code: "{la}"
la_name: {name}
history_months: 36
headline_basis: R12
packs: [core]
lead_roles: [SW, PA, CHAIR, IRO]
neighbour_vintage: "2021-04"
live: false
# Overrides of pipelines/reference_data/parameters.csv, by name, for example:
#   cp_review_clock: days
parameters: {{}}
"""
_TARGETS = (
    "kpi_id,level,team_id,valid_from,valid_to,target,target_upper,tolerance,direction,profile,"
    "kind,source,agreed_by,agreed_on\n"
)
_TEAMS = "team_id,team_name,parent_team_id,manager_id,valid_from,valid_to\n"


def init(
    la: str = typer.Option(..., "--la", help="Authority code, three digits."),
    name: str = typer.Option(..., "--name", help="The council's name as it should be printed."),
) -> None:
    """Prepare a new council: settings, targets, team file, folders and a key."""
    if not re.match(r"^\d{3}$", la):
        raise WrongUse(f"--la {la}: an authority code has three digits, for example 871.")
    paths = the_paths()
    folder = paths.settings / la
    files = {
        folder / "settings.yml": _SETTINGS.format(la=la, name=name),
        folder / "targets.csv": _TARGETS,
        folder / "teams.csv": _TEAMS,
    }
    for file, text in files.items():
        _write_new(file, text)
    for made in (folder / "mappings", folder / "commentary", paths.raw / la):
        made.mkdir(parents=True, exist_ok=True)
        typer.echo(f"folder   {made}")
    _make_key(la)
    typer.echo(f"next: put the month's extracts into {paths.raw / la}/<yyyy-mm>/ and run")
    typer.echo(f"      kpi check {paths.raw / la}/<yyyy-mm>   then   kpi run --la {la}")


def _write_new(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        typer.echo(f"kept     {file}")
        return
    file.write_text(text, encoding="utf-8")
    typer.echo(f"written  {file}")


def _make_key(la: str) -> None:
    # The key turns ids into keys; it lives in the computer's keyring, never in a file here.
    from pipelines.publish.keys import make_key

    try:
        made = make_key(la)
        typer.echo(f"key      {'made' if made else 'kept'} in this computer's keyring")
    except DataProblem as problem:
        typer.echo(f"key      {problem}")


def demo(
    la: str = typer.Option("871", "--la", help="871 is calibrated to the founding report."),
    seed: int | None = typer.Option(None, "--seed", help="Another seed, another council."),
    size: float = typer.Option(1.0, "--size", min=0.1, help="1 is a council of Slough's size."),
    formats: str = typer.Option(
        "ssd", "--formats", help="Formats of the drops, separated by commas; all = every one."
    ),
    months: int = typer.Option(4, "--months", min=1, max=48, help="Months up to June 2015."),
) -> None:
    """Write the monthly drops of a synthetic council (March to June 2015) under raw/."""
    from pipelines.demo.demo import months_ending, write_demo
    from pipelines.demo.formats import chosen
    from pipelines.demo.profile import DEFAULT_MONTHS, DEFAULT_SEED

    paths: Paths = the_paths()
    named = chosen(formats)
    with notes.status("making a synthetic council"):
        files = write_demo(
            paths.raw,
            la_code=la,
            seed=DEFAULT_SEED if seed is None else seed,
            size=size,
            months=months_ending(DEFAULT_MONTHS[-1], months),
            formats=named,
        )
    for folder in sorted({file.parent for file in files}):
        typer.echo(f"written  {folder}  (synthetic)")
