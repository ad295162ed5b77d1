"""Tiny published files in the layouts of the genuine ones, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ORDER_A = (
    "time_period,time_identifier,geographic_level,country_code,country_name,"
    "region_code,region_name,old_la_code,new_la_code,la_name"
)
ORDER_B = ORDER_A.replace("old_la_code,new_la_code,la_name", "old_la_code,la_name,new_la_code")
_ENGLAND = "E92000001,England"


def england(year: str, cells: str, kind: str = "Reporting year", blank: str = "") -> str:
    """A national row; ``blank`` is how the file writes an empty cell."""
    return ",".join([year, kind, "National", _ENGLAND, *[blank] * 5, cells])


def region(year: str, code: str, name: str, cells: str, kind: str = "Reporting year") -> str:
    """A regional row."""
    return f"{year},{kind},Regional,{_ENGLAND},{code},{name},,,,{cells}"


def authority(
    year: str,
    code: str,
    cells: str,
    ons: str = "E06000039",
    name: str = "Slough",
    area: str = "E12000008,South East",
    kind: str = "Reporting year",
    order: str = "A",
) -> str:
    """A row of one authority, in order A or B of the identifiers."""
    ids = f"{code},{ons},{name}" if order == "A" else f"{code},{name},{ons}"
    return f"{year},{kind},Local authority,{_ENGLAND},{area},{ids},{cells}"


def write(
    file: Path, header: str, rows: Sequence[str], mark: bool = False, encoding: str = "utf-8"
) -> Path:
    """A CSV, with a byte order mark if asked for."""
    text = "\n".join([header, *rows]) + "\n"
    file.write_bytes((b"\xef\xbb\xbf" if mark else b"") + text.encode(encoding))
    return file


D3 = f"{ORDER_A},category,CPP_start,CPP_subsequent,CPP_subsequent_percent"
D3_LABEL = "Child Protection Plans which are a second or subsequent plan"
