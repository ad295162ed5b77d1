"""``kpi map``: a draft column mapping for a council's own file.

Belongs here: arguments and printing. Does not belong here: proposing (sources.mapping.propose).
"""

from __future__ import annotations

from pathlib import Path

import typer

from pipelines.cli.common import the_paths
from pipelines.errors import WrongUse


def map_file(
    file: Path = typer.Argument(help="A CSV, XLSX or Parquet file."),
    table: str | None = typer.Option(None, "--table", help="The table it holds, if you know."),
    la: str | None = typer.Option(None, "--la", help="Authority code, for its synonyms."),
) -> None:
    """Propose a mapping of a file's columns, with its reasons; save it under settings/mappings."""
    from pipelines.sources.mapping.propose import propose

    if not file.is_file():
        raise WrongUse(f"there is no file {file}")
    typer.echo(propose(file, table, the_paths().settings / la if la else None), nl=False)
