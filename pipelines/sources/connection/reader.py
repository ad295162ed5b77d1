"""Reading a reporting database as any other file of a drop.

Belongs here: fetching once, keeping what was fetched, reading it as the standard dataset. Does not
belong here: talking to the database (``fetch``), what columns mean (``ssd``).

The file ``from_database.yml`` in a drop asks for the rows. They are fetched once for each content
of that file and kept beside landing, so that landing the month again never needs the database.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.errors import DataProblem
from pipelines.sources.base import Read, ReadContext, Recognised, Source, TableBatch, TableHead
from pipelines.sources.connection.schema import DROP_FILE, read_request, read_settings
from pipelines.sources.ssd import SourceTable, StandardDataset


class Connection(Source):
    """Reader of what ``from_database.yml`` asks for."""

    name: ClassVar[str] = "connection"
    many_files: ClassVar[bool] = False

    def recognise(self, path: Path) -> Recognised | None:
        """The file of this name, and no other."""
        if path.name.lower() != DROP_FILE:
            return None
        return Recognised(path, "a request to the council's reporting database")

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        """The tables fetched for this file; see ``Source.read_file``."""
        if context.kept is not None:
            yield from _read(found.path, _fetched(found.path, context, context.kept), context)
            return
        with tempfile.TemporaryDirectory(prefix="kpi_fetch_") as folder:
            yield from _read(found.path, _fetched(found.path, context, Path(folder)), context)


def _fetched(path: Path, context: ReadContext, kept: Path) -> Path:
    """The folder of the rows fetched for this content of the file, fetched now if never before."""
    folder = kept / context.hashes.get(path.name, "request")
    if folder.is_dir():
        return folder
    # the database library is loaded only when a database is asked
    from pipelines.sources.connection.fetch import fetch

    partial = kept / f".{folder.name}.{os.getpid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    for leftover in kept.glob(".*"):
        shutil.rmtree(leftover, ignore_errors=True)
    partial.mkdir(mode=0o700)
    try:
        fetch(read_settings(context.settings), read_request(path), partial)
        for file in partial.iterdir():
            file.chmod(0o600)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _read(path: Path, folder: Path, context: ReadContext) -> Iterator[Read]:
    for spec in load_tables().values():
        file = folder / f"{spec.source_file}.parquet"
        if file.is_file():
            try:
                yield from _table(path, file, spec, context)
            except DataProblem as refused:
                text = str(refused).replace(file.name, f"{path.name}, table {spec.source_file}")
                raise DataProblem(text) from None


def _table(path: Path, file: Path, spec: TableSpec, context: ReadContext) -> Iterator[Read]:
    standard = StandardDataset()
    opened = standard.open_table(SourceTable(spec, file), context.batch_rows)
    head = TableHead(
        table=spec.table,
        path=path,
        part=f"table {spec.source_file}",
        headers=opened.headers,
        missing_columns=opened.missing_columns,
        extra_columns=opened.extra_columns,
        notes=opened.notes,
        scope=standard.scope(spec, context.window),
        position_word="row",
    )
    yield head
    for batch in opened.batches:
        yield TableBatch(batch.frame, batch.source_row, batch.broken, head, batch.notes)
