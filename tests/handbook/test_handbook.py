"""The handbook says all there is to say of every KPI, and is what the SQL files say today."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import WrongUse
from pipelines.handbook import differences, write
from pipelines.handbook.cases import CASES, read_cases
from pipelines.handbook.pages import Entry, page
from pipelines.models.definitions import BOUNDARY_CASES

SECTIONS = (
    "Definition", "Clock", "Arithmetic", "Limits and choices", "Boundary cases", "Source",
    "Comparators and known mismatches", "Data", "The query",
)  # fmt: skip
HOW = "run `kpi handbook` and commit what it writes"


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return write.entries()


def test_every_page_has_every_section_filled(entries: list[Entry]) -> None:
    empty = []
    for entry in entries:
        parts = page([entry]).split("\n## ")[1:]
        found = {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip() for part in parts}
        assert tuple(found) == SECTIONS, entry.model.stem
        empty += [(entry.model.stem, name) for name, text in found.items() if len(text) < 4]
    assert empty == []


def test_every_kpi_has_cases_that_show_their_dates(entries: list[Entry]) -> None:
    without = [one.model.stem for one in entries if not any(case.has_dates for case in one.cases)]
    assert without == []


def test_every_kpi_rests_on_a_table(entries: list[Entry]) -> None:
    about_records = [one for one in entries if one.model.layer == "kpi"]
    assert [one.model.stem for one in about_records if not one.tables] == []


def test_the_pages_are_what_the_files_say(entries: list[Entry]) -> None:
    made = write.handbook(entries)
    stale = [
        name
        for name, text in made.items()
        if not (write.FOLDER / name).is_file() or (write.FOLDER / name).read_text("utf-8") != text
    ]
    written = {file.name for file in write.FOLDER.glob("*.md")} - {write.DIFFERENCES}
    assert (stale, written - set(made)) == ([], set()), HOW
    assert BOUNDARY_CASES.read_text("utf-8") == write.boundary_case_rows(entries), HOW


def test_a_case_is_told_with_its_days_and_what_follows(tmp_path: Path) -> None:
    (tmp_path / "k.yml").write_text(
        "- case: one day late\n"
        "  month: 2015-04\n"
        "  parameters: {decision_limit_wd: 2}\n"
        "  given:\n"
        "    contacts:\n"
        "      - {contact_id: c1, source_person_id: p1, contact_date: 2015-04-02}\n"
        "  expect_cohort:\n"
        "    - {record_id: c1, event_date: 2015-04-07, numerator: 0, denominator: 1}\n"
        "- case: nobody\n"
        "  month: 2015-04\n"
        "  expect_cohort: []\n",
        encoding="utf-8",
    )
    late, nobody = read_cases(tmp_path)["k"]
    assert late.given == ("contacts c1: contact date 02/04/2015",)
    assert late.expected == ("c1 on 07/04/2015: numerator 0, denominator 1",)
    assert (late.settings, late.has_dates) == (("decision_limit_wd = 2",), True)
    assert (nobody.expected, nobody.has_dates) == (("nothing is counted",), False)


def test_a_further_figure_stands_on_its_kpis_page(entries: list[Entry]) -> None:
    made = write.handbook(entries)["vacancy_rate_pct.md"]
    assert made.count("# Social worker vacancy rate\n") == 1
    assert "## Further figure: Establishment of social work posts (`establishment_fte`)" in made
    assert "vacancy_rate_pct__establishment_fte.md" not in write.handbook(entries)


def catalogue(tmp_path: Path, *rows: dict[str, str]) -> Path:
    file = tmp_path / "catalogue.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=differences.NEEDED)
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_differences_are_listed_with_their_reasons(tmp_path: Path, entries: list[Entry]) -> None:
    (turnover,) = [one for one in entries if one.model.stem == "turnover_rate_pct"]
    told = replace(turnover, header=turnover.header.model_copy(update={"differs": "We say so."}))
    published = {
        "kpi_id": "turnover_rate_pct",
        "display_name": turnover.header.name,
        "measure_type": "percentage",
        "time_basis": "R12;SNAP",
        "primary_basis": "R12",
        "polarity": "lower better (0% not expected)",
        "attribution": "A-POST (team)",
    }
    other = published | {"kpi_id": "never_made_pct"}
    read = differences.read_catalogue(catalogue(tmp_path, published, other))
    found = {(one.kpi_id, one.point): one for one in differences.compared(read, [told])}
    assert set(found) == {
        ("turnover_rate_pct", "measure"), ("turnover_rate_pct", "periods"),
        ("never_made_pct", "computed"),
    }  # fmt: skip
    periods = found["turnover_rate_pct", "periods"]
    assert (periods.published, periods.here, periods.reason) == ("R12, SNAP", "R12", "We say so.")
    assert "may pass 100" in found["turnover_rate_pct", "measure"].reason
    (added,) = differences.compared(read[1:], [told])[1:]
    assert (added.kpi_id, added.here) == ("turnover_rate_pct", "yes")


def test_a_catalogue_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.csv"
    file.write_text("kpi_id,display_name\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="measure_type"):
        differences.read_catalogue(file)


def test_the_cases_are_where_the_tests_look_for_them() -> None:
    assert CASES.is_dir()
