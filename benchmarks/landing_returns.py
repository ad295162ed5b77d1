"""Measuring how fast a made-up file is landed, in a process of its own.

Belongs here: what the benchmarks of the formats share. Does not belong here: their layouts.

Seconds are those of the wall and of the processor: other work on the machine tells on the first
only.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LA, MONTH, TAKEN = "999", "2015-03", "2015-04-05"
Writer = Callable[[Path, int], int]


@dataclass(frozen=True)
class Measured:
    """One file landed: seconds of the step (wall, processor), of the whole process, peak MB."""

    units: int
    megabytes: float
    seconds: float
    processor_seconds: float
    process_seconds: float
    records: int
    rejected: int
    peak_mb: int


def measure(file: Path, home: Path, month: str = MONTH, taken: str = TAKEN) -> None:
    """Land one file in this process and print seconds, rows, rejections and peak memory."""
    from pipelines.landing.land import land_drop

    drop = home / "raw" / LA / month
    drop.mkdir(parents=True)
    file.rename(drop / file.name)
    (drop / "drop.yaml").write_text(f"extracted_at: {taken}\nsynthetic: true\n")
    began, ran = time.perf_counter(), time.process_time()
    landed = land_drop(home / "raw", home / "warehouse", LA, month)
    seconds, processor = time.perf_counter() - began, time.process_time() - ran
    entries = landed.manifest.tables.values()
    loaded, rejected = sum(e.rows_loaded for e in entries), sum(e.rows_rejected for e in entries)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.3f} {processor:.3f} {loaded} {rejected} {peak}")


def measured(module: str, name: str, write: Writer, size: int) -> Measured:
    """One size in a process of its own."""
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
    step, processor, loaded, rejected, peak = (float(text) for text in said)
    return Measured(units, megabytes, step, processor, whole, int(loaded), int(rejected), int(peak))


def run(module: str, name: str, write: Writer, sizes: Sequence[int]) -> None:
    """Every size in its own process, printed as a line each."""
    print(
        "units, MB, landed in s, of the processor, whole process in s, records, rejected, peak MB,"
        " processor s per 1,000 units"
    )
    for size in sizes:
        one = measured(module, name, write, size)
        print(
            f"{one.units:,}, {one.megabytes:.1f}, {one.seconds:.2f}, {one.processor_seconds:.2f},"
            f" {one.process_seconds:.2f}, {one.records:,}, {one.rejected:,}, {one.peak_mb},"
            f" {one.processor_seconds / one.units * 1000:.3f}"
        )


def main(
    module: str,
    name: str,
    write: Writer,
    sizes: Sequence[int],
    month: tuple[str, str] = (MONTH, TAKEN),
) -> int:
    """``--one FILE HOME`` measures in this process; else sizes, or the usual ones.

    ``month``: the drop's month, and the day it was taken.
    """
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        measure(Path(arguments[1]), Path(arguments[2]), *month)
    else:
        run(module, name, write, [int(text) for text in arguments] or sizes)
    return 0
