"""The demonstration's drops, written once for all tests of this folder.

Belongs here: the written drops and a plain reader of them. Does not belong here: any rule of
the pipeline; these tests recompute figures on their own.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipelines.demo import council
from pipelines.demo.demo import write_demo
from pipelines.demo.late_entries import apply_late_entries
from pipelines.demo.profile import Tables
from pipelines.demo.working_days import WorkingDays

Reader = Callable[[str, str], pd.DataFrame]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The folder of the drops, and the ids of the records that late entries touched."""
    root, touched = tmp_path_factory.mktemp("demo"), set[str]()

    def spy(tables: Tables, days: WorkingDays, is_strict: bool) -> dict[str, list[str]]:
        result = apply_late_entries(tables, days, is_strict)
        touched.update(name for names in result.values() for name in names)
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(council, "apply_late_entries", spy)
        write_demo(root)
    return root, touched


@pytest.fixture(scope="session")
def demo_root(written: tuple[Path, set[str]]) -> Path:
    """A folder with the four drops of the demonstration council."""
    return written[0]


@pytest.fixture(scope="session")
def touched(written: tuple[Path, set[str]]) -> set[str]:
    """Ids of the records that late entries touched."""
    return written[1]


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
