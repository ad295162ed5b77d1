"""Kills a publishing process at random moments and looks at what a reader would find.

Used by the tests with a few kills and by ``make prove`` with many.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.publish import ledger, publication
from pipelines.publish.verify import verify
from pipelines.settings import PROJECT_ROOT
from tests.publish.small_build import LA, publish_month

MONTHS = ("2015-03", "2015-04", "2015-05", "2015-06")
FILLER_ROWS = 60_000
_PROGRAM = """
import sys
from pathlib import Path
from pipelines.publish import ledger
from tests.publish.kill_campaign import MONTHS, FILLER_ROWS
from tests.publish.small_build import LA, publish_month
warehouse = Path(sys.argv[1])
print("ready", flush=True)
turn = 0
while True:
    month = MONTHS[turn % len(MONTHS)]
    number = ledger.next_number(warehouse, LA, month)
    (warehouse / f"build_{month}_{number}.duckdb").unlink(missing_ok=True)
    publish_month(warehouse, month, number, str(number), filler_rows=FILLER_ROWS)
    turn += 1
"""


@dataclass
class Found:
    """What readers found after the kills."""

    kills: int = 0
    unfinished_folders: int = 0
    put_right: int = 0
    faults: list[str] = field(default_factory=list)


def campaign(warehouse: Path, kills: int, seed: int) -> Found:
    """Publish, kill, read, recover; ``kills`` times."""
    chance = random.Random(seed)
    publish_month(warehouse, MONTHS[0], filler_rows=FILLER_ROWS)
    found = Found()
    for _ in range(kills):
        _kill_one(warehouse, chance.uniform(0.05, 1.5))
        found.kills += 1
        found.unfinished_folders += len(list(warehouse.rglob(f"*{ledger.UNFINISHED}")))
        found.faults += reader_faults(warehouse)
        found.put_right += bool(publication.recover(warehouse, LA))
        found.faults += [f"after recovery: {one}" for one in reader_faults(warehouse)]
        if list(warehouse.rglob(f"*{ledger.UNFINISHED}")) or list(warehouse.rglob("*.new*")):
            found.faults.append("leftovers stay after recovery")
    return found


def _kill_one(warehouse: Path, seconds: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(warehouse)],
        stdout=subprocess.PIPE,
        cwd=PROJECT_ROOT,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def reader_faults(warehouse: Path) -> list[str]:
    """What is wrong with what a reader opens: the current publication and the stable copies."""
    faults: list[str] = []
    in_force = ledger.current(warehouse, LA)
    if in_force is None:
        return ["CURRENT names nothing"]
    for one in ledger.publications(warehouse, LA):
        verify(one.folder, one.manifest)  # raises if any file is not whole
    for copy in (warehouse / LA / ledger.ANALYSTS, warehouse / ledger.ANALYSTS):
        faults += [f"{copy.name}: {fault}" for fault in _copy_faults(copy)]
    return faults


def _copy_faults(copy: Path) -> list[str]:
    if copy.with_name(copy.name + ".wal").exists():
        return ["a .wal file lies beside it"]
    con = duckdb.connect(str(copy), read_only=True)
    try:
        rows = con.execute(
            "select distinct p.month, v.category, count(*) over () from marts.publication as p "
            "cross join marts.kpi_value as v where v.kpi_id = 'filler'"
        ).fetchall()
    finally:
        con.close()
    if len(rows) != 1 or rows[0][0] != rows[0][1] or rows[0][2] != FILLER_ROWS:
        return ["it does not hold one whole month"]
    return []
