"""The calendar, the periods and the population of each period."""

from __future__ import annotations

import csv
import datetime as dt
from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2

from pipelines.models import runner, seeds
from pipelines.models.graph import in_order
from pipelines.settings import REFERENCE_DATA
from tests.sql.golden import Build, all_models

REFERENCE = [model for model in in_order(all_models()) if model.layer == "reference"]


def reference(month: str = "2015-04", **case: Any) -> Build:
    build = Build({"month": month, **case}, "")
    for model in REFERENCE:
        runner.run_model(build.con, model)
    return build


def scalar(build: Build, sql: str) -> Any:
    return next(iter(build.rows(sql)[0].values()))


def wd(build: Build, start: str, end: str) -> int:
    return scalar(
        build,
        f"select b.wd_no - a.wd_no from ref.calendar as a, ref.calendar as b"
        f" where a.date = date '{start}' and b.date = date '{end}'",
    )


def due(build: Build, start: str, days: int) -> dt.date:
    return scalar(
        build,
        "select w.date from ref.calendar as c inner join ref.working_day as w"
        f" on w.wd_no = c.wd_no + {days} where c.date = date '{start}'",
    )


def test_bank_holidays_are_complete_for_every_year() -> None:
    with (REFERENCE_DATA / "bank_holidays.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    per_year: dict[int, int] = {}
    for row in rows:
        day = dt.date.fromisoformat(row["date"])
        assert day.weekday() < 5, "a bank holiday at a weekend moves to a weekday"
        assert row["name"] and row["source"]
        per_year[day.year] = per_year.get(day.year, 0) + 1
    extra = {2011: 1, 2012: 1, 2022: 2, 2023: 1}
    assert per_year == {year: 8 + extra.get(year, 0) for year in range(2010, 2028)}


def test_calendar_agrees_with_an_independent_count() -> None:
    build = reference()
    holidays = [row["date"] for row in build.rows("select date from seed.bank_holiday")]
    rows = build.rows("select date, wd_no from ref.calendar order by date")
    assert rows[0]["date"] == dt.date(2010, 1, 1)
    assert rows[-1]["date"] == dt.date(2027, 12, 31)
    dates = np.array([row["date"] for row in rows], dtype="datetime64[D]")
    after = dates + np.timedelta64(1, "D")
    counted = np.busday_count(np.datetime64("2010-01-01"), after, holidays=holidays)
    assert [row["wd_no"] for row in rows] == counted.tolist()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2015-04-02", "2015-04-07", 1),
        ("2015-04-02", "2015-04-08", 2),
        ("2015-04-04", "2015-04-07", 1),
        ("2015-02-23", "2015-04-29", 45),
        ("2015-02-23", "2015-04-30", 46),
        ("2015-03-02", "2015-05-07", 45),
        ("2015-03-26", "2015-04-21", 16),
        ("2023-01-27", "2023-03-31", 45),
        ("2015-04-30", "2015-04-30", 0),
    ],
)
def test_working_days_start_on_day_nought(start: str, end: str, days: int) -> None:
    assert wd(reference(), start, end) == days


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2015-04-02", 1, dt.date(2015, 4, 7)),
        ("2015-04-04", 1, dt.date(2015, 4, 7)),
        ("2015-04-30", 1, dt.date(2015, 5, 1)),
        ("2015-03-02", 45, dt.date(2015, 5, 7)),
        ("2015-03-26", 15, dt.date(2015, 4, 20)),
    ],
)
def test_due_date_is_the_nth_working_day_after(start: str, days: int, expected: dt.date) -> None:
    assert due(reference(), start, days) == expected


def test_month_ends_reach_back_as_far_as_asked() -> None:
    build = reference("2016-02", history_months=13)
    ends = [row["snapshot_date"] for row in build.rows("select * from ref.month_end order by 1")]
    assert len(ends) == 13
    assert (ends[0], ends[-1]) == (dt.date(2015, 2, 28), dt.date(2016, 2, 29))


def test_a_month_that_had_not_ended_at_the_extract_is_not_shown() -> None:
    build = reference("2015-04", extracted_at=dt.date(2015, 4, 29), history_months=12)
    assert scalar(build, "select max(snapshot_date) from ref.month_end") == dt.date(2015, 3, 31)


