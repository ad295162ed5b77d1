"""The models that KPIs share made wrong: do the KPIs' golden cases notice?

Belongs here: the count and its page; no share is asked for, as these models have tests of their
own. Does not belong here: the KPIs' own files (mutation).
"""

from __future__ import annotations

from benchmarks.mutants.hunt import hunt_side_by_side, mutants_of, shared_models
from benchmarks.mutants.report import details, tally, together
from benchmarks.proof import PROOFS, Proof

DETAILS = PROOFS / "mutation_shared_details.md"


def run(proof: Proof) -> None:
    """Every shared model's mutants, each against the cases of the KPIs that read it: hours."""
    proof.title = "Each boundary of the models that KPIs share made wrong"
    made = mutants_of(shared_models())
    found = hunt_side_by_side(made)
    tallies = list(tally(made, found, {}).values())
    whole = together(tallies)
    unsound = "; ".join(found.unsound) or "none"
    proof.check("The experiment itself", "cases that fail as it is", "none", unsound)
    told = {mutant.name for mutant in made if mutant.same}
    after_all = "; ".join(sorted(told & found.killed)) or "none"
    section = "The experiment itself"
    proof.check(section, "held to be equivalent, killed after all", "none", after_all)
    proof.fact(
        f"{whole.counted} mutants of {len(tallies)} models, {whole.killed} killed by the golden "
        f"cases of KPIs alone ({whole.killed_pct:.1f}%)"
    )
    PROOFS.mkdir(parents=True, exist_ok=True)
    DETAILS.write_text(details(tallies), encoding="utf-8")
    proof.fact(f"model by model, with every survivor: [{DETAILS.name}]({DETAILS.name})")
