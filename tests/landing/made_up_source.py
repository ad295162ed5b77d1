"""A made-up format with parts, for the tests of landing: what any real one may do, in JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from pipelines.errors import DataProblem
from pipelines.sources.base import (
    EVERYTHING,
    BrokenRow,
    Read,
    ReadContext,
    Recognised,
    Scope,
    Source,
    TableBatch,
    TableHead,
)

Rows = Sequence[Mapping[str, str]]


class MadeUp(Source):
    """Reads files written by ``write_parts``; batches of two rows, parts interleaved."""

    name: ClassVar[str] = "annex_a"

    def recognise(self, path: Path) -> Recognised | None:
        if path.suffix != ".json":
            return None
        return Recognised(path, "a made-up workbook: all of its headers")

    def read_file(self, found: Recognised, context: ReadContext) -> Iterator[Read]:
        said = json.loads(found.path.read_text())
        if said.get("refuse"):
            raise DataProblem(f"{found.path.name}: {said['refuse']}")
        heads = [self._head(found.path, part) for part in said["parts"]]
        yield from heads
        for start in range(0, max(len(part["rows"]) for part in said["parts"]), 2):
            for head, part in zip(heads, said["parts"], strict=True):
                rows = part["rows"][start : start + 2]
                if rows:
                    yield self._batch(head, rows, part.get("first_row", 2) + start)

    @staticmethod
    def _head(path: Path, part: Mapping[str, Any]) -> TableHead:
        scope = Scope(**_dated(part["scope"])) if "scope" in part else EVERYTHING
        return TableHead(
            table=part["table"],
            path=path,
            part=part["part"],
            headers={
                name: f"Header of {name}"
                for row in part["rows"]
                for name in row
                if name != "broken"
            },
            extra_columns=part.get("extra", ()),
            scope=scope,
            repeats=part.get("repeats", "no"),
            as_at=date.fromisoformat(part["as_at"]) if "as_at" in part else None,
            position_word="row",
        )

    @staticmethod
    def _batch(head: TableHead, rows: Rows, first: int) -> TableBatch:
        lines = np.arange(first, first + len(rows))
        whole = [at for at, row in enumerate(rows) if "broken" not in row]
        broken = [
            BrokenRow(int(lines[at]), "made_up", "is broken; mend it", tuple(row.values()))
            for at, row in enumerate(rows)
            if "broken" in row
        ]
        filled = [{name: text or None for name, text in rows[at].items()} for at in whole]
        frame = pd.DataFrame(filled, columns=list(head.headers), dtype="str")
        return TableBatch(frame, lines[whole], broken, head)


def _columns(rows: Rows) -> list[str]:
    return [name for row in rows for name in row if name != "broken"]


def _dated(scope: Mapping[str, Any]) -> dict[str, Any]:
    days = ("date_from", "date_to")
    return {n: date.fromisoformat(v) if n in days else v for n, v in scope.items()}


def part(table: str, rows: Rows, name: str = "sheet One", **more: Any) -> dict[str, Any]:
    """One part of a made-up workbook."""
    return {"table": table, "part": name, "rows": list(rows), **more}


def write_parts(folder: Path, parts: Sequence[Mapping[str, Any]], name: str = "book.json") -> Path:
    """Write a made-up workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps({"parts": list(parts)}))
    return path
