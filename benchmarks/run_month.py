"""How long one month takes, cold process to publication and workbooks.

Run it: ``.venv/bin/python -m benchmarks.run_month``. Prints each repeat and the median.
"""

from __future__ import annotations

import shutil
import statistics
import sys

from benchmarks.installation import installation, kpi

REPEATS = 3


def measure(repeats: int = REPEATS) -> list[float]:
    """Wall seconds of ``kpi run --month 2015-04`` with nothing landed before, per repeat."""
    seconds = []
    with installation() as home:
        kpi(home, "demo")
        for _ in range(repeats):
            shutil.rmtree(home / "warehouse", ignore_errors=True)
            kpi(home, "run", "--la", "871", "--month", "2015-03", "--quiet")
            taken, _ = kpi(home, "run", "--la", "871", "--month", "2015-04", "--quiet")
            seconds.append(taken)
    return seconds


def main() -> int:
    """Print the measurement."""
    found = measure()
    print(f"kpi run, one month, cold: {', '.join(f'{one:.1f}' for one in found)} s")
    print(f"median {statistics.median(found):.1f} s (budget 15 s on 2 cores)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
