"""Which measures a director should look at first, and why; at most a dozen.

Belongs here: the reasons and their order. Does not belong here: finding signals, colours or
significance (SQL); drafting sentences (committee report).
Reasons: a signal, outside tolerance, significantly worse than a comparator of its own period, an
overdue stock that rose three months running, a figure restated by much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.reports.figures import Figure
from pipelines.reports.marts import Record
from pipelines.reports.scorecard.content import Chart, Entry
from pipelines.reports.words import period_words, signal_words

MOST = 12
# of a percentage in points, of any other figure as a share of itself
RESTATED_POINTS, RESTATED_SHARE = 1.0, 0.02
_WEIGHTS = {"red": 4, "concern": 4, "worse": 3, "overdue": 3, "restated": 2, "neutral": 2,
            "improvement": 1}  # fmt: skip
_ADVERSE = ("worse",)


@dataclass(frozen=True)
class Exceptional:
    """A measure and the reasons to look at it, the weightiest first."""

    entry: Entry
    reasons: tuple[str, ...]
    weight: int


def choose(
    entries: Sequence[Entry], own_period: dict[str, Record]
) -> tuple[tuple[Exceptional, ...], int]:
    """The exceptional measures (at most ``MOST``) and how many there are in all.

    ``own_period``: the comparison row of each measure for its comparator's own period.
    """
    found = []
    for entry in entries:
        reasons = sorted(_reasons(entry, own_period), key=lambda one: -_WEIGHTS[one[0]])
        if reasons:
            weight = sum(_WEIGHTS[kind] for kind, _ in reasons)
            found.append(Exceptional(entry, tuple(text for _, text in reasons), weight))
    # sorted() keeps the order of the page among equals
    ordered = sorted(found, key=lambda one: -one.weight)
    return tuple(ordered[:MOST]), len(found)


def _reasons(entry: Entry, own_period: dict[str, Record]) -> list[tuple[str, str]]:
    reasons = []
    signal = entry.chart.points[-1].signal if entry.chart else ""
    if signal in ("concern", "improvement"):
        reasons.append((signal, f"Monthly signal: {signal_words(signal)[2:].lower()}"))
    elif signal.startswith("neutral"):
        reasons.append(("neutral", f"Monthly signal: {signal_words(signal)[2:].lower()}"))
    if (entry.against.rag or "").lower() == "red":
        reasons.append(("red", "Outside tolerance of its target"))
    reasons += _worse(own_period.get(entry.figure.measure.file_stem))
    if overdue_rising(entry.figure, entry.chart):
        reasons.append(("overdue", "Overdue cases rose three months running"))
    if _restated_by_much(entry):
        reasons.append(("restated", "Restated since first published"))
    return reasons


def _worse(row: Record | None) -> list[tuple[str, str]]:
    if row is None:
        return []
    found = []
    for prefix, name in (("neighbour", "similar councils"), ("england", "England")):
        if row[f"{prefix}_significance"] in _ADVERSE:
            when = period_words(row["basis"], row["period_end"])
            found.append(("worse", f"Significantly worse than {name} ({when}, their own period)"))
    return found


def overdue_rising(figure: Figure, chart: Chart | None) -> bool:
    """Three rises in a row of a month-end count that should be low."""
    measure = figure.measure
    if chart is None or chart.basis != "SNAP":
        return False
    if measure.unit != "count" or measure.polarity != "lower":
        return False
    last = [point.value for point in chart.points[-4:]]
    return len(last) == 4 and all(a < b for a, b in pairwise(last))


def _restated_by_much(entry: Entry) -> bool:
    row = entry.moved
    if row is None or row["difference"] is None:
        return False
    by, now = abs(float(row["difference"])), abs(float(row["now_value"] or 0))
    if entry.figure.measure.unit == "percent":
        return by >= RESTATED_POINTS
    return by >= RESTATED_SHARE * now and by > 0
