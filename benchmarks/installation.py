"""A throw-away installation with the demonstration's drops, for measurements.

Belongs here: a temporary home and running ``kpi`` in it as a person would. Does not belong here:
what is measured.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.settings import PROJECT_ROOT

KPI = [sys.executable, "-m", "pipelines.cli.main"]


@contextmanager
def installation() -> Iterator[Path]:
    """A new home folder with the demonstration council's settings; removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="kpi_"))
    try:
        shutil.copytree(PROJECT_ROOT / "settings", home / "settings")
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def kpi(home: Path, *arguments: str) -> tuple[float, str]:
    """Run ``kpi`` in a cold process; returns wall seconds and what it printed.

    Raises:
        RuntimeError: with the messages, if it did not end well.
    """
    started = time.perf_counter()
    done = subprocess.run(
        [*KPI, *arguments],
        env=os.environ | {"KPI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"kpi {arguments[0]} ended badly: {done.stderr[-2000:]}")
    return seconds, done.stdout
