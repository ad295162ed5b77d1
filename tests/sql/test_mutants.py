"""The mutation tool itself: what it makes, what it leaves out, and that it sees a missing case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutants import equivalent, hunt
from benchmarks.mutants.make import Mutant, mutants
from benchmarks.mutants.report import tally
from pipelines.models.discover import Model
from tests.sql.golden import all_models

# elapsed days, a clock that cannot run backwards, bands of working days
SAMPLE = ("cin_open_2y_pct", "adoption_a2_days", "assessment_duration_band_pct")


def _of(sql: str) -> list[Mutant]:
    return mutants(Model("kpi.made", "kpi", Path("made.sql"), sql, frozenset()))


def _changes(sql: str) -> set[tuple[str, str, str]]:
    return {(one.operator, one.before, one.after) for one in _of(sql)}


def _kpi(stem: str) -> Model:
    return next(m for m in all_models().values() if m.kpi is not None and m.stem == stem)


@pytest.mark.parametrize(
    ("sql", "change"),
    [
        ("select 1 from s.t where a < b", ("comparison", "a < b", "a <= b")),
        ("select 1 from s.t where a = b", ("comparison", "a = b", "a <> b")),
        ("select 1 from s.t where a > 5", ("number +1", "a > 5", "a > 6")),
        ("select 1 from s.t where a > 5", ("number -1", "a > 5", "a > 4")),
        ("select 1 from s.t where a and b", ("condition dropped", "a AND b", "(b)")),
        ("select 1 from s.t where a and b", ("and for or", "a AND b", "(a OR b)")),
        ("select 1 from s.t where not a", ("not dropped", "NOT a", "(a)")),
        ("select max(a) as m from s.t", ("least for greatest", "MAX(a) AS m", "MIN(a) AS m")),
        (
            "select count(a) as n from s.t",
            ("distinct added", "COUNT(a) AS n", "COUNT(DISTINCT a) AS n"),
        ),
        ("select coalesce(a, b) from s.t", ("default dropped", "COALESCE(a, b)", "a")),
        (
            "select case when a then 1 else 0 end from s.t",
            ("else dropped", "CASE WHEN a THEN 1 ELSE 0 END", "CASE WHEN a THEN 1 END"),
        ),
        (
            "select 1 from s.t where a between b and c",
            ("end of a range", "a BETWEEN b AND c", "(a > b AND a <= c)"),
        ),
        (
            "select max(value_number) as days from ref.parameter",
            ("setting +1", "MAX(value_number) AS days", "MAX((value_number + 1)) AS days"),
        ),
    ],
)
def test_each_kind_of_wrong_is_made(sql: str, change: tuple[str, str, str]) -> None:
    assert change in _changes(sql)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        (
            "select 1 from s.t join s.u on t.la_code = u.la_code and t.a = u.a",
            equivalent.ONE_COUNCIL,
        ),
        ("select max(value_number) as days from ref.parameter", equivalent.ONE_VALUE),
        ("select 1 from s.t where coalesce(a, false)", equivalent.NOT_ASKED),
        ("select 1 from s.t where a is not null and a < b", equivalent.IMPLIED),
        ("select 1 from s.t where a <= b and a < b", equivalent.IMPLIED),
        ("select 1 from s.t where exists (select 1 from s.u)", equivalent.IS_ANY),
        ("select 1 from s.t having count(a) > 0", equivalent.ANY_COUNT),
        ("select least(coalesce(a, b), b) as c from s.t", equivalent.PASSED_OVER),
    ],
)
def test_what_cannot_matter_is_told(sql: str, why: str) -> None:
    assert why in {one.same for one in _of(sql)}


@pytest.mark.parametrize(
    "sql",
    [
        # unknown is not false once it is turned round or shown
        "select 1 from s.t where not coalesce(a, false)",
        "select coalesce(a, false) as is_a from s.t",
        # a condition on another column implies nothing
        "select 1 from s.t where a is not null and c < b",
        "select 1 from s.t where coalesce(a, 1) < b and a is not null",
        "select 1 from s.t where a < b and a <= c",
        "select max(value) as days from s.t",
        "select least(coalesce(a, b), c) as d from s.t",
    ],
)
def test_what_may_matter_is_not_left_out(sql: str) -> None:
    assert {one.same for one in _of(sql)} == {""}


def test_names_are_unique_and_lines_are_the_file_s() -> None:
    made = _of("select 1\nfrom s.t\nwhere\n    a < 5\n    or b < 5")
    assert len({one.name for one in made}) == len(made)
    assert {one.line for one in made if one.before == "a < 5"} == {4}


@pytest.mark.parametrize("stem", SAMPLE)
def test_golden_cases_kill_the_sample(stem: str) -> None:
    made = mutants(_kpi(stem))
    found = hunt.hunt([stem], made)
    argued = equivalent.listed()
    counted = tally(made, found, argued)[_kpi(stem).name]
    assert found.unsound == []
    assert [one.name for one in counted.survivors] == []
    assert counted.counted > 5
    assert found.killed & ({one.name for one in made if one.same} | set(argued)) == set()


def test_a_boundary_without_its_case_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the 24-month limit only a day well within it is asked: a month more goes unnoticed."""
    stem = "cpp_second_within_24m_pct__transfer_in"
    plan = {"source_person_id": "P1", "cp_plan_id": "A", "cp_plan_start_date": "2014-01-10"}
    one: dict[str, Any] = {
        "case": "a previous plan a year before",
        "month": "2015-04",
        "given": {"cp_plans": [plan | {"cp_plan_end_date": "2014-04-01"}]},
        "expect_cohort": [],
    }
    monkeypatch.setattr(hunt, "cases_of", lambda _stem: [one])
    made = [one for one in mutants(_kpi(stem)) if one.operator.startswith("setting")]
    found = hunt.hunt([stem], made)
    assert len(made) == 2
    assert found.killed == set()


def test_each_argument_is_about_a_mutant_that_exists() -> None:
    argued = equivalent.listed()
    models = {name.split(": ", 1)[0] for name in argued}
    made = {one.name for model in models for one in mutants(all_models()[model])}
    assert sorted(set(argued) - made) == []
    assert all(len(why.split()) >= 5 for why in argued.values())
