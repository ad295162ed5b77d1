"""A month from drop to publication in one call, under one lock.

Belongs here: the order of the steps and what a person is told. Does not belong here: the steps
(steps, landing, gate, publish, reports).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
from filelock import BaseFileLock, FileLock, Timeout

from pipelines.errors import DataProblem
from pipelines.gate import gate
from pipelines.landing.council import council_of
from pipelines.landing.drops import find_drops
from pipelines.landing.holds import open_holds
from pipelines.landing.land import Landed, land_drop
from pipelines.models import runner
from pipelines.publish import keys, ledger, publication
from pipelines.reports import beside
from pipelines.run import steps
from pipelines.run.session import Session, gate_folder, open_session
from pipelines.settings import Paths

Told = Callable[[str], None]
REPORTS = "reports"  # of a publication's folder


@dataclass(frozen=True)
class Outcome:
    """What a run did: the publication in hand, whether it is new, and what to tell."""

    publication: ledger.Publication
    is_new: bool
    messages: tuple[str, ...]
    files: tuple[Path, ...] = field(default=())

    def table(self) -> str:
        """The comparison table of the month, for a terminal."""
        from pipelines.reports.terminal import comparison_table

        return comparison_table(self.publication.database())


Lock = BaseFileLock


def lock_authority(paths: Paths, la_code: str) -> Lock:
    """The authority's lock, taken: one run of an authority at a time, whoever starts it.

    Raises:
        DataProblem: if another run holds the lock.
    """
    folder = paths.of_la(la_code)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # thread_local=False: Dagster may take and give it back in different threads
    lock = FileLock(folder / ".lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DataProblem(
            f"Authority {la_code}: another run is at work. Wait for it to end and run again."
        ) from error
    return lock


@contextmanager
def locked(paths: Paths, la_code: str) -> Iterator[None]:
    """Hold the authority's lock for a while; raises as ``lock_authority`` does."""
    lock = lock_authority(paths, la_code)
    try:
        yield
    finally:
        lock.release()


def land_months(paths: Paths, la_code: str, month: str, told: Told) -> None:
    """Land every drop up to the month whose content changed since it last landed."""
    council = council_of(paths, la_code)
    for la, dropped in find_drops(paths.raw, la_code):
        if la == la_code and dropped <= month:
            landed = land_drop(paths.raw, paths.warehouse, la_code, dropped, council=council)
            if landed.is_new:
                told("\n  ".join([_account(landed), *landed.about_files]))


def _account(landed: Landed) -> str:
    tables = landed.manifest.tables.values()
    read, rejected = sum(t.rows_read for t in tables), sum(t.rows_rejected for t in tables)
    drop = landed.drop
    inferred = "".join(f"; {text}" for text in landed.manifest.inferred)
    return (
        f"landed {drop.month} r{drop.revision}: {read:,} rows read, {read - rejected:,} loaded, "
        f"{landed.rejected_told}{inferred}"
    )


def require_no_hold(paths: Paths, la_code: str, month: str) -> None:
    """Stop while a hold waits for a person.

    Raises:
        DataProblem: listing every open hold and how to accept it.
    """
    waiting = open_holds(paths.warehouse, la_code, month)
    if waiting:
        lines = "\n  ".join(hold.text for hold in waiting)
        raise DataProblem(f"{month} is held; nothing was published.\n  {lines}")


def run_month(paths: Paths, la_code: str, month: str, told: Told) -> Outcome:
    """Check, land, build, gate and publish one month as a draft.

    Raises:
        DataProblem: whatever stops the month; nothing was published then.
    """
    with locked(paths, la_code):
        recovered = publication.recover(paths.warehouse, la_code)
        # The gate's process starts first: its libraries load while the drop lands.
        waiting = gate.start(gate_folder(paths, la_code, month))
        try:
            outcome = _land_and_publish(paths, la_code, month, told, waiting)
        finally:
            gate.stop(waiting)
            gate.forget(waiting)
        return replace(outcome, messages=(*recovered, *outcome.messages))


def _land_and_publish(
    paths: Paths, la_code: str, month: str, told: Told, waiting: gate.Waiting
) -> Outcome:
    told("checking and loading the drop")
    land_months(paths, la_code, month, told)
    session = open_session(paths, la_code, month)
    same = publication.already_published(paths.warehouse, la_code, month, session.inputs.hash)
    if same is not None:
        text = f"nothing new: {same.publication_id} was made from the same drops and code"
        return Outcome(same, False, (text,))
    steps.require_ended(session)
    require_no_hold(paths, la_code, month)
    helper = None
    try:
        # started now, so that its libraries load while models are built
        helper = beside.start()
        with steps.build_in_memory(session, told) as build, ThreadPoolExecutor(1) as thread:
            told("checking the figures, writing databases and reports")
            asked = thread.submit(gate.ask, waiting, build.cursor())

            def verdict() -> Path:
                asked.result()
                return gate.verdict(waiting)

            # published only if the gate's verdict, asked for last, lets it
            made = publish_build(session, build, verdict, helper)
    finally:
        if helper is not None:
            helper.stop()
        steps.discard(session)
    return Outcome(made.publication, True, made.messages, produced(made.publication))


