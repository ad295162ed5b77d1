"""``kpi handbook``: the pages about every KPI, from the SQL files and their cases.

Belongs here: the command's options and what it prints. Does not belong here: the pages
(pipelines.handbook).
"""

from __future__ import annotations

from pathlib import Path

import typer

from pipelines.errors import WrongUse
from pipelines.handbook import differences, write


def handbook(
    catalogue: Path | None = typer.Option(
        None, "--catalogue", help="A published catalogue (CSV); lists every difference from it."
    ),
) -> None:
    """Write docs/kpis anew: one page a KPI, the index, and where asked the list of differences."""
    number = write.write()
    typer.echo(f"{number} pages in {write.FOLDER.relative_to(write.PROJECT_ROOT)}")
    if catalogue is None:
        return
    if not catalogue.is_file():
        raise WrongUse(f"{catalogue}: no such file; give the catalogue's CSV.")
    found = differences.compared(differences.read_catalogue(catalogue), write.entries())
    (write.FOLDER / write.DIFFERENCES).write_text(differences.page(found), encoding="utf-8")
    unexplained = sum(1 for one in found if not one.reason)
    typer.echo(f"{len(found)} differences from {catalogue.name}, {unexplained} without a reason")
