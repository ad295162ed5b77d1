"""Reading small made-up returns as a drop would: typed tables, rejections, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.landing.claims import claim_files
from pipelines.landing.precedence import LoadedTable, Precedence
from pipelines.landing.reading import read_claimed
from pipelines.sources.base import ReadContext
from pipelines.sources.registry import SOURCES

EXTRACTED = date(2015, 4, 5)
Rows = list[dict[str, Any]]


@dataclass
class Found:
    """What reading some files gave."""

    tables: Mapping[str, LoadedTable]
    refusals: list[str]

    def rows(self, table: str) -> Rows:
        return self.tables[table].good.to_pylist()

    def column(self, table: str, name: str) -> list[Any]:
        return self.tables[table].good[name].to_pylist()

    def rejected(self, table: str) -> list[tuple[int, str]]:
        """Line and rule of every reason for rejection."""
        rows = self.tables[table].rejected.to_pylist()
        return [(row["source_row"], row["rule"]) for row in rows]

    def told(self, table: str) -> dict[str, str]:
        """Message by rule of what is told about a table."""
        return {one.rule: one.message for one in self.tables[table].problems}

    @property
    def balanced(self) -> bool:
        """Whether every table accounts for each record met."""
        parts = [one.account for table in self.tables.values() for one in table.parts]
        return all(one.rows_read == one.rows_loaded + one.rows_rejected for one in parts)


def read(paths: Sequence[Path], month: str = "2015-03", extracted: date = EXTRACTED) -> Found:
    """Read files as the drop of ``month``."""
    context = ReadContext("871", month, extracted)
    tables, refused, _ = read_claimed(claim_files(list(paths), {}, SOURCES), context, Precedence())
    return Found({table.spec.table: table for table in tables}, refused)
