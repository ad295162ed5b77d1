"""A synthetic council from its drop to a built warehouse, in a folder of its own.

Belongs here: making, landing and building one council without publishing it. Does not belong
here: what its figures should be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.demo.demo import write_demo
from pipelines.landing.land import land_drop
from pipelines.models import runner
from pipelines.run import steps
from pipelines.run.session import open_session
from pipelines.settings import Paths
from tests.oracle.disorder import CHANGES
from tests.oracle.shake import shake

# every pack, and the national rules on agency workers judged in all months shown
SETTINGS = """la_code: "{la_code}"
la_name: Synthetic council
packs: [core, improvement_plan]
parameters:
  agency_rules_from: "2010-04-01"
"""


@dataclass(frozen=True)
class Council:
    """Which synthetic council; its last month is the one reported."""

    la_code: str
    seed: int
    size: float
    months: tuple[str, ...] = ("2015-06",)
    is_shaken: bool = False

    def __str__(self) -> str:
        shaken = ", disordered" if self.is_shaken else ""
        return f"{self.la_code}, seed {self.seed}, size {self.size:g}, {self.months[-1]}{shaken}"


@dataclass(frozen=True)
class Built:
    """A built council: the folder of its drop, rows landed by table, and the build."""

    drop_folder: Path
    rows: dict[str, tuple[int, int]]
    con: duckdb.DuckDBPyConnection


@contextmanager
def built(council: Council, home: Path) -> Iterator[Built]:
    """The council's build, open for reading as long as the block runs."""
    paths, month = Paths(home), council.months[-1]
    (paths.settings / council.la_code).mkdir(parents=True, exist_ok=True)
    settings = paths.settings / council.la_code / "settings.yml"
    settings.write_text(SETTINGS.format(la_code=council.la_code), encoding="utf-8")
    write_demo(paths.raw, council.la_code, council.seed, council.size, council.months)
    if council.is_shaken:
        for sent in council.months:
            shake(paths.raw / council.la_code / sent, CHANGES, council.seed)
    landed = [
        land_drop(paths.raw, paths.warehouse, council.la_code, sent) for sent in council.months
    ]
    session = open_session(paths, council.la_code, month)
    steps.start_build(session)
    con = session.connect()
    try:
        runner.build(con, session.models())
        rows = {
            name: (entry.rows_read, entry.rows_loaded)
            for name, entry in landed[-1].manifest.tables.items()
        }
        yield Built(paths.raw / council.la_code / month, rows, con)
    finally:
        con.close()
        steps.discard(session)
