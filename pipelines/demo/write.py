"""Writing one month's synthetic drop, as a case management system would deliver it.

Belongs here: file names, headers, the spelling of values, drop.yaml and the notice beside it.
Does not belong here: which rows a drop holds (timeline) and how drops are read (sources).
"""

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from operator import itemgetter
from pathlib import Path

import yaml

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.demo.formats import SSD, Export, export
from pipelines.demo.profile import Row

DROP_FILE, NOTICE_FILE = "drop.yaml", "README.txt"
NOTE = "SYNTHETIC DATA: made by a simulation. No person, family or worker in it exists."
NOTICE = """{note}

Everything in this folder was invented by a computer program to demonstrate a performance
pipeline. It describes no real child, family, worker, carer or school.

For the demonstration authority (871) some totals were chosen to match figures that a public
report printed. How they split between teams and workers is invented: synthetic, not Slough data.
"""


def write_drop(
    given: Export, history_from_by_table: dict[str, date], formats: Sequence[str] = (SSD,)
) -> list[Path]:
    """Writes the drop of a month and returns the paths written, drop.yaml last.

    Args:
        given: The folder, the council and the rows as that extract shows them.
        history_from_by_table: First complete day of tables that begin later than the rest.
        formats: The formats to write; those but the standard dataset say themselves what they hold.
    """
    folder = given.folder
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("*.csv"), *folder.glob("*.xml"), folder / DROP_FILE]:
        old.unlink(missing_ok=True)
    notice = folder / NOTICE_FILE
    notice.write_text(NOTICE.format(note=NOTE), encoding="utf-8")
    paths = [notice]
    about: dict[str, object] = {
        "la_code": given.profile.la_code,
        "month": given.month,
        "extracted_at": datetime.combine(given.extracted_on, time(18, 0)).isoformat(),
    }
    if SSD in formats:
        for name, rows in sorted(given.tables.items()):
            spec = load_tables()[name]
            paths.append(_write_table(folder / f"{spec.source_file}.csv", spec, rows))
        about |= {
            "kind": "full",
            "synthetic": True,
            "history_from": given.profile.history_from,
            "history_from_by_table": dict(sorted(history_from_by_table.items())),
            "tables": sorted(given.tables),
        }
    about |= {"synthetic": True, "note": NOTE}
    paths += export(formats, given)
    drop = folder / DROP_FILE
    drop.write_text(yaml.safe_dump(about, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return [*paths, drop]


def _write_table(path: Path, spec: TableSpec, rows: list[Row]) -> Path:
    """One table: genuine headers, ISO dates, Y and N, blank for not known."""
    columns = list(spec.by_name)
    flags = [place for place, column in enumerate(spec.columns) if column.type == "flag"]
    pick = _picker(columns, rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([spec.header(name) for name in columns])
        if not flags:
            writer.writerows(map(pick, rows))
            return path
        for row in rows:
            values = list(pick(row))
            for place in flags:
                value = values[place]
                values[place] = value if isinstance(value, str | None) else "NY"[bool(value)]
            writer.writerow(values)
    return path


def _picker(columns: list[str], rows: list[Row]) -> Callable[[Row], tuple[object, ...]]:
    """Takes a row's values in column order; quick where every row names every column."""
    if rows and len(columns) > 1 and all(map(_names_all(columns), rows)):
        return itemgetter(*columns)
    return lambda row: tuple(row.get(name) for name in columns)


def _names_all(columns: list[str]) -> Callable[[Row], bool]:
    """Tests that a row holds every column."""
    wanted = set(columns)
    return lambda row: wanted <= row.keys()
