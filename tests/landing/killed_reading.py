"""Kills a process that reads a drop, at every step of it, and looks at what landing holds then.

Used by the tests with a few kills a format and by ``make prove`` with all of them. One process
forks for each kill before it has started any thread, so that a kill costs milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipelines.landing import land, load
from pipelines.landing.council import Council
from pipelines.landing.store import latest, revisions
from pipelines.settings import PROJECT_ROOT
from tests.fuzz.other_files import MAPPING
from tests.landing.small_drop import LA, contacts, csv_text, people, write_drop

BEFORE, MONTH = "2015-03", "2015-04"


def _ssd(folder: Path) -> None:
    for name in ("contacts", "person"):
        rows = contacts(40) if name == "contacts" else people(40)
        (folder / f"ssd_{name}.csv").write_text(csv_text(name, rows))


def _annex_a(folder: Path) -> None:
    from tests.sources.annex_a_book import sound_sheets, write_book

    write_book(folder / "book.xlsx", sound_sheets())


def _cin_census(folder: Path) -> None:
    from tests.sources.test_cin_census import census, child

    (folder / "cin.xml").write_text(census("".join(child("", who=f"{n}") for n in range(20))))


def _ssda903(folder: Path) -> None:
    from tests.sources.test_ssda903 import CSV, XML

    for name, lines in CSV.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]))
    (folder / "last year.xml").write_text(XML)


def _mapping(folder: Path) -> None:
    settings = folder.parent.parent.parent / "settings"
    (settings / "mappings").mkdir(parents=True, exist_ok=True)
    (settings / "mappings" / "log.yml").write_text(MAPPING)
    lines = [f"C{n},P{n},01/04/2015,Police" for n in range(30)]
    (folder / "log.csv").write_text("\n".join(["Ref,Child,Day,From", *lines, ""]))


FORMATS: dict[str, Callable[[Path], None]] = {
    "annex_a": _annex_a,
    "cin_census": _cin_census,
    "mapping": _mapping,
    "ssd": _ssd,
    "ssda903": _ssda903,
}


def killed(home: Path, kills: int, seed: int = 1) -> dict[str, dict[str, Any]]:
    """Kill the reading of each format ``kills`` times (at all steps if there are fewer).

    Returns by format how many steps and kills there were, and every fault found.
    """
    program = "import sys; from tests.landing.killed_reading import main; main(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, str(home), str(kills), str(seed)],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT_ROOT,
    )
    return json.loads(done.stdout.splitlines()[-1])


def main(home: str, kills: str, seed: str) -> None:
    """The process that forks."""
    found = {name: _format(name, Path(home), int(kills), int(seed)) for name in sorted(FORMATS)}
    sys.stdout.write(json.dumps(found) + "\n")


def _format(name: str, root: Path, kills: int, seed: int) -> dict[str, object]:
    home, whole = root / name, root / f"{name} whole"
    for month in (BEFORE, MONTH):
        FORMATS[name](write_drop(home / "raw", month, {}))
    _apart(lambda: _land(home, BEFORE, None))
    shutil.copytree(home, whole)
    steps = _apart(lambda: _land(whole, MONTH, None))
    expected, before = _tables(whole), _tree(home)
    faults = []
    points = random.Random(seed).sample(range(1, steps + 1), min(kills, steps))
    for point in sorted(points):
        if _apart(lambda at=point: _land(home, MONTH, at)) != -signal.SIGKILL:
            faults.append(f"step {point}: was not killed")
        if _tree(home) != before or _revisions(home):
            faults.append(f"step {point}: landing is not as it was")
    _apart(lambda: _land(home, MONTH, None))
    if _tables(home) != expected or not expected:
        faults.append("landed again, it is not what it would have been")
    return {"steps": steps, "kills": len(points), "faults": faults}


def _apart(work: Callable[[], int]) -> int:
    """Work in a fork: what it returned, or the signal that ended it as a negative number."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, str(work()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        text = said.read()
    _, status = os.waitpid(child, 0)
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else int(text)


def _land(home: Path, month: str, kill_at: int | None) -> int:
    """Land a month; dies at a step, or returns how many there were."""
    step = 0

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def stepping(*given: object, **named: object) -> object:
            nonlocal step
            step += 1
            if step == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*given, **named)

        return stepping

    # every batch read, every table settled, every file written, and the last step of all
    load._take = counted(load._take)  # pyright: ignore[reportPrivateUsage,reportAttributeAccessIssue]
    for name in ("write_parquet", "prove_written", "find_holds", "write_private"):
        setattr(land, name, counted(getattr(land, name)))
    settings = home / "settings"
    council = Council(settings if settings.is_dir() else None)
    land.land_drop(home / "raw", home / "warehouse", LA, month, council=council)
    return step


def _landing(home: Path) -> Path:
    return home / "warehouse" / LA / "landing"


def _revisions(home: Path) -> list[int]:
    folder = _landing(home) / MONTH
    return list(revisions(folder)) if folder.is_dir() else []


def _tree(home: Path) -> dict[str, str]:
    """Every file of landing that a reader can meet, with its content's hash."""
    root = _landing(home)
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def _tables(home: Path) -> dict[str, tuple[int, int, int]]:
    landed = latest(home / "warehouse", LA, MONTH)
    tables = landed.manifest.tables.items() if landed else ()
    return {name: (one.rows_read, one.rows_loaded, one.rows_rejected) for name, one in tables}
