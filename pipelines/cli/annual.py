"""``kpi annual``: the year's figures in the published layouts, ready to compare with a return.

Belongs here: choosing the publication and the folder. Does not belong here: the tables.
"""

from __future__ import annotations

from pathlib import Path

import typer

from pipelines.cli.common import LaOption, checked_month, the_paths
from pipelines.publish.reading import publication_for, the_authority


def annual(
    la: str | None = LaOption,
    as_at: str | None = typer.Option(None, "--as-at", help="As published for this month."),
    out: Path | None = typer.Option(
        None, "--out", help="Folder; default: warehouse/<la>/annual/<publication>."
    ),
) -> None:
    """Write the annual tables: a workbook, and a CSV for each published table."""
    from pipelines.publish import ledger
    from pipelines.reports.annual.write import write_annual_tables

    paths = the_paths()
    la_code = the_authority(paths, la)
    made = publication_for(paths, la_code, checked_month(as_at))
    folder = out or paths.of_la(la_code) / "annual" / made.folder.name
    for file in write_annual_tables(made.database(ledger.ANALYSTS), folder):
        typer.echo(f"produced {file}")
