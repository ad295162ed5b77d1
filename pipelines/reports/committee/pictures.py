"""Charts as PNG pictures, for documents that cannot hold SVG.

Belongs here: drawing one monthly chart with its mean and limits. Does not belong here: documents.
"""

from __future__ import annotations

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipelines.reports.committee.facts import Fact

_SIZE, _DOTS = (6.2, 1.9), 110
_MARKS = {"improvement": ("^", "#17501e"), "concern": ("v", "#7d1410"),
          "neutral_high": ("D", "#6b4200"), "neutral_low": ("D", "#6b4200")}  # fmt: skip


def chart_png(fact: Fact) -> bytes:
    """The monthly chart of a fact, about 800 dots wide.

    Raises:
        ValueError: if the fact has no chart.
    """
    chart = fact.chart
    if chart is None:
        raise ValueError("this measure has no chart")
    figure = Figure(figsize=_SIZE, dpi=_DOTS)
    canvas = FigureCanvasAgg(figure)
    # fixed edges: the library's own fitting draws every chart twice
    axes = figure.add_axes((0.07, 0.16, 0.92, 0.8))
    months = list(range(len(chart.points)))
    values = [point.value for point in chart.points]
    axes.fill_between(
        months,
        [point.lower_limit for point in chart.points],
        [point.upper_limit for point in chart.points],
        color="#e3ebf3",
        linewidth=0,
    )
    axes.plot(months, [point.centre for point in chart.points], color="#52606d", linewidth=0.8)
    axes.plot(months, values, color="#1f3a5f", linewidth=1.6)
    for at, point in enumerate(chart.points):
        if point.signal in _MARKS:
            shape, colour = _MARKS[point.signal]
            axes.plot(at, point.value, marker=shape, color=colour, markersize=5)
    step = max(1, len(months) // 6)
    shown = months[::-1][::step]
    axes.set_xticks(shown, [f"{chart.points[at].period_end:%b %y}" for at in shown], fontsize=8)
    axes.tick_params(axis="y", labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    content = io.BytesIO()
    canvas.print_png(content, metadata={"Software": None})
    return content.getvalue()
