"""Runs campaigns, each of which writes docs/proofs/<name>.md: ``make prove``.

Belongs here: which campaigns there are, one after the other, and the verdicts. Does not belong
here: what a campaign does (campaigns), how its page looks (proof).

``python -m benchmarks.prove [NAME...]`` runs those named. Whatever cannot run on this machine is
printed and written as "not shown". Set PROVE_HOME to an installation with the demonstration's four
months to use it instead of making one; campaigns only read it.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
import traceback
from pathlib import Path

from benchmarks.installation import installation, kpi
from benchmarks.proof import NotShown, Proof, write

CAMPAIGNS = (
    "demonstration",
    "speed",
    "reading",
    "reproducible",
    "fuzz",
    "kills",
    "oracle",
    "mutation",
    "comparators",
    "suppression",
    "consortium",
    "software",
    "postgres",
    "doors",
    "pages",
    "committee",
)
# hours long, so only when named
ON_REQUEST = ("mutation_shared",)
NEED_DEMONSTRATION = {
    "demonstration",
    "suppression",
    "reproducible",
    "software",
    "pages",
    "committee",
}


def prove(name: str, home: Path) -> Proof:
    """Run one campaign and write its page; what cannot run is kept as not shown."""
    proof = Proof(name, home)
    started = time.perf_counter()
    try:
        importlib.import_module(f"benchmarks.campaigns.{name}").run(proof)
    except NotShown as missing:
        proof.miss(str(missing))
    except Exception as error:  # a campaign that breaks is a finding, and the others still run
        traceback.print_exc()
        proof.check("The campaign itself", "ran to its end", "yes", type(error).__name__)
    seconds = time.perf_counter() - started
    file = write(proof, seconds)
    print(f"{name}: {proof.verdict} ({len(proof.checks)} checks, {seconds:.0f} s) -> {file}")
    for one in proof.failed:
        print(f"  differs: {one.what}: expected {one.expected}, found {one.found}")
    for text in proof.not_shown:
        print(f"  not shown: {text}")
    return proof


def _demonstration(home: Path) -> None:
    print("making the demonstration's four months", flush=True)
    kpi(home, "demo")
    kpi(home, "run", "--la", "871", "--all-months", "--quiet")


def main(names: list[str] | None = None) -> int:
    """Run the campaigns named, or all; 1 if any check does not hold."""
    names = list(names if names is not None else sys.argv[1:]) or list(CAMPAIGNS)
    known = (*CAMPAIGNS, *ON_REQUEST)
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"no such campaign: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    ready = os.environ.get("PROVE_HOME")
    with installation() as made:
        home = Path(ready) if ready else made
        if not ready and NEED_DEMONSTRATION & set(names):
            _demonstration(home)
        proofs = [prove(name, home) for name in names]
    return int(any(proof.failed for proof in proofs))


if __name__ == "__main__":
    sys.exit(main())
