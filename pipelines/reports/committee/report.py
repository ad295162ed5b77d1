"""The report as sections of drafted statements, before it becomes a document or a page.

Belongs here: putting chosen and laid-out statements in order. Does not belong here: choosing
(choose), wording (sentences), drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipelines.reports.committee.choose import Kind, choose
from pipelines.reports.committee.facts import Facts, read_facts
from pipelines.reports.committee.layout import Item, Layout
from pipelines.reports.committee.sentences import Drafted, draft
from pipelines.reports.marts import Publication

HEADINGS: dict[Kind, tuple[str, str]] = {
    "improved": (
        "What has improved",
        "Each has a favourable signal, or lies clear of the year before by more than chance. "
        "Charts show each month with its mean and the range of ordinary movement.",
    ),
    "sustained": (
        "What has been sustained",
        "Each has met its target in every one of the last twelve periods.",
    ),
    "focus": (
        "What needs focus",
        "The weightiest first: how many children, how far, for how long.",
    ),
    "watching": (
        "What is being watched",
        "Demand that is unusual or far from elsewhere. Neither high nor low is good or bad in "
        "itself; what stands behind it is being checked.",
    ),
}
NOTHING = "No measure meets the rules for this heading."
TIERS = {
    "officers": "Officers' copy. Contains small numbers: not for publication.",
    "public": "Public copy. c stands for a count of 1 to 5, or for what would give one away.",
}


@dataclass(frozen=True)
class Part:
    """A heading, a line under it, and its statements."""

    heading: str
    lead: str
    statements: tuple[Drafted, ...]


@dataclass(frozen=True)
class Report:
    """The whole draft for one audience."""

    publication: Publication
    title: str
    purpose: str
    tier: str
    lists: tuple[Part, ...]
    sections: tuple[Part, ...]
    left_out: tuple[str, ...]

    @property
    def tier_text(self) -> str:
        """Whom the copy is for."""
        return TIERS[self.tier]


def make_report(
    con: duckdb.DuckDBPyConnection, publication: Publication, layout: Layout, tier: str
) -> Report:
    """Draft the report of one publication for one audience."""
    facts = read_facts(con, publication)
    out = {one.kpi for one in layout.left_out}
    chosen = choose(fact for fact in facts.headline if fact.figure.measure.kpi_id not in out)
    lists = [
        Part(*HEADINGS[kind], tuple(draft(one.fact, one.reason) for one in found))
        for kind, found in chosen.items()
    ]
    sections = [
        Part(section.heading, "", tuple(_laid_out(facts, section.items)))
        for section in layout.sections
    ]
    return Report(
        publication=publication,
        title=layout.title,
        purpose=layout.purpose,
        tier=tier,
        lists=tuple(lists),
        sections=tuple(part for part in sections if part.statements),
        left_out=tuple(
            f"{one.kpi} was taken out of the lists by {one.by}: {one.reason}"
            for one in layout.left_out
        ),
    )


def _laid_out(facts: Facts, items: tuple[Item, ...]) -> list[Drafted]:
    """The statements of a section; a measure this publication does not hold is left out."""
    found = (facts.find(one.kpi, one.variant, one.basis, one.category) for one in items)
    return [draft(fact) for fact in found if fact is not None]
