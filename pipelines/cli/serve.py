"""``kpi serve``: Dagster's pages and its daemon as two processes that stop together.

Belongs here: starting, waiting, stopping. Does not belong here: what Dagster shows
(pipelines.orchestration).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import typer

from pipelines.cli.common import the_paths
from pipelines.settings import PROJECT_ROOT, dagster_environment

_GRACE_SECONDS = 10.0


def serve(
    port: int = typer.Option(3000, "--port", help="Where the pages are, on this computer only."),
) -> None:
    """Start Dagster's pages and scheduler; Ctrl-C or SIGTERM stops both."""
    environment = os.environ | dagster_environment(the_paths())
    here = Path(sys.executable).parent
    module = ["-m", "pipelines.orchestration.definitions"]
    commands = [
        [str(here / "dagster-webserver"), "-h", "127.0.0.1", "-p", str(port), *module],
        [str(here / "dagster-daemon"), "run", *module],
    ]
    # Each in its own session: a Ctrl-C at the keyboard reaches us alone, and we stop them in order.
    children = [
        subprocess.Popen(command, env=environment, cwd=PROJECT_ROOT, start_new_session=True)
        for command in commands
    ]
    typer.echo(f"Dagster: http://127.0.0.1:{port}  (Ctrl-C stops it)")
    asked = _StopAsked()
    while not asked.yes and all(child.poll() is None for child in children):
        time.sleep(0.2)
    failed = not asked.yes
    stop(children)
    if failed:
        typer.echo(
            "kpi: one of Dagster's processes ended by itself; see the lines above.", err=True
        )
        raise typer.Exit(1)


class _StopAsked:
    """Remembers that a person or the system asked us to stop."""

    def __init__(self) -> None:
        self.yes = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._remember)

    def _remember(self, _number: int, _frame: object) -> None:
        self.yes = True


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Stop each process group: politely, and after a while for certain."""
    for child in children:
        _signal(child, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.wait()


def _signal(child: subprocess.Popen[bytes], number: int) -> None:
    try:
        if hasattr(os, "killpg"):
            os.killpg(child.pid, number)
        else:
            child.terminate()
    except ProcessLookupError:
        return
