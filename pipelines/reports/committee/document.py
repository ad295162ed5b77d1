"""The committee report as a Word document, in a template a council can restyle.

Belongs here: paragraphs, pictures and styles. Does not belong here: what is said (report).
The template is any .docx with the usual heading styles; without one the library's own is used.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.shared import Cm, Pt, RGBColor

from pipelines.reports.committee.pictures import chart_png
from pipelines.reports.committee.report import NOTHING, Part, Report
from pipelines.reports.committee.sentences import Drafted
from pipelines.reports.scorecard.drawing import said
from pipelines.reports.sheet import write_private
from pipelines.reports.words import day, moment, month_name

TEMPLATE = "committee_report.docx"
_QUIET = RGBColor(0x52, 0x60, 0x6D)
_UNDATED = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip file can hold


def write_document(report: Report, path: Path, template: Path | None = None) -> Path:
    """Write the report; readable by its owner only."""
    document = Document(str(template)) if template and template.exists() else _plain()
    stamp = report.publication
    _running_head(document, report)
    document.add_heading(f"{report.title}: {month_name(stamp.month)}", level=0)
    if stamp.banner:
        _strong(document, stamp.banner)
    _quiet(document, report.tier_text)
    _quiet(
        document,
        f"{stamp.la_name}. Data to {day(stamp.data_to)}, extracted {moment(stamp.extracted_at)}, "
        f"publication {stamp.publication_id} ({stamp.status}).",
    )
    document.add_heading("Purpose", level=1)
    document.add_paragraph(report.purpose)
    for part in report.lists:
        _part(document, part, with_charts=True)
    for line in report.left_out:
        _quiet(document, line)
    document.add_heading("By subject", level=1)
    for part in report.sections:
        _part(document, part, with_charts=False, level=2)
    _properties(document, report)
    write_private(path, _saved(document))
    return path


def _properties(document: Any, report: Report) -> None:
    """What the file says of itself: the publication's own date and council, never the clock."""
    stamp, says = report.publication, document.core_properties
    made = stamp.published_at or stamp.extracted_at or datetime(2000, 1, 1)
    says.title, says.author = f"{report.title}: {month_name(stamp.month)}", stamp.la_name
    says.subject, says.comments = stamp.banner, f"Publication {stamp.publication_id}"
    says.created = says.modified = made.replace(tzinfo=None)


def _saved(document: Any) -> bytes:
    """The document's bytes, the same for the same report: its library dates each part by clock."""
    saved, content = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(content, "w", ZIP_DEFLATED) as out:
        for part in parts.infolist():
            out.writestr(ZipInfo(part.filename, _UNDATED), parts.read(part), ZIP_DEFLATED)
    return content.getvalue()


def _plain() -> Any:
    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
    return document


def _running_head(document: Any, report: Report) -> None:
    """The marks every page must carry, above and below."""
    for section in document.sections:
        text = "   |   ".join(
            part for part in (report.publication.banner, report.tier_text) if part
        )
        section.header.paragraphs[0].text = text
        section.footer.paragraphs[0].text = report.publication.publication_id


def _part(document: Any, part: Part, with_charts: bool, level: int = 1) -> None:
    document.add_heading(part.heading, level=level)
    if part.lead:
        _quiet(document, part.lead)
    if not part.statements:
        document.add_paragraph(NOTHING)
    for statement in part.statements:
        _statement(document, statement, with_charts)


def _statement(document: Any, statement: Drafted, with_chart: bool) -> None:
    paragraph = _kept(document.add_paragraph())
    name, _, rest = statement.text.partition(": ")
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(rest)
    if statement.reason:
        reason = _kept(document.add_paragraph())
        reason.add_run(f"Why it is here: {statement.reason}.").italic = True
    for comment in statement.fact.comments:
        said_by = f"{comment['author']}, {comment['role']}"
        _kept(document.add_paragraph(f"{comment['comment_text']} ({said_by})"))
    chart = statement.fact.chart
    if with_chart and chart is not None and not statement.is_hidden:
        document.add_picture(io.BytesIO(chart_png(statement.fact)), width=Cm(15))
        _kept(document.paragraphs[-1])
        picture = document.inline_shapes[-1]
        picture._inline.docPr.set("descr", said(chart, chart.points))
    _quiet(document, f"Evidence: {statement.evidence}.")


def _kept(paragraph: Any) -> Any:
    """On the same page as what follows: a statement is not torn from its evidence."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _quiet(document: Any, text: str) -> None:
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), _QUIET


def _strong(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True
