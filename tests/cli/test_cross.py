"""Two attributes at once: the parts are the figure's own rows and add up to it."""

import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from pipelines.cli.cross import DIMENSIONS, Crossing, crossed
from pipelines.cli.main import make_app
from pipelines.errors import WrongUse
from tests.sql.golden import Build

DAY = "2015-04-30"
CASE = {
    "month": "2015-04",
    "given": {
        "person": [
            {"source_person_id": "p1", "dob": "2010-04-30", "sex": "M"},
            {"source_person_id": "p2", "dob": "2010-05-01", "sex": "F"},
            {"source_person_id": "p3", "dob": None, "sex": None},
        ],
        "contacts": [
            {"contact_id": f"c{n}", "source_person_id": person, "contact_date": f"2015-04-{day}"}
            for n, (person, day) in enumerate([("p1", 30), ("p2", 30), ("p3", 30), ("p1", 29)])
        ],
    },
}


@pytest.fixture(scope="module")
def made() -> Build:
    build = Build(CASE, "contacts_received")
    build.run("marts.kpi_value", "marts.kpi_cohort", "marts.kpi_catalogue", "marts.period",
              "marts.period_month", "marts.parameter")  # fmt: skip
    build.con.execute("set search_path = 'marts'")
    yield build
    build.con.execute("reset search_path")


def test_parts_are_told_apart_and_add_up(made: Build) -> None:
    asked = Crossing("contacts_received", ("age_band", "sex"), "2015-04", "IM")
    columns, rows = crossed(made.con, asked)
    found = {(row[0], row[1]): row[columns.index("numerator")] for row in rows if row[2] is None}
    # five on 30 April and four the day before; five a day later, so four; no date of birth
    four, five = ("1 to 4", "Male"), ("5 to 9", "Male")
    assert found == {four: 1, five: 1, ("1 to 4", "Female"): 1, ("not recorded",) * 2: 1}
    (whole,) = made.rows(
        "select numerator from kpi_value where basis = 'IM' and level = 'authority' "
        f"and category is null and period_end = date '{DAY}' and file_stem = 'contacts_received'"
    )
    assert sum(found.values()) == whole["numerator"]


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (("age_band", "age_band"), "given twice"),
        (("age_band", "surname"), "choose two of"),
    ],
)
def test_what_cannot_be_crossed_is_said(made: Build, by: tuple[str, str], words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        crossed(made.con, Crossing("contacts_received", by, "2015-04", "IM"))


def test_every_attribute_is_a_column_of_the_rows(made: Build) -> None:
    columns = {row["column_name"] for row in made.rows("describe kpi_cohort")}
    assert set(DIMENSIONS) <= columns


def test_crossing_a_published_month(published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_HOME", str(published.home))

    def show(*words: str) -> list[dict[str, object]]:
        kpi = ("show", "--kpi", "cpp_rate_per_10k", "--format", "json", *words)
        return json.loads(CliRunner().invoke(make_app(), list(kpi)).stdout)

    parts = show("--by", "sex", "--by", "team_id")
    (whole,) = show()
    assert sum(Decimal(str(row["numerator"])) for row in parts) == whole["numerator"]
    assert {row["status"] for row in parts} == {"no_population"}
    by_hand = CliRunner().invoke(make_app(), ["show", "--by", "sex", "--by", "age_band"])
    assert isinstance(by_hand.exception, WrongUse)
