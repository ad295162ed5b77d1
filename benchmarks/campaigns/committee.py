"""The committee report beside the scrutiny report of July 2015: a drafted sentence for each figure.

Belongs here: finding, for every figure printed in sections 5.5, 6 and 7, the sentence drafted from
the publication it belongs to, in the officers' and the public copy. Does not belong here: the
printed figures (printed), drafting (pipelines.reports.committee).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path

from benchmarks.campaigns.printed import FIGURES, SECTION_5_AND_7, Printed
from benchmarks.figures import folder_of
from benchmarks.proof import PROOFS, Proof
from pipelines.reports import marts
from pipelines.reports.committee.layout import read_layout
from pipelines.reports.committee.report import Report, make_report
from pipelines.reports.committee.sentences import Drafted
from pipelines.settings import PROJECT_ROOT

SIDE_BY_SIDE = PROOFS.parent / "committee-side-by-side.md"
MONTHS = ("2015-03", "2015-04", "2015-05", "2015-06")
SECTIONS = ("5.5", "6.", "7.")
DATABASES = {"officers": "kpi.duckdb", "public": "kpi_public.duckdb"}


def run(proof: Proof) -> None:
    """Every printed figure's sentence, and the page that sets them side by side."""
    proof.title, proof.seed = "The committee report drafts what the panel was told", "2015"
    reports = {
        (month, tier): _report(proof.home, month, tier) for month in MONTHS for tier in DATABASES
    }
    lines = []
    for printed in (*FIGURES, *SECTION_5_AND_7):
        if printed.paragraph.startswith(SECTIONS):
            lines.append(_side_by_side(proof, printed, reports))
    head = [
        "# The committee report beside the scrutiny report of 14 July 2015",
        "",
        "Each figure the scrutiny report prints in sections 5.5, 6 and 7, and the sentence drafted "
        "for it from the synthetic council's figures alone. `c` marks what the public copy hides "
        "(a count of 1 to 5, or what would give one away). Made by `python -m benchmarks.prove "
        "committee`; synthetic data.",
        "",
        "| paragraph | measure | printed | drafted in the officers' copy | from | public copy |",
        "|---|---|---|---|---|---|",
    ]
    SIDE_BY_SIDE.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    proof.fact(f"side by side: [{SIDE_BY_SIDE.name}](../{SIDE_BY_SIDE.name})")


def _report(home: Path, month: str, tier: str) -> Report:
    layout = read_layout(PROJECT_ROOT / "settings" / "871")
    with marts.opened(folder_of(home, month) / DATABASES[tier]) as con:
        return make_report(con, marts.publication(con), layout, tier)


def _side_by_side(proof: Proof, printed: Printed, reports: dict[tuple[str, str], Report]) -> str:
    """One row; the sentence must hold the printed figure with its own period."""
    month, found = _sentence(printed, reports)
    what = f"{printed.kpi} {printed.variant or ''} {printed.category or ''} {printed.month}"
    proof.check(
        "A sentence for each figure", " ".join(what.split()), printed.value,
        printed.value if found else "no sentence",
    )  # fmt: skip
    public = _same(reports[month, "public"], found) if found else None
    shown = "as the officers' copy"
    if public is None or public.is_hidden or (found and not _holds(public.text, printed)):
        shown = "`c`"
    return (
        f"| {printed.paragraph} | {printed.kpi} | {printed.value} | "
        f"{found.text if found else 'none'} | {month} | {shown} |"
    )


def _sentence(
    printed: Printed, reports: dict[tuple[str, str], Report]
) -> tuple[str, Drafted | None]:
    """The first sentence on the measure that holds the figure, in the order of the months."""
    for month in MONTHS:
        for statement in _statements(reports[month, "officers"]):
            figure = statement.fact.figure
            is_it = (
                figure.measure.kpi_id == printed.kpi
                and (figure.measure.facts.get("variant") or None) == printed.variant
                and figure.category == printed.category
            )
            if is_it and _holds(statement.text, printed):
                return month, statement
    return MONTHS[-1], None


def _statements(report: Report) -> list[Drafted]:
    return [one for part in (*report.sections, *report.lists) for one in part.statements]


def _same(report: Report, wanted: Drafted) -> Drafted | None:
    """The public copy's sentence on the same figure."""
    for one in _statements(report):
        mine, other = one.fact.figure, wanted.fact.figure
        same = (mine.measure.file_stem, mine.basis, mine.category)
        if same == (other.measure.file_stem, other.basis, other.category):
            return one
    return None


def _holds(text: str, printed: Printed) -> bool:
    """Whether the text gives the figure together with its own period."""
    year, number = (int(part) for part in printed.month.split("-"))
    end = date(year, number, monthrange(year, number)[1])
    periods = (f"{end.day} {end:%B %Y}", f"{end:%B %Y}", f"April to {end:%B %Y}")
    forms = {printed.value, f"{printed.value}.0", f"{float(printed.value):,.0f}"}
    if printed.whole_number:
        forms |= {"243.9"}
    spaced = f" {text.replace('%', ' ')} "
    has_value = any(f" {form} " in spaced or f"£{form} " in spaced for form in forms)
    return has_value and any(period in text for period in periods)
