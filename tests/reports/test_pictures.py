"""Charts as pictures: what is drawn where, and the same bytes for the same fact."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from pipelines.reports.committee.pictures import SIZE, chart_png
from pipelines.reports.scorecard.content import Chart, Point
from tests.reports.test_committee import fact

SERIES, BAND, CONCERN = (0x1F, 0x3A, 0x5F), (0xE3, 0xEB, 0xF3), (0x7D, 0x14, 0x10)


def chart(*values: float, segments: tuple[int, ...] = (), signal: str = "common_cause") -> Chart:
    points = tuple(
        Point(date(2015, at + 1, 28), value, 50, 40, 60, signal, (segments or (1,) * 12)[at])
        for at, value in enumerate(values)
    )
    return Chart("IM", points, False)


def drawn(one: Chart) -> Image.Image:
    return Image.open(io.BytesIO(chart_png(fact(chart=one)))).convert("RGB")


def rows_of(picture: Image.Image, column: int, colour: tuple[int, int, int]) -> list[int]:
    """Rows from the top that hold a colour in one column."""
    return [row for row in range(SIZE[1]) if picture.getpixel((column, row)) == colour]


def test_higher_values_stand_higher_and_the_range_lies_behind() -> None:
    picture = drawn(chart(42, 58, 42, 58, 42))
    assert picture.size == SIZE
    columns = [column for column in range(SIZE[0]) if rows_of(picture, column, SERIES)]
    middle = columns[len(columns) // 2]
    first, lowest = rows_of(picture, columns[4], SERIES), rows_of(picture, middle, SERIES)
    quarter = rows_of(picture, columns[len(columns) // 4], SERIES)
    assert min(quarter) < min(first)
    assert min(quarter) < min(lowest)
    assert rows_of(picture, middle, BAND)


def test_signals_have_their_own_colour_and_a_quiet_chart_has_none() -> None:
    loud, quiet = (drawn(chart(42, 58, 50, signal=one)) for one in ("concern", "common_cause"))
    assert CONCERN in {colour for _, colour in loud.getcolors(10**6) or ()}
    assert CONCERN not in {colour for _, colour in quiet.getcolors(10**6) or ()}


def test_a_line_is_not_joined_across_a_change_of_definition() -> None:
    joined = drawn(chart(50, 50, 50, 50))
    broken = drawn(chart(50, 50, 50, 50, segments=(1, 1, 2, 2)))
    middle = SIZE[0] // 2 + 20
    assert rows_of(joined, middle, SERIES)
    assert not rows_of(broken, middle, SERIES)


@pytest.mark.parametrize("values", [(50.0,), (50.0, 50.0), (0.0, 0.0, 0.0), (1e6, 3e6)])
def test_the_same_chart_gives_the_same_bytes(values: tuple[float, ...]) -> None:
    given = fact(chart=chart(*values))
    assert chart_png(given) == chart_png(given)


def test_no_chart_is_an_error() -> None:
    with pytest.raises(ValueError, match="no chart"):
        chart_png(replace(fact(), chart=None))
