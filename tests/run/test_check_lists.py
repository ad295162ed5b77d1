"""Fix lists of a checked drop: everything wrong is on them, and no value of any record is."""

from __future__ import annotations

import csv
import stat
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipelines.landing.check import check_paths
from pipelines.run.check_lists import write_check_lists
from pipelines.settings import Paths
from tests.conftest import LA

MONTH = "2015-06"
# every value that a fix list must not show: dates, codes, names, whatever stood in the cell
VALUES = {
    "Forenameprivate", "Surnameprivate", "2008-03-07", "07/03/2008", "2015-05-19", "19/05/2015",
    "BRITISH-QX", "99.7", "not a day QX", "2014-11-17", "SOURCE-QX",
}  # fmt: skip
FILES: dict[str, list[dict[str, str]]] = {
    "ssd_person": [
        {"pers_person_id": "100001", "pers_forename": "Forenameprivate",
         "pers_surname": "Surnameprivate", "pers_dob": "2008-03-07", "pers_sex": "F",
         "pers_ethnicity": "BRITISH-QX"},
    ],
    "ssd_cin_episodes": [
        {"cine_referral_id": "R1", "cine_person_id": "100001", "cine_referral_date": "2015-05-19",
         "cine_referral_source_code": "SOURCE-QX", "cine_close_date": "",
         "cine_close_reason": ""},
    ],
    "ssd_cla_episodes": [
        {"clae_cla_episode_id": "E1", "clae_person_id": "100001",
         "clae_cla_episode_start_date": "2014-11-17", "clae_cla_id": "K1",
         "clae_cla_episode_ceased_date": "", "clae_cla_episode_ceased_reason": ""},
    ],
    "ssd_sdq_scores": [
        {"csdq_table_id": "Q1", "csdq_person_id": "100001", "csdq_sdq_completed_date": "2015-05-19",
         "csdq_sdq_reason": "", "csdq_sdq_score": "99.7"},
    ],
    "ssd_contacts": [
        {"cont_contact_id": "C1", "cont_person_id": "100001", "cont_contact_date": "not a day QX"},
    ],
    "ssd_involvements": [
        {"invo_involvements_id": "I1", "invo_professional_id": "W1",
         "invo_professional_role_id": "SW", "invo_professional_team": "T1",
         "invo_involvement_start_date": "2014-11-17", "invo_involvement_end_date": "",
         "invo_person_id": "100001"},
    ],
    "ssd_professionals": [{"prof_professional_id": "W1", "prof_professional_name": "A Worker"}],
    "ssd_department": [{"dept_team_id": "T1", "dept_team_name": "First team"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    paths = Paths(tmp_path_factory.mktemp("home"))
    folder = paths.raw / LA / MONTH
    folder.mkdir(parents=True)
    (folder / "drop.yaml").write_text(
        f"la_code: '{LA}'\nmonth: {MONTH}\nextracted_at: '2015-07-06T18:00:00'\nkind: full\n"
        "synthetic: true\nhistory_from: 2010-04-01\n",
        encoding="utf-8",
    )
    for name, rows in FILES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            out = csv.DictWriter(handle, list(rows[0]))
            out.writeheader()
            out.writerows(rows)
    report = check_paths([folder], paths.warehouse)
    assert report.refusals == []
    ((drop, tables),) = report.drops
    return write_check_lists(paths, drop, tables)


def rows_of(written: list[Path], name: str) -> list[dict[str, str]]:
    (file,) = [one for one in written if one.name == name]
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_list_says_where_each_fault_lies_and_who_mends_it(written: list[Path]) -> None:
    found = {
        (row["rule"], row["source_file"], row["row"], row["column"], row["effect"], row["worker"])
        for row in rows_of(written, f"fix_list_{LA}_{MONTH}.csv")
    }
    score = "A strengths and difficulties score that is no whole number from 0 to 40"
    source = "A referral whose source is blank or no known code"
    kept_out, check = "kept_out", "to_check"
    assert (score, "ssd_sdq_scores.csv", "2", "sdq_score", kept_out, "A Worker") in found
    assert (source, "ssd_cin_episodes.csv", "2", "referral_source_code", check, "A Worker") in found
    assert (
        "Not loaded: date format",
        "ssd_contacts.csv",
        "2",
        "contact_date",
        kept_out,
        "A Worker",
    ) in found


def test_no_value_of_a_record_appears_in_any_fix_list(written: list[Path]) -> None:
    assert written
    for file in written:
        text = file.read_text("utf-8-sig") if file.suffix == ".csv" else cells(file)
        assert sorted(value for value in VALUES if value in text) == [], file.name


def cells(file: Path) -> str:
    found: list[Any] = []
    for sheet in load_workbook(file, read_only=True).worksheets:
        found += [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert found
    return "\n".join(str(cell) for cell in found)


def test_there_is_a_list_for_the_council_and_the_team_and_only_their_owner_reads_them(
    written: list[Path],
) -> None:
    names = {file.name for file in written if file.suffix == ".xlsx"}
    assert {f"fix_list_{LA}_{MONTH}.xlsx", f"fix_list_team_T1_{MONTH}.xlsx"} <= names
    for file in written:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    log = (written[0].parents[3] / "access_log.csv").read_text("utf-8")
    assert "Practice manager of team T1" in log and "fix_list_team_T1" in log


def test_the_workbook_opens_on_what_is_wrong_most_and_shows_completeness(
    written: list[Path],
) -> None:
    (file,) = [one for one in written if one.name == f"fix_list_{LA}_{MONTH}.xlsx"]
    book = load_workbook(file, read_only=True)
    shown = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    assert shown == ["What to fix", "Records to fix", "Completeness", "Every column"]
    lines = [row[0] for row in book["What to fix"].iter_rows(values_only=True) if row[0]]
    assert any("records to fix, of 1 child" in str(line) for line in lines)
    assert "By team, in order of name" in lines


def test_every_row_of_a_part_is_in_the_whole(written: list[Path]) -> None:
    whole = rows_of(written, f"fix_list_{LA}_{MONTH}.csv")
    team = rows_of(written, f"fix_list_team_T1_{MONTH}.csv")
    assert len(team) == sum(row["team_id"] == "T1" for row in whole) > 0
