"""Annual tables as CSV files in the published layout.

Belongs here: identifier columns, order, one file a table. Does not belong here: which figure stands
where (layout), the workbook (workbook).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pipelines.reports.annual.figures import Year
from pipelines.reports.annual.layout import AnnualTable
from pipelines.reports.marts import Publication

# The two orders of identifier columns in the DfE's files.
IDENTIFIERS = {
    "A": (
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
        "region_code", "region_name", "old_la_code", "new_la_code", "la_name",
    ),
    "B": (
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
        "region_code", "region_name", "old_la_code", "la_name", "new_la_code",
    ),
}  # fmt: skip


def published_columns(table: AnnualTable) -> list[str]:
    """Every column of the table's file in order."""
    return [*IDENTIFIERS[table.order], *table.filters, *table.indicators]


def published_rows(
    table: AnnualTable, years: Sequence[Year], publication: Publication
) -> list[list[str]]:
    """The file's rows, newest year first; an unknown cell holds its symbol, a blank none at all.

    The council's codes other than the three digits are not in its extracts and stay empty: the
    DfE's own files are joined on ``old_la_code``.
    """
    rows: list[list[str]] = []
    for year in years:
        place = {
            "time_period": str(year.year),
            "time_identifier": "Reporting year",
            "geographic_level": "Local authority",
            "country_code": "E92000001",
            "country_name": "England",
            "old_la_code": publication.la_code,
            "la_name": publication.la_name,
        }
        identifiers = [place.get(name, "") for name in IDENTIFIERS[table.order]]
        for filters, cells in year.rows:
            shown = ["" if cell is None else str(cell) for cell in cells.values()]
            rows.append([*identifiers, *filters, *shown])
    return rows


def as_csv(table: AnnualTable, years: Sequence[Year], publication: Publication) -> bytes:
    """The file's bytes: UTF-8, commas, line feeds, as the published ones."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(published_columns(table))
    writer.writerows(published_rows(table, years, publication))
    return text.getvalue().encode("utf-8")
