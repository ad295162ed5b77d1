"""A run of one month as a value: what it reads, where it builds, and what it will be called.

Belongs here: the facts every step needs, and saving them beside the scratch database so that a
step can run in another process. Does not belong here: the steps themselves (steps).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.landing.store import LandedDrop, landed_drops
from pipelines.models import runner
from pipelines.models.discover import Model, load_models
from pipelines.publish import consortium, ledger
from pipelines.publish import inputs as publish_inputs
from pipelines.reference import store
from pipelines.settings import SQL_ROOT, CouncilSettings, Paths, load_settings


@dataclass(frozen=True)
class Session:
    """One run: an authority, a month, the drops it reads and the database it builds."""

    paths: Paths
    settings: CouncilSettings
    month: str
    publication_id: str
    drops: tuple[LandedDrop, ...]
    inputs: publish_inputs.Inputs
    shared: tuple[consortium.Shared, ...] = ()

    @property
    def la_code(self) -> str:
        """The authority."""
        return self.settings.la_code

    @property
    def newest(self) -> LandedDrop:
        """The drop of the reporting month itself."""
        return self.drops[-1]

    @property
    def scratch(self) -> Path:
        """Where this run builds; named for the publication it would become."""
        return self.paths.of_la(self.la_code) / "build" / self.publication_id

    @property
    def build_path(self) -> Path:
        """The scratch database."""
        return self.scratch / "build.duckdb"

    @property
    def gate_folder(self) -> Path:
        """Where the gate writes its pages before they are published."""
        return gate_folder(self.paths, self.la_code, self.month)

    @property
    def is_synthetic(self) -> bool:
        """True only if every drop it reads is marked synthetic."""
        return all(drop.manifest.synthetic for drop in self.drops)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection to the scratch database."""
        return runner.connect(self.build_path)

    def models(self) -> dict[str, Model]:
        """The SQL models."""
        return load_models(SQL_ROOT)


def gate_folder(paths: Paths, la_code: str, month: str) -> Path:
    """Where the gate of a month writes, known before the run knows what it will be called."""
    return paths.of_la(la_code) / "build" / f"{month}.gate"


def open_session(paths: Paths, la_code: str, month: str) -> Session:
    """The run of a month whose drop has landed.

    Raises:
        DataProblem, WrongUse: from settings or landing, saying what to do.
    """
    settings = load_settings(paths, la_code)
    drops = tuple(landed_drops(paths.warehouse, la_code, month))
    found = ledger.publications(paths.warehouse, la_code)
    earlier = [one.publication_id for one in ledger.records(found, before=month)]
    landing = [
        publish_inputs.LandingRevision(drop.month, drop.revision, drop.manifest.content_hash)
        for drop in drops
    ]
    is_synthetic = all(drop.manifest.synthetic for drop in drops)
    shared = consortium.shared_with(paths, la_code, month, is_synthetic)
    described = publish_inputs.describe(
        la_code,
        month,
        landing,
        paths.settings / la_code,
        earlier=earlier,
        reference_files=store.pinned(paths),
        consortium=[one.pin for one in shared],
    )
    return Session(
        paths,
        settings,
        month,
        ledger.next_id(paths.warehouse, la_code, month),
        drops,
        described,
        tuple(shared),
    )


def save_outline(session: Session) -> None:
    """Write what was built from what beside the scratch database, for a person who looks there."""
    session.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    outline = session.inputs.as_manifest() | {"publication_id": session.publication_id}
    file = session.scratch / "inputs.json"
    file.write_text(json.dumps(outline, indent=1, default=str), encoding="utf-8")
