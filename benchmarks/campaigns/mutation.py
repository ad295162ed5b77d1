"""Each boundary and comparison of each KPI's SQL made wrong: does a golden case notice?

Belongs here: the verdict and its pages. Does not belong here: making mutants and trying them
(benchmarks.mutants).
"""

from __future__ import annotations

from benchmarks.mutants.equivalent import listed
from benchmarks.mutants.hunt import hunt_side_by_side, kpi_models, mutants_of, shared_models
from benchmarks.mutants.report import Tally, details, tally, together
from benchmarks.proof import PROOFS, Proof

DETAILS = PROOFS / "mutation_details.md"
ALL_PCT, EACH_PCT = 95, 80


def run(proof: Proof) -> None:
    """Every KPI file's mutants and those of the models they share."""
    proof.title = "Each boundary of each KPI made wrong"
    argued = listed()
    made = mutants_of([*kpi_models(), *shared_models()])
    found = hunt_side_by_side(made)
    tallies = tally(made, found, argued)
    own = [tallies[name] for name in kpi_models() if name in tallies]
    shared = [tallies[name] for name in shared_models() if name in tallies]
    _verdict(proof, own)
    _soundness(proof, {mutant.name for mutant in made}, found.unsound)
    told = {mutant.name for mutant in made if mutant.same} | set(argued)
    killed_after_all = sorted(told & found.killed)
    section = "Mutants held to be equivalent"
    proof.check(section, "killed after all", "none", "; ".join(killed_after_all) or "none")
    whole = together(own)
    for why, count in sorted(whole.same.items()):
        proof.fact(f"equivalent, left out of the KPIs' count: {count}: {why}")
    proof.fact(f"not readable by DuckDB, left out: {whole.no_query}")
    rest = together(shared)
    proof.fact(
        f"models the KPIs share, asked of the KPIs' golden cases alone: {rest.killed} of "
        f"{rest.counted} mutants killed ({rest.killed_pct:.1f}%)"
    )
    PROOFS.mkdir(parents=True, exist_ok=True)
    DETAILS.write_text(details([*own, *shared]), encoding="utf-8")
    proof.fact(f"model by model, with every survivor: [{DETAILS.name}]({DETAILS.name})")


def _verdict(proof: Proof, own: list[Tally]) -> None:
    whole = together(own)
    proof.fact(
        f"{whole.counted} mutants of {len(own)} KPI files, {whole.killed} killed by a golden case "
        f"({whole.killed_pct:.1f}%)"
    )
    enough = f"{ALL_PCT}% or more"
    share = enough if whole.killed_pct >= ALL_PCT else f"{whole.killed_pct:.1f}%"
    proof.check("All KPIs together", "mutants killed", enough, share)
    enough = f"{EACH_PCT}% or more"
    for one in own:
        share = enough if one.killed_pct >= EACH_PCT else f"{one.killed_pct:.1f}%"
        what = f"{one.model.split('.', 1)[1]}: {one.killed} of {one.counted}"
        proof.check("Each KPI", what, enough, share)


def _soundness(proof: Proof, names: set[str], unsound: list[str]) -> None:
    section = "The experiment itself"
    found = "; ".join(unsound) or "none"
    proof.check(section, "cases that fail with the query as it is", "none", found)
    stale = sorted(set(listed()) - names)
    proof.check(
        section, "arguments for mutants that no longer exist", "none", "; ".join(stale) or "none"
    )
