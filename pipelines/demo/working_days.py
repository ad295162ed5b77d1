"""Working days and calendar months for the simulation.

Belongs here: counting and moving by England working days and by calendar months. Does not
belong here: the pipeline's own calendar (sql/reference), which the tests compare this with.
"""

import calendar
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

HOLIDAYS = Path(__file__).parents[1] / "reference_data" / "bank_holidays.csv"
FIRST_DAY = date(1988, 1, 1)
LAST_DAY = date(2026, 12, 31)


@dataclass(frozen=True)
class Month:
    """A calendar month; compares and sorts in time order."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.replace(day=1))

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month written as yyyy-mm."""
        return cls(date.fromisoformat(f"{text}-01"))

    @cached_property
    def last(self) -> date:
        """The last day of the month."""
        return self.next.first - timedelta(days=1)

    @cached_property
    def next(self) -> "Month":
        """The month after."""
        return Month(add_months(self.first, 1))

    @property
    def text(self) -> str:
        """The month as yyyy-mm."""
        return self.first.strftime("%Y-%m")

    def holds(self, day: date) -> bool:
        """True if the day lies in the month."""
        return day.year == self.first.year and day.month == self.first.month


def months_between(first: date, last: date) -> Iterator[Month]:
    """Each month from the one holding ``first`` to the one holding ``last``."""
    month = Month.of(first)
    while month.first <= last:
        yield month
        month = month.next


def add_months(day: date, months: int) -> date:
    """The same day of the month some months later or earlier, cut to that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def birthday(birth: date, age: int) -> date:
    """The day a person reaches an age; a 29 February birthday falls on 1 March in other years."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


class WorkingDays:
    """England working days, numbered once so that every question is a lookup."""

    def __init__(self, holidays: frozenset[date]) -> None:
        """Number the working days from FIRST_DAY to LAST_DAY."""
        self._number: list[int] = []
        self._days: list[date] = []
        for offset in range((LAST_DAY - FIRST_DAY).days + 1):
            day = FIRST_DAY + timedelta(days=offset)
            if day.weekday() < 5 and day not in holidays:
                self._days.append(day)
            self._number.append(len(self._days) - 1)

    def number(self, day: date) -> int:
        """How many working days up to and including the day; only differences have a meaning."""
        return self._number[(day - FIRST_DAY).days]

    def between(self, start: date, end: date) -> int:
        """Working days d with start < d <= end."""
        return self.number(end) - self.number(start)

    def add(self, start: date, days: int) -> date:
        """The working day that lies so many working days after start.

        0 gives the day itself if it is a working day, else the one before it.
        """
        return self._days[self.number(start) + days]

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.add(day, 1)

    def on_or_before(self, day: date) -> date:
        """The day itself if it is a working day, else the one before."""
        return self._days[self.number(day)]

    def is_working(self, day: date) -> bool:
        """True on a working day."""
        return self._days[self.number(day)] == day

    def in_span(self, first: date, last: date) -> list[date]:
        """Working days from first to last, both included."""
        start = self.number(first - timedelta(days=1)) + 1
        return self._days[start : self.number(last) + 1]


@lru_cache(maxsize=1)
def working_days() -> WorkingDays:
    """The calendar built from the tracked list of bank holidays."""
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return WorkingDays(frozenset(date.fromisoformat(row["date"]) for row in rows))
