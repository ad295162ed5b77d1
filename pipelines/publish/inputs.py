"""What a publication was made from, reduced to hashes.

Belongs here: the landing revisions, SQL, settings, reference data and code behind a build, and the
one hash that says whether two runs had the same. Does not belong here: reading any of them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.publish.files import sha256_of_tree
from pipelines.settings import PROJECT_ROOT, REFERENCE_DATA, SQL_ROOT

_CODE_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class LandingRevision:
    """One landed revision of one month that the build read."""

    month: str
    revision: int
    content_hash: str


@dataclass(frozen=True)
class Inputs:
    """Everything a build is a function of; ``earlier`` are the publications it is compared with."""

    la_code: str
    month: str
    landing: tuple[LandingRevision, ...]
    sql_hash: str
    settings_hash: str
    reference_hash: str
    code_hash: str
    code_version: str
    earlier: tuple[str, ...] = ()
    # published files by name and hash; the hash of reference data covers them too
    reference_files: tuple[tuple[str, str], ...] = ()
    # public databases of other authorities that figures were read from, by publication and hash
    consortium: tuple[tuple[str, str], ...] = ()

    @property
    def hash(self) -> str:
        """Equal for two runs that must give the same figures; the commit's name plays no part."""
        content = asdict(self)
        del content["code_version"]
        # what landed counts, not how often it was delivered: a bad drop put back is nothing new
        for landed in content["landing"]:
            del landed["revision"]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def as_manifest(self) -> dict[str, Any]:
        """The inputs as a manifest holds them."""
        return asdict(self) | {"hash": self.hash}


def describe(
    la_code: str,
    month: str,
    landing: Iterable[LandingRevision],
    settings_folder: Path,
    earlier: Sequence[str] = (),
    sql_root: Path = SQL_ROOT,
    reference_files: Sequence[tuple[str, str]] = (),
    consortium: Sequence[tuple[str, str]] = (),
) -> Inputs:
    """The inputs of a build that is about to start.

    Args:
        la_code: The authority.
        month: The reporting month, ``yyyy-mm``.
        landing: Every landed revision the build reads.
        settings_folder: ``settings/<la>``; may be missing.
        earlier: Ids of the record publications of earlier months (``ledger.records``).
        sql_root: The folder of the models.
        reference_files: Name and hash of every published file the build reads
            (``reference.store.pinned``).
        consortium: Publication and hash of what other authorities share (``consortium``).
    """
    revisions = sorted(landing, key=lambda one: (one.month, one.revision))
    return Inputs(
        la_code,
        month,
        tuple(revisions),
        sha256_of_tree(sql_root),
        sha256_of_tree(settings_folder),
        _reference_hash(reference_files),
        sha256_of_tree(_CODE_ROOT, ("*.py", "*.yml", "*.j2", "*.css")),
        code_version(),
        tuple(earlier),
        tuple(reference_files),
        tuple(consortium),
    )


def _reference_hash(files: Sequence[tuple[str, str]]) -> str:
    tracked = sha256_of_tree(REFERENCE_DATA)
    if not files:
        return tracked
    return hashlib.sha256(json.dumps([tracked, list(files)]).encode()).hexdigest()


def code_version() -> str:
    """The commit the code stands at, ``+`` if files were changed since; empty without git."""
    try:
        commit = _git("rev-parse", "--short=12", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no", "--", "pipelines", "sql")
    except (OSError, subprocess.SubprocessError):
        return ""
    return commit + ("+" if changed else "")


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(PROJECT_ROOT), *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=5,
    )
    return done.stdout.strip()
