"""Sheets that explain: definitions, data quality, and what the file is.

Belongs here: laying out the catalogue, load audit, rejections and parameters. Does not belong here:
figures. No sheet here shows a record; rejections are counts by rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from pipelines.reports.cells import text
from pipelines.reports.marts import Measure, Record, columns_of, records
from pipelines.reports.sheet import Book
from pipelines.reports.styles import BAND, NAME, WRAPPED, Cell, Column, number_style
from pipelines.reports.words import (
    BASES,
    POLARITY,
    RAG_MEANING,
    STATUS,
    STATUS_REASON,
    UNITS,
    day,
    domain_position,
    domain_words,
    moment,
)


def _fact(name: str) -> Any:
    return lambda measure: text(_joined(measure.facts.get(name)))


def _joined(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value)


_DEFINITIONS: list[Column[Measure]] = [
    Column("Measure", 28, lambda m: Cell(m.name, NAME)),
    Column("Definition", 54, _fact("definition")),
    Column("Clock", 28, _fact("clock")),
    Column("Source", 24, _fact("source")),
    Column("Caveats", 36, _fact("caveats")),
    Column("Limits and choices", 30, _fact("parameters")),
    Column("Compared with", 18, _fact("comparator")),
    Column("Direction", 12, lambda m: text(POLARITY.get(m.polarity, m.polarity))),
    Column("Headline", 11, lambda m: text(BASES.get(m.headline_basis, m.headline_basis))),
    Column("Version", 8, lambda m: Cell(m.facts["version"], number_style("count", 0)), True),
    Column("Domain", 18, lambda m: text(domain_words(m.domain))),
    Column("Unit", 14, lambda m: text(UNITS.get(m.unit, m.unit.replace("_", " ")))),
    Column("Bases", 18, _fact("bases")),
    Column("Identifier", 34, lambda m: text(m.file_stem)),
]
_PRINTED_DEFINITIONS = 10


def definitions(book: Book, con: duckdb.DuckDBPyConnection, measures: Sequence[Measure]) -> None:
    """What every measure counts, by which clock, from where, with its caveats and version."""
    note = "What each measure counts. The version changes when the definition does."
    widths = [column.width for column in _DEFINITIONS]
    page = book.page("Definitions", "Definitions", note, widths)
    ordered = sorted(
        measures, key=lambda m: (domain_position(m.domain), m.name.lower(), m.file_stem)
    )
    page.table("definitions", _DEFINITIONS, ordered, height=15)
    if columns_of(con, "parameter"):
        page.line("Parameters: limits that the council may set", BAND, 20)
        rows = records(con, "select * from marts.parameter order by all")
        page.table("parameters", _plain_columns(rows, _PARAMETER, widths), rows, 15, is_first=False)
    page.sheet.print_area(0, 0, page.row, _PRINTED_DEFINITIONS - 1)


_PARAMETER = {
    "name": "Parameter",
    "description": "Meaning",
    "value_text": "Value",
    "unit": "Unit",
    "source": "Source",
    "default_text": "Default",
}
_LOAD_AUDIT = {
    "source_file": "File",
    "table_name": "Table",
    "month": "Delivered for",
    "extra_columns": "Columns we do not know",
    "missing_columns": "Columns we look for and miss",
    "rows_read": "Rows read",
    "rows_loaded": "Loaded",
    "rows_rejected": "Rejected",
    "revision": "Revision",
    "source_part": "Part of the file",
}
_REJECTIONS = {
    "table_name": "Table",
    "column_name": "Column",
    "month": "Delivered for",
    "rule": "Rule",
    "message": "What was found",
    "rows_count": "Rows",
}


def _plain_columns(
    rows: Sequence[Record], wanted: dict[str, str], widths: Sequence[float]
) -> list[Column[Record]]:
    present = [name for name in wanted if rows and name in rows[0]]
    return [
        Column(wanted[name], width, _plain_cell(name), _is_count(rows, name))
        for name, width in zip(present, widths, strict=False)
    ]


def _is_count(rows: Sequence[Record], name: str) -> bool:
    return any(isinstance(row[name], int) for row in rows)


def _plain_cell(name: str) -> Any:
    def cell(row: Record) -> Cell:
        value = row[name]
        if isinstance(value, int) and not isinstance(value, bool):
            return Cell(value, number_style("count", 0))
        if hasattr(value, "year"):
            return Cell(value, WRAPPED)
        return text(_joined(value))

    return cell


def data_quality(book: Book, con: duckdb.DuckDBPyConnection) -> None:
    """What was read, loaded and rejected; rejections as counts by rule, never the rows."""
    note = "Every row read is either loaded or rejected with a reason."
    widths = (34, 30, 14, 30, 50, 12, 12, 12, 12, 24)
    page = book.page("Data quality", "What was loaded and what was not", note, widths)
    page.line("Rows rejected, and what could not be credited, by rule", BAND, 20)
    found = _listed(con, "data_quality", "month desc, table_name, rule, column_name")
    page.table("rejected", _plain_columns(found, _REJECTIONS, widths), found, 15)
    page.line("Every file delivered", BAND, 20)
    order = "month desc, revision desc, table_name, source_file, source_part"
    loads = _listed(con, "load_audit", order)
    columns = _plain_columns(loads, _LOAD_AUDIT, widths)
    page.table("load_audit", columns, loads, 15, is_first=False)


def _listed(con: duckdb.DuckDBPyConnection, mart: str, order: str) -> list[Record]:
    if not columns_of(con, mart):
        return []
    return records(con, f"select * from marts.{mart} order by {order}")


def about(book: Book) -> None:
    """What the file is, when it was made, and how to read it."""
    publication = book.publication
    page = book.page("About", "About this workbook", "How to read it.", [34, 100])
    released = publication.released_by or "not yet released"
    facts = [
        ("Council", f"{publication.la_name} ({publication.la_code})"),
        ("Publication", publication.publication_id),
        ("State", "Draft" if publication.is_draft else "Final"),
        ("Released by", released),
        ("Data to", day(publication.data_to)),
        ("Extracted from the source systems", moment(publication.extracted_at)),
        ("Published", moment(publication.published_at)),
        *((f"Fingerprint: {name}", value) for name, value in sorted(publication.hashes.items())),
    ]
    _facts(page, "This publication", facts)
    _facts(page, "Against target", [("Colours", RAG_MEANING), *_RULES])
    _facts(page, "Words used instead of a value", _status_facts())


_RULES = [
    (
        "What is judged",
        "The rounded value is set against the target, so what is printed is what is judged.",
    ),
    (
        "Small numbers",
        "Fewer than 10 cases are shown as a count such as '7 of 9': no percentage, no colour.",
    ),
    (
        "Comparators",
        "Similar councils and England are published later than our own figures. Each is shown "
        "with its own period and how many months that lies behind ours.",
    ),
    (
        "Signal",
        "Speaks only when the monthly chart shows more than its usual variation; one month "
        "better or worse than the last is not a signal by itself.",
    ),
    (
        "Trend",
        "Up to 24 months of the same measure on the same basis; the dot is the latest.",
    ),
]


def _status_facts() -> list[tuple[str, str]]:
    return [(words, STATUS_REASON[status]) for status, words in STATUS.items() if words]


def _facts(page: Any, heading: str, facts: Sequence[tuple[str, str]]) -> None:
    page.line(heading, BAND, 20)
    for name, value in facts:
        page.sheet.set_row(page.row, 30 if len(value) > 105 else 16)
        page.write(0, Cell(name, NAME))
        page.write(1, text(value))
        page.row += 1
    page.row += 1
