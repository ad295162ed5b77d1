"""The same drops and the same code give the same figures, to the last digit.

Belongs here: a second home and the comparison. Does not belong here: why they are the same (no
clock and no order anywhere in the models).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.figures import folder_of, values
from benchmarks.installation import installation, kpi
from benchmarks.proof import Proof

MONTHS = ("2015-03", "2015-04")


def run(proof: Proof) -> None:
    """Two homes, the same two months."""
    proof.title, proof.seed = "The same drops give the same figures", "2015"
    with installation() as second:
        for month in MONTHS:
            drop = proof.home / "raw" / "871" / month
            shutil.copytree(drop, second / "raw" / "871" / month)
            kpi(second, "run", "--la", "871", "--month", month, "--quiet")
        for month in MONTHS:
            first, again = values(proof.home, month), values(second, month)
            section = f"Publication of {month}"
            proof.check(section, "figures", f"{len(first):,}", f"{len(again):,}")
            differing = sum(one != two for one, two in zip(first, again, strict=False))
            proof.check(section, "figures that differ in any digit", 0, differing)
            folders = [folder_of(home, month) for home in (proof.home, second)]
            names = [sorted(_names(folder)) for folder in folders]
            proof.check(
                section, "the same workbooks", "yes", "yes" if names[0] == names[1] else "no"
            )
        proof.fact("that one seed makes one demonstration is tested in tests/demo")


def _names(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*.xlsx")}
