"""Measuring how fast a made-up return is landed, in a process of its own.

Belongs here: what the benchmarks of the two returns share. Does not belong here: their layouts.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

LA, MONTH = "999", "2015-03"
Writer = Callable[[Path, int], int]


def measure(file: Path, home: Path) -> None:
    """Land one file in this process and print seconds, rows, rejections and peak memory."""
    from pipelines.landing.land import land_drop

    drop = home / "raw" / LA / MONTH
    drop.mkdir(parents=True)
    file.rename(drop / file.name)
    (drop / "drop.yaml").write_text("extracted_at: 2015-04-05\nsynthetic: true\n")
    began = time.perf_counter()
    landed = land_drop(home / "raw", home / "warehouse", LA, MONTH)
    seconds = time.perf_counter() - began
    entries = landed.manifest.tables.values()
    loaded, rejected = sum(e.rows_loaded for e in entries), sum(e.rows_rejected for e in entries)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.3f} {loaded} {rejected} {peak}")


def run(module: str, name: str, write: Writer, sizes: Sequence[int]) -> None:
    """Every size in its own process, printed as a line each."""
    print(
        "units, MB, landed in s, whole process in s, records, rejected, peak MB, s per 1,000 units"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            file = Path(home) / name
            units = write(file, size)
            megabytes = file.stat().st_size / 1e6
            command = [sys.executable, "-m", module, "--one", str(file), home]
            began = time.perf_counter()
            said = subprocess.run(
                command, check=True, capture_output=True, text=True, env=dict(os.environ)
            ).stdout.split()
            whole = time.perf_counter() - began
        step, loaded, rejected, peak = (float(text) for text in said)
        print(
            f"{units:,}, {megabytes:.1f}, {step:.2f}, {whole:.2f}, {loaded:,.0f}, {rejected:,.0f},"
            f" {peak:.0f}, {step / units * 1000:.3f}"
        )


def main(module: str, name: str, write: Writer, sizes: Sequence[int]) -> int:
    """``--one FILE HOME`` measures in this process; else sizes, or the usual ones."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        measure(Path(arguments[1]), Path(arguments[2]))
    else:
        run(module, name, write, [int(text) for text in arguments] or sizes)
    return 0
