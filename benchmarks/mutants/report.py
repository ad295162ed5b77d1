"""What became of the mutants, counted and put into words.

Belongs here: counts by model, the page of details. Does not belong here: the verdict
(campaigns.mutation).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.mutants.hunt import Found
from benchmarks.mutants.make import Mutant
from tests.sql.golden import all_models


@dataclass
class Tally:
    """One model's mutants: those that count, those killed among them, and why others do not."""

    model: str
    counted: int = 0
    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)
    no_query: int = 0

    @property
    def killed_pct(self) -> float:
        """Killed of those that count; a model of which none counts has none to miss."""
        return 100 * self.killed / self.counted if self.counted else 100.0


def tally(made: Iterable[Mutant], found: Found, listed: Mapping[str, str]) -> dict[str, Tally]:
    """The mutants counted by model."""
    tallies: dict[str, Tally] = {}
    for mutant in made:
        one = tallies.setdefault(mutant.model, Tally(mutant.model))
        if mutant.name in found.no_query:
            one.no_query += 1
        elif mutant.same or mutant.name in listed:
            one.same[mutant.same or "argued one by one"] += 1
        else:
            one.counted += 1
            if mutant.name in found.killed:
                one.killed += 1
            else:
                one.survivors.append(mutant)
    return tallies


def together(tallies: Iterable[Tally]) -> Tally:
    """Several models' counts as one."""
    whole = Tally("all")
    for one in tallies:
        whole.counted += one.counted
        whole.killed += one.killed
        whole.survivors += one.survivors
        whole.same += one.same
        whole.no_query += one.no_query
    return whole


def details(tallies: Sequence[Tally]) -> str:
    """Every model's counts and every survivor, as Markdown."""
    lines = ["# Mutants of the SQL, model by model", ""]
    lines += ["| domain | model | mutants | killed | share killed | equivalent | no query |"]
    lines += ["|---|---|---|---|---|---|---|"]
    ordered = sorted(tallies, key=lambda one: (all_models()[one.model].domain, one.model))
    lines += [_line(one) for one in ordered]
    lines += ["", "## Survivors", ""]
    lines += [text for one in ordered for text in _survivors(one)]
    return "\n".join([*lines, ""])


def _line(one: Tally) -> str:
    domain, same = all_models()[one.model].domain, sum(one.same.values())
    return (
        f"| {domain} | {one.model} | {one.counted} | {one.killed} | {one.killed_pct:.1f}% "
        f"| {same} | {one.no_query} |"
    )


def _survivors(one: Tally) -> list[str]:
    if not one.survivors:
        return []
    file = all_models()[one.model].path.name
    told = [
        f"- line {mutant.line}, {mutant.operator}: {_change(mutant)}" for mutant in one.survivors
    ]
    return [f"### {file}", "", *told, ""]


def _change(mutant: Mutant) -> str:
    return f"`{mutant.before}` became `{mutant.after}`"
