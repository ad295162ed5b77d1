"""Sentences drafted from a fact, by rules of what may be said.

Belongs here: wording. Does not belong here: choosing (choose), layout (document, page).
What is never claimed: a cause, a rank, praise or blame for demand, improvement without a signal,
'in line' with another year's figure, a percentage of fewer than ten, zero for what is not known, a
forecast as a fact. A hidden figure is printed as c, and nothing beside it that would give it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipelines.reports.cells import few_words, plain
from pipelines.reports.committee.facts import Fact
from pipelines.reports.comparators import Outside
from pipelines.reports.figures import Figure, Shown
from pipelines.reports.words import STATUS_REASON, UNITS, day

HIDDEN = "c"


@dataclass(frozen=True)
class Drafted:
    """One drafted statement: the sentence, why it stands in its list, and what it rests on."""

    text: str
    evidence: str
    reason: str
    fact: Fact

    @property
    def is_hidden(self) -> bool:
        """Whether disclosure control hides the figure."""
        return self.fact.figure.now.status == "suppressed"


def draft(fact: Fact, reason: str = "") -> Drafted:
    """The statement of one fact."""
    figure = fact.figure
    name = figure.measure.name
    if figure.category:
        name += f", {figure.category.replace('_', ' ')}"
    if figure.now.status == "suppressed":
        text = f"{name}: {HIDDEN} {_period(figure)}."
    elif figure.now.display is None:
        why = STATUS_REASON.get(figure.now.status or "", "")
        text = f"{name}: no figure {_period(figure)}. {why}".strip()
    else:
        parts = [f"{name}: {_is_forecast(figure)}{_value(figure)} {_period(figure)}{_change(fact)}"]
        parts += [part for part in (_month(fact), _target(fact), _outside(fact)) if part]
        text = ". ".join(parts) + "."
    return Drafted(text, evidence(fact), reason, fact)


def evidence(fact: Fact) -> str:
    """Numerator, denominator, period and drop: where a reader can check the sentence."""
    figure = fact.figure
    measure = figure.measure
    variant = measure.facts.get("variant")
    name = f"{measure.kpi_id}{':' + variant if variant else ''}"
    if figure.now.status == "suppressed":
        counted = "count hidden"
    elif figure.numerator is None:
        counted = "no count"
    elif figure.denominator is None:
        counted = f"count {plain(figure.numerator)}"
    else:
        counted = f"{plain(figure.numerator)} of {plain(figure.denominator)}"
    against = fact.against
    is_compared = against.neighbours.value is not None or against.england.value is not None
    # beside every published figure that a statement names
    differs = f"; published series: {against.mismatch.rstrip('.')}" if is_compared else ""
    return (
        f"{name}, {figure.basis} to {day(figure.period_end)}: {counted}; drop of {fact.drop}"
        f"{differs if against.mismatch else ''}"
    )


def _value(figure: Figure) -> str:
    text = shown(figure.now, figure)
    unit = figure.measure.unit
    if figure.denominator is not None and figure.now.value is not None and unit == "percent":
        return f"{text} ({plain(figure.numerator or Decimal(0))} of {plain(figure.denominator)})"
    if unit == "per_10000":
        children = f" ({plain(figure.numerator)})" if figure.numerator is not None else ""
        return f"{text} per 10,000 children{children}"
    return text


def shown(shown_figure: Shown, figure: Figure) -> str:
    """A figure with its sign; 'c' if hidden, 'no figure' if there is none."""
    if shown_figure.status == "suppressed":
        return HIDDEN
    if not shown_figure.display:
        return "no figure"
    unit = figure.measure.unit
    if unit == "percent" and shown_figure.value is not None:
        return f"{shown_figure.display}%"
    if unit == "GBP" and shown_figure.value is not None:
        return f"£{shown_figure.value:,.0f}"
    words = few_words(shown_figure, figure)
    is_named = unit in ("percent", "per_10000", "count", "GBP") or unit not in UNITS
    return words if is_named else f"{words} {UNITS[unit]}"


def _is_forecast(figure: Figure) -> str:
    """A forecast says that it is one."""
    return "forecast, from what is known today, " if "forecast" in figure.measure.kpi_id else ""


def _period(figure: Figure) -> str:
    return _period_of(figure.basis, figure.period_end)


def _period_of(basis: str, end: date) -> str:
    if basis == "SNAP":
        return f"on {day(end)}"
    if basis == "IM":
        return f"in {end:%B %Y}"
    if basis == "YTD":
        return f"in the year to date, April to {end:%B %Y}" if end.month != 4 else f"in {end:%B %Y}"
    months = {"R12": "12 months", "R36": "three years", "AY": "school year", "R3": "three months"}
    return f"in the {months.get(basis, basis)} to {day(end)}"


def _change(fact: Fact) -> str:
    """The figure before and a year before, as directions and never as a judgement."""
    figure = fact.figure
    parts = []
    if figure.basis in ("IM", "SNAP"):
        before: date = figure.facts["previous_end"]
        parts.append(_against(figure.now, figure.previous, figure, f"{before:%B %Y}"))
    year: date = figure.facts["last_year_end"]
    parts.append(_against(figure.now, figure.last_year, figure, f"{year:%B %Y}"))
    found = [part for part in parts if part]
    return f", {' and '.join(found)}" if found else ""


def _against(now: Shown, then: Shown, figure: Figure, when: str) -> str:
    if then.value is None or now.value is None:
        return f"{shown(then, figure)} in {when}" if then.display or then.status == "suppressed" \
            else ""  # fmt: skip
    text = shown(then, figure)
    if now.value == then.value:
        return f"the same as in {when}"
    return f"{'up' if now.value > then.value else 'down'} from {text} in {when}"


def _month(fact: Fact) -> str:
    """The month alone beside a longer period."""
    month = fact.in_month
    if month is None or not month.now.display or month.now.status == "suppressed":
        return ""
    if month.measure.unit != "percent":
        return ""
    return f"In {month.period_end:%B %Y} alone: {_value(month)}"


def _target(fact: Fact) -> str:
    target, colour = fact.against.target, (fact.against.rag or "").lower()
    if target is None or fact.against.is_information:
        return ""
    sign = "%" if fact.figure.measure.unit == "percent" else ""
    goal = f"{plain(target)}{sign}"
    words = {
        "green": f"This meets the target of {goal}",
        "amber": f"This misses the target of {goal}, within tolerance",
        "red": f"This misses the target of {goal} by more than tolerance",
    }
    return words.get(colour, f"The target is {goal}; too few cases to judge against it")


def _outside(fact: Fact) -> str:
    """Comparators, each with its own period: never 'in line', which needs the same period."""
    pairs = (("similar councils", fact.against.neighbours), ("England", fact.against.england))
    parts = [_published(name, found, fact.figure) for name, found in pairs]
    said = [part for part in parts if part]
    if not said:
        return ""
    return "For comparison, " + " and ".join(said)


def _published(name: str, found: Outside, figure: Figure) -> str:
    if found.value is None:
        return ""
    sign = "%" if figure.measure.unit == "percent" else ""
    link = "at" if figure.basis == "SNAP" else "in"
    when = f" {link} {found.period}" if found.period else ""
    lag = f" ({found.lag})" if found.lag and found.lag != "same period" else ""
    return f"{name} {plain(found.value)}{sign}{when}{lag}"
