"""The demonstration's drops, written once for all tests of this folder.

Belongs here: the written drops and a plain reader of them. Does not belong here: any rule of
the pipeline; these tests recompute figures on their own.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipelines.demo.demo import write_demo

Reader = Callable[[str, str], pd.DataFrame]


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the four drops of the demonstration council."""
    root = tmp_path_factory.mktemp("demo")
    write_demo(root)
    return root


@pytest.fixture(scope="session")
def drop(demo_root: Path) -> Reader:
    """Reads one table of one drop; columns without the table's prefix, dates as timestamps."""
    known: dict[tuple[str, str], pd.DataFrame] = {}

    def read(month: str, stem: str) -> pd.DataFrame:
        if (month, stem) not in known:
            known[month, stem] = read_table(demo_root / "871" / month / f"{stem}.csv")
        return known[month, stem].copy()

    return read


def read_table(path: Path) -> pd.DataFrame:
    """One written table with plain column names and dates."""
    frame = pd.read_csv(path, dtype=str)
    prefix = frame.columns[0].split("_")[0] + "_"
    if path.stem.startswith("ssd_") and frame.columns.str.startswith(prefix).all():
        frame.columns = frame.columns.str.removeprefix(prefix)
    for name in frame.columns:
        if name.endswith(("_date", "_due")) or name in ("dob", "valid_from", "valid_to"):
            frame[name] = pd.to_datetime(frame[name], errors="coerce")
    return frame
