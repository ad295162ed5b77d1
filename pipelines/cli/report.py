"""``kpi report``: draft the committee report anew, beside drafts that people may have edited.

Belongs here: choosing the publication and the folder. Does not belong here: the report itself.
"""

from __future__ import annotations

from pathlib import Path

import typer

from pipelines.cli.common import LaOption, MonthOption, checked_month, the_paths
from pipelines.publish.reading import publication_for, the_authority


def report(
    la: str | None = LaOption,
    month: str | None = MonthOption,
    out: Path | None = typer.Option(
        None, "--out", help="Folder; default: warehouse/<la>/committee."
    ),
) -> None:
    """Draft the committee report: officers' and public copies, as a document and a page.

    Drafts are numbered; a file that is there is never written over.
    """
    from pipelines.publish import ledger
    from pipelines.reports import marts
    from pipelines.reports.committee.write import Copy, write_committee_report

    paths = the_paths()
    la_code = the_authority(paths, la)
    made = publication_for(paths, la_code, checked_month(month))
    with marts.opened(made.database(ledger.ANALYSTS)) as con:
        stamp = marts.publication(con)
    copies = [
        Copy("officers", made.database(ledger.ANALYSTS)),
        Copy("public", made.database(ledger.PUBLIC)),
    ]
    folder = out or paths.of_la(la_code) / "committee"
    for file in write_committee_report(copies, stamp, folder, paths.settings / la_code):
        typer.echo(f"produced {file}")
