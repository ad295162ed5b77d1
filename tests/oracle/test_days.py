"""The oracle's own calendar: days a calendar on the wall confirms."""

from datetime import date

import pytest

from tests.oracle.days import (
    add_months,
    bank_holidays,
    birthday,
    shown_month_ends,
    window_start,
    working_day_after,
    working_days,
)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2011, "0103 0422 0425 0429 0502 0530 0829 1226 1227"),
        (2012, "0102 0406 0409 0507 0604 0605 0827 1225 1226"),
        (2015, "0101 0403 0406 0504 0525 0831 1225 1228"),
        (2020, "0101 0410 0413 0508 0525 0831 1225 1228"),
        (2022, "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227"),
    ],
)
def test_bank_holidays_of_years_with_moved_days(year: int, days: str) -> None:
    assert [f"{day:%m%d}" for day in sorted(bank_holidays(year))] == days.split()


def test_the_start_is_day_nought_whatever_its_weekday() -> None:
    assert working_day_after(date(2015, 4, 2), 1) == date(2015, 4, 7)
    assert working_day_after(date(2015, 4, 4), 1) == date(2015, 4, 7)
    assert working_days(date(2015, 4, 2), date(2015, 4, 8)) == 2
    assert working_days(date(2015, 4, 8), date(2015, 4, 2)) == -2


def test_the_forty_fifth_day_over_easter_and_early_may() -> None:
    assert working_day_after(date(2015, 3, 2), 45) == date(2015, 5, 7)
    assert working_days(date(2015, 2, 23), date(2015, 4, 30)) == 46
    assert working_days(date(2023, 1, 27), date(2023, 3, 31)) == 45


def test_months_keep_to_the_end_of_a_short_month() -> None:
    assert add_months(date(2014, 11, 30), 3) == date(2015, 2, 28)
    assert add_months(date(2015, 8, 31), -30) == date(2013, 2, 28)


def test_born_on_leap_day() -> None:
    assert birthday(date(2000, 2, 29), 15) == date(2015, 3, 1)
    assert birthday(date(2000, 2, 29), 16) == date(2016, 2, 29)


def test_windows() -> None:
    end = date(2015, 3, 31)
    assert window_start("IM", end) == date(2015, 3, 1)
    assert window_start("YTD", end) == date(2014, 4, 1)
    assert window_start("YTD", date(2015, 4, 30)) == date(2015, 4, 1)
    assert window_start("R12", date(2015, 4, 30)) == date(2014, 5, 1)
    assert shown_month_ends(date(2015, 6, 1))[0] == date(2012, 7, 31)
