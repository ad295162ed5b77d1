"""SSDA903 returns: every module, columns in any order, CSV and XML alike, no row lost."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.sources.base import Scope
from pipelines.sources.registry import claim
from pipelines.sources.ssda903_files import year_in_name
from pipelines.sources.ssda903_modules import MODULES
from tests.sources.returns import Found, read

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
ROW = "00123,02/05/2014,S,V2,N1,U4,PR1,,,,AB1 2CD,AB1 3EF,SC123"
CSV = {
    "header": ("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "00123,1,29/02/2000,WBRI,A1,1,05/06/2014"),
    "episodes": (EPISODES, ROW),
    "reviews": ("CHILD,DOB,REVIEW,REVIEW_CODE", "00123,29/02/2000,01/06/2014,PN1"),
    "uasc": ("CHILD,SEX,DOB,DUC", "00123,1,29/02/2000,28/02/2018"),
    "oc2": (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
        "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
        "00123,29/02/2000,14,,1,,1,0,1,1,0,1",
    ),
    "oc3": ("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "00123,29/02/1996,YES,F2,B1"),
    "ad1": (
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
        "00123,29/02/2000,03/06/2014,04/08/2014,0,2,MF,L11",
    ),
    "placed_adoption": (
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
        "00123,29/02/2000,03/06/2014,01/12/2014,RD3",
    ),
    "prev_perm": (
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
        "00123,29/02/2000,P1,E09000001,zz/zz/2010",
    ),
    "missing": ("CHILD,DOB,MISSING,MIS_START,MIS_END", "00123,29/02/2000,M,01/07/2014,03/07/2014"),
    "social_worker": (
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
        "00123,29/02/2000,SW1,02/05/2014,,MANAGE",
    ),
}


def write(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).encode())
    return path


def found(folder: Path, *names: str, month: str = "2015-03") -> Found:
    paths = [write(folder, name, *CSV[name]) for name in names]
    return read_all(paths, month)


def read_all(paths: list[Path], month: str = "2015-03") -> Found:
    result = read(paths, month)
    assert result.refusals == []
    assert result.balanced
    return result


def episodes(folder: Path, *rows: str, name: str = "episodes", month: str = "2015-03") -> Found:
    """Episodes given as DECOM RNE LS PLACE DEC REC of one child, or with the child before."""
    lines = []
    for row in rows:
        cells = row.split()
        who, cells = (cells[0], cells[1:]) if len(cells) == 7 else ("7", cells)
        decom, rne, ls, place, dec, rec = (cell.strip("-") for cell in cells)
        lines.append(f"{who},{decom},{rne},{ls},N1,{place},PR1,{dec},{rec},,AB1 2CD,AB1 3EF,")
    return read_all([write(folder, name, EPISODES, *lines)], month)


def test_every_module_is_known_by_its_columns_whatever_its_name(tmp_path: Path):
    for number, (name, (header, row)) in enumerate(CSV.items()):
        path = write(tmp_path, f"extract{number}", header, row)
        made = claim(path)
        assert made is not None and made.source.name == "ssda903"
        wanted = name.replace("_", "")
        assert f"module {wanted}:".lower() in made.found.why.lower()
    assert {name.replace("_", "") for name in CSV} | {"dolo"} == {
        module.name.lower() for module in MODULES
    }


def test_columns_may_stand_in_any_order_and_case_with_others_beside_them(tmp_path: Path):
    header, row = CSV["episodes"]
    names, cells = header.split(",")[::-1], row.split(",")[::-1]
    spread = ["Our Own", *[name.title() for name in names]]
    path = write(tmp_path, "x", ",".join(spread), ",".join(["?", *cells]))
    shuffled = read_all([path])
    plain = found(tmp_path, "episodes")
    for table in plain.tables:
        rows = [{**row, "source_file": ""} for row in plain.rows(table)]
        assert [{**row, "source_file": ""} for row in shuffled.rows(table)] == rows
    assert shuffled.told("cla_episodes")["extra_columns"].endswith("Our Own")


def test_a_needed_column_that_is_missing_makes_the_file_unknown(tmp_path: Path):
    header, row = CSV["episodes"]
    short = header.replace(",REC,", ",")
    assert claim(write(tmp_path, "episodes", short, row)) is None


def test_a_column_that_may_be_missing_is_told(tmp_path: Path):
    header, row = EPISODES.removesuffix(",URN"), ROW.removesuffix(",SC123")
    result = read_all([write(tmp_path, "episodes", header, row)])
    assert result.tables["cla_placement"].missing_columns == ["cla_placement_urn"]


def test_header(tmp_path: Path):
    result = found(tmp_path, "header")
    (person,) = result.rows("person")
    assert (person["sex"], person["dob"], person["ethnicity"]) == ("M", date(2000, 2, 29), "WBRI")
    assert person["is_mother"] is True
    assert result.column("mother", "childs_dob") == [date(2014, 6, 5)]
    assert result.column("linked_identifiers", "identifier_value") == ["A1"]


@pytest.mark.parametrize(
    ("said", "sex"), [("1", "M"), ("2", "F"), ("M", "M"), ("f", "F"), ("U", "U")]
)
def test_sex_of_either_code_list(tmp_path: Path, said: str, sex: str):
    header, row = CSV["header"]
    path = write(tmp_path, "header", header, row.replace(",1,29", f",{said},29"))
    assert read_all([path]).column("person", "sex") == [sex]


def test_oc2_states_facts_of_the_year_and_no_date(tmp_path: Path):
    result = found(tmp_path, "oc2")
    checks = {row["health_check_type"]: row for row in result.rows("cla_health")}
    assert {kind: row["health_check_status"] for kind, row in checks.items()} == {
        "Health assessment": "Y",
        "Dental check": "N",
    }
    assert {row["health_check_date"] for row in checks.values()} == {None}
    assert result.column("sdq_scores", "sdq_score") == ["14"]
    assert result.column("cla_immunisations", "immunisations_status") == [True]
    assert len(result.rows("cla_convictions")) == 1
    (misuse,) = result.rows("cla_substance_misuse")
    assert (misuse["substance_misused"], misuse["intervention_received"]) == (True, False)


def test_an_sdq_reason_stands_where_there_is_no_score(tmp_path: Path):
    header, row = CSV["oc2"]
    result = read_all([write(tmp_path, "oc2", header, row.replace(",14,,", ",,SDQ2,"))])
    (score,) = result.rows("sdq_scores")
    assert (score["sdq_score"], score["sdq_reason"]) == (None, "SDQ2")


@pytest.mark.parametrize(
    ("accommodation", "letter", "suitable"),
    [("B1", "B", "1"), ("X2", "X", "2"), ("0", None, None), ("U", "U", None), ("Q9", "Q9", None)],
)
def test_oc3_accommodation_is_a_letter_and_whether_it_suits(
    tmp_path: Path, accommodation: str, letter: str | None, suitable: str | None
):
    header, row = CSV["oc3"]
    path = write(tmp_path, "oc3", header, row.replace(",B1", f",{accommodation}"))
    (leaver,) = read_all([path]).rows("care_leavers")
    assert leaver["care_leaver_accommodation"] == letter
    assert leaver["care_leaver_accom_suitable"] == suitable
    assert leaver["care_leaver_in_touch"] == "YES"
    assert leaver["care_leaver_activity"] == "F2"


def test_missing_previous_permanence_asylum_and_workers(tmp_path: Path):
    result = found(tmp_path, "missing", "prev_perm", "uasc", "social_worker")
    (gone,) = result.rows("missing")
    assert (gone["missing_episode_type"], gone["missing_episode_end_date"]) == (
        "Missing",
        date(2014, 7, 3),
    )
    (order,) = result.rows("cla_previous_permanence")
    assert order["previous_permanence_order_date"] == "zz/zz/2010", "unknown days stay as written"
    (status,) = result.rows("immigration_status")
    assert (status["immigration_status"], status["immigration_status_end_date"]) == (
        "UASC",
        date(2018, 2, 28),
    )
    (worker,) = result.rows("involvements")
    assert (worker["professional_id"], worker["professional_team"]) == ("SW1", None)
    assert result.column("professionals", "professional_id") == ["SW1"]


def test_adoption_is_one_row_of_decision_match_and_what_the_episodes_say(tmp_path: Path):
    rows = (
        "00123,02/05/2014,S,V2,N1,U4,PR1,03/07/2014,X1,,,,",
        "00123,03/07/2014,L,E1,N1,U4,PR1,10/08/2014,X1,,,,",
        "00123,10/08/2014,P,E1,N1,A5,PR1,20/02/2015,E11,,,,",
    )
    paths = [write(tmp_path, "episodes", EPISODES, *rows)]
    header, row = CSV["placed_adoption"]
    paths.append(write(tmp_path, "placed", header, row.replace("01/12/2014,RD3", ",")))
    paths.append(write(tmp_path, "ad1", *CSV["ad1"]))
    (permanence,) = read_all(paths).rows("permanence")
    assert permanence["adm_decision_date"] == date(2014, 6, 3)
    assert permanence["placement_order_date"] is None, "a later year's return no longer has it"
    assert permanence["placed_for_adoption_date"] == date(2014, 8, 10)
    assert permanence["matched_date"] == date(2014, 8, 4)
    assert permanence["permanence_order_date"] == date(2015, 2, 20)
    assert permanence["permanence_order_type"] == "Adoption"
    assert permanence["adopted_by_carer_flag"] is False
    assert permanence["cla_id"] == "00123-CLA-20140502"


def test_a_reversed_decision_and_a_guardianship_order(tmp_path: Path):
    paths = [write(tmp_path, "placed", *CSV["placed_adoption"])]
    rows = ["8,02/05/2014,S,C2,N1,U1,PR1,20/02/2015,E45,,,,"]
    paths.append(write(tmp_path, "episodes", EPISODES, *rows))
    result = {row["source_person_id"]: row for row in read_all(paths).rows("permanence")}
    assert result["00123"]["decision_reversed_reason"] == "RD3"
    assert result["8"]["permanence_order_type"] == "SGO"


def test_a_review_belongs_to_the_period_of_care_that_holds_its_day(tmp_path: Path):
    rows = (
        "7,02/05/2014,S,V2,N1,U4,PR1,03/07/2014,E4A,,,,",
        "7,03/09/2014,S,V2,N1,U4,PR1,,,,,,",
    )
    paths = [write(tmp_path, "episodes", EPISODES, *rows)]
    days = ("02/05/2014", "03/07/2014", "03/09/2014", "04/07/2014")
    paths.append(write(tmp_path, "reviews", CSV["reviews"][0], *(f"7,,{day},PN1" for day in days)))
    result = read_all(paths)
    assert result.column("cla_reviews", "cla_id") == [
        "7-CLA-20140502",
        "7-CLA-20140502",
        "7-CLA-20140903",
    ]
    assert result.rejected("cla_reviews") == [(5, "outside_care")]


def test_periods_of_care(tmp_path: Path):
    result = episodes(
        tmp_path,
        "01/04/2014 S V2 U4 01/05/2014 X1",
        "01/05/2014 L C2 U4 01/06/2014 E4A",
        "01/08/2014 S V2 U4 - -",
    )
    assert result.column("cla_episodes", "cla_id") == [
        "7-CLA-20140401",
        "7-CLA-20140401",
        "7-CLA-20140801",
    ]
    assert result.column("cla_episodes", "entered_care_date") == [
        date(2014, 4, 1),
        date(2014, 4, 1),
        date(2014, 8, 1),
    ]


@pytest.mark.parametrize(
    ("reason", "is_new_placement", "is_new_carer"),
    [
        ("L", False, False),
        ("P", True, True),
        ("B", True, True),
        ("T", True, False),
        ("U", True, False),
    ],
)
def test_each_reason_for_a_new_episode(
    tmp_path: Path, reason: str, is_new_placement: bool, is_new_carer: bool
):
    result = episodes(
        tmp_path, "01/04/2014 S V2 U4 01/05/2014 X1", f"01/05/2014 {reason} C2 U6 - -"
    )
    stays = result.rows("cla_placement")
    assert len(stays) == 1 + is_new_placement
    assert len({stay["cla_placement_carer_id"] for stay in stays}) == 1 + is_new_carer
    first = stays[0]["cla_placement_end_date"]
    assert first == (date(2014, 5, 1) if is_new_placement else None)
    assert len(set(result.column("cla_episodes", "cla_placement_id"))) == len(stays)


def test_a_placement_takes_the_reason_it_ended_from_its_last_episode(tmp_path: Path):
    rows = (
        "7,01/04/2014,S,V2,N1,U4,PR1,01/05/2014,X1,,,AB1 3EF,",
        "7,01/05/2014,L,C2,N1,U4,PR1,01/06/2014,X1,CARPL,,AB1 3EF,",
        "7,01/06/2014,P,C2,N1,K2,PR1,,,,,,SC9",
    )
    result = read_all([write(tmp_path, "episodes", EPISODES, *rows)])
    first, second = result.rows("cla_placement")
    assert first["cla_placement_change_reason"] == "CARPL"
    assert first["cla_placement_end_date"] == second["cla_placement_start_date"]
    assert (second["cla_placement_type"], second["cla_placement_urn"]) == ("K2", "SC9")


def test_a_period_begun_before_the_year_has_no_first_day(tmp_path: Path):
    result = episodes(tmp_path, "05/11/2012 P C2 U4 01/06/2014 X1", "01/06/2014 T C2 U4 - -")
    assert result.column("cla_episodes", "entered_care_date") == [None, None]
    carers = result.column("cla_placement", "cla_placement_carer_id")
    assert carers == ["7-CAR-20121105", "7-CAR-20121105"]
    legal_first = episodes(tmp_path, "05/11/2012 L C2 U4 - -")
    assert legal_first.column("cla_placement", "cla_placement_carer_id") == [None]


def test_legal_statuses_are_the_episodes_own(tmp_path: Path):
    result = episodes(tmp_path, "01/04/2014 S V2 U4 01/05/2014 X1", "01/05/2014 L C2 U4 - -")
    statuses = [
        (row["legal_status"], row["legal_status_start_date"], row["legal_status_end_date"])
        for row in result.rows("legal_status")
    ]
    assert statuses == [
        ("V2", date(2014, 4, 1), date(2014, 5, 1)),
        ("C2", date(2014, 5, 1), None),
    ]


def test_two_changes_on_one_day_keep_their_order_and_their_keys(tmp_path: Path):
    result = episodes(
        tmp_path,
        "01/05/2014 L C2 U4 - -",
        "01/05/2014 S V2 U4 01/05/2014 X1",
    )
    rows = sorted(result.rows("cla_episodes"), key=lambda row: row["cla_episode_id"])
    assert [(row["cla_episode_id"], row["cla_episode_start_reason"]) for row in rows] == [
        ("7-EPI-20140501", "S"),
        ("7-EPI-20140501-2", "L"),
    ]
    assert {row["cla_id"] for row in rows} == {"7-CLA-20140501"}
    assert result.rejected("cla_episodes") == []


def test_an_open_episode_before_another_ends_when_that_begins_and_is_told(tmp_path: Path):
    result = episodes(tmp_path, "01/04/2014 S V2 U4 - -", "01/05/2014 P V2 U4 - -")
    assert result.column("cla_episodes", "cla_episode_ceased_date") == [date(2014, 5, 1), None]
    assert "DEC" in result.told("cla_episodes")["no_end"]


def test_overlapping_episodes_are_told(tmp_path: Path):
    result = episodes(tmp_path, "01/04/2014 S V2 U4 09/05/2014 X1", "01/05/2014 P V2 U4 - -")
    assert result.column("cla_episodes", "cla_episode_ceased_date") == [date(2014, 5, 1), None]
    assert "overlap" in result.told("cla_episodes")


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (("01/04/2014 S V2 U4 01/05/2014 X1", "02/05/2014 P V2 U4 - -"), "gap"),
        (("01/04/2014 S V2 U4 01/05/2014 X1",), "nothing_follows"),
        (("01/04/2014 S V2 U4 01/05/2014 X1", "01/05/2014 S V2 U4 - -"), "started_again"),
        (("01/04/2014 S V2 U4 01/05/2014 E4A", "01/05/2014 P V2 U4 - -"), "not_started"),
    ],
)
def test_chains_that_do_not_hold_together_are_told_and_kept(
    tmp_path: Path, rows: tuple[str, ...], rule: str
):
    result = episodes(tmp_path, *rows)
    assert rule in result.told("cla_episodes")
    assert len(result.rows("cla_episodes")) == len(rows)
    periods = set(result.column("cla_episodes", "cla_id"))
    assert len(periods) == (2 if rule == "not_started" else 1)


def test_a_sound_chain_tells_nothing(tmp_path: Path):
    result = episodes(
        tmp_path,
        "01/04/2014 S V2 U4 01/05/2014 X1",
        "01/05/2014 B C2 U1 01/06/2014 X1",
        "01/06/2014 T C2 U1 01/07/2014 E4A",
        "01/07/2014 S V2 U1 - -",
    )
    assert {
        "gap",
        "overlap",
        "no_end",
        "nothing_follows",
        "started_again",
        "not_started",
    }.isdisjoint(result.told("cla_episodes"))


def test_a_row_that_comes_twice_is_rejected_once(tmp_path: Path):
    row = "01/04/2014 S V2 U4 - -"
    result = episodes(tmp_path, row, row)
    assert len(result.rows("cla_episodes")) == 1
    assert result.rejected("cla_episodes") == [(2, "duplicate_row")]


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ("- S V2 U4 - -", {"required_blank"}),
        ("31/02/2014 S V2 U4 - -", {"date_impossible"}),
        ("01/04/2014 S V2 U4 99/05/2014 X1", {"date_impossible"}),
        ("02/04/2014 S V2 U4 01/04/2014 E4A", {"date_order"}),
    ],
)
def test_bad_dates_are_rejected_and_never_blanked(tmp_path: Path, row: str, rules: set[str]):
    result = episodes(tmp_path, row, "8 01/04/2014 S V2 U4 - -")
    assert {rule for _, rule in result.rejected("cla_episodes")} == rules
    assert result.column("cla_episodes", "source_person_id") == ["8"]


def test_ids_stay_text_and_agree_between_modules(tmp_path: Path):
    paths = [write(tmp_path, "episodes", EPISODES, ROW.replace("00123", "00123.0"))]
    paths.append(write(tmp_path, "reviews", CSV["reviews"][0], " 00123 ,,01/06/2014,PN1"))
    result = read_all(paths)
    assert result.column("cla_episodes", "source_person_id") == ["00123"]
    assert result.column("cla_reviews", "cla_id") == ["00123-CLA-20140502"]


def test_rows_of_another_width_are_rejected_and_a_short_last_one_refuses_the_file(tmp_path: Path):
    path = write(tmp_path, "episodes", EPISODES, f"{ROW},too many", ROW)
    assert read_all([path]).rejected("cla_episodes") == [(2, "too_many_fields")]
    path = write(tmp_path, "episodes", EPISODES, ROW, "7,01/05/2014,S")
    (refusal,) = read([path]).refusals
    assert "cut off" in refusal


def test_windows_text_and_utf8_with_a_mark_are_read(tmp_path: Path):
    header, row = CSV["header"]
    for encoding in ("cp1252", "utf-8-sig", "utf-16"):
        path = tmp_path / "header.csv"
        path.write_bytes(f"{header}\r\n{row.replace('A1', 'Zoë')}\r\n".encode(encoding))
        assert read_all([path]).column("linked_identifiers", "identifier_value") == ["ZOË"]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("SSDA903_2020_episodes", 2020),
        ("2017-episodes", 2017),
        ("episodes 2022-23", 2023),
        ("2014_2015_episodes", 2015),
        ("episodes_2015-05", None),
        ("episodes", None),
    ],
)
def test_the_year_in_a_files_name(name: str, year: int | None):
    assert year_in_name(Path(f"{name}.csv")) == year


def test_the_scope_is_what_was_open_in_the_collection_year(tmp_path: Path):
    result = found(tmp_path, "episodes", month="2015-06")
    scopes = {name: table.parts[0].head.scope for name, table in result.tables.items()}
    april = (date(2015, 4, 1), date(2016, 3, 31))
    assert scopes["cla_episodes"] == Scope(
        "open", "cla_episode_start_date", *april, "cla_episode_ceased_date"
    )
    assert scopes["cla_placement"] == Scope("window", "cla_placement_start_date", *april)


def test_a_later_years_return_speaks_for_its_year(tmp_path: Path):
    first = write(
        tmp_path, "SSDA903_2014_episodes", EPISODES,
        "7,01/05/2013,S,V2,N1,U4,PR1,01/09/2013,X1,,,,",
        "7,01/09/2013,P,V2,N1,U4,PR1,,,,,,",
        "8,01/05/2013,S,V2,N1,U4,PR1,,,,,,",
    )  # fmt: skip
    later = write(
        tmp_path, "SSDA903_2015_episodes", EPISODES,
        "7,01/09/2013,P,V2,N1,U4,PR1,01/08/2014,E4A,,,,",
    )  # fmt: skip
    result = read_all([first, later])
    rows = {
        (r["source_person_id"], r["cla_episode_start_date"]): r for r in result.rows("cla_episodes")
    }
    assert set(rows) == {("7", date(2013, 5, 1)), ("7", date(2013, 9, 1))}
    assert rows["7", date(2013, 9, 1)]["cla_episode_ceased_date"] == date(2014, 8, 1)
    assert len({row["cla_id"] for row in rows.values()}) == 1
    assert result.rejected("cla_episodes") == [(3, "said_again"), (4, "gone_from_later_return")]


def test_no_message_names_a_child(tmp_path: Path):
    result = episodes(
        tmp_path,
        "SECRET 01/04/2014 S V2 U4 99/05/2014 X1",
        "SECRET 01/05/2014 S V2 U4 - -",
        "SECRET 01/05/2014 S V2 U4 - -",
    )
    told = [one.message for table in result.tables.values() for one in table.problems]
    told += [text for t in result.tables.values() for text in t.rejected["message"].to_pylist()]
    assert told and not any("SECRET" in text for text in told)


XML = """<?xml version="1.0"?>
<EXPSSDA903>
<CHILD>
<HEADER>
<CHILDID>00123</CHILDID><UPN>A1</UPN><SEX>1</SEX><DOB>29/02/2000</DOB><ETHNIC>WBRI</ETHNIC>
<UASC>0</UASC><MOTHER>1</MOTHER><MC_DOB>05/06/2014</MC_DOB>
<AREVIEW>
<REVIEW>01/06/2014</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AMISSING>
<MISSING>M</MISSING><MIS_START>01/07/2014</MIS_START><MIS_END>03/07/2014</MIS_END></AMISSING>
<OC2>
<SDQ_SCORE>14</SDQ_SCORE><CONVICTED>1</CONVICTED><IMMUNISATIONS>1</IMMUNISATIONS>
<TEETH_CHECK>0</TEETH_CHECK><HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT>
<SUBSTANCE_MISUSE>1</SUBSTANCE_MISUSE><INTERVENTION_RECEIVED>0</INTERVENTION_RECEIVED></OC2>
<PERMANENCE>
<PREV_PERM>P1</PREV_PERM><LA_PERM>E09000001</LA_PERM><DATE_PERM>zz/zz/2010</DATE_PERM></PERMANENCE>
<AD_PLACED>
<DATE_PLACED>03/06/2014</DATE_PLACED><DATE_PLACED_CEASED>01/12/2014</DATE_PLACED_CEASED>
<REASON_PLACED_CEASED>RD3</REASON_PLACED_CEASED></AD_PLACED>
<IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>B1</ACCOM>
<DATE_INT>03/06/2014</DATE_INT><DATE_MATCH>04/08/2014</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
<NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
</HEADER>
<EPISODE>
<DECOM>02/05/2014</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U4</PL><PL_POST>AB1 3EF</PL_POST>
<HOME_POST>AB1 2CD</HOME_POST><URN>SC123</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER></EPISODE>
</CHILD>
</EXPSSDA903>
"""


def xml(folder: Path, text: str = XML) -> Found:
    (folder / "903.xml").write_text(text)
    return read_all([folder / "903.xml"])


def test_the_xml_return_says_the_same_as_the_csv_files(tmp_path: Path):
    names = [name for name in CSV if name not in ("uasc", "social_worker")]
    (tmp_path / "csv").mkdir()
    (tmp_path / "xml").mkdir()
    files, whole = found(tmp_path / "csv", *names), xml(tmp_path / "xml")
    for table in files.tables:
        wanted = [{**row, "source_file": "", "source_row": 0} for row in files.rows(table)]
        got = [{**row, "source_file": "", "source_row": 0} for row in whole.rows(table)]
        assert got == wanted, table


def test_xml_records_keep_their_line(tmp_path: Path):
    line = XML[: XML.index("<EPISODE>")].count("\n") + 1
    assert xml(tmp_path).column("cla_episodes", "source_row") == [line]


def test_an_asylum_seeking_child_of_the_xml_return(tmp_path: Path):
    result = xml(tmp_path, XML.replace("<UASC>0", "<UASC>1"))
    assert result.column("immigration_status", "immigration_status") == ["UASC"]


def test_xml_elements_nobody_knows_are_told(tmp_path: Path):
    text = XML.replace("<MOTHER>", "<NEWLEAF>1</NEWLEAF><MOTHER>").replace(
        "<OC2>", "<NEWPART><A>1</A></NEWPART><OC2>"
    )
    head = xml(tmp_path, text).tables["person"].parts[0].head
    assert [note.split("`")[1] for note in head.notes] == ["newleaf", "newpart"]


def test_a_hostile_xml_return_is_refused(tmp_path: Path):
    path = tmp_path / "903.xml"
    path.write_text(XML.replace("<EXPSSDA903>", "<!DOCTYPE x [<!ENTITY a 'b'>]><EXPSSDA903>"))
    (refusal,) = read([path]).refusals
    assert "document type" in refusal
