"""England's working days and calendar months, made by rule with numpy's business-day functions.

Belongs here: bank holidays by rule and the known one-offs, working days between two dates,
months added with the end of the month kept, birthdays, month ends. Does not belong here: which
clock a figure uses.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import numpy as np

FIRST_YEAR, LAST_YEAR = 2010, 2027
FOREVER = date(9999, 12, 31)
MOVED = {
    date(2020, 5, 4): date(2020, 5, 8),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2022, 5, 30): date(2022, 6, 2),
}
ONCE = (
    date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8),
)  # fmt: skip


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _monday(year: int, month: int, last: bool) -> date:
    """The first or last Monday of a month."""
    start = date(year, month, monthrange(year, month)[1] - 6 if last else 1)
    return start + timedelta(days=-start.weekday() % 7)


def bank_holidays(year: int) -> set[date]:
    """The days of one year that are not worked, weekends apart."""
    sunday = easter(year)
    found = {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    for month, last in ((5, False), (5, True), (8, True)):
        day = _monday(year, month, last)
        found.add(MOVED.get(day, day))
    found |= {day for day in ONCE if day.year == year}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() > 4 or day in found:
            day += timedelta(days=1)
        found.add(day)
    return found


@cache
def _calendar() -> np.busdaycalendar:
    days = {day for year in range(FIRST_YEAR, LAST_YEAR + 1) for day in bank_holidays(year)}
    return np.busdaycalendar(holidays=sorted(days))


def working_days(start: date, end: date) -> int:
    """Working days d with start < d <= end; negative if end lies before start."""
    day = timedelta(days=1)
    first, last = np.datetime64(start + day), np.datetime64(end + day)
    if end >= start:
        return int(np.busday_count(first, last, busdaycal=_calendar()))
    return -working_days(end, start)


@cache
def working_day_after(start: date, number: int) -> date:
    """The number-th working day after a date, whatever weekday the date is."""
    back = np.busday_offset(np.datetime64(start), 0, roll="backward", busdaycal=_calendar())
    return np.busday_offset(back, number, busdaycal=_calendar()).astype(date)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birthday(born: date, age: int) -> date:
    """The day somebody reaches an age; born on 29 February: 1 March in other years."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born.replace(year=year)


def month_end(day: date) -> date:
    """The last day of a date's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def shown_month_ends(last: date, count: int = 36) -> list[date]:
    """Month ends up to and including one, oldest first."""
    return [month_end(add_months(last.replace(day=1), -back)) for back in range(count)][::-1]


def year_start(end: date) -> date:
    """The first of the twelve months to a day: the day after the same date of the year before."""
    return add_months(end, -12) + timedelta(days=1)


def window_start(basis: str, period_end: date) -> date:
    """The first day that counts for a figure of flows."""
    if basis == "IM":
        return period_end.replace(day=1)
    if basis == "YTD":
        return date(period_end.year - (period_end.month < 4), 4, 1)
    if basis == "AY":
        return date(period_end.year - (period_end.month < 9), 9, 1)
    return add_months(period_end.replace(day=1), -35 if basis == "R36" else -11)
