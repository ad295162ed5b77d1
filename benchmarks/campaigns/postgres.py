"""A real PostgreSQL read as a drop: the same rows as the same tables in files.

Belongs here: starting a server of our own, filling it, comparing. Does not belong here: the
reader (pipelines.sources.connection).
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import sqlalchemy

from benchmarks.proof import NotShown, Proof
from pipelines.canonical.model import load_tables
from pipelines.landing.council import Council
from pipelines.landing.land import land_drop
from pipelines.landing.store import LandedDrop

VARIABLE = "KPI_PROVE_DATABASE"
SCHEMA = "ssd_development"
PEOPLE = 5_000
CONTACTS = 60_000
LA, MONTH = "871", "2015-03"
_PROGRAMS = "/usr/lib/postgresql/*/bin"
_SAID = "extracted_at: 2015-04-05\nkind: full\nsynthetic: true\n"


def run(proof: Proof) -> None:
    """Fill a server, land from it and from files, and compare row by row."""
    proof.title = "A reporting database is read as its files would be"
    proof.seed = "rows are computed from their numbers"
    with tempfile.TemporaryDirectory(prefix="postgres_") as name, _server(Path(name)) as url:
        root = Path(name) / "home"
        root.mkdir()
        engine = sqlalchemy.create_engine(url)
        _fill(engine)
        _write_files(engine, root / "files" / "raw" / LA / MONTH)
        engine.dispose()
        os.environ[VARIABLE] = url
        started = time.perf_counter()
        fetched = _land_from_database(root / "database")
        seconds = time.perf_counter() - started
        _compare(proof, fetched, _land(root / "files", Council()))
        proof.fact(
            f"{PEOPLE + CONTACTS:,} rows of two tables fetched, checked and landed in"
            f" {seconds:.1f} s"
        )
        proof.fact(f"server: {_version(url)}")


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/").glob(f"{_PROGRAMS[1:]}/{name}"))), None
    )
    if found is None:
        raise NotShown(f"reading from PostgreSQL: {name} is not installed")
    return found


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A server on this machine alone, gone afterwards; yields its SQLAlchemy URL."""
    try:
        import psycopg  # noqa: F401 - the driver SQLAlchemy loads by name
    except ImportError:
        raise NotShown("reading from PostgreSQL: the driver psycopg is not installed") from None
    initdb, control = _program("initdb"), _program("pg_ctl")
    data, port = folder / "data", _free_port()
    data.mkdir()
    owner = _owner(folder, data)
    options = f"-h 127.0.0.1 -p {port} -k {folder}"
    subprocess.run([*owner, initdb, "-D", data, "-U", "prove", "-A", "trust"], **_QUIET)
    start = [control, "-D", data, "-o", options, "-l", data / "log", "-w", "start"]
    subprocess.run([*owner, *start], **_QUIET)
    try:
        yield f"postgresql+psycopg://prove@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*owner, control, "-D", data, "-m", "fast", "-w", "stop"], **_QUIET)


_QUIET = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 120}


def _owner(folder: Path, data: Path) -> list[str]:
    """PostgreSQL refuses to run as root: the words that start it as somebody else."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        folder.chmod(0o755)
        os.chown(data, user.pw_uid, user.pw_gid)
        os.chown(folder, user.pw_uid, user.pw_gid)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    raise NotShown("reading from PostgreSQL: it cannot run as root and there is no other user")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(url: str) -> str:
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as con:
        text = str(con.execute(sqlalchemy.text("show server_version")).scalar())
    engine.dispose()
    return f"PostgreSQL {text}"


def _fill(engine: sqlalchemy.Engine) -> None:
    """Two tables with real types: ids as text and as numbers, dates, times, flags, blanks."""
    statements = [
        f"create schema {SCHEMA}",
        f"""create table {SCHEMA}.ssd_person as
            select lpad(n::text, 8, '0') as pers_person_id,
                case when n % 2 = 0 then 'F' else 'M' end as pers_sex,
                (array['WBRI', 'AIND', null])[n % 3 + 1] as pers_ethnicity,
                date '2000-01-01' + n as pers_dob,
                n % 7 = 0 as pers_is_mother
            from generate_series(1, {PEOPLE}) as n""",
        f"""create table {SCHEMA}.ssd_contacts as
            select n as cont_contact_id,
                lpad((n % {PEOPLE} + 1)::text, 8, '0') as cont_person_id,
                timestamp '2010-04-01' + n * interval '43 minutes' as cont_contact_date,
                case when n % 5 = 0 then '6' else '2A' end as cont_contact_source_code,
                case when n % 11 = 0 then null else 'free text – ' || n end
                    as cont_contact_source_desc
            from generate_series(1, {CONTACTS}) as n""",
    ]
    with engine.begin() as con:
        for statement in statements:
            con.execute(sqlalchemy.text(statement))


def _write_files(engine: sqlalchemy.Engine, folder: Path) -> None:
    """The same tables as files, written by the server itself."""
    folder.mkdir(parents=True)
    (folder / "drop.yaml").write_text(_SAID)
    with engine.connect() as con:
        raw = con.connection.driver_connection
        for table, key in (("ssd_person", "pers_person_id"), ("ssd_contacts", "cont_contact_id")):
            query = f"select * from {SCHEMA}.{table} order by {key}"
            copying = f"copy ({query}) to stdout (format csv, header)"
            with (
                raw.cursor() as cursor,
                (folder / f"{table}.csv").open("wb") as out,
                cursor.copy(copying) as copy,
            ):
                for piece in copy:
                    text = bytes(piece)
                    out.write(text.replace(b",t\n", b",Y\n").replace(b",f\n", b",N\n"))


def _land_from_database(root: Path) -> LandedDrop:
    folder = root / "raw" / LA / MONTH
    folder.mkdir(parents=True)
    (folder / "drop.yaml").write_text(_SAID)
    (folder / "from_database.yml").write_text("asked: 1\n")
    settings = root / "settings"
    settings.mkdir()
    (settings / "connection.yml").write_text(f"url_from: {VARIABLE}\nschema: {SCHEMA}\n")
    return _land(root, Council(settings))


def _land(root: Path, council: Council) -> LandedDrop:
    return land_drop(root / "raw", root / "warehouse", LA, MONTH, council=council).drop


def _compare(proof: Proof, fetched: LandedDrop, files: LandedDrop) -> None:
    """Row by row, every column but where it came from."""
    with duckdb.connect() as con:
        for table, rows in (("person", PEOPLE), ("contacts", CONTACTS)):
            columns = ", ".join(column.name for column in load_tables()[table].columns)
            one, other = (
                f"select {columns} from read_parquet('{drop.table_path(table)}')"
                for drop in (fetched, files)
            )
            section = f"Table {table}"
            account = fetched.manifest.tables[table]
            proof.check(
                section,
                "rows read and loaded",
                (rows, rows),
                (account.rows_read, account.rows_loaded),
            )
            for what, query in (
                ("rows only in the database's drop", f"{one} except all {other}"),
                ("rows only in the files' drop", f"{other} except all {one}"),
            ):
                count = con.execute(f"select count(*) from ({query})").fetchone()
                proof.check(section, what, 0, count[0] if count else "nothing")
