"""How fast SSDA903 episodes are read, folded, checked and landed, and what that costs in memory.

Run: python -m benchmarks.ssda903 [episodes ...]. The budget is 1 second for 25,000 episodes.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

from benchmarks.landing_returns import main
from pipelines.sources.ssda903_modules import BY_NAME

SIZES = (25_000, 50_000, 100_000)
EPISODES_OF_A_CHILD = 4


def write(path: Path, episodes: int) -> int:
    """Episodes of children with four each, chained as the return asks; returns how many."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(BY_NAME["Episodes"].columns)
        for number in range(episodes):
            child, step = divmod(number, EPISODES_OF_A_CHILD)
            start = date(2014, 4, 1) + timedelta(days=child % 90 + 60 * step)
            is_last = step == EPISODES_OF_A_CHILD - 1
            end = "" if is_last else f"{start + timedelta(days=60):%d/%m/%Y}"
            writer.writerow(
                (
                    f"{child:06d}",
                    f"{start:%d/%m/%Y}",
                    "SPLU"[step],
                    "V2" if step < 2 else "C2",
                    "N1",
                    "U4",
                    "PR1",
                    end,
                    "" if is_last else "X1",
                    "" if is_last else "CARPL",
                    "AB1 2CD",
                    "AB1 3EF",
                    "",
                )
            )
    return episodes


if __name__ == "__main__":
    raise SystemExit(main("benchmarks.ssda903", "episodes.csv", write, SIZES))
