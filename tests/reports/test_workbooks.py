"""What someone finds who opens the workbooks: the marts' figures as numbers, with reasons."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from pipelines.reports.comparison_workbook import write_comparison_workbook
from pipelines.reports.marts import opened, publication
from pipelines.reports.write import ReportOptions, write_reports
from tests.reports.made_up import KPIS, LA
from tests.reports.made_up_marts import write_database

COMPARISON = f"comparison_{LA}_2015-04.xlsx"
TEAM = "team_T1_2015-04.xlsx"
Sheets = dict[str, list[list[Any]]]


def sheets(path: Path) -> Sheets:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table(rows: list[list[Any]], first_heading: str = "Measure") -> list[dict[str, Any]]:
    """The rows below the first line that opens with ``first_heading``, up to an empty line."""
    top = next(number for number, row in enumerate(rows) if row[0] == first_heading)
    found = []
    for row in rows[top + 1 :]:
        if row[0] == "":
            break
        found.append(dict(zip(rows[top], row, strict=False)))
    return found


@pytest.fixture(scope="module")
def comparison(written: dict[str, Path]) -> Sheets:
    return sheets(written[COMPARISON])


@pytest.fixture(scope="module")
def team(written: dict[str, Path]) -> Sheets:
    return sheets(written[TEAM])


def of(rows: list[dict[str, Any]], name: str, basis: str | None = None) -> dict[str, Any]:
    return next(r for r in rows if r["Measure"] == name and basis in (None, r.get("Basis")))


def test_every_figure_of_the_domain_sheets_is_the_marts_number(
    comparison: Sheets, con: duckdb.DuckDBPyConnection
) -> None:
    expected = con.execute(
        "select catalogue.name, figures.basis, figures.value_rounded, figures.numerator"
        " from marts.kpi_value as figures inner join marts.kpi_catalogue as catalogue"
        " using (file_stem) where figures.level = 'authority'"
        " and figures.period_end = date '2015-04-30' and figures.value_rounded is not null"
    ).fetchall()
    words = {"IM": "In month", "YTD": "Year to date", "R12": "12 months", "SNAP": "On the day"}
    shown = [
        row
        for name, rows in comparison.items()
        if name not in ("Summary", "Definitions")
        and any(r[:2] == ["Measure", "Basis"] for r in rows)
        for row in table(rows)
    ]
    assert len(expected) > 25
    for name, basis, value, numerator in expected:
        row = of(shown, name, words[basis])
        assert row["Value"] == float(value), name
        assert isinstance(row["Value"], float)
        assert row["Number"] == float(numerator)


def test_few_cases_are_a_count_without_percentage_or_colour(comparison: Sheets) -> None:
    row = of(table(comparison["Section 47 and conferences"]), KPIS[7].name, "In month")
    assert row["Value"] == "3 of 4"
    assert row["Against target"] == "Fewer than 10"
    assert "%" not in row["Value"]


def test_a_figure_that_is_missing_says_why_and_is_never_zero(comparison: Sheets) -> None:
    visits = of(table(comparison["Child protection"]), "Child protection visits in timescale")
    assert visits["Value"] == "No data: table not sent"
    assert visits["No plain value: why"].startswith("The records this measure needs")
    assert visits["Number"] == "–"
    short = of(table(comparison["Children looked after"]), "Three or more placements in the year")
    assert short["Value"] == "Not enough history yet"


def test_no_value_cell_is_blank(comparison: Sheets) -> None:
    for name, rows in comparison.items():
        if any(row[:2] == ["Measure", "Basis"] for row in rows):
            assert all(row["Value"] != "" for row in table(rows)), name


def test_comparators_carry_their_own_period_and_lag(comparison: Sheets) -> None:
    row = of(table(comparison["Contacts and referrals"]), "Referral rate per 10,000", "12 months")
    assert row["England"] == 124.0
    assert row["England's period"] == "2013-14, 13 months behind"
    assert row["Similar councils"] == 61.4
    assert row["Their mean is"] == "as printed"
    assert row["Ours against England's"] == "higher"
    month = of(table(comparison["Contacts and referrals"]), "Referral rate per 10,000", "In month")
    assert month["England's period"] == "annual: 2013-14, 13 months behind"
    missing = of(table(comparison["Assessments"]), KPIS[4].name)
    assert missing["England"] == "none"
    assert missing["No comparator: why"] == "Not collected nationally"


def test_colour_comes_in_words_with_a_symbol_of_its_own(comparison: Sheets) -> None:
    summary = [row for row in comparison["Summary"] if "✖ Red" in row or "✔ Green" in row]
    assert len(summary) == 5


def test_every_sheet_is_marked_synthetic_and_draft(written: dict[str, Path]) -> None:
    for name, path in written.items():
        if path.suffix == ".xlsx":
            for sheet, rows in sheets(path).items():
                assert rows[0][0].startswith("SYNTHETIC DATA - not about real children"), sheet
                assert "DRAFT" in rows[0][0], (name, sheet)
                assert f"{LA}_2015-04_1" in rows[2][0]


def test_a_final_publication_of_real_records_carries_neither_mark(tmp_path: Path) -> None:
    database = write_database(tmp_path / "kpi.duckdb", status="final", synthetic=False)
    with opened(database) as con:
        path = write_comparison_workbook(con, tmp_path / "comparison.xlsx", publication(con))
    for rows in sheets(path).values():
        everything = " ".join(str(cell) for row in rows for cell in row)
        assert "SYNTHETIC" not in everything
        assert "DRAFT" not in everything
    assert "released by Head of Service" in sheets(path)["Summary"][1][0]


def test_nothing_in_the_data_becomes_a_formula(written: dict[str, Path]) -> None:
    for path in written.values():
        if path.suffix != ".xlsx":
            continue
        for rows in sheets(path).values():
            for row in rows:
                assert not any(str(cell).startswith(("=", "+", "@")) for cell in row)
        with zipfile.ZipFile(path) as parts:
            for part in parts.namelist():
                if part.startswith("xl/worksheets/sheet"):
                    assert b"<f>" not in parts.read(part)


def test_files_and_folders_are_the_owners_only(written: dict[str, Path]) -> None:
    for path in written.values():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_equal_figures_give_equal_bytes(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    stamp = publication(con)
    first = write_comparison_workbook(con, tmp_path / "a.xlsx", stamp).read_bytes()
    assert first == write_comparison_workbook(con, tmp_path / "b.xlsx", stamp).read_bytes()


def test_release_stamps_the_reports_of_a_draft_final(
    publication_folder: Path, tmp_path: Path
) -> None:
    database = publication_folder / "kpi.duckdb"
    options = ReportOptions(
        with_teams=False,
        with_actions=False,
        with_fix_lists=False,
        released_by="A Head, of service",
    )
    path, page, *committee = write_reports(
        publication_folder, database, database, tmp_path / "out", options
    )
    assert "released by A Head, of service" in page.read_text("utf-8")
    assert "not yet released" not in page.read_text("utf-8")
    assert len(committee) == 2
    summary = sheets(path)["Summary"]
    assert summary[0][0] == "SYNTHETIC DATA - not about real children"
    assert "released by A Head, of service" in summary[2][0]


def test_a_trend_is_drawn_from_the_hidden_sheet(written: dict[str, Path]) -> None:
    with zipfile.ZipFile(written[COMPARISON]) as parts:
        assert b"sparkline" in parts.read("xl/worksheets/sheet1.xml")
        assert b'name="Trend data" sheetId="2" state="hidden"' in parts.read("xl/workbook.xml")


def test_printing_is_a4_landscape_with_headings_repeated(written: dict[str, Path]) -> None:
    with zipfile.ZipFile(written[COMPARISON]) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b'paperSize="9"' in sheet
        assert b'orientation="landscape"' in sheet
        assert b"ySplit" in sheet
        assert parts.read("xl/workbook.xml").count(b"Print_Titles") > 8


def test_definitions_and_loads_are_there(comparison: Sheets) -> None:
    definitions = table(comparison["Definitions"])
    assert {row["Measure"] for row in definitions} == {kpi.name for kpi in KPIS}
    assert all(row["Version"] == 1.0 and row["Definition"] for row in definitions)
    loads = table(comparison["Data quality"], "File")
    assert loads[0]["Rows read"] == loads[0]["Loaded"] + loads[0]["Rejected"]


def test_a_teams_figures_stand_beside_the_councils(
    team: Sheets, con: duckdb.DuckDBPyConnection
) -> None:
    row = next(r for r in team["Team"] if r[0] == KPIS[0].name)
    numerator, denominator, value = con.execute(
        "select numerator, denominator, value_rounded from marts.kpi_value where level = 'team'"
        " and team_id = 'T1' and basis = 'IM' and period_end = date '2015-04-30'"
        " and file_stem = 'contact_decision_1wd_pct'"
    ).fetchone() or (None, None, None)
    assert row[2:5] == [float(numerator), float(denominator), float(value)]
    assert row[5] == 99.0


def test_a_teams_colour_is_its_own_not_the_councils(team: Sheets) -> None:
    rows = {row[0]: row for row in team["Team"]}
    reviews = rows["Child protection plans reviewed within timescales"]
    assert (reviews[4], reviews[5], reviews[7]) == (97.6, 98.0, "◆ Amber")
    repeat = rows["Referrals within 12 months of a previous referral"]
    assert repeat[4] < 20
    assert repeat[7] == "✔ Green"


def test_workers_stand_by_name_without_colour_or_rank(team: Sheets) -> None:
    rows = table(team["Workers"], "Worker")
    names = [row["Worker"] for row in rows]
    assert names == sorted(names)
    assert not any("Rank" in heading or "target" in heading for heading in rows[0])
    few = [row for row in rows if isinstance(row["Out of"], float) and row["Out of"] < 10]
    assert few
    assert all(" of " in str(row["Value"]) for row in few)


def test_who_is_late_stands_beside_what_each_holds(team: Sheets) -> None:
    rows = table(team["Who is late"], "Worker")
    assert [row["Worker"] for row in rows] == sorted(row["Worker"] for row in rows)
    kinds = ("Looked after", "On a plan", "In need", "Other")
    assert all(row["Children held"] == sum(row[kind] for kind in kinds) for row in rows)


def test_rows_behind_lead_to_child_file_and_row(team: Sheets) -> None:
    rows = table(team["Rows behind figures"])
    assert rows[0]["Child"].startswith("Cp")
    assert rows[0]["From file"] == "ssd_contacts.csv"
    assert {row["Outcome"] for row in rows} <= {
        "✔ Met",
        "✖ Missed",
        "✔ Clear",
        "✖ Counts against",
        "Counted",
    }


def test_all_rows_of_a_headline_figure_are_in_the_csv(
    written: dict[str, Path], con: duckdb.DuckDBPyConnection
) -> None:
    lines = written["team_T1_2015-04_rows.csv"].read_text(encoding="utf-8-sig").splitlines()
    expected = con.execute(
        "select count(*) from marts.kpi_cohort where team_id = 'T1'"
        " and file_stem = 'assessment_45wd_pct' and month_end > date '2014-04-30'"
    ).fetchone()
    name = "Single assessments completed within 45 working days"
    assert (sum(line.startswith(name) for line in lines),) == expected
