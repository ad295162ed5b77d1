"""Rows of a drop as the yearly returns see them: merged children as one, by child, in a year.

Belongs here: what the exporters of returns share. Does not belong here: any return's layout.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pipelines.demo.profile import Row, Tables

FAR = date.max


def year_of(day: date) -> tuple[date, date]:
    """The 1 April and 31 March of the collection year that holds ``day``."""
    start = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return date(start, 4, 1), date(start + 1, 3, 31)


def month_end(month: str) -> date:
    """The last day of a month written yyyy-mm."""
    year, number = int(month[:4]), int(month[5:])
    return date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)


def survivors(tables: Tables) -> dict[str, str]:
    """Each merged child's record to the one that survives it: a return has a child once."""
    steps = {
        str(row["source_person_id"]): str(row["survivor_person_id"])
        for row in tables.get("person_merges", [])
    }
    found = {}
    for start in steps:
        seen, at = {start}, start
        while at in steps and steps[at] not in seen:
            at = steps[at]
            seen.add(at)
        # a circle has no survivor: each record stays its own
        found[start] = start if at in steps else at
    return found


def who(row: Row, merged: dict[str, str]) -> str:
    """The child a row is about."""
    key = str(row["source_person_id"])
    return merged.get(key, key)


def grouped(rows: Iterable[Row], column: str) -> dict[object, list[Row]]:
    """Rows by one column; rows without it are left out."""
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get(column) is not None:
            found[row[column]].append(row)
    return found


def day(row: Row, column: str) -> date | None:
    """A date of a row; a text that is none counts as blank."""
    value = row.get(column)
    return value if isinstance(value, date) else None


def is_open_in(row: Row, start: str, end: str, begins: date, ends: date) -> bool:
    """Whether a row's life touches a window, both days included."""
    first = day(row, start)
    return first is not None and first <= ends and (day(row, end) or FAR) >= begins


def is_within(row: Row, column: str, begins: date, ends: date) -> bool:
    """Whether a row's day lies in a window, both days included."""
    on = day(row, column)
    return on is not None and begins <= on <= ends
