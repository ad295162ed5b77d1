"""Figures computed twice: by the warehouse, and by plain Python written from the definitions.

Belongs here: running it and keeping its page. Does not belong here: the second computation
(tests.oracle).
"""

from __future__ import annotations

import contextlib
import importlib
import io

from benchmarks.proof import PROOFS, NotShown, Proof

DETAILS = PROOFS / "oracle_details.md"


def run(proof: Proof) -> None:
    """The whole campaign; its own summary is kept beside the verdict."""
    proof.title, proof.seed = "Figures computed twice", "2015 and those of each council"
    try:
        campaign = importlib.import_module("tests.oracle.campaign")
    except ImportError as error:
        raise NotShown("the second computation (tests.oracle.campaign) is not there") from error
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        ended = campaign.main([])
    PROOFS.mkdir(parents=True, exist_ok=True)
    DETAILS.write_text(said.getvalue(), encoding="utf-8")
    proof.check("Every council", "differences or councils not compared", 0, ended)
    proof.fact(f"councils, KPIs and counts: [{DETAILS.name}]({DETAILS.name})")
