"""The account of every row: read = loaded + rejected, proven per file, part and table.

Belongs here: the proof. Does not belong here: counting by rule (``settle``) or showing it (marts).
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
    """Rows of one table in one part of one file.

    ``rejected_by_rule`` counts reasons: a row may have several. ``rows_merged`` of the loaded
    rows said again what another row says (a child's details on every row of a sheet) and share
    its record, so that records = loaded - merged.
    """

    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rejected_by_rule: Mapping[str, int]
    rows_merged: int = 0

    @classmethod
    def of(
        cls,
        place: str,
        rows_read: int,
        loaded: np.ndarray,
        rejected: Sequence[Mapping[str, Any]],
        merged: np.ndarray | None = None,
    ) -> "Account":
        """Balance loaded, merged and rejected entries against what the reader met.

        ``loaded`` and ``merged`` are entry numbers, each row met having one of its own;
        ``rejected`` rows carry theirs as ``entry``. Raises AuditError if they do not add up or
        an entry stands on two sides.
        """
        folded = merged if merged is not None else np.array([], dtype="int64")
        bad = {row["entry"] for row in rejected}
        good = set(loaded.tolist()) | set(folded.tolist())
        sound = len(good) == len(loaded) + len(folded) and not good & bad
        if not sound or rows_read != len(good) + len(bad):
            raise AuditError(
                f"{place}: {rows_read} rows were read but {len(good)} loaded"
                f" and {len(bad)} rejected; please report this"
            )
        rules = Counter(row["rule"] for row in rejected)
        return cls(rows_read, len(good), len(bad), dict(sorted(rules.items())), len(folded))

    def __add__(self, other: "Account") -> "Account":
        """The account of two parts together."""
        rules = Counter(self.rejected_by_rule) + Counter(other.rejected_by_rule)
        return Account(
            self.rows_read + other.rows_read,
            self.rows_loaded + other.rows_loaded,
            self.rows_rejected + other.rows_rejected,
            dict(sorted(rules.items())),
            self.rows_merged + other.rows_merged,
        )

    @property
    def records(self) -> int:
        """Records the loaded rows make."""
        return self.rows_loaded - self.rows_merged


NO_ROWS = Account(0, 0, 0, {})


def prove_written(path: Path, expected: int) -> None:
    """Raise AuditError unless the Parquet file at ``path`` holds ``expected`` rows."""
    written = pq.read_metadata(path).num_rows
    if written != expected:
        raise AuditError(
            f"{path.name}: {expected} rows to write, {written} written; please report this"
        )
