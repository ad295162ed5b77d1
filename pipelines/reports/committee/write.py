"""Writes the committee report's drafts, never over a file that is there.

Belongs here: file names and which copies there are. Does not belong here: content (report).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.reports import marts
from pipelines.reports.committee.document import TEMPLATE, write_document
from pipelines.reports.committee.layout import read_layout
from pipelines.reports.committee.page import write_page
from pipelines.reports.committee.report import make_report
from pipelines.reports.marts import Publication


@dataclass(frozen=True)
class Copy:
    """One audience's copy and the database it is made from."""

    tier: str
    database: Path


def write_committee_report(
    copies: list[Copy], publication: Publication, out: Path, settings: Path | None = None
) -> list[Path]:
    """Write a Word document and a page per copy; a name already taken gets the next number.

    A person edits the document; drafting again leaves that file as it is.

    Raises:
        DataProblem: if a database cannot be read; WrongUse: if the council's layout cannot.
    """
    layout = read_layout(settings)
    template = settings / TEMPLATE if settings else None
    written = []
    for copy in copies:
        folder = out / copy.tier
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stem = _free_stem(folder, f"committee_{publication.la_code}_{publication.month}")
        with marts.opened(copy.database) as con:
            report = make_report(con, publication, layout, copy.tier)
        written.append(write_document(report, folder / f"{stem}.docx", template))
        written.append(write_page(report, folder / f"{stem}.html"))
    return written


def _free_stem(folder: Path, stem: str) -> str:
    number = 1
    while any((folder / f"{stem}_draft{number}{ending}").exists() for ending in (".docx", ".html")):
        number += 1
    return f"{stem}_draft{number}"
