"""Kills publishing and landing processes; readers must never see half of anything.

Belongs here: how often, and the verdict. Does not belong here: killing and looking
(tests.publish.kill_campaign, tests.landing.killed_reading).
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.proof import Proof

KILLS, SEED = 100, 20150714


def run(proof: Proof) -> None:
    """Many kills in a scratch warehouse, and of every format's reading at every step of it."""
    from tests.landing.killed_reading import killed
    from tests.publish.kill_campaign import campaign

    proof.title, proof.seed = "A publication is whole or not there", str(SEED)
    with tempfile.TemporaryDirectory(prefix="kills_") as folder:
        found = campaign(Path(folder), KILLS, SEED)
    section = "Publishing killed at random moments"
    proof.check(section, "kills", KILLS, found.kills)
    proof.check(section, "faults a reader could meet", "none", "; ".join(found.faults) or "none")
    proof.fact(f"folders left unfinished by a kill, seen by no reader: {found.unfinished_folders}")
    proof.fact(f"times recovery had something to put right: {found.put_right}")
    section = "Landing killed at every step of reading, checking and writing"
    with tempfile.TemporaryDirectory(prefix="kills_") as folder:
        landed = killed(Path(folder), kills=1_000)
    for name, one in landed.items():
        proof.check(section, f"{name}: kills, one a step", one["steps"], one["kills"])
        faults = "; ".join(one["faults"]) or "none"
        proof.check(section, f"{name}: landing other than before", "none", faults)
