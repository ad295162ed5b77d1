"""Random damage to files of every format: each ends in a load or a clear message.

Belongs here: how often, and the verdict. Does not belong here: the damage and what must come of it
(tests.fuzz). Every few hundred files are read in a process of their own, so that a reader that
takes its process down with it is seen too; as many processes at a time as there are processors.
``FUZZ_FILES`` sets how many files of each format.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.proof import Proof

FILES, SEED, A_PROCESS = 5_000, 20150714, 500


def run(proof: Proof) -> None:
    """Many damaged files of each format."""
    from tests.fuzz.subjects import SUBJECTS

    proof.title, proof.seed = "Damaged files load or are refused in plain words", str(SEED)
    count = int(os.environ.get("FUZZ_FILES", FILES))
    for name in sorted(SUBJECTS):
        began = time.perf_counter()
        outcomes, faults, died = _format(name, count)
        proof.fact(f"{name}: {time.perf_counter() - began:.0f} seconds")
        proof.check(name, "files damaged and read", count, sum(outcomes.values()))
        proof.check(
            name, "tracebacks, rows lost, empty messages", "none", "; ".join(faults) or "none"
        )
        proof.check(name, "processes that died", 0, died)
        for (kind, outcome), number in sorted(outcomes.items()):
            proof.fact(f"{name}, damage to {kind}: {number:,} {outcome}")


def _format(name: str, count: int) -> tuple[Counter[tuple[str, str]], list[str], int]:
    outcomes, faults, died = Counter[tuple[str, str]](), [], 0
    starts = range(0, count, A_PROCESS)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(lambda at: _process(name, at, min(A_PROCESS, count - at)), starts):
            if said is None:
                died += 1
                continue
            outcomes.update({(kind, outcome): n for kind, outcome, n in said["outcomes"]})
            faults += said["faults"]
    return outcomes, faults, died


def _process(name: str, first: int, count: int) -> dict[str, Any] | None:
    """Some files in a process of their own; None if it died."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.campaigns.fuzz", name, str(first), str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    return None if done.returncode else json.loads(done.stdout.splitlines()[-1])


def _one_process(name: str, first: int, count: int) -> None:
    from tests.fuzz.campaign import campaign

    found = campaign(name, count, SEED, first)
    outcomes = [[kind, outcome, n] for (kind, outcome), n in found.outcomes.items()]
    print(json.dumps({"outcomes": outcomes, "faults": found.faults}))


if __name__ == "__main__":
    _one_process(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
