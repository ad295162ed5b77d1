"""Each boundary and comparison of each KPI's SQL made wrong: does a golden case notice?

Belongs here: the verdict and its pages. Does not belong here: making mutants and trying them
(benchmarks.mutants); the models that KPIs share (mutation_shared).
"""

from __future__ import annotations

from benchmarks.mutants.equivalent import listed
from benchmarks.mutants.hunt import hunt_side_by_side, kpi_models, mutants_of
from benchmarks.mutants.report import Tally, details, tally, together
from benchmarks.proof import PROOFS, Proof

DETAILS = PROOFS / "mutation_details.md"
ALL_PCT, EACH_PCT = 95, 80


def run(proof: Proof) -> None:
    """Every KPI file's mutants."""
    proof.title = "Each boundary of each KPI made wrong"
    argued = listed()
    made = mutants_of(kpi_models())
    found = hunt_side_by_side(made)
    own = list(tally(made, found, argued).values())
    _verdict(proof, own)
    section = "The experiment itself"
    unsound = "; ".join(found.unsound) or "none"
    proof.check(section, "cases that fail with the query as it is", "none", unsound)
    stale = "; ".join(sorted(set(argued) - {mutant.name for mutant in made})) or "none"
    proof.check(section, "arguments for mutants that no longer exist", "none", stale)
    told = {mutant.name for mutant in made if mutant.same} | set(argued)
    after_all = "; ".join(sorted(told & found.killed)) or "none"
    proof.check(section, "held to be equivalent, killed after all", "none", after_all)
    whole = together(own)
    for why, count in sorted(whole.same.items()):
        proof.fact(f"equivalent, left out of the count: {count}: {why}")
    proof.fact(f"not readable by DuckDB, left out of the count: {whole.no_query}")
    PROOFS.mkdir(parents=True, exist_ok=True)
    DETAILS.write_text(details(own), encoding="utf-8")
    proof.fact(f"file by file, with every survivor: [{DETAILS.name}]({DETAILS.name})")


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
