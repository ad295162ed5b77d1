"""Parquet files as columns of text, a batch at a time.

Belongs here: opening them and writing typed values as the text other files hold. Does not belong
here: what the columns mean.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.canonical.values import pc
from pipelines.errors import DataProblem
from pipelines.sources.flat import FlatBatch, FlatTable

PARQUET = (".parquet", ".pq")
# far beyond any council's table; a run holds a table in memory
MOST_ROWS = 5_000_000
MOST_BYTES = 3_000_000_000
_TEXT = pa.large_string()


def parquet_header(path: Path) -> list[str]:
    """The column names; empty if it cannot be a Parquet file. Never raises for any content."""
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError, ValueError):
        return []


def open_parquet(path: Path) -> FlatTable:
    """A Parquet file; rows are numbered from 1.

    Raises DataProblem (here or while batches are read) if it is damaged, holds values that are no
    text, number or date, or has far too many rows.
    """
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError, ValueError):
        raise _damaged(path) from None
    for column in file.schema_arrow:
        if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
            raise DataProblem(
                f"{path.name}: column `{column.name}` holds {column.type} values;"
                " write it as text, a number or a date"
            )
    if file.metadata.num_rows > MOST_ROWS:
        raise DataProblem(
            f"{path.name}: {file.metadata.num_rows:,} rows are more than {MOST_ROWS:,}, far beyond"
            " a council's table; it was not read"
        )
    unpacked = sum(file.metadata.row_group(at).total_byte_size for at in range(file.num_row_groups))
    if unpacked > MOST_BYTES:
        raise DataProblem(
            f"{path.name}: {unpacked:,} bytes when unpacked, far larger than a council's table;"
            " it was not read"
        )
    header = [name.strip() for name in file.schema_arrow.names]
    return FlatTable(path, header, lambda size: _batches(file, path, size), position_word="row")


def _damaged(path: Path) -> DataProblem:
    return DataProblem(
        f"{path.name}: this Parquet file is damaged and cannot be read; write it again"
    )


def _batches(file: pq.ParquetFile, path: Path, size: int) -> Iterator[FlatBatch]:
    first = 1
    batches = file.iter_batches(batch_size=size)
    while True:
        try:
            batch = next(batches, None)
            columns = [as_text(column) for column in batch.columns] if batch is not None else []
        except (pa.ArrowException, OSError, ValueError):
            raise _damaged(path) from None
        if batch is None:
            return
        lines = np.arange(first, first + batch.num_rows, dtype="int64")
        first += batch.num_rows
        yield FlatBatch(lines, [], columns.__getitem__)


def as_text(values: Any) -> pa.Array:
    """Typed values as the text another file would hold: dates as yyyy-mm-dd, flags as Y or N.

    Raises pyarrow.ArrowException for types that have no text.
    """
    kind = values.type
    if pa.types.is_dictionary(kind):
        return as_text(values.dictionary_decode())
    if pa.types.is_boolean(kind):
        return pc.if_else(values, pa.scalar("Y", _TEXT), pa.scalar("N", _TEXT))
    if pa.types.is_floating(kind):
        numbers = pc.if_else(pc.is_finite(values), values, pa.scalar(None, kind))
        whole = pc.equal(pc.floor(numbers), numbers)
        exact = pc.and_(whole, pc.less(pc.abs(numbers), 1e15))
        integers = pc.if_else(exact, numbers, pa.scalar(None, kind)).cast(pa.int64())
        return pc.coalesce(integers.cast(_TEXT), numbers.cast(_TEXT))
    return values.cast(_TEXT)
