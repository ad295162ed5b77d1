"""Lines drawn as SVG text: a small trend, a control chart, a bar.

Belongs here: coordinates and the words that stand in for a picture. Does not belong here: colours
(the style sheet), what the series are (content). Every drawing has its meaning in text as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipelines.reports.scorecard.content import Chart, Point
from pipelines.reports.words import SIGNALS

SMALL = (120, 28)
LARGE = (640, 220)
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 8, 24
# signals as shapes, so that colour is never alone
_MARKS = {"improvement": "▲", "concern": "▼", "neutral_high": "◆", "neutral_low": "◆"}


@dataclass(frozen=True)
class Line:
    """A horizontal line across a chart: a target or a comparator, named."""

    name: str
    value: float
    css: str


def sparkline(chart: Chart | None, months: int = 24) -> Markup:
    """A small trend with its limits as a band; nothing where there are fewer than two months."""
    if chart is None or len(chart.points) < 2:
        return Markup("")
    points = chart.points[-months:]
    width, height = SMALL
    low, high = chart_range(points, ())
    place = _Placer(low, high, 2, 2, width - 4, height - 4, len(points))
    band = _band(points, place)
    line = "".join(_lines(points, place, "value", ""))
    last = place.both(len(points) - 1, points[-1].value).split(",")
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '{}<circle cx="{}" cy="{}" r="2.5"/></svg>'
    ).format(width, height, said(chart, points), Markup(band), Markup(line), *last)


def control_chart(chart: Chart, lines: Sequence[Line], unit: str) -> Markup:
    """A monthly chart with centre, limits, comparators and the points that signal something."""
    width, height = LARGE
    points = chart.points
    low, high = chart_range(points, [line.value for line in lines])
    place = _Placer(
        low, high, _LEFT, _TOP, width - _LEFT - _RIGHT, height - _TOP - _BOTTOM, len(points)
    )
    parts = [_axis(place, low, high, width), _months(points, place, height), _band(points, place)]
    parts += _lines(points, place, "centre", "centre")
    for line in lines:
        y = place.y(line.value)
        parts.append(
            f'<line class="{line.css}" x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y}" y2="{y}"/>'
        )
    parts += _lines(points, place, "value", "series")
    parts += [_mark(place, at, point) for at, point in enumerate(points)]
    label = f"{said(chart, points)}{''.join(f' {line.name} {line.value:g}.' for line in lines)}"
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(width, height, f"{label} Unit: {unit}.", Markup("".join(parts)))


def _lines(points: Sequence[Point], place: _Placer, name: str, css: str) -> list[str]:
    """One line for each segment: broken where definition or process changed, never joined."""
    stretches: dict[int, list[str]] = {}
    for at, point in enumerate(points):
        stretches.setdefault(point.segment, []).append(place.both(at, getattr(point, name)))
    named = f' class="{css}"' if css else ""
    return [f'<polyline{named} points="{_path(one)}"/>' for one in stretches.values()]


def said(chart: Chart, points: Sequence[Point]) -> str:
    """The series in one sentence, for whoever cannot see it."""
    values = [point.value for point in points]
    shown = {"IM": "Monthly figures", "SNAP": "Month-end figures"}.get(chart.basis, "Figures")
    signals = [SIGNALS[point.signal][2:].lower() for point in points[-1:] if point.signal in _MARKS]
    return (
        f"{shown} {points[0].period_end:%B %Y} to {points[-1].period_end:%B %Y}: "
        f"lowest {min(values):.1f}, highest {max(values):.1f}, latest {values[-1]:.1f}, "
        f"mean {points[-1].centre:.1f}; {signals[0] if signals else 'no signal in the latest'}."
    )


@dataclass(frozen=True)
class _Placer:
    low: float
    high: float
    left: float
    top: float
    width: float
    height: float
    count: int

    def x(self, at: int) -> str:
        return f"{self.left + self.width * at / max(self.count - 1, 1):.0f}"

    def y(self, value: float) -> str:
        share = (value - self.low) / (self.high - self.low)
        return f"{self.top + self.height * (1 - share):.0f}"

    def both(self, at: int, value: float) -> str:
        return f"{self.x(at)},{self.y(value)}"


def chart_range(points: Sequence[Point], also: Sequence[float]) -> tuple[float, float]:
    """Lowest and highest value to be drawn, with a little air; limits may not stretch it far."""
    values = [point.value for point in points] + list(also)
    values += [points[-1].lower_limit, points[-1].upper_limit]
    low, high = min(values), max(values)
    if low < 0 <= min(point.value for point in points):
        low = 0.0
    air = (high - low) * 0.06 or 1.0
    return low - (air if low else 0), high + air


def _band(points: Sequence[Point], place: _Placer) -> str:
    top = [place.both(at, min(point.upper_limit, place.high)) for at, point in enumerate(points)]
    bottom = [place.both(at, max(point.lower_limit, place.low)) for at, point in enumerate(points)]
    return f'<polygon points="{_path(top)} {_path(bottom[::-1])}"/>'


def _path(dots: Sequence[str]) -> str:
    """Dots of a line; those in the middle of a level stretch left out, which draws the same line.

    Limits and means are level for years: a third of the page was such dots.
    """
    heights = [dot.partition(",")[2] for dot in dots]
    last = len(dots) - 1
    kept = (
        dot
        for at, dot in enumerate(dots)
        if at in (0, last) or not heights[at - 1] == heights[at] == heights[at + 1]
    )
    return " ".join(kept)


def _axis(place: _Placer, low: float, high: float, width: float) -> str:
    """Grid lines at round values."""
    parts = []
    for value, text in axis_values(low, high):
        y = place.y(value)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y}" text-anchor="end" dy="4">{text}</text>')
    return "".join(parts)


def axis_values(low: float, high: float) -> list[tuple[float, str]]:
    """Round values between two others, about four, each with its text."""
    step = _step((high - low) / 4)
    found = []
    value = math.ceil(low / step) * step
    while value <= high:
        found.append((value, f"{value:,.0f}" if step >= 1 else f"{value:.{_places(step)}f}"))
        value += step
    return found


def _step(wanted: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below ``wanted``."""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * part for part in (1, 2, 5, 10) if power * part >= wanted * 0.999)


def _places(step: float) -> int:
    return max(0, -math.floor(math.log10(step)))


def _months(points: Sequence[Point], place: _Placer, height: float) -> str:
    step = max(1, -(-len(points) // 6))
    last = len(points) - 1
    shown = range(last, -1, -step)
    return "".join(
        f'<text x="{place.x(at)}" y="{height - 6}" '
        f'text-anchor="{"end" if at == last else "middle"}">{points[at].period_end:%b %y}</text>'
        for at in shown
        if at > 0 or last < step
    )


def _mark(place: _Placer, at: int, point: Point) -> str:
    mark = _MARKS.get(point.signal)
    if mark is None:
        return ""
    css = point.signal.split("_")[0]
    title = escape(f"{point.period_end:%B %Y}: {point.value:.1f}, {SIGNALS[point.signal][2:]}")
    return (
        f'<text class="mark {css}" x="{place.x(at)}" y="{place.y(point.value)}" dy="4" '
        f'text-anchor="middle"><title>{title}</title>{mark}</text>'
    )
