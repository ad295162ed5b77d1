"""Charts as PNG pictures, for documents that cannot hold SVG.

Belongs here: drawing one monthly chart with its mean and limits. Does not belong here: documents,
the page's own drawing (scorecard.drawing). A plain picture library draws it: one made for plots
takes longer to load than the rest of the report takes to write.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from pipelines.reports.committee.facts import Fact
from pipelines.reports.scorecard.content import Point
from pipelines.reports.scorecard.drawing import axis_values, chart_range

SIZE = (900, 276)
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 12, 10, 38
_FINE = 3  # drawn so many times larger and then shrunk, so that slanted lines are smooth
_LETTERS = 17
_BAND, _AXIS, _CENTRE, _SERIES, _INK = "#e3ebf3", "#8a96a3", "#52606d", "#1f3a5f", "#1f2933"
_MARKS = {"improvement": ("up", "#17501e"), "concern": ("down", "#7d1410"),
          "neutral_high": ("diamond", "#6b4200"),
          "neutral_low": ("diamond", "#6b4200")}  # fmt: skip
_SHAPES = {
    "up": ((0, -1), (1, 0.8), (-1, 0.8)),
    "down": ((0, 1), (1, -0.8), (-1, -0.8)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
}
_MARK_SIZE = 6.5
_Dot = tuple[float, float]


def chart_png(fact: Fact) -> bytes:
    """The monthly chart of a fact, 900 dots wide; equal facts give equal bytes.

    Raises:
        ValueError: if the fact has no chart.
    """
    if fact.chart is None:
        raise ValueError("this measure has no chart")
    points = fact.chart.points
    low, high = chart_range(points, ())
    place = _Place(low, high, len(points))
    large = Image.new("RGB", (SIZE[0] * _FINE, SIZE[1] * _FINE), "white")
    _draw_lines(ImageDraw.Draw(large), place, points)
    picture = large.reduce(_FINE)
    _write_axes(ImageDraw.Draw(picture), place, points)
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


class _Place:
    """Where a month and a value lie, in dots of the picture."""

    def __init__(self, low: float, high: float, count: int) -> None:
        self.low, self.high, self.count = low, high, count

    def x(self, at: int) -> float:
        return _LEFT + 8 + (SIZE[0] - _LEFT - _RIGHT - 16) * at / max(self.count - 1, 1)

    def y(self, value: float) -> float:
        kept = min(max(value, self.low), self.high)
        share = (kept - self.low) / (self.high - self.low)
        return _TOP + (SIZE[1] - _TOP - _BOTTOM) * (1 - share)

    def fine(self, at: int, value: float) -> _Dot:
        return self.x(at) * _FINE, self.y(value) * _FINE


def _draw_lines(draw: ImageDraw.ImageDraw, place: _Place, points: Sequence[Point]) -> None:
    """The range of ordinary movement, the mean, the values and the signals upon them."""
    numbered = enumerate(points)
    # broken where definition or process changed, never joined
    for _, group in groupby(numbered, key=lambda one: one[1].segment):
        stretch = list(group)
        upper = [place.fine(at, one.upper_limit) for at, one in stretch]
        lower = [place.fine(at, one.lower_limit) for at, one in stretch]
        if len(stretch) > 1:
            draw.polygon([*upper, *reversed(lower)], fill=_BAND)
        _line(draw, [place.fine(at, one.centre) for at, one in stretch], _CENTRE, 1)
        _line(draw, [place.fine(at, one.value) for at, one in stretch], _SERIES, 2.2)
    for at, point in enumerate(points):
        if point.signal in _MARKS:
            shape, colour = _MARKS[point.signal]
            x, y = place.fine(at, point.value)
            size = _MARK_SIZE * _FINE
            draw.polygon([(x + a * size, y + b * size) for a, b in _SHAPES[shape]], fill=colour)


def _line(draw: ImageDraw.ImageDraw, dots: list[_Dot], colour: str, width: float) -> None:
    draw.line(dots, fill=colour, width=round(width * _FINE), joint="curve")


def _write_axes(draw: ImageDraw.ImageDraw, place: _Place, points: Sequence[Point]) -> None:
    bottom, right = SIZE[1] - _BOTTOM, SIZE[0] - _RIGHT
    draw.line([(_LEFT, _TOP), (_LEFT, bottom), (right, bottom)], fill=_AXIS)
    for value, text in axis_values(place.low, place.high):
        y = round(place.y(value))
        draw.line([(_LEFT - 5, y), (_LEFT, y)], fill=_AXIS)
        draw.text((_LEFT - 9, y), text, fill=_INK, font=_font(), anchor="rm")
    last = len(points) - 1
    for at in range(last, -1, -max(1, len(points) // 6)):
        x = round(place.x(at))
        draw.line([(x, bottom), (x, bottom + 5)], fill=_AXIS)
        words = f"{points[at].period_end:%b %y}"
        # the newest month stands at the edge: its name must not leave the picture
        draw.text((right if at == last else x, bottom + 9), words, fill=_INK, font=_font(),
                  anchor="rt" if at == last else "mt")  # fmt: skip


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(_LETTERS)
