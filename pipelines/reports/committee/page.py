"""The committee report as a web page: one file, nothing fetched, readable without scripts.

Belongs here: turning a report into HTML. Does not belong here: what is said (report).
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from pipelines.reports.committee.report import NOTHING, Report
from pipelines.reports.committee.sentences import Drafted
from pipelines.reports.scorecard.drawing import control_chart
from pipelines.reports.sheet import write_private
from pipelines.reports.words import UNITS, day, moment, month_name

HERE = Path(__file__).parent
STYLE = HERE.parent / "scorecard" / "scorecard.css"


def write_page(report: Report, path: Path) -> Path:
    """Write the page; readable by its owner only."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=select_autoescape(["j2"]),
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"chart": _chart, "day": day, "moment": moment, "nothing": NOTHING}
    text = environment.get_template("committee.html.j2").render(
        report=report,
        publication=report.publication,
        month=month_name(report.publication.month),
        style=Markup(STYLE.read_text("utf-8")),
    )
    write_private(path, text.encode("utf-8"))
    return path


def _chart(statement: Drafted) -> Markup:
    chart = statement.fact.chart
    if chart is None or statement.is_hidden:
        return Markup("")
    unit = statement.fact.figure.measure.unit
    return control_chart(chart, (), UNITS.get(unit, unit))
