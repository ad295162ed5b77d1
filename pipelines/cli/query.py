"""``kpi query``: an analyst's own SQL over a published warehouse, read-only.

Belongs here: opening, running one query, printing. Does not belong here: saved queries.
"""

from __future__ import annotations

import duckdb
import typer

from pipelines.cli.common import (
    LaOption,
    OutputFormat,
    checked_month,
    open_database,
    print_rows,
    publication_for,
    the_authority,
    the_paths,
)
from pipelines.errors import WrongUse


def query(
    sql: str = typer.Argument(help='For example "select kpi_id, value from kpi_value limit 5".'),
    la: str | None = LaOption,
    as_at: str | None = typer.Option(None, "--as-at", help="As published for this month."),
    how: OutputFormat = typer.Option(OutputFormat.TABLE, "--format", help="table, csv or json."),
) -> None:
    """Run SQL over the published marts; nothing can be changed."""
    paths = the_paths()
    publication = publication_for(paths, the_authority(paths, la), checked_month(as_at))
    con = open_database(publication.folder / "kpi.duckdb")
    # The query sees the published file and nothing else: no other file, no setting.
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    try:
        result = con.execute(sql)
    except duckdb.Error as error:
        raise WrongUse(f"the query did not run: {str(error).splitlines()[0]}") from error
    columns = [item[0] for item in result.description or []]
    print_rows(columns, result.fetchall(), how)