def publish_build(
    session: Session,
    build: runner.Build,
    gate_pages: Callable[[], Path],
    helper: beside.Helper | None = None,
) -> publication.Published:
    """Publish a build with its reports as one folder, if the gate gives its pages.

    With a ``helper`` the team packs are written beside the rest.
    """
    secret = keys.load_key(session.la_code, session.is_synthetic)
    written: list[Path] = []

    begun: list[Path] = []

    def closed(database: Path) -> None:
        if helper is not None and database.name == ledger.RESTRICTED:
            begun.append(database.parent)
            helper.ask(database, database.parent / REPORTS)

    def reports(folder: Path) -> None:
        written.append(folder)
        names = ledger.ANALYSTS, ledger.RESTRICTED, ledger.PUBLIC
        analysts, restricted, public = (folder / name for name in names)
        settings = session.paths.settings / session.la_code
        beside.write_rest(helper, (analysts, restricted, public), folder / REPORTS, settings)

    request = publication.Request(
        session.paths.warehouse,
        build,
        secret,
        session.inputs,
        database_closed=closed,
        write_reports=reports,
        gate=gate_pages,
        round_public_to=session.settings.round_public_to,
    )
    try:
        made = publication.publish(request)
    except BaseException:
        if helper is not None:
            helper.stop()
        for unfinished in begun:  # what the helper wrote after the rest was removed
            shutil.rmtree(unfinished, ignore_errors=True)
        raise
    if written:  # an unchanged publication is not written again
        _log_packs(session.paths, made.publication, made.publication.folder / REPORTS)
    return made


def release_month(
    paths: Paths, la_code: str, month: str, by: str
) -> tuple[ledger.Publication, list[str], tuple[Path, ...]]:
    """Make a month final and write its reports anew with that stamp, beside the publications.

    Returns:
        The publication as released, what to tell, and the reports stamped final.

    Raises:
        WrongUse, DataProblem: as ``pipelines.publish.release.release`` does.
    """
    from pipelines.publish.release import release
    from pipelines.reports.write import ReportOptions, write_reports

    made, messages = release(paths.warehouse, la_code, month, by)
    folder = paths.of_la(la_code) / "final" / made.publication_id
    partial = folder.with_name(f".{folder.name}.part")
    for leftover in (partial, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    write_reports(
        made.folder,
        made.database(ledger.ANALYSTS),
        made.database(ledger.RESTRICTED),
        partial,
        ReportOptions(released_by=by, settings=paths.settings / la_code),
        public_db=made.database(ledger.PUBLIC),
    )
    partial.rename(folder)
    _log_packs(paths, made, folder)
    return made, messages, tuple(sorted(folder.rglob("*.*")))


def _log_packs(paths: Paths, made: ledger.Publication, reports: Path) -> None:
    """Record for whom each team's pack was written; only once it can be read."""
    from pipelines.delivery.logs import log_packs_written

    log_packs_written(paths.of_la(made.la_code), reports, made.publication_id)


def produced(made: ledger.Publication) -> tuple[Path, ...]:
    """The files a person opens: databases, reports and the gate's first page."""
    databases = [made.database(name) for name in (ledger.ANALYSTS, ledger.RESTRICTED)]
    reports = sorted((made.folder / REPORTS).rglob("*.*"))
    return (*databases, made.database(ledger.PUBLIC), *reports, made.folder / "gate" / "index.html")


def headline_figures(made: ledger.Publication) -> dict[str, float]:
    """The authority's headline figures of the month, by KPI; only those that have a value."""
    con = duckdb.connect(":memory:")
    path = str(made.database()).replace("'", "''")
    con.execute(f"attach '{path}' as warehouse (read_only)")
    try:
        rows = con.execute(
            "select figures.kpi_id, cast(figures.value_rounded as double) "
            "from warehouse.marts.kpi_value as figures "
            "inner join warehouse.marts.kpi_catalogue as catalogue "
            "on catalogue.kpi_id = figures.kpi_id and catalogue.headline_basis = figures.basis "
            "and catalogue.variant is null "
            "inner join warehouse.marts.publication as publication "
            "on publication.data_to = figures.period_end "
            "where figures.level = 'authority' and figures.category is null "
            "and figures.variant is null and figures.value_rounded is not null order by 1"
        ).fetchall()
    finally:
        con.close()
    return {str(name): float(value) for name, value in rows}
