"""The comparison over many councils, as a Markdown page: ``python -m tests.oracle.campaign``.

Belongs here: which councils, and the summary. Does not belong here: the comparison itself
(compare). Twenty councils take some ten minutes; ``--councils 3`` takes the first three.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.oracle.compare import Result, compare, warehouse_figures
from tests.oracle.oracle import MEASURES, compute
from tests.oracle.records import read_drop
from tests.oracle.warehouse import Council, built

SQL = Path(__file__).parents[2] / "sql"
CALIBRATED = (
    Council("871", 2015, 1.0, ("2015-03", "2015-04")),
    Council("871", 2015, 1.0, ("2015-03", "2015-04", "2015-05", "2015-06")),
)
SIZES = (0.15, 0.3, 0.5, 0.7, 1.0, 1.3)
CODES = (
    "204", "301", "310", "317", "330", "336", "352", "373", "380", "391",
    "803", "821", "826", "857", "870", "876", "881", "909",
)  # fmt: skip
REPORTED = (("2015-06",), ("2015-04", "2015-05"), ("2015-03",))
COUNCILS = CALIBRATED + tuple(
    Council(
        code,
        100 + 7 * number,
        SIZES[number % len(SIZES)],
        REPORTED[number % len(REPORTED)],
        is_shaken=number % 4 < 2,
    )
    for number, code in enumerate(CODES)
)


@dataclass
class Outcome:
    """One council of the campaign; ``failed`` says why there is no result."""

    council: Council
    seconds: float = 0
    result: Result = field(default_factory=Result)
    failed: str | None = None


def run(council: Council) -> Outcome:
    """Make, build, compute again and compare one council in a folder that is removed after."""
    started = time.monotonic()
    outcome = Outcome(council)
    with tempfile.TemporaryDirectory(prefix="oracle-") as home:
        try:
            with built(council, Path(home)) as found:
                drop = read_drop(found.drop_folder)
                outcome.result = compare(drop, compute(drop), warehouse_figures(found.con))
                if any(found.rows[name] != counted for name, counted in drop.counts.items()):
                    outcome.failed = "rows landed differ from rows the oracle can use"
        except Exception as error:  # a council that cannot be built is a finding, not the end
            outcome.failed = f"not built: {type(error).__name__}"
    outcome.seconds = time.monotonic() - started
    return outcome


def summary(outcomes: list[Outcome]) -> str:
    """The campaign as Markdown."""
    compared, differing = Counter[str](), Counter[str]()
    for outcome in outcomes:
        compared.update(outcome.result.compared)
        differing.update(one.kpi for one in outcome.result.differences)
    lines = [
        "# Figures computed twice",
        "",
        "Every figure below was computed by the warehouse's SQL and, from the same CSV files, by a"
        " plain Python program written from the definitions alone (`tests/oracle`): numerator and"
        " denominator at authority, team and worker level, 36 month ends. In every second council"
        " the files were disordered at random first: dates moved, values missing, records entered"
        " twice, persons merged, carers, legal statuses, answers and codes changed.",
        "",
        f"- date: {date.today():%Y-%m-%d}; commit: {_commit()}",
        f"- synthetic councils: {len(outcomes)}; {_covered()}",
        f"- figures compared: {sum(compared.values()):,}; differing: {sum(differing.values()):,}",
        "",
        "| council | figures compared | differing | seconds | |",
        "|---|---:|---:|---:|---|",
    ]
    for one in outcomes:
        count = len(one.result.differences)
        lines.append(
            f"| {one.council} | {one.result.total:,} | {count:,} | {one.seconds:.0f} |"
            f" {one.failed or ''} |"
        )
    lines += ["", "| KPI | figures compared | differing |", "|---|---:|---:|"]
    lines += [f"| {name} | {compared[name]:,} | {differing[name]:,} |" for name in sorted(compared)]
    return "\n".join([*lines, *_examples(outcomes), ""])


def _examples(outcomes: list[Outcome], at_most: int = 3) -> list[str]:
    """The first differences of every KPI."""
    seen: Counter[str] = Counter()
    lines = []
    for outcome in outcomes:
        for one in outcome.result.differences:
            seen[one.kpi] += 1
            if seen[one.kpi] <= at_most:
                lines.append(f"- {outcome.council}: {one}")
    return ["", "## Differences", "", *lines] if lines else []


def _covered() -> str:
    """How many KPIs are computed a second time, and which are not."""
    both = {measure.kpi_id for measure in MEASURES}
    files = [path.stem for folder in ("kpi", "kpi_meta") for path in (SQL / folder).rglob("*.sql")]
    every = {stem.split("__")[0] for stem in files}
    variants = {
        measure.kpi_id + (f"__{v}" if (v := measure.variant) else "") for measure in MEASURES
    }
    missing = sorted(set(files) - variants)
    without = f"not computed a second time: {', '.join(missing)}" if missing else "none left out"
    return (
        f"KPIs: {len(both & every)} of {len(every)}, with variants {len(variants & set(files))} of"
        f" {len(files)}; {without}"
    )


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    return said.stdout.strip() or "unknown"


def main(arguments: list[str] | None = None) -> int:
    """Print the summary; 1 if any figure differs or any council could not be compared."""
    parser = argparse.ArgumentParser(description="Compare the warehouse with the oracle.")
    parser.add_argument("--councils", type=int, default=len(COUNCILS), help="how many of them")
    outcomes = []
    for council in COUNCILS[: parser.parse_args(arguments).councils]:
        outcomes.append(run(council))
        differing = len(outcomes[-1].result.differences)
        sys.stderr.write(f"{council}: {outcomes[-1].failed or f'{differing} differ'}\n")
    sys.stdout.write(summary(outcomes))
    return int(any(one.failed or one.result.differences for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
