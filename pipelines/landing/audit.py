"""The account of every row: read = loaded + rejected, proven per file and table.

Belongs here: the proof. Does not belong here: counting by rule (``load``) or showing it (marts).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq


class AuditError(RuntimeError):
    """A row was lost or counted twice: a fault of this program, never of the data."""


@dataclass(frozen=True)
class Account:
    """Rows of one file. ``rejected_by_rule`` counts reasons: a row may have several."""

    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rejected_by_rule: Mapping[str, int]

    @classmethod
    def of(
        cls, file: str, rows_read: int, loaded: np.ndarray, rejected: Sequence[Mapping[str, Any]]
    ) -> "Account":
        """Balance the lines of loaded rows and of rejections against what the reader met.

        Raises AuditError if they do not add up or a line stands on both sides.
        """
        bad = {row["source_row"] for row in rejected}
        good = set(loaded.tolist())
        sound = len(good) == len(loaded) and not good & bad
        if not sound or rows_read != len(good) + len(bad):
            raise AuditError(
                f"{file}: {rows_read} rows were read but {len(loaded)} loaded"
                f" and {len(bad)} rejected; please report this"
            )
        rules = Counter(row["rule"] for row in rejected)
        return cls(rows_read, len(good), len(bad), dict(sorted(rules.items())))


def prove_written(path: Path, expected: int) -> None:
    """Raise AuditError unless the Parquet file at ``path`` holds ``expected`` rows."""
    written = pq.read_metadata(path).num_rows
    if written != expected:
        raise AuditError(
            f"{path.name}: {expected} rows to write, {written} written; please report this"
        )
