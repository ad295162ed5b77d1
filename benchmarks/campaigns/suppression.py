"""Disclosure control: no small count follows from all public files of a council together.

Belongs here: which councils are attacked, what is asked. Does not belong here: the attack
(suppression_attack), drawing councils (made_up_councils), the rules (pipelines.publish).
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np

from benchmarks.made_up_councils import SHOWN, made_up, publish, revised
from benchmarks.proof import Proof
from benchmarks.shared_counts import known_counts
from benchmarks.suppression_attack import Known, Public, attack, read_public
from pipelines.publish import ledger

COUNCILS = 200
PUBLICATIONS = 3


def run(proof: Proof) -> None:
    """200 made-up councils of three months and a second publication, and the demonstration."""
    proof.title = "Suppression: the public files attacked as one linear system"
    proof.seed = f"0 to {COUNCILS - 1}"
    found: Counter[str] = Counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for one in pool.map(_made_up, range(COUNCILS), chunksize=4):
            found += one
    section = f"{COUNCILS} made-up councils, {PUBLICATIONS} months each, the last published twice"
    proof.check(section, "councils attacked", COUNCILS, found["councils"])
    proof.check(section, "figures hidden, over a thousand", True, found["hidden"] > 1000)
    proof.check(section, "counts of 1 to 5 derived", 0, found["derived"])
    _tell(proof, "made-up councils", found)
    _demonstration(proof)


def _made_up(seed: int) -> Counter[str]:
    random = np.random.default_rng(seed)
    council = made_up(random)
    first = SHOWN + 11
    with tempfile.TemporaryDirectory() as folder:
        files = [
            publish(council, first + month, Path(folder), f"2015-0{month + 1}_1", str(month))
            for month in range(PUBLICATIONS)
        ]
        found = _asked(files, council.known)
        late = revised(council, random, first + PUBLICATIONS - 1)
        again = publish(
            late, first + PUBLICATIONS - 1, Path(folder), f"2015-0{PUBLICATIONS}_2", "9"
        )
        # figures that moved contradict the first ones: the second file is attacked by itself
        found["derived"] += _asked([again], council.known)["derived"]
    found["councils"] = 1
    return found


def _asked(files: Iterable[Path], known: Known) -> Counter[str]:
    said = Public()
    for file in files:
        with duckdb.connect(str(file), read_only=True) as con:
            read_public(con, said)
    leaks = attack(said, known)
    return Counter(
        figures=len(said.cells),
        hidden=sum(any(one.is_hidden for one in cell) for cell in said.cells.values()),
        derived=sum(leak.is_derived and leak.is_small for leak in leaks),
        narrowed=sum(leak.is_small and not leak.is_derived for leak in leaks),
        noughts=sum(leak.is_derived and leak.low == 0 for leak in leaks),
    )


def _tell(proof: Proof, of: str, found: Counter[str]) -> None:
    proof.fact(
        f"{of}: {found['figures']:,} figures, {found['hidden']:,} hidden "
        f"({found['hidden'] / max(found['figures'], 1):.1%}); "
        f"{found['narrowed']:,} hidden counts narrowed to several numbers from 1 to 5, "
        f"{found['noughts']:,} hidden noughts that single sums give away"
    )


def _demonstration(proof: Proof) -> None:
    warehouse = proof.home / "warehouse"
    made = [
        one for la in ledger.authorities(warehouse) for one in ledger.publications(warehouse, la)
    ]
    if len(made) < 2:
        proof.miss("the demonstration's publications: none in PROVE_HOME")
        return
    made.sort(key=lambda one: (one.month, one.number))
    with duckdb.connect(str(made[-1].database()), read_only=True) as con:
        known = known_counts(con)
    for months in ([made[-1]], made):
        found = _asked([one.database(ledger.PUBLIC) for one in months], known)
        section = "The demonstration, all KPIs"
        what = f"counts of 1 to 5 derived from {len(months)} publication(s)"
        proof.check(section, what, 0, found["derived"])
        _tell(proof, f"demonstration, {len(months)} publication(s)", found)
