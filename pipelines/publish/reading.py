"""Finding what is published and opening it read-only.

Belongs here: which authorities there are, which publication is meant, a connection that can change
nothing. Does not belong here: writing publications (publication), printing (cli).
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from pipelines.errors import WrongUse
from pipelines.publish import ledger
from pipelines.settings import Paths, default_paths

DATABASES = {
    "analysts": ledger.ANALYSTS,
    "restricted": ledger.RESTRICTED,
    "public": ledger.PUBLIC,
}


def authorities(paths: Paths) -> list[str]:
    """Authority codes that have a drop folder or a warehouse."""
    found: set[str] = set()
    for root in (paths.raw, paths.warehouse):
        if root.exists():
            found |= {p.name for p in root.iterdir() if p.is_dir() and re.match(r"^\d{3}$", p.name)}
    return sorted(found)


def the_authority(paths: Paths, la_code: str | None) -> str:
    """The authority asked for, or the only one there is.

    Raises:
        WrongUse: if there is none, or several and none was named.
    """
    known = authorities(paths)
    if la_code is None and len(known) == 1:
        return known[0]
    if la_code is None:
        many = f"say which with --la: {', '.join(known)}." if known else "there is no drop yet."
        raise WrongUse(
            f"{many} 'kpi demo' makes a synthetic one; 'kpi init' prepares a new council."
        )
    if la_code not in known:
        raise WrongUse(
            f"no drop and no figures for authority {la_code}; known: {', '.join(known)}."
        )
    return la_code


def publication_for(paths: Paths, la_code: str, as_at: str | None) -> ledger.Publication:
    """The publication in force, or the record publication of the month named.

    Raises:
        WrongUse: if there is none, saying which months have one.
    """
    warehouse = paths.warehouse
    everything = ledger.publications(warehouse, la_code)
    if as_at is None:
        found = ledger.current(warehouse, la_code)
    else:
        found = ledger.record_of_month(warehouse, la_code, as_at)
    if found is None:
        months = sorted({one.month for one in everything})
        have = f"published months: {', '.join(months)}" if months else "run 'kpi run' first"
        raise WrongUse(f"no publication of {la_code} for {as_at or 'any month'}; {have}.")
    return found


def open_database(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can only read one published file, with its marts in reach."""
    con = duckdb.connect(":memory:")
    path = str(file).replace("'", "''")
    con.execute(f"attach '{path}' as warehouse (read_only)")
    con.execute("use warehouse")
    con.execute("set search_path = 'warehouse.marts'")
    con.execute("set TimeZone = 'Europe/London'")
    return con


def open_warehouse(
    la: str | None = None,
    as_at: str | None = None,
    database: str = "analysts",
    home: Path | str | None = None,
) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published warehouse; ``from pipelines import open_warehouse``.

    It reads the file of one publication, which no later run changes: figures stay the same for as
    long as the connection is open, and no run waits for it.

    Args:
        la: authority code, three digits; not needed if there is only one.
        as_at: a month as YYYY-MM: as in that month's publication; default: the one in force.
        database: ``analysts``, ``restricted`` (leads back to children) or ``public``.
        home: the installation's folder; default ``KPI_HOME``, else the project's own.

    Raises:
        WrongUse: if there is no such authority, publication or database, saying what there is.
    """
    if database not in DATABASES:
        raise WrongUse(f"'{database}' is no database; choose from {', '.join(DATABASES)}.")
    paths = default_paths() if home is None else Paths(Path(home).resolve())
    publication = publication_for(paths, the_authority(paths, la), as_at)
    return open_database(publication.folder / DATABASES[database])
