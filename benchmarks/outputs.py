"""How long all outputs of one month take for a council of thirty teams.

Run it: ``.venv/bin/python -m benchmarks.outputs``. Prints each repeat in a cold process, then the
processor seconds of each output. The council is twice the demonstration's size, so that its teams
have seven or eight workers each.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.figures import folder_of
from benchmarks.installation import installation, kpi
from benchmarks.many_teams import split_teams
from pipelines.publish import ledger
from pipelines.reports import beside
from pipelines.reports.write import ReportOptions, write_reports
from pipelines.settings import PROJECT_ROOT

MONTH, SIZE, SEED, PARTS, REPEATS = "2015-06", 2, 30, 5, 3
BUDGET = 10.0
NOTHING = ReportOptions(
    with_comparison=False, with_teams=False, with_actions=False, with_scorecard=False,
    with_committee=False,
)  # fmt: skip
OUTPUTS = {
    "comparison workbook": replace(NOTHING, with_comparison=True),
    "scorecard pages": replace(NOTHING, with_scorecard=True),
    "committee report": replace(NOTHING, with_committee=True),
    "list of overdue work": replace(NOTHING, with_actions=True),
    "team packs": replace(NOTHING, with_teams=True),
}


@dataclass(frozen=True)
class Taken:
    """One repeat: wall and processor seconds, with the process's own start."""

    wall: float
    processor: float


@contextmanager
def thirty_teams() -> Iterator[Path]:
    """The publication folder of a council of thirty teams; removed afterwards."""
    with installation() as home:
        kpi(home, "demo", "--size", str(SIZE), "--seed", str(SEED), "--months", "1")
        split_teams(home / "raw" / "871" / MONTH, PARTS)
        kpi(home, "run", "--la", "871", "--month", MONTH, "--quiet")
        yield folder_of(home, MONTH)


def measure(publication: Path, repeats: int = REPEATS) -> list[Taken]:
    """All outputs, each time in a cold process with its helper, into a folder beside."""
    out, found = publication.with_name("again"), []
    for _ in range(repeats):
        shutil.rmtree(out, ignore_errors=True)
        used, started = _processor(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "benchmarks.outputs", str(publication), str(out)],
            cwd=PROJECT_ROOT,
            check=True,
        )
        wall = time.perf_counter() - started
        found.append(Taken(wall, _processor(resource.RUSAGE_CHILDREN) - used))
    return found


def by_output(publication: Path) -> dict[str, float]:
    """Processor seconds of each output by itself, libraries loaded."""
    out = publication.with_name("each")
    shutil.rmtree(out, ignore_errors=True)
    found = {}
    for name, wanted in OUTPUTS.items():
        used = _processor(resource.RUSAGE_SELF)
        write_reports(publication, *_databases(publication)[:2], out, wanted,
                      _databases(publication)[2])  # fmt: skip
        found[name] = _processor(resource.RUSAGE_SELF) - used
    return found


def _databases(publication: Path) -> tuple[Path, Path, Path]:
    return (
        publication / ledger.ANALYSTS,
        publication / ledger.RESTRICTED,
        publication / ledger.PUBLIC,
    )


def write_all(publication: Path, out: Path) -> None:
    """All outputs as a run writes them: packs by a second process."""
    helper = beside.start()
    try:
        helper.ask(publication / ledger.RESTRICTED, out)
        beside.write_rest(helper, _databases(publication), out)
    finally:
        helper.stop()


def teams_written(publication: Path) -> int:
    """How many teams have a pack."""
    return len(list((publication / "reports" / "teams").glob("*.xlsx")))


def _processor(of: int) -> float:
    used = resource.getrusage(of)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print the measurement; with two folders, write all outputs of one into the other."""
    if len(sys.argv) == 3:
        write_all(Path(sys.argv[1]), Path(sys.argv[2]))
        return 0
    with thirty_teams() as publication:
        found = measure(publication)
        print(f"{teams_written(publication)} packs")
        for one in found:
            print(f"all outputs: {one.wall:.1f} s, {one.processor:.1f} processor seconds")
        median = statistics.median(one.wall for one in found)
        print(f"median {median:.1f} s (budget {BUDGET:.0f} s on 2 cores)")
        print(json.dumps({name: round(used, 2) for name, used in by_output(publication).items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
