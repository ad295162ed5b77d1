"""Files that only their owner may read, written so that half a file is never seen.

Belongs here: permissions, hashes, atomic writes. Does not belong here: what is in the files.
"""

import hashlib
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path) -> Path:
    """Make ``folder`` and what is missing above it, each for the owner only."""
    for part in reversed([folder, *folder.parents]):
        if not part.exists():
            part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return folder


def write_private(path: Path, text: str) -> None:
    """Write a text file in one step: readers see the old one or the whole new one."""
    make_private_folder(path.parent)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, _NEW_FILE, PRIVATE_FILE), "w", encoding="utf-8") as out:
        out.write(text)
    partial.replace(path)


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write ``table`` for the owner only."""
    with os.fdopen(os.open(path, _NEW_FILE, PRIVATE_FILE), "wb") as out:
        pq.write_table(table, out, compression="zstd", compression_level=1)


def sha256(path: Path) -> str:
    """The hash of a file's content, in hex."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
