"""Where the KPI files differ from a published catalogue, and why.

Belongs here: reading such a catalogue (its path is given, it is no part of the project), comparing,
laying out the list. Does not belong here: a KPI's own reasons (the header's ``differs``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import WrongUse
from pipelines.handbook.pages import NOTICE, Entry

Published = Mapping[str, str]
NEEDED = ("kpi_id", "display_name", "measure_type", "time_basis", "primary_basis", "polarity")
NEEDED += ("attribution",)
_MEASURES = {
    "count": ("count",),
    "percentage": ("percentage",),
    "rate per 10,000": ("rate",),
    "average days": ("mean",),
    "average count": ("mean", "ratio"),
    "average score": ("mean",),
    "milestone": ("count",),
    "amount": ("count",),
}
_BASIS = re.compile(r"\b(IM|YTD|R12|R36|AY|SNAP)\b")
_ROLLING = (
    "Where a KPI has both, the rolling twelve months stand first: a year to date in April is no "
    "more than the month (setting headline_basis)."
)
_ADDED = "Added beyond the published catalogue."
_NOT_YET = "Not computed yet."
# rules that explain a difference in every KPI alike; anything else is the header's to explain
_RULES = {
    ("headline", "YTD", "R12"): _ROLLING,
    ("measure", "percentage", "share"): "A distribution: each category is divided by the total of "
    "all, so that the categories make 100.",
    ("measure", "percentage", "ratio"): "Numerator and denominator are different groups, so it "
    "may pass 100 and has no interval.",
    ("measure", "average days", "median"): "The name says median; a median is no average and is "
    "worked out from the records.",
    ("credit", "A-NONE", "A-START"): "A team has no population and so no rate; the count behind it "
    "is shown by who held the child when it started.",
}
_NAMES = "Names are spelt out on every page."


@dataclass(frozen=True)
class Difference:
    """One point on which a KPI is not as published."""

    kpi_id: str
    point: str
    published: str
    here: str
    reason: str


def read_catalogue(file: Path) -> list[Published]:
    """The published rows.

    Raises:
        WrongUse: if a column the comparison needs is missing.
    """
    with file.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise WrongUse(f"{file}:1: no column {', '.join(missing)}.")
        return list(reader)


def compared(published: Sequence[Published], entries: Sequence[Entry]) -> list[Difference]:
    """Every difference, KPIs in the catalogue's order, then those it does not know."""
    here = {entry.model.kpi_id: entry for entry in entries if entry.header.variant is None}
    found: list[Difference] = []
    for row in published:
        entry = here.get(row["kpi_id"])
        if entry is None:
            found.append(Difference(row["kpi_id"], "computed", "yes", "no", _NOT_YET))
        else:
            found += _of_one(row, entry)
    known = {row["kpi_id"] for row in published}
    found += [
        Difference(kpi_id, "computed", "no", "yes", _ADDED) for kpi_id in sorted(set(here) - known)
    ]
    return found


def _of_one(row: Published, entry: Entry) -> list[Difference]:
    header = entry.header
    credit = re.search(r"A-[A-Z]+", row["attribution"])
    measures = _MEASURES.get(row["measure_type"].strip(), (row["measure_type"].strip(),))
    headline = _BASIS.search(row["primary_basis"])
    points = (
        ("name", row["display_name"], header.name),
        ("measure", row["measure_type"], _matching(header.measure, measures, row["measure_type"])),
        ("periods", *_bases(row["time_basis"], header.bases)),
        ("headline", headline[0] if headline else row["primary_basis"], header.headline),
        ("better", row["polarity"].split(" ")[0], header.polarity),
        ("credit", credit[0] if credit else row["attribution"], header.attribution),
    )
    reason = " ".join((header.differs or "").split())
    return [
        Difference(
            row["kpi_id"],
            point,
            then,
            now,
            _NAMES if point == "name" else _RULES.get((point, then, now), reason),
        )
        for point, then, now in points
        if then.strip().lower() != now.strip().lower()
    ]


def _matching(measure: str, allowed: Sequence[str], published: str) -> str:
    return published if measure in allowed else measure


def _bases(published: str, here: Sequence[str]) -> tuple[str, str]:
    then = sorted(set(_BASIS.findall(published.replace("academic year", "AY"))))
    return ", ".join(then), ", ".join(sorted(here))


def page(found: Sequence[Difference]) -> str:
    """The list as one page."""
    changed = len({one.kpi_id for one in found if one.reason != _ADDED})
    lines = [
        NOTICE,
        "",
        "# Differences from the published catalogue",
        "",
        f"{len(found)} points of {changed} KPIs differ or are added; each with its reason, which "
        "stands in the header of the KPI's SQL file. Figures of a KPI that are not its main one "
        "(variants) are not in that catalogue and not listed.",
        "",
        "| KPI | point | published | here | reason |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{one.kpi_id}` | {one.point} | {_cell(one.published)} | {_cell(one.here)} "
        f"| {_cell(one.reason) or 'not yet given'} |"
        for one in found
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
