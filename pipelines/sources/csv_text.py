"""Reading comma-separated text exactly: encodings, records, the line each record starts on.

Belongs here: bytes to text, text to records, and telling a whole file from one that was cut off.
Does not belong here: what the columns mean (each format's own module) or what a valid value is.

Python's own reader is used in strict mode: it is exact about quotes and line ends, goes on after
a malformed record, and reads a council's month in well under a second.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from pipelines.errors import DataProblem
from pipelines.sources.base import BrokenRow

Record = list[str]
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_LONGEST_FIELD = 1_000_000
_PEEK_BYTES = 65_536
_EXTRACT_AGAIN = "extract the file again and replace it"


def cut_off(file: str, why: str) -> DataProblem:
    """The refusal of a file that does not end where it should."""
    return DataProblem(f"{file}: the file looks cut off: {why}; {_EXTRACT_AGAIN}")


def decode(path: Path) -> tuple[str, str]:
    """The text of a file and the encoding it was in: utf-8, utf-16 or Windows (cp1252).

    Raises DataProblem if the file is empty or its characters cannot be read.
    """
    raw = path.read_bytes()
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise DataProblem(
            f"{path.name}: the file is empty, it has not even a header line; {_EXTRACT_AGAIN}"
        )
    encodings = [name for mark, name in _BOMS if raw.startswith(mark)]
    if not encodings and b"\x00" in raw[:200]:
        encodings = ["utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"]
    for encoding in encodings or ["utf-8", "cp1252"]:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError as error:
            # an incomplete last character: the end is missing, not the encoding wrong
            if encoding != "cp1252" and error.start >= len(raw) - 4 and not _ends_line(raw):
                raise cut_off(path.name, "its last character is incomplete") from None
    raise DataProblem(
        f"{path.name}: some characters cannot be read; save the file as CSV UTF-8 and replace it"
    )


def peek_header(path: Path) -> Record:
    """The first record of what may be a CSV file, trimmed; empty if it cannot be one.

    For telling what a file is: reads its first 64 kB and never raises for any content.
    """
    return next((row for row in peek_rows(path, 100) if any(row)), [])


def peek_rows(path: Path, count: int) -> list[Record]:
    """The first records of what may be a CSV file, trimmed; see ``peek_header``."""
    found: list[Record] = []
    try:
        with path.open("rb") as content:
            raw = content.read(_PEEK_BYTES)
        encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), None)
        if encoding is None and b"\x00" in raw[:200]:
            encoding = "utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"
        lines = io.StringIO(raw.decode(encoding or "utf-8", "replace"), newline="")
        for row in islice(csv.reader(lines), count):
            found.append([cell.strip() for cell in row])
    except (OSError, csv.Error, UnicodeError):
        return found
    return found


def _ends_line(raw: bytes) -> bool:
    return raw.endswith((b"\n", b"\r"))


@dataclass
class Records:
    """Some records in file order; ``lines[i]`` is the line on which ``rows[i]`` starts."""

    rows: list[Record]
    lines: np.ndarray
    broken: list[BrokenRow]


def _newlines(rows: list[Record]) -> np.ndarray:
    """Per record, the line ends inside its fields."""
    return np.array(
        [
            sum(text.count("\n") + text.count("\r") - text.count("\r\n") for text in row)
            for row in rows
        ],
        dtype="int64",
    )


class CsvReader:
    """One pass over the records of a text, in batches, with exact line numbers."""

    def __init__(self, text: str, file: str) -> None:
        if not text.endswith(("\n", "\r")):
            raise cut_off(file, "its last line has no line end")
        csv.field_size_limit(_LONGEST_FIELD)
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        self._file = file
        self._line = 1  # the line on which the next record starts

    def header(self) -> Record:
        """The first record, trimmed; blank lines before it are passed over."""
        try:
            for row in self._reader:
                if any(cell.strip() for cell in row):
                    self._line = self._reader.line_num + 1
                    return [cell.strip() for cell in row]
        except csv.Error:
            raise DataProblem(
                f"{self._file}: the quotes in the header line do not pair up; {_EXTRACT_AGAIN}"
            ) from None
        raise DataProblem(f"{self._file}: the file has no header line; {_EXTRACT_AGAIN}")

    def batches(self, size: int) -> Iterator[Records]:
        """Records after the header, ``size`` at a time; blank lines are no records.

        Raises DataProblem if a quote is still open at the end of the file.
        """
        while True:
            rows: list[Record] = []
            broken: list[BrokenRow] = []
            spans: list[np.ndarray] = []
            while len(rows) < size:
                before = len(rows)
                try:
                    rows.extend(islice(self._reader, size - before))
                    spans.append(self._number(rows[before:], self._reader.line_num))
                    break
                except csv.Error as error:
                    good = rows[before:]
                    spans.append(self._number(good, None))
                    broken.append(self._malformed(str(error)))
            if not rows and not broken:
                return
            yield Records(rows, np.concatenate(spans), broken)

    def _number(self, rows: list[Record], last_line: int | None) -> np.ndarray:
        """The starting lines of consecutive records, and move on past them."""
        one_line_each = last_line is not None and last_line - self._line + 1 == len(rows)
        sizes = np.ones(len(rows), dtype="int64") if one_line_each else 1 + _newlines(rows)
        ends = self._line + np.cumsum(sizes)
        if len(rows):
            self._line = int(ends[-1])
        return ends - sizes

    def _malformed(self, error: str) -> BrokenRow:
        """The record the reader stopped at; at the end of the file, a refusal of the whole."""
        start, end = self._line, self._reader.line_num
        if "unexpected end" in error or "field larger" in error:
            raise cut_off(self._file, f"a quote opened on or after line {start} is never closed")
        self._line = end + 1
        where = "" if end == start else f" (lines {start} to {end} cannot be told apart)"
        message = f"a quote is in the wrong place{where}; correct the text or its export"
        return BrokenRow(start, "broken_quotes", message, ())
