"""The scorecard page: whole in itself, honest about small numbers, exceptions by stated rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from pipelines.reports import marts
from pipelines.reports.comparators import NO_COMPARATOR
from pipelines.reports.figures import Figure, Shown
from pipelines.reports.marts import Measure
from pipelines.reports.scorecard import drawing, exceptions
from pipelines.reports.scorecard.content import Chart, Entry, Point, read_content
from pipelines.reports.scorecard.drawing import control_chart, sparkline
from pipelines.reports.scorecard.page import render

VOID = {"meta", "input", "br", "circle", "line", "polyline", "polygon"}


class Reader(HTMLParser):
    """Checks that elements close in order and gathers addresses, ids and labels."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.unlabelled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        self.links += [found[name] or "" for name in ("href", "src", "action") if name in found]
        if tag == "svg" and not found.get("aria-label"):
            self.unlabelled.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="session")
def page(written: dict[str, Path]) -> str:
    (name,) = (name for name in written if name.startswith("scorecard_"))
    return written[name].read_text("utf-8")


def test_the_page_is_whole_and_asks_nobody_anything(page: str) -> None:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert all(link.startswith("#") for link in reader.links)
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.unlabelled == []
    assert not re.search(r"(https?:)?//[a-z]", page)
    assert len(page.encode()) < 2_000_000


def test_every_measure_has_its_own_section_and_says_synthetic(
    page: str, con: duckdb.DuckDBPyConnection
) -> None:
    content = read_content(con, marts.publication(con))
    assert len(content.entries) > 5
    for entry in content.entries:
        assert f'<article id="{entry.anchor}"' in page
    assert any(entry.chart for entry in content.entries)
    charts = sum(entry.chart is not None for entry in content.entries)
    assert page.count('<svg class="chart"') == charts
    assert "SYNTHETIC DATA" in page


def test_text_from_records_cannot_become_markup(con: duckdb.DuckDBPyConnection) -> None:
    content = read_content(con, marts.publication(con))
    first = content.entries[0]
    hostile = replace(first.figure.measure, name="</script><script>alert(1)</script>")
    entry = replace(first, figure=replace(first.figure, measure=hostile))
    text = render(replace(content, entries=(entry,)), {}, "officers")
    assert "<script>alert" not in text
    teams = replace(content, teams=(("T1", "<b>Duty</b>"),))
    assert "<b>Duty" not in render(teams, {}, "officers")


def point(month: int, value: float, signal: str = "common_cause") -> Point:
    return Point(date(2015, month, 28), value, 10.0, 5.0, 15.0, signal)


def entry(
    unit: str = "percent", polarity: str = "higher", basis: str = "IM",
    signal: str = "common_cause", values: tuple[float, ...] = (10, 11, 10, 11),
    rag: str | None = None,
) -> Entry:  # fmt: skip
    measure = Measure("stem", "stem", "A measure", "assessments", unit, basis, polarity,
                      {"measure": "percentage"})  # fmt: skip
    shown = Shown(Decimal("11.0"), "11.0", "ok")
    figure = Figure(measure, basis, date(2015, 4, 30), "authority", None, None, None, Decimal(11),
                    Decimal(100), shown, shown, shown, None, {})  # fmt: skip
    points = [point(at + 1, value) for at, value in enumerate(values)]
    points[-1] = replace(points[-1], signal=signal)
    chart = Chart(basis, tuple(points), is_trial=False)
    against = replace(NO_COMPARATOR, rag=rag)
    return Entry(figure, against, None, chart, (), (), (), None, 0)


def test_the_line_is_broken_where_the_definition_changed() -> None:
    chart = entry().chart
    assert chart is not None
    assert control_chart(chart, (), "per cent").count('class="series"') == 1
    after = tuple(replace(one, segment=2) for one in chart.points[2:])
    broken = control_chart(replace(chart, points=(*chart.points[:2], *after)), (), "per cent")
    assert broken.count('class="series"') == broken.count('class="centre"') == 2
    assert sparkline(replace(chart, points=(*chart.points[:2], *after))).count("<polyline") == 2


def reasons(one: Entry, own: dict[str, object] | None = None) -> tuple[str, ...]:
    found, _ = exceptions.choose([one], {"stem": own} if own else {})
    return found[0].reasons if found else ()


def test_an_ordinary_month_is_no_exception() -> None:
    assert reasons(entry()) == ()
    assert reasons(entry(rag="amber")) == ()


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (entry(signal="concern"), "Monthly signal: worsening"),
        (entry(signal="improvement"), "Monthly signal: improving"),
        (entry(signal="neutral_high"), "Monthly signal: unusually high"),
        (entry(rag="red"), "Outside tolerance of its target"),
        (
            entry(unit="count", polarity="lower", basis="SNAP", values=(1, 2, 3, 4)),
            "Overdue cases rose three months running",
        ),
    ],
)
def test_each_reason_alone_makes_an_exception(one: Entry, said: str) -> None:
    assert reasons(one) == (said,)


def test_an_overdue_stock_that_paused_once_is_no_exception() -> None:
    one = entry(unit="count", polarity="lower", basis="SNAP", values=(1, 2, 2, 3))
    assert reasons(one) == ()


@pytest.mark.parametrize(("by", "is_large"), [("0.9999", False), ("-1.0", True)])
def test_a_restatement_is_large_from_one_point_on(by: str, is_large: bool) -> None:
    moved = {"difference": Decimal(by), "now_value": Decimal(50), "cause": "1 changed"}
    assert bool(reasons(replace(entry(), moved=moved))) is is_large


def test_worse_than_a_comparator_counts_only_in_the_comparators_own_period() -> None:
    own = {
        "basis": "SNAP",
        "period_end": date(2014, 3, 31),
        "neighbour_significance": "worse",
        "england_significance": "better",
    }
    assert reasons(entry(), own) == (
        "Significantly worse than similar councils (31 Mar 2014, their own period)",
    )
    assert reasons(entry(), own | {"neighbour_significance": "no different"}) == ()


def test_at_most_a_dozen_are_shown_and_all_are_counted() -> None:
    found, many = exceptions.choose([entry(rag="red")] * 15, {})
    assert (len(found), many) == (exceptions.MOST, 15)


def test_the_weightiest_come_first() -> None:
    both = replace(entry(rag="red", signal="concern"), rows_count=1)
    found, _ = exceptions.choose([entry(signal="neutral_low"), entry(rag="red"), both], {})
    assert found[0].entry is both


def test_a_chart_says_in_words_what_it_shows_and_marks_signals_by_shape() -> None:
    one = entry(signal="concern", values=(9, 14.5, 11))
    assert one.chart is not None
    drawn = str(control_chart(one.chart, (), "per cent"))
    assert "lowest 9.0, highest 14.5, latest 11.0, mean 10.0; worsening." in drawn
    assert "▼" in drawn


def test_a_level_line_keeps_its_ends_and_every_turn() -> None:
    dots = ["0,5", "1,5", "2,5", "3,7", "4,7", "5,7", "6,5", "7,6"]
    assert drawing._path(dots) == "0,5 2,5 3,7 5,7 6,5 7,6"
    assert drawing._path(["0,5", "1,5"]) == "0,5 1,5"
    assert drawing._path(["0,5"]) == "0,5"
    assert drawing._path([]) == ""
