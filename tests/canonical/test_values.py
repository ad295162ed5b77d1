"""What a cell may hold, and by which rule it is refused."""

from datetime import date
from decimal import Decimal

import pytest

from pipelines.canonical.values import (
    Breach,
    parse_date,
    parse_decimal,
    parse_flag,
    parse_id,
    parse_int,
)

LATEST = 2040


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-04-30", date(2015, 4, 30)),
        ("30/04/2015", date(2015, 4, 30)),
        ("01/04/2015", date(2015, 4, 1)),
        ("2015-04-30 00:00:00", date(2015, 4, 30)),
        ("2015-04-30T23:59:59.997", date(2015, 4, 30)),
        ("30/04/2015 12:30", date(2015, 4, 30)),
        ("1/4/2015", date(2015, 4, 1)),
        ("01/4/2015 09:30", date(2015, 4, 1)),
        ("12-Jan-2015", date(2015, 1, 12)),
        ("1-sep-2015", date(2015, 9, 1)),
        ("30 April 2015", date(2015, 4, 30)),
        ("12-JAN-2015 23:59:59", date(2015, 1, 12)),
        ("42124", date(2015, 4, 30)),
        ("42124.0", date(2015, 4, 30)),
        ("42124.99", date(2015, 4, 30)),
        ("51501", date(2040, 12, 31)),
        ("2012-02-29", date(2012, 2, 29)),
        ("29/2/2012", date(2012, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2040-12-31", date(2040, 12, 31)),
        # a summer evening in UTC is the next day in London, a winter one is not
        ("2015-03-31T23:30:00Z", date(2015, 4, 1)),
        ("2015-01-31T23:30:00Z", date(2015, 1, 31)),
        ("2015-04-01T00:30:00+01:00", date(2015, 4, 1)),
    ],
)
def test_dates_that_are_read(text: str, expected: date):
    assert parse_date(text, LATEST) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31/02/2015", "date_impossible"),
        ("2015-02-29", "date_leap_day"),
        ("29/02/1900", "date_leap_day"),
        ("29-Feb-2015", "date_leap_day"),
        ("2015-02-30", "date_impossible"),
        ("31/04/2015", "date_impossible"),
        ("1900-01-00", "date_zero"),
        ("00/01/1900", "date_zero"),
        ("1900-01-00 00:00:00", "date_zero"),
        ("0", "date_zero"),
        ("0.0", "date_zero"),
        ("1", "date_number"),
        ("60", "date_number"),
        ("9999", "date_number"),
        ("2015", "date_number"),
        ("201504", "date_number"),
        ("99999", "date_out_of_range"),
        ("51502", "date_out_of_range"),
        ("20150430", "date_format"),
        ("12-Jan-15", "date_two_digit_year"),
        ("12-Foo-2015", "date_format"),
        ("4/30/2015", "date_impossible"),
        ("2015-13-01", "date_impossible"),
        ("04/30/2015", "date_impossible"),
        ("30/04/15", "date_two_digit_year"),
        ("1/4/15", "date_two_digit_year"),
        ("1899-12-30", "date_out_of_range"),
        ("2041-01-01", "date_out_of_range"),
        ("not known", "date_format"),
        ("2015-4-1", "date_format"),
        ("2015-04-30 25:00:00", "date_format"),
        ("२०१५-०४-३०", "date_format"),
    ],
)
def test_dates_that_are_refused(text: str, rule: str):
    result = parse_date(text, LATEST)
    assert isinstance(result, Breach)
    assert result == rule


@pytest.mark.parametrize("text", ["Y", "y", "1", "true", "TRUE", "Yes"])
def test_yes(text: str):
    assert parse_flag(text) is True


@pytest.mark.parametrize("text", ["N", "n", "0", "false", "no"])
def test_no(text: str):
    assert parse_flag(text) is False


@pytest.mark.parametrize("text", ["U", "2", "maybe", "yes please"])
def test_neither(text: str):
    assert parse_flag(text) == "flag_value"


def test_numbers():
    assert parse_int("007") == 7
    assert parse_int("3.0") == 3
    assert parse_int("3.5") == "int_value"
    assert parse_int("1,000") == "int_value"
    assert parse_int("٣") == "int_value"
    assert parse_decimal("0.6") == Decimal("0.6000")
    assert parse_decimal(".5") == Decimal("0.5")
    assert parse_decimal("-12.34567") == Decimal("-12.3457")
    assert parse_decimal("1e3") == "decimal_value"


def test_ids_stay_text():
    assert parse_id("00123") == "00123"
    assert parse_id("123.0") == "123"
    assert parse_id("A1.0") == "A1.0"
    assert parse_id("1.23457E+11") == "id_damaged"
