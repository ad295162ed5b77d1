"""Writing files so that a reader sees the old one or the new one, never half of either.

Belongs here: replacing in one step, flushing to disk, owner-only permissions, hashes. Does not
belong here: what the files mean.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700
_ATTEMPTS = 6
_WAIT_SECONDS = 0.25


def sha256_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sha256_of_tree(root: Path, patterns: tuple[str, ...] = ("*",)) -> str:
    """One hash over names and contents of the files below ``root``; of a missing folder too."""
    digest = hashlib.sha256()
    found = {file for pattern in patterns for file in root.rglob(pattern) if file.is_file()}
    for file in sorted(found, key=lambda one: one.relative_to(root).as_posix()):
        if "__pycache__" in file.parts:
            continue
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(sha256_of(file).encode() + b"\n")
    return digest.hexdigest()


def flush(path: Path) -> None:
    """Ask the system to put a file or folder on disk; folders cannot be flushed on Windows."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Owner-only permissions for a folder and all it holds, and everything flushed."""
    for path in sorted(folder.rglob("*")):
        path.chmod(OWNER_FOLDER if path.is_dir() else OWNER_FILE)
        flush(path)
    folder.chmod(OWNER_FOLDER)
    flush(folder)


def write_json(file: Path, content: Mapping[str, object]) -> None:
    """Write readable JSON in one step."""
    replace_text(file, json.dumps(content, indent=2, sort_keys=True, default=str) + "\n")


def replace_text(file: Path, text: str) -> None:
    """Replace a small file in one step."""
    new = beside(file)
    new.write_text(text, encoding="utf-8")
    new.chmod(OWNER_FILE)
    flush(new)
    replace(new, file)


def beside(file: Path) -> Path:
    """A name in the same folder for the next version of a file."""
    return file.with_name(f"{file.name}.{os.getpid()}.new")


def copy_beside(source: Path, target: Path) -> Path:
    """A private copy of ``source`` next to ``target``, ready to take its place."""
    new = beside(target)
    shutil.copyfile(source, new)
    new.chmod(OWNER_FILE)
    return new


def replace(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``, waiting a little if somebody has it open.

    Raises:
        PermissionError: if it is still open after about four seconds; ``new`` is removed.
    """
    for attempt in range(_ATTEMPTS):
        try:
            new.replace(target)
            break
        except PermissionError:
            if attempt == _ATTEMPTS - 1:
                with contextlib.suppress(OSError):
                    new.unlink()
                raise
            time.sleep(_WAIT_SECONDS * (attempt + 1))
    flush(target.parent)