@pytest.mark.parametrize(
    ("basis", "end", "start", "months"),
    [
        ("IM", "2015-04-30", "2015-04-01", 1),
        ("YTD", "2015-04-30", "2015-04-01", 1),
        ("YTD", "2015-03-31", "2014-04-01", 12),
        ("YTD", "2014-12-31", "2014-04-01", 9),
        ("R12", "2015-04-30", "2014-05-01", 12),
        ("R12", "2015-02-28", "2014-03-01", 12),
        ("SNAP", "2015-04-30", "2015-04-30", 0),
        ("AY", "2014-08-31", "2013-09-01", 12),
        ("R36", "2015-03-31", "2012-04-01", 36),
    ],
)
def test_windows(basis: str, end: str, start: str, months: int) -> None:
    build = reference()
    found = build.rows(
        "select window_start, months from ref.period where basis = ? and period_end = ?",
        [basis, dt.date.fromisoformat(end)],
    )
    assert found == [{"window_start": dt.date.fromisoformat(start), "months": months}]
    ends = build.rows(
        "select min(month_end) as first, max(month_end) as last, count(*) as n"
        " from ref.period_month where basis = ? and period_end = ?",
        [basis, dt.date.fromisoformat(end)],
    )[0]
    assert ends["n"] == max(months, 1)
    assert ends["last"] == dt.date.fromisoformat(end)
    assert ends["first"].replace(day=1) == dt.date.fromisoformat(start).replace(day=1)


def test_school_and_three_year_periods_end_once_a_year() -> None:
    build = reference()
    ends = build.rows("select basis, month(period_end) as m from ref.period group by all")
    months: dict[str, set[int]] = {}
    for row in ends:
        months.setdefault(row["basis"], set()).add(row["m"])
    assert months["AY"] == {8}
    assert months["R36"] == {3}
    assert "R3" not in months
    assert len(months["IM"]) == 12


def _population(**changes: Any) -> dict[str, Any]:
    row = {
        "la_code": "871",
        "age_band": "0-17",
        "vintage": "first",
        "preferred_from": None,
        "preferred_to": None,
        "source": "made up",
    }
    return row | changes


def populations(rows: list[dict[str, Any]], month: str = "2015-04", **case: Any) -> Build:
    build = Build({"month": month, **case}, "")
    build.con.execute("create or replace temp table kept as select * from seed.population")
    build.con.execute("delete from seed.population")
    seeds.insert(build.con, "population", rows)
    for model in REFERENCE:
        runner.run_model(build.con, model)
    build.con.execute("delete from seed.population")
    build.con.execute("insert into seed.population select * from kept")
    return build


def of(build: Build, end: str) -> dict[str, Any]:
    found = build.rows(
        "select population, population_year, is_provisional from ref.population_for_period"
        " where period_end = ?",
        [dt.date.fromisoformat(end)],
    )
    return found[0] if found else {}


MID_2013 = _population(mid_year=2013, estimate=39000, published_on=dt.date(2014, 6, 26))
MID_2014 = _population(mid_year=2014, estimate=40000, published_on=dt.date(2015, 6, 25))


def test_a_year_is_divided_by_the_estimate_of_the_mid_year_before_it() -> None:
    build = populations([MID_2013, MID_2014], extracted_at=dt.date(2015, 7, 6))
    assert of(build, "2014-03-31") == {
        "population": 39000,
        "population_year": 2013,
        "is_provisional": False,
    }
    assert of(build, "2014-04-30")["population_year"] == 2014
    assert of(build, "2015-03-31")["population"] == 40000
    assert not of(build, "2015-03-31")["is_provisional"]


def test_an_estimate_not_yet_published_is_replaced_by_the_newest_and_flagged() -> None:
    build = populations([MID_2013, MID_2014])
    assert of(build, "2015-03-31") == {
        "population": 39000,
        "population_year": 2013,
        "is_provisional": True,
    }


def test_a_preferred_vintage_wins_within_its_dates_only() -> None:
    preferred = MID_2013 | {"estimate": 39560, "vintage": "kept"}
    preferred |= {"preferred_from": dt.date(2014, 4, 1), "preferred_to": dt.date(2014, 12, 31)}
    build = populations([MID_2013, MID_2014, preferred], extracted_at=dt.date(2015, 7, 6))
    assert of(build, "2014-12-31")["population"] == 39560
    assert of(build, "2014-12-31")["is_provisional"]
    assert of(build, "2015-01-31")["population"] == 40000


def test_a_revised_estimate_replaces_the_first_once_published() -> None:
    revised = MID_2013 | {"estimate": 38900, "vintage": "revised"}
    revised |= {"published_on": dt.date(2015, 5, 1)}
    assert of(populations([MID_2013, revised]), "2014-03-31")["population"] == 38900
    before = populations([MID_2013, revised], extracted_at=dt.date(2015, 4, 30), month="2015-03")
    assert of(before, "2014-03-31")["population"] == 39000


def test_without_an_estimate_there_is_no_row() -> None:
    assert of(populations([MID_2014]), "2014-03-31") == {}


def test_poisson_limits_are_scipys() -> None:
    with (REFERENCE_DATA / "poisson_limits.csv").open(encoding="utf-8", newline="") as handle:
        rows = {int(row["x"]): row for row in csv.DictReader(handle)}
    assert list(rows) == list(range(10))
    for x, row in rows.items():
        lower = 0.0 if x == 0 else float(chi2.ppf(0.025, 2 * x) / 2)
        assert float(row["lower"]) == pytest.approx(lower, abs=1e-12)
        assert float(row["upper"]) == pytest.approx(float(chi2.ppf(0.975, 2 * x + 2) / 2))
