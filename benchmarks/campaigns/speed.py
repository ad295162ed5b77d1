"""How long a month takes by either route, and that both publish the same figures.

Belongs here: the budgets and the comparison. Does not belong here: how a month is run or its
outputs are written (benchmarks.run_month, benchmarks.outputs, pipelines.orchestration).
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil

from benchmarks import outputs, run_month
from benchmarks.campaigns.pages import USABLE_MS, usable_ms
from benchmarks.figures import values
from benchmarks.installation import installation, kpi
from benchmarks.proof import NotShown, Proof
from pipelines.settings import PROJECT_ROOT, Paths, dagster_environment

LINE_BUDGET, DAGSTER_BUDGET = 15.0, 60.0
_BY_DAGSTER = """
import sys
import dagster as dg
from pipelines.orchestration.definitions import definitions
with dg.DagsterInstance.get() as instance:
    instance.add_dynamic_partitions("authority_month", [sys.argv[1]])
    result = definitions.resolve_job_def("month").execute_in_process(
        instance=instance, partition_key=sys.argv[1]
    )
    sys.exit(not result.success)
"""


def run(proof: Proof) -> None:
    """The command line three times, Dagster once, and their figures beside each other."""
    proof.title, proof.seed = "How long a month takes", "2015"
    _machine(proof)
    seconds = run_month.measure()
    median = statistics.median(seconds)
    each = ", ".join(f"{one:.1f}" for one in seconds)
    proof.fact(f"command line, cold, each repeat: {each} s; median {median:.1f} s")
    _within(proof, "kpi run, one month, cold process to workbooks", median, LINE_BUDGET)
    with installation() as line, installation() as graph:
        kpi(line, "demo")
        shutil.copytree(line / "raw" / "871" / "2015-03", graph / "raw" / "871" / "2015-03")
        used = _processor_seconds()
        kpi(line, "run", "--la", "871", "--month", "2015-03", "--quiet")
        by_line = _processor_seconds() - used
        taken = through_dagster(graph, "871_2015-03")
        by_graph = _processor_seconds() - used - by_line
        proof.fact(
            f"processor seconds of one month: command line {by_line:.1f}, Dagster {by_graph:.1f}; "
            f"load when it ended {os.getloadavg()[0]:.1f}"
        )
        proof.fact(f"Dagster, cold process, every step an asset with its checks: {taken:.1f} s")
        _within(proof, "the same month through Dagster", taken, DAGSTER_BUDGET)
        first, second = values(line, "2015-03"), values(graph, "2015-03")
    section = "The same figures by either route"
    proof.check(section, "figures", f"{len(first):,}", f"{len(second):,}")
    differing = sum(one != two for one, two in zip(first, second, strict=False))
    proof.check(section, "figures that differ in any digit", 0, differing)
    _outputs(proof)


def _outputs(proof: Proof) -> None:
    """All outputs of one month for a council of thirty teams, and its scorecard in a browser."""
    with outputs.thirty_teams() as publication:
        found = outputs.measure(publication)
        median = statistics.median(one.wall for one in found)
        each = ", ".join(f"{one.wall:.1f} s ({one.processor:.1f})" for one in found)
        proof.fact(
            f"all outputs of {outputs.teams_written(publication)} teams in a cold process, each "
            f"repeat with its processor seconds: {each}"
        )
        _within(proof, "all outputs of one month, thirty teams", median, outputs.BUDGET)
        parts = outputs.by_output(publication)
        listed = ", ".join(f"{name} {used:.1f}" for name, used in parts.items())
        proof.fact(f"processor seconds of each output: {listed}")
        try:
            taken = usable_ms(next((publication / "reports").glob("scorecard_*.html")))
        except NotShown as error:
            proof.miss(str(error))
            return
        proof.fact(f"scorecard of thirty teams usable after {taken} ms")
        _within(proof, "their scorecard usable in Chromium", taken / 1000, USABLE_MS / 1000)


def through_dagster(home: Path, partition: str) -> float:
    """Run one partition in a cold process with Dagster's own stores; returns wall seconds.

    Raises:
        RuntimeError: with the end of what it said, if the run did not succeed.
    """
    environment = os.environ | dagster_environment(Paths(home))
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _BY_DAGSTER, partition],
        env=environment,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Dagster's run ended badly: {done.stderr[-2000:]}")
    return time.perf_counter() - started


def _processor_seconds() -> float:
    """Used so far by processes this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _within(proof: Proof, what: str, seconds: float, budget: float) -> None:
    expected = f"at most {budget:.0f} s"
    proof.check("Budgets", what, expected, expected if seconds <= budget else f"{seconds:.1f} s")


def _machine(proof: Proof) -> None:
    memory = psutil.virtual_memory().total / 2**30
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    proof.fact(
        f"machine: {os.cpu_count()} cores ({_processor()}), {memory:.0f} GB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; "
        f"load before it began {busy:.1f}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown"
