"""Team packs written by a second process, while the first writes everything else.

Belongs here: starting that process early (its libraries load while models are built), handing it a
finished restricted database, writing the rest meanwhile and waiting for its files. Does not belong
here: what an output holds (write).
Whatever goes wrong there, the caller can write the packs itself and meet the same error.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipelines.errors import DataProblem
from pipelines.settings import PROJECT_ROOT


@dataclass(frozen=True)
class Helper:
    """A process that is loading, waiting for a database, or writing packs."""

    process: subprocess.Popen[str]

    def ask(self, restricted_db: Path, out: Path) -> None:
        """Hand over a closed database; its packs will be in ``out``. A dead process is no error."""
        question = {"restricted": str(restricted_db), "out": str(out)}
        with contextlib.suppress(OSError, ValueError):
            _pipe(self.process.stdin).write(json.dumps(question) + "\n")
            _pipe(self.process.stdin).flush()

    def written(self) -> bool:
        """Wait for the packs; False if the process could not write them.

        Raises:
            DataProblem: with the process's own words, if the database lacks what packs need.
        """
        answer = ""
        with contextlib.suppress(OSError, ValueError):
            answer = _pipe(self.process.stdout).readline()
        if not answer:
            return False
        problem = json.loads(answer)["problem"]
        if problem:
            raise DataProblem(problem)
        return True

    def stop(self) -> None:
        """End the process if it still runs."""
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                _pipe(stream).close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=30)


def write_rest(
    helper: Helper | None,
    databases: tuple[Path, Path, Path],
    out: Path,
    settings: Path | None = None,
) -> None:
    """Write every output but the packs, then wait for the packs; without a helper all of them.

    ``databases``: the analysts', the restricted (which the helper was given) and the public one.

    Raises:
        DataProblem: as ``write_reports`` does, from either process.
    """
    from pipelines.reports.write import PACKS_ONLY, ReportOptions, write_reports

    def write(wanted: ReportOptions) -> None:
        analysts, restricted, public = databases
        write_reports(analysts.parent, analysts, restricted, out, wanted, public)

    write(ReportOptions(settings=settings, with_teams=helper is None))
    if helper is not None and not helper.written():
        write(PACKS_ONLY)


def start() -> Helper:
    """Start the process; whoever starts it stops it."""
    return Helper(
        subprocess.Popen(
            [sys.executable, "-m", "pipelines.reports.beside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an error there is met again here, and told here
            text=True,
            cwd=PROJECT_ROOT,
        )
    )


def _pipe(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise ValueError("the process was not started by start()")
    return stream


def _end_with_the_run() -> None:
    if not sys.stdin.readline():
        os._exit(1)


def main() -> int:
    """One database in, its packs written, one line out."""
    from pipelines.reports.write import PACKS_ONLY, write_reports

    line = sys.stdin.readline()
    if not line:
        return 0
    # a run that is gone has nobody to write for: its folder is for the next run to remove
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    asked = json.loads(line)
    database, problem = Path(asked["restricted"]), ""
    try:
        write_reports(database.parent, database, database, Path(asked["out"]), PACKS_ONLY)
    except DataProblem as error:
        problem = str(error)
    sys.stdout.write(json.dumps({"problem": problem}) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
