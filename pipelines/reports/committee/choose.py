"""Which list of the committee report a measure belongs to, and in what order.

Belongs here: the rules of choosing, one function each. Does not belong here: wording (sentences).
Rules: improved, sustained, needs focus and watching exclude each other; at most seven a list, one
of each area before a second; every statutory limit missed by more than tolerance is always shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.reports.committee.facts import Fact
from pipelines.reports.scorecard.exceptions import overdue_rising

MOST = 7
LEAST_CASES = 10
LEAST_CHILDREN = 3
SUSTAINED_MONTHS = 12
COMPLETE_ENOUGH_PCT = 95
Kind = Literal["improved", "sustained", "focus", "watching"]


@dataclass(frozen=True)
class Chosen:
    """A measure in a list, with the reason that put it there and its weight in the order."""

    fact: Fact
    kind: Kind
    reason: str
    weight: float
    is_always_shown: bool = False


def choose(facts: Iterable[Fact]) -> dict[Kind, list[Chosen]]:
    """The lists of the report, in order, none longer than ``MOST`` beyond what is always shown."""
    lists: dict[Kind, list[Chosen]] = {"improved": [], "sustained": [], "focus": [], "watching": []}
    for fact in facts:
        for found in classify(fact):
            lists[found.kind].append(found)
    return {kind: _shortened(found) for kind, found in lists.items()}


def classify(fact: Fact) -> list[Chosen]:
    """The list a measure belongs to, if any.

    What improved is said to have improved, even if it is still off its target; a statutory limit
    missed by more than tolerance stands under what needs focus all the same.
    """
    if not has_cases(fact):
        return []
    found, weight = [], _weight(fact)
    better, worse = improved(fact), needs_focus(fact)
    if better:
        still = fact.rated[-1:] in (("red",), ("amber",))
        reason = f"improved, still off its target: {better}" if still else better
        found.append(Chosen(fact, "improved", reason, weight))
    if worse and (not better or is_statutory_red(fact)):
        found.append(Chosen(fact, "focus", worse, weight, is_statutory_red(fact)))
    if not found and sustained(fact):
        found.append(Chosen(fact, "sustained", "on target in each of the last twelve periods", 1))
    reason = watching(fact)
    if reason:
        found.append(Chosen(fact, "watching", reason, weight))
    return found


def has_cases(fact: Fact) -> bool:
    """Ten cases or more: nothing is said of fewer."""
    figure = fact.figure
    if figure.now.status not in ("ok", "imported") or figure.now.value is None:
        return False
    return float(figure.denominator or figure.numerator or 0) >= LEAST_CASES


def needs_focus(fact: Fact) -> str:
    """Why a measure needs focus; empty if it does not. Measures for information never do."""
    if fact.figure.measure.polarity == "contextual":
        return ""
    if len(fact.rated) >= SUSTAINED_MONTHS and set(fact.rated) == {"red"}:
        return "outside tolerance of its target in each of the last twelve periods"
    if fact.rated[-2:] == ("red", "red"):
        return "outside tolerance of its target two periods running"
    if fact.signal == "concern":
        return "the monthly figures signal a worsening"
    if fact.worse_in_own_period:
        return f"significantly worse than {' and '.join(fact.worse_in_own_period)}"
    if overdue_rising(fact.figure, fact.chart):
        return "overdue cases rose three months running"
    if _is_incomplete(fact):
        return f"fewer than {COMPLETE_ENOUGH_PCT}% of its records are complete"
    return ""


def improved(fact: Fact) -> str:
    """Why a measure may be called improved; empty if it may not."""
    if fact.figure.measure.polarity == "contextual" or fact.definition_changed:
        return ""
    if fact.signal == "concern":
        return ""
    if not _enough_then(fact) or _explained_by_restatement(fact):
        return ""
    by_signal = fact.signal == "improvement"
    by_interval = _better_than_last_year(fact) and fact.interval is not None and (
        fact.interval.is_apart_from(fact.interval_year_before)
    )  # fmt: skip
    if not _better_than_last_year(fact):
        return ""
    if by_signal:
        return "the monthly figures signal an improvement"
    return "clear of the figure a year before, beyond chance" if by_interval else ""


def sustained(fact: Fact) -> bool:
    """On target for twelve periods with no adverse signal."""
    on_target = len(fact.rated) >= SUSTAINED_MONTHS and set(fact.rated) == {"green"}
    return on_target and fact.signal != "concern"


def watching(fact: Fact) -> str:
    """Why a demand measure is watched, in neutral words; empty if it is not."""
    if fact.figure.measure.polarity != "contextual":
        return ""
    if fact.signal in ("neutral_high", "neutral_low"):
        return f"unusually {'high' if fact.signal == 'neutral_high' else 'low'} by its own months"
    return " and ".join(fact.far_in_own_period)


def is_statutory_red(fact: Fact) -> bool:
    """A statutory limit missed by more than tolerance."""
    source = fact.target_source.lower()
    return fact.rated[-1:] == ("red",) and ("statut" in source or "working together" in source)


def _enough_then(fact: Fact) -> bool:
    """Ten cases a year before too, and a difference of three children at least."""
    then_of, then_n = fact.denominator_year_before, fact.numerator_year_before
    figure = fact.figure
    cases_then = then_of if then_of is not None else then_n
    if cases_then is None or cases_then < LEAST_CASES or then_n is None:
        return False
    if then_of and figure.denominator and figure.numerator is not None:
        expected = float(figure.denominator) * then_n / then_of
        return abs(float(figure.numerator) - expected) >= LEAST_CHILDREN
    return abs(float(figure.numerator or 0) - then_n) >= LEAST_CHILDREN


def _better_than_last_year(fact: Fact) -> bool:
    now, then = fact.figure.now.value, fact.figure.last_year.value
    if now is None or then is None:
        return False
    return now > then if fact.figure.measure.polarity == "higher" else now < then


def _explained_by_restatement(fact: Fact) -> bool:
    now, then = fact.figure.now.value, fact.figure.last_year.value
    if fact.restated_by is None or now is None or then is None:
        return False
    return abs(fact.restated_by) >= abs(float(now) - float(then))


def _is_incomplete(fact: Fact) -> bool:
    complete = fact.figure.facts.get("completeness_pct")
    return complete is not None and float(complete) < COMPLETE_ENOUGH_PCT


def _weight(fact: Fact) -> float:
    """Children affected times distance from target or last year times how long."""
    figure = fact.figure
    children = float(figure.denominator or figure.numerator or 0)
    if figure.measure.unit == "percent" and figure.denominator:
        passing = float(figure.numerator or 0)
        is_higher = figure.measure.polarity == "higher"
        children = float(figure.denominator) - passing if is_higher else passing
    goal = fact.against.target if fact.against.target is not None else figure.last_year.value
    now = float(figure.now.value or 0)
    distance = abs(now - float(goal)) / max(abs(float(goal)), 1.0) if goal is not None else 0.1
    months = sum(1 for colour in fact.rated if colour == "red") or 1
    return children * max(distance, 0.01) * months


def _shortened(found: Sequence[Chosen]) -> list[Chosen]:
    """Weightiest first, one of each area before a second of any, at most ``MOST``."""
    ordered = sorted(found, key=lambda one: (-one.weight, one.fact.figure.measure.file_stem))
    always = [one for one in ordered if one.is_always_shown]
    first, later = [], []
    seen = {one.fact.figure.measure.domain for one in always}
    for one in ordered:
        if one.is_always_shown:
            continue
        domain = one.fact.figure.measure.domain
        (later if domain in seen else first).append(one)
        seen.add(domain)
    return [*always, *[*first, *later][: max(0, MOST - len(always))]]
