"""The mappings that ship with the demonstration, each read once."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from pipelines.landing.claims import claim_files
from pipelines.landing.precedence import LoadedTable, Precedence
from pipelines.landing.reading import read_claimed
from pipelines.settings import PROJECT_ROOT
from pipelines.sources.base import ReadContext
from pipelines.sources.registry import sources_for

SETTINGS = PROJECT_ROOT / "settings" / "871"
ASKED = sources_for(SETTINGS)


def load(path: Path) -> dict[str, LoadedTable]:
    claims = claim_files([path], {}, ASKED)
    assert [source.name for source, _ in claims.by_source] == ["mapping"]
    context = ReadContext("871", "2015-04", date(2015, 5, 5), settings=SETTINGS)
    tables, refused, _ = read_claimed(claims, context, Precedence())
    assert refused == []
    return {table.spec.table: table for table in tables}


def rows(table: LoadedTable) -> list[dict[str, Any]]:
    return table.good.to_pylist()


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def test_the_front_door_log(tmp_path: Path):
    path = write(
        tmp_path,
        "Front Door Log April.csv",
        "Contact Ref,Child ID,Received,Who contacted us,Decision made,Signed off,Deciding worker",
        "C1,P1,01/04/2015 09:30,POLICE,02/04/2015 11:00,,W1",
        "C2,P2,01/04/2015 09:30,School,,03/04/2015,W2",
        "C3,P3,2015-04-01,GP,,,W2",
    )
    contacts = load(path)["contacts"]
    first, second = rows(contacts)
    assert (first["contact_source_code"], first["contact_decision_date"]) == ("6", date(2015, 4, 2))
    assert (second["contact_source_code"], second["contact_decision_date"]) == (
        "2A",
        date(2015, 4, 3),
    )
    assert (first["contact_source_desc"], first["contact_team_id"]) == ("POLICE", "FRONT-DOOR")
    (told,) = contacts.rejections
    assert (told.column, told.first_rows) == ("contact_date", (4,))
    assert told.message == (
        "`Received` is not a date written dd/mm/yyyy hh:mi, as the mapping says; correct it"
    )
    assert contacts.account.rows_read == 3


def test_the_establishment_list_is_posts_and_people(tmp_path: Path):
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Read me"
    sheet = book.create_sheet("Establishment 2015")
    sheet.append(["Human Resources establishment list"])
    sheet.append([])
    header = "Position no,Cost centre,Payroll no,Job title,Contract,FTE,In post from,In post to"
    sheet.append([*header.split(","), "First name", "Surname"])
    sheet.append(["N1", "AT01-99", 7, "Social Worker", "Perm", 0.6, "01-Apr-14", None, "A", "B"])
    sheet.append(["N2", "AT01-99", 7, "Social Worker", "Perm", 0.4, "01-Apr-14", None, "A", "B"])
    sheet.append(["N3", "AT02", None, "Team Manager", "Vacant", 1, "01-Apr-15", None, None, None])
    sheet.append(["N4", "AT02", 8, "Team Manager", "Secondee", 1, "01-Apr-15", None, "C", None])
    path = tmp_path / "Establishment list.xlsx"
    book.save(path)
    tables = load(path)
    posts, people = tables["posts"], tables["professionals"]
    assert [(one["post_id"], one["team_id"], one["worker_id"]) for one in rows(posts)] == [
        ("N1", "AT01", "7"),
        ("N2", "AT01", "7"),
        ("N3", "AT02", None),
    ]
    assert {one["valid_from"] for one in rows(posts)} == {date(2014, 4, 1), date(2015, 4, 1)}
    (told,) = posts.rejections
    assert (told.part, told.position_word, told.first_rows) == (
        "sheet Establishment 2015",
        "row",
        (7,),
    )
    assert "add it to `codes`" in told.message
    (worker,) = rows(people)
    assert (worker["professional_id"], worker["professional_name"]) == ("7", "A B")
    assert worker["agency_worker_flag"] is False
    assert people.account.rows_merged == 1


def test_the_supervision_log_gets_stable_ids(tmp_path: Path):
    lines = (
        "Child ID,Social worker,Manager,Date of supervision",
        "P1,W1,M1,01/04/2015",
        "P1,W1,M1,2015-04-01 10:00",
        "P2,W1,M1,1-May-2015",
    )
    made = rows(load(write(tmp_path, "supervision log.csv", *lines))["supervisions"])
    assert [one["supervision_id"] for one in made] == [
        "871-supervisions-P1-2015-04-01-1",
        "871-supervisions-P1-2015-04-01-2",
        "871-supervisions-P2-2015-05-01-1",
    ]


def test_the_audit_tracker(tmp_path: Path):
    header = "Cycle,Audit no,Child,Theme,Team,Worker,Auditor,Due,Done,Judgement,After moderation"
    path = write(
        tmp_path,
        "audit tracker.csv",
        header + ",Risk managed well?",
        "2015-04,1,P1,Neglect,T1,W1,A1,30/04/2015,28/04/2015,G,RI,Yes",
        "2015-04,2,P2,Neglect,T1,W1,A1,30/04/2015,,,,not known",
    )
    one, two = rows(load(path)["audits"])
    assert (one["audit_id"], one["grade"], one["moderated_grade"]) == (
        "2015-04-1",
        "good",
        "requires_improvement",
    )
    assert (one["is_risk_well_managed"], two["is_risk_well_managed"]) == (True, None)


def test_the_fostering_tracker(tmp_path: Path):
    header = "Ref,Type,Assessing social worker,Enquiry,Home visit,Stage 1 start,Stage 2 start"
    path = write(
        tmp_path,
        "fostering tracker.csv",
        header + ",Panel,ADM decision,Withdrew,Deregistered,Skills level",
        "F1,Mainstream,W1,01/02/2015,,,,,,,,2",
        "F2,Respite,W1,01/02/2015,,,,,,,,",
    )
    table = load(path)["fostering_households"]
    (home,) = rows(table)
    assert (home["kind"], home["enquiry_date"], home["tier"]) == (
        "mainstream",
        date(2015, 2, 1),
        2,
    )
    assert table.account.rejected_by_rule == {"not_mapped": 1}


def test_every_shipped_mapping_is_tested_here():
    tested = {"front_door_log", "workforce", "supervision", "case_audits", "fostering_recruitment"}
    assert {file.stem for file in (SETTINGS / "mappings").glob("*.yml")} == tested
