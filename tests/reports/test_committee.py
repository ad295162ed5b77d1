"""The committee report: what it chooses, what it says, and what it must never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from pipelines.errors import WrongUse
from pipelines.reports.committee.choose import MOST, choose, classify
from pipelines.reports.committee.facts import Fact, Interval
from pipelines.reports.committee.layout import OWN, read_layout
from pipelines.reports.committee.sentences import draft
from pipelines.reports.committee.write import Copy, write_committee_report
from pipelines.reports.comparators import NO_COMPARATOR, Outside
from pipelines.reports.figures import Figure, Shown
from pipelines.reports.marts import Measure, opened, publication
from pipelines.reports.scorecard.content import Chart, Point

END, YEAR_BEFORE, MONTH_BEFORE = date(2015, 4, 30), date(2014, 4, 30), date(2015, 3, 31)


def shown(value: str | None, status: str = "ok", display: str | None = None) -> Shown:
    return Shown(Decimal(value) if value else None, display or value, status)


def figure(**given: object) -> Figure:
    polarity = str(given.pop("polarity", "higher"))
    unit = str(given.pop("unit", "percent"))
    kpi = str(given.pop("kpi", "plans_timely_pct"))
    domain = str(given.pop("domain", "child_protection"))
    basis = str(given.pop("basis", "R12"))
    measure = Measure(kpi, kpi, "Plans reviewed in time", domain, unit, basis, polarity,
                      {"measure": "percentage", "variant": None})  # fmt: skip
    facts = {"previous_end": MONTH_BEFORE, "last_year_end": YEAR_BEFORE}
    made = Figure(measure, basis, END, "authority", None, None, None, Decimal(90), Decimal(100),
                  shown("90.0"), shown("85.0"), shown("80.0"), None, facts)  # fmt: skip
    return replace(made, **given)  # type: ignore[arg-type]


def chart(signal: str, values: tuple[float, ...] = (80, 85, 88, 90), basis: str = "IM") -> Chart:
    points = [Point(date(2015, at + 1, 28), value, 85, 70, 100, "common_cause")
              for at, value in enumerate(values)]  # fmt: skip
    return Chart(basis, (*points[:-1], replace(points[-1], signal=signal)), False)


def fact(signal: str = "common_cause", rated: tuple[str, ...] = (), **given: object) -> Fact:
    names = {"interval", "interval_year_before", "numerator_year_before", "chart", "against",
             "denominator_year_before", "restated_by", "definition_changed", "target_source",
             "worse_in_own_period", "far_in_own_period", "in_month"}  # fmt: skip
    own = {name: given.pop(name) for name in list(given) if name in names}
    made = Fact(
        figure=figure(**given), against=NO_COMPARATOR, target_source="", chart=chart(signal),
        interval=Interval(86, 93), interval_year_before=Interval(71, 85),
        numerator_year_before=80, denominator_year_before=100, rated=rated, in_month=None,
        worse_in_own_period=(), far_in_own_period=(), restated_by=None, definition_changed=False,
        comments=(), drop="2015-04",
    )  # fmt: skip
    return replace(made, **own)  # type: ignore[arg-type]


def kinds(one: Fact) -> set[str]:
    return {found.kind for found in classify(one)}


def test_improved_needs_a_signal_or_a_change_beyond_chance() -> None:
    assert kinds(fact()) == {"improved"}
    assert kinds(fact(signal="improvement", interval_year_before=Interval(75, 88))) == {"improved"}
    assert kinds(fact(interval_year_before=Interval(75, 86))) == set()
    assert kinds(fact(interval=None, interval_year_before=None)) == set()


@pytest.mark.parametrize(
    "but",
    [
        {"definition_changed": True},
        {"signal": "concern"},
        {"restated_by": 10.0},
        {"numerator_year_before": 8, "denominator_year_before": 9},
        {"numerator_year_before": 87.5, "denominator_year_before": 100},
        {"last_year": shown("91.0")},
        {"denominator": Decimal(9), "numerator": Decimal(8)},
    ],
)
def test_improved_is_not_said(but: dict[str, object]) -> None:
    assert "improved" not in kinds(fact(**but))


def test_just_enough_children_and_cases_are_enough() -> None:
    assert "improved" in kinds(fact(numerator_year_before=87, denominator_year_before=100))
    ten = fact(numerator_year_before=6, denominator_year_before=10, numerator=Decimal(9),
               denominator=Decimal(10))  # fmt: skip
    assert "improved" in kinds(ten)


def test_lower_is_better_where_it_is() -> None:
    lower = fact(polarity="lower", last_year=shown("95.0"), numerator_year_before=95)
    assert kinds(lower) == {"improved"}


def test_improved_but_off_target_says_so() -> None:
    (found,) = classify(fact(rated=("red", "red")))
    assert found.kind == "improved"
    assert found.reason.startswith("improved, still off its target")


def test_a_statutory_limit_missed_is_always_in_focus() -> None:
    one = fact(rated=("red", "red"), target_source="Statutory guidance: one working day")
    assert kinds(one) == {"improved", "focus"}
    many = [fact(signal="concern", domain=f"d{n}", kpi=f"k{n}", numerator=Decimal(900),
                 denominator=Decimal(9000)) for n in range(MOST + 2)]  # fmt: skip
    shown_first = choose([*many, one])["focus"]
    assert shown_first[0].fact is one
    assert len(shown_first) == MOST


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rated": ("red", "red")}, "two periods running"),
        ({"rated": ("red",) * 12}, "last twelve periods"),
        ({"signal": "concern"}, "signal a worsening"),
        ({"worse_in_own_period": ("England (2013-14)",)}, "worse than England (2013-14)"),
    ],
)
def test_needs_focus(given: dict[str, object], said: str) -> None:
    still = {"last_year": shown("95.0"), **given}
    (found,) = classify(fact(**still))  # type: ignore[arg-type]
    assert found.kind == "focus"
    assert said in found.reason


def test_one_red_period_needs_no_focus() -> None:
    assert kinds(fact(rated=("green", "red"), last_year=shown("95.0"))) == set()


def test_an_overdue_stock_rising_three_months_needs_focus() -> None:
    given = {"unit": "count", "polarity": "lower", "basis": "SNAP", "denominator": None,
             "last_year": shown("80.0")}  # fmt: skip
    rising = fact(chart=chart("common_cause", (10, 11, 12, 13), "SNAP"), **given)
    assert kinds(rising) == {"focus"}
    paused = fact(chart=chart("common_cause", (10, 11, 11, 13), "SNAP"), **given)
    assert kinds(paused) == set()


def test_sustained_needs_twelve_periods_on_target_and_no_adverse_signal() -> None:
    level = {"last_year": shown("90.0")}
    assert kinds(fact(rated=("green",) * 12, **level)) == {"sustained"}  # type: ignore[arg-type]
    assert kinds(fact(rated=("green",) * 11, **level)) == set()  # type: ignore[arg-type]
    assert kinds(fact(rated=("amber",) + ("green",) * 11, **level)) == set()  # type: ignore[arg-type]
    worse = fact(signal="concern", rated=("green",) * 12, **level)  # type: ignore[arg-type]
    assert kinds(worse) == {"focus"}


def test_demand_is_watched_never_praised_or_blamed() -> None:
    for signal, word in (("neutral_high", "high"), ("neutral_low", "low")):
        (found,) = classify(fact(signal=signal, polarity="contextual", rated=("red",) * 12))
        assert found.kind == "watching"
        assert word in found.reason
        assert not {"improv", "wors", "better", "good", "bad"} & set(found.reason.split())
    assert kinds(fact(polarity="contextual")) == set()


def test_nothing_is_said_of_fewer_than_ten_in_the_lists() -> None:
    few = {"numerator": Decimal(7), "denominator": Decimal(9)}
    assert kinds(fact(signal="concern", rated=("red",) * 12, **few)) == set()  # type: ignore[arg-type]


def test_one_of_each_area_before_a_second() -> None:
    def focus(kpi: str, domain: str, of: int) -> Fact:
        return fact(signal="concern", last_year=shown("95.0"), kpi=kpi, domain=domain,
                    denominator=Decimal(of))  # fmt: skip

    found = choose([focus("a", "x", 5000), focus("b", "x", 4000), focus("c", "y", 200)])["focus"]
    assert [one.fact.figure.measure.kpi_id for one in found] == ["a", "c", "b"]


def test_a_sentence_has_figure_count_period_and_where_it_came_from() -> None:
    said = draft(fact())
    assert said.text == (
        "Plans reviewed in time: 90.0% (90 of 100) in the 12 months to 30 April 2015, "
        "up from 80.0% in April 2014."
    )
    assert said.evidence == "plans_timely_pct, R12 to 30 April 2015: 90 of 100; drop of 2015-04"


def test_comparators_carry_their_own_period_and_never_in_line() -> None:
    against = replace(
        NO_COMPARATOR, england=Outside(Decimal("89.9"), "2013-14", "13 months behind")
    )
    text = draft(fact(against=against)).text
    assert "For comparison, England 89.9% in 2013-14 (13 months behind)." in text
    assert "in line" not in text


def test_fewer_than_ten_are_counts_without_a_percentage() -> None:
    few = Shown(None, "7 of 9", "small_denominator")
    text = draft(fact(now=few, numerator=Decimal(7), denominator=Decimal(9))).text
    assert "7 of 9" in text
    assert "%" not in text.split(",")[0]


def test_no_data_is_said_and_is_not_zero() -> None:
    gone = Shown(None, None, "not_available")
    text = draft(fact(now=gone, numerator=None, denominator=None)).text
    assert "no figure" in text
    assert "This is not zero." in text
    assert " 0" not in text.replace("2015", "")


def test_a_hidden_figure_is_c_and_nothing_beside_it_gives_it_away() -> None:
    said = draft(fact(now=Shown(None, None, "suppressed"), numerator=None, denominator=None))
    assert said.text == "Plans reviewed in time: c in the 12 months to 30 April 2015."
    assert "count hidden" in said.evidence


def test_a_forecast_says_that_it_is_one() -> None:
    text = draft(fact(kpi="perm_staff_forecast_pct")).text
    assert "forecast, from what is known today, 90.0%" in text


@pytest.mark.parametrize("word", ["because", "due to", "best", "worst", "outstanding", "safe"])
def test_no_cause_no_superlative_no_reassurance(word: str) -> None:
    for one in (fact(), fact(signal="concern", rated=("red",) * 12)):
        for found in classify(one):
            assert word not in f"{draft(one, found.reason).text} {found.reason}".lower()


def test_target_words_do_not_depend_on_direction() -> None:
    against = replace(NO_COMPARATOR, target=Decimal(95), rag="red")
    assert "misses the target of 95% by more than tolerance" in draft(fact(against=against)).text


def test_drafting_again_never_writes_over_an_edited_file(
    publication_folder: Path, tmp_path: Path
) -> None:
    database = publication_folder / "kpi.duckdb"
    with opened(database) as con:
        stamp = publication(con)
    copies = [Copy("officers", database)]
    first, _ = write_committee_report(copies, stamp, tmp_path)
    drafted = first.read_bytes()
    first.write_text("edited by a person")
    second, page = write_committee_report(copies, stamp, tmp_path)
    assert second.read_bytes() == drafted, "equal figures give equal bytes"
    with ZipFile(second) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}, "no part has a date"
    assert first.read_text() == "edited by a person"
    assert first != second
    text = "\n".join(one.text for one in docx.Document(str(second)).paragraphs)
    assert "SYNTHETIC DATA" in text
    assert "Evidence: " in text
    assert "What needs focus" in page.read_text("utf-8")
    assert "://" not in page.read_text("utf-8")


def test_a_councils_own_layout_is_checked_and_errors_name_the_key(tmp_path: Path) -> None:
    assert read_layout(tmp_path).sections
    own = tmp_path / OWN
    own.write_text("title: T\npurpose: P\nsections:\n  - {heading: H, items: [{kpis: a}]}\n")
    with pytest.raises(WrongUse, match=r"sections\.0\.items\.0"):
        read_layout(tmp_path)
    own.write_text("title: T\npurpose: P\nsections: []\nleft_out:\n"
                   "  - {kpi: a, reason: duplicate, by: A Head}\n")  # fmt: skip
    assert read_layout(tmp_path).left_out[0].by == "A Head"
