"""How fast each format is read, checked and landed, and that it costs in proportion.

Belongs here: the budgets, the sizes, and the verdict. Does not belong here: the files and how one
is measured (``benchmarks.annex_a``, ``cin_census``, ``ssda903``, ``landing_returns``).

Budgets are set against the processor's seconds of the better of two runs, since other work on a
machine tells on the clock; the clock's are stated beside them. Each run is a process of its own,
from a cold start.
"""

from __future__ import annotations

from benchmarks import annex_a, cin_census, ssda903
from benchmarks.landing_returns import Measured, Writer, measured
from benchmarks.proof import Proof

TIMES = (1, 2, 4)
RUNS = 2
# four times the rows may take four times the time and a little: what is fixed is in both
MOST_GROWTH = 1.15
FORMATS: tuple[tuple[str, str, str, Writer, int, float, str], ...] = (
    (
        "Annex A workbook",
        "benchmarks.annex_a",
        annex_a.NAME,
        annex_a.write_workbook,
        annex_a.SIZES[0],
        3.0,
        "rows",
    ),
    (
        "CIN Census XML",
        "benchmarks.cin_census",
        "cin.xml",
        cin_census.write,
        cin_census.SIZES[0],
        3.0,
        "children",
    ),
    (
        "SSDA903 episodes CSV",
        "benchmarks.ssda903",
        "episodes.csv",
        ssda903.write,
        ssda903.SIZES[0],
        1.0,
        "episodes",
    ),
)


def run(proof: Proof) -> None:
    """Three sizes of each format."""
    proof.title = "Reading, checking and landing a file"
    proof.fact(
        "judged by the processor's seconds: the clock's beside them tell of other work on the"
        " machine, too"
    )
    for name, module, file, write, size, budget, units in FORMATS:
        found = [_best(module, file, write, size * times) for times in TIMES]
        for one in found:
            proof.fact(_said(name, one, units))
        first, last = found[0], found[-1]
        proof.check(name, "rows rejected", 0, sum(one.rejected for one in found))
        within = first.processor_seconds <= budget
        proof.check(
            name,
            f"{first.units:,} {units} ({first.megabytes:.0f} MB) within {budget:.0f} s",
            "yes",
            "yes" if within else f"{first.processor_seconds:.2f} s",
        )
        growth = last.processor_seconds / first.processor_seconds / TIMES[-1]
        proof.check(
            name,
            f"{TIMES[-1]} times as many take at most {TIMES[-1] * MOST_GROWTH:.1f} times as long",
            "yes",
            "yes" if growth <= MOST_GROWTH else f"{growth * TIMES[-1]:.2f} times",
        )


def _best(module: str, file: str, write: Writer, size: int) -> Measured:
    made = [measured(module, file, write, size) for _ in range(RUNS)]
    return min(made, key=lambda one: one.processor_seconds)


def _said(name: str, one: Measured, units: str) -> str:
    return (
        f"{name}, {one.units:,} {units}, {one.megabytes:.1f} MB: {one.processor_seconds:.2f} s of"
        f" the processor, {one.seconds:.2f} s by the clock ({one.process_seconds:.2f} s the whole"
        f" process), {one.records:,} records, {one.peak_mb:,} MB at most in memory"
    )
