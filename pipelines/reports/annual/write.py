"""Writes the annual tables of a publication into one folder.

Belongs here: which files there are and their names. Does not belong here: what is in them.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.reports import marts
from pipelines.reports.annual.files import as_csv
from pipelines.reports.annual.layout import annual_tables
from pipelines.reports.annual.workbook import annual_years, write_annual_workbook
from pipelines.reports.sheet import write_private


def write_annual_tables(analysts_db: Path, out: Path) -> list[Path]:
    """The workbook and one CSV a table, all readable by their owner only; the workbook first.

    Raises:
        DataProblem: if the database is missing or unreadable.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    with marts.opened(analysts_db) as con:
        publication = marts.publication(con)
        tables = annual_years(con, annual_tables())
        name = f"annual_tables_{publication.la_code}_{publication.month}.xlsx"
        written = [write_annual_workbook(con, out / name, publication, tables)]
    mark = "synthetic_" if publication.is_synthetic else ""
    for table, years in tables:
        file = out / f"{mark}{table.table}_{publication.la_code}.csv"
        write_private(file, as_csv(table, years, publication))
        written.append(file)
    return written
