"""Starting the gate early, asking it about a build, and stopping it.

Belongs here: the second process and what is said to the person when figures do not hold together.
Does not belong here: what is expected (suites, sql/checks), how it is shown (pages).

The library behind the expectations takes some five seconds to load, so its process starts with the
run and waits while the models are built. A build in memory can only be read here: reconciliations
run on its connection, and the other process is handed small frames.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import DataProblem
from pipelines.gate import frames
from pipelines.gate.reconcile import CHECKS, run_checks
from pipelines.models import runner
from pipelines.settings import PROJECT_ROOT

LONGEST_WAIT_SECONDS = 300.0
LISTED = 12
LOG_ENDING = ".log"
DRAWN_ENDING = ".drawn"


@dataclass(frozen=True)
class Waiting:
    """A gate that is loading or waiting for a build."""

    process: subprocess.Popen[str]
    folder: Path
    log: Path

    @property
    def drawn(self) -> Path:
        """Where the frames to be judged lie until the process has ended."""
        return self.folder.with_name(self.folder.name + DRAWN_ENDING)


def start(folder: Path) -> Waiting:
    """Start the gate's process; its pages will be in ``folder``, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(folder.with_name(folder.name + DRAWN_ENDING), ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    log = folder.with_name(folder.name + LOG_ENDING)
    environment = os.environ | {"GX_ANALYTICS_ENABLED": "false", "PYTHONUNBUFFERED": "1"}
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.gate.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=PROJECT_ROOT,
            env=environment,
        )
    return Waiting(process, folder, log)


def finish(waiting: Waiting, build: runner.Build, checks: Path = CHECKS) -> Path:
    """Judge a finished build and wait for the verdict; ``ask`` and ``verdict`` in one."""
    ask(waiting, build, checks)
    return verdict(waiting)


def ask(waiting: Waiting, build: runner.Build, checks: Path = CHECKS) -> None:
    """Reconcile a finished build here, and hand what is to be judged to the gate's process.

    ``checks`` is the folder of reconciliations.

    Raises:
        DataProblem: if a reconciliation cannot run, or the gate's process is gone.
    """
    if waiting.process.stdin is None:
        raise ValueError("the gate was not started by start()")
    waiting.drawn.mkdir(mode=0o700)
    try:
        with runner.reading(build) as con:
            found = [one.as_dict() for one in run_checks(con, checks)]
            frames.draw(con, waiting.drawn)
        question = {"drawn": str(waiting.drawn), "folder": str(waiting.folder), "checks": found}
        waiting.process.stdin.write(json.dumps(question) + "\n")
        waiting.process.stdin.close()
    except DataProblem as problem:
        raise DataProblem(f"{problem} Nothing was published.") from problem
    except (OSError, duckdb.Error) as error:
        raise _could_not_run(waiting, type(error).__name__) from error


def verdict(waiting: Waiting) -> Path:
    """The folder of pages (``index.html``, ``results.json``) of a build that passed.

    Raises:
        DataProblem: naming every expectation and reconciliation that failed, with rows and the
            columns that say where; or that the gate itself could not run.
    """
    process = waiting.process
    try:
        answer = _answer(process)
    except (OSError, TimeoutError) as error:
        raise _could_not_run(waiting, type(error).__name__) from error
    if not answer:
        raise _could_not_run(waiting, f"ended with code {process.wait(timeout=30)}")
    failures = json.loads(answer)["failures"]
    if failures:
        raise DataProblem(message(failures))
    waiting.log.unlink(missing_ok=True)
    return waiting.folder


def stop(waiting: Waiting) -> None:
    """End the gate's process if it still runs; its pages stay."""
    process = waiting.process
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    if process.poll() is None:
        process.kill()
        process.wait(timeout=30)
    shutil.rmtree(waiting.drawn, ignore_errors=True)


def forget(waiting: Waiting) -> None:
    """Remove the pages and an empty log; what was published holds its own copy of the pages."""
    shutil.rmtree(waiting.folder, ignore_errors=True)
    if waiting.log.exists() and not waiting.log.stat().st_size:
        waiting.log.unlink()


def _answer(process: subprocess.Popen[str]) -> str:
    """The one line the process writes, waiting a limited time."""
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        if process.stdout is not None:
            lines.put(process.stdout.readline())

    threading.Thread(target=read, daemon=True).start()
    try:
        return lines.get(timeout=LONGEST_WAIT_SECONDS)
    except queue.Empty as error:
        raise TimeoutError from error


def _could_not_run(waiting: Waiting, why: str) -> DataProblem:
    return DataProblem(
        f"The gate could not judge the figures ({why}); see {waiting.log}. Nothing was published."
    )


def message(failures: Iterable[Mapping[str, Any]]) -> str:
    """What failed, one line each, in words that carry no child's data."""
    found = list(failures)
    lines = [f"  {one['suite']}: {one['text']}: {_rows(one)}" for one in found[:LISTED]]
    if len(found) > LISTED:
        lines.append(f"  and {len(found) - LISTED} more: see the gate's pages")
    return (
        f"The figures did not pass the gate ({len(found)} failed); nothing was published.\n"
        + "\n".join(lines)
    )


def _rows(failure: Mapping[str, Any]) -> str:
    where = f" ({failure['where']})" if failure.get("where") else ""
    rows = int(failure["rows"])
    return f"{rows:,} row{'' if rows == 1 else 's'}{where}"
