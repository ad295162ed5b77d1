"""Every mutant against the golden cases, until one kills it.

Belongs here: which cases a mutant meets, in what order, over how many processes. Does not belong
here: one case and one mutant (judge), the page (campaigns.mutation).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.mutants.judge import KILLED, NO_QUERY, Judge
from benchmarks.mutants.make import Mutant, as_parsed, mutants
from pipelines.yaml_files import read_yaml
from tests.sql.golden import all_models, template

CASES = Path(__file__).parents[2] / "tests" / "sql" / "kpi"
SHARED = "intermediate"


@dataclass
class Found:
    """What became of a set of mutants: names of those killed, and of those that are no query."""

    killed: set[str] = field(default_factory=set)
    no_query: set[str] = field(default_factory=set)
    # cases that do not hold with the query as it is written back after parsing, or at all
    unsound: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """What another process found."""
        self.killed |= other.killed
        self.no_query |= other.no_query
        self.unsound += other.unsound


def kpi_models() -> list[str]:
    """The KPI files' models, by name."""
    return sorted(name for name, model in all_models().items() if model.kpi is not None)


def kpi_stems() -> list[str]:
    """The KPI files, by name."""
    return sorted(model.stem for model in all_models().values() if model.kpi is not None)


def shared_models() -> list[str]:
    """The intermediate models that KPIs read, by name."""
    return sorted(name for name, model in all_models().items() if model.layer == SHARED)


def cases_of(stem: str) -> list[dict[str, Any]]:
    """The golden cases of one KPI file; those that ask for figures, which take longest, last."""
    files = sorted(CASES.rglob(f"{stem}.yml"))
    cases = [case for file in files for case in read_yaml(file.read_text(encoding="utf-8")) or []]
    return sorted(cases, key=lambda case: "expect_value" in case)


def hunt(stems: Sequence[str], made: Iterable[Mutant]) -> Found:
    """Try each mutant on every golden case of the KPIs given that reads its model.

    Those told to be equivalent are tried too: one that is killed after all shows a false argument.
    """
    found = Found()
    alive = {mutant.name: mutant for mutant in made}
    for stem in stems:
        for case in cases_of(stem):
            _try_case(stem, case, alive, found)
    return found


def _try_case(stem: str, case: dict[str, Any], alive: dict[str, Mutant], found: Found) -> None:
    judge = Judge(stem, case)
    tried = [mutant for mutant in alive.values() if judge.reads(mutant.model)]
    if not tried:
        return
    control = Mutant(judge.kpi.name, "none", 1, "", "", 1, as_parsed(judge.kpi))
    if judge.try_out(control) in (KILLED, NO_QUERY):
        found.unsound.append(f"{stem}: {case['case']}")
        return
    for mutant in tried:
        if judge.is_spoilt:
            judge = _made_afresh(stem, case)
        became = judge.try_out(mutant)
        if became == KILLED:
            found.killed.add(mutant.name)
        elif became == NO_QUERY:
            found.no_query.add(mutant.name)
        if became in (KILLED, NO_QUERY):
            del alive[mutant.name]


def _made_afresh(stem: str, case: dict[str, Any]) -> Judge:
    template().close()
    template.cache_clear()
    return Judge(stem, case)


def mutants_of(names: Sequence[str], processes: int = 2) -> list[Mutant]:
    """The mutants of the models named, in the order of the names."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return [one for made in pool.map(_mutants_of, names, chunksize=8) for one in made]


def _mutants_of(name: str) -> list[Mutant]:
    return mutants(all_models()[name])


def hunt_side_by_side(made: Sequence[Mutant], processes: int = 2) -> Found:
    """As ``hunt`` over several processes, each with its share of the KPIs and all shared models."""
    known = all_models()
    stems = kpi_stems()
    parts = []
    for number in range(processes):
        share = stems[number::processes]
        own = [one for one in made if known[one.model].kpi is None or _stem(one.model) in share]
        parts.append((share, own))
    found = Found()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for part in pool.map(hunt, *zip(*parts, strict=True)):
            found.add(part)
    return found


def _stem(model: str) -> str:
    return model.split(".", 1)[1]
