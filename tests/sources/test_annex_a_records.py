"""Annex A: what each list becomes, with ids that stay the same from month to month."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from pipelines.landing.check import check_paths
from tests.sources.annex_a_book import Cell, Records, cells, headers, records, write_book


def made(tmp_path: Path, *rows: tuple[int, Sequence[Cell]], month: str = "2015-04") -> Records:
    sheets: dict[str, list[Sequence[Cell]]] = {}
    for number, row in rows:
        sheets.setdefault(f"List {number}", [headers(number)]).append(row)
    return records(write_book(tmp_path / "book.xlsx", sheets), month)


def test_a_contact(tmp_path: Path):
    assert made(tmp_path, (1, cells(1))).one("contacts") == {
        "contact_id": "00101:2015-03-02",
        "source_person_id": "00101",
        "contact_date": "2015-03-02",
        "contact_source_code": "6",
        "contact_source_desc": "q) 6: Police",
    }


def test_a_child_is_described_by_every_list_and_a_neither_is_no_unknown(tmp_path: Path):
    both = made(tmp_path, (1, cells(1)), (2, cells(2, gender="d) Neither")))
    assert [row["sex"] for row in both.rows("person")] == ["F", "I"]
    assert both.rows("person")[0]["dob"] == "2008-06-01"


@pytest.mark.parametrize(
    ("label", "code"), [("a) Yes", "YES"), ("b) No", "NONE"), ("AUT", "AUT"), ("c) Unknown", None)]
)
def test_disability(label: str, code: str | None, tmp_path: Path):
    rows = made(tmp_path, (4, cells(4, disability=label))).rows("disability")
    assert [row["disability_code"] for row in rows] == ([code] if code else [])


def test_two_contacts_of_a_child_on_a_day_are_two_whatever_their_order(tmp_path: Path):
    first, second = cells(1, contact_source="6"), cells(1, contact_source="2A")

    def ids(*rows: Sequence[Cell]) -> dict[str | None, str | None]:
        contacts = made(tmp_path, *((1, row) for row in rows)).rows("contacts")
        return {row["contact_source_code"]: row["contact_id"] for row in contacts}

    assert ids(first, second) == ids(second, first)
    assert set(ids(first, second).values()) == {"00101:2015-03-02", "00101:2015-03-02:2"}
    assert len(made(tmp_path, (1, first), (1, first)).rows("contacts")) == 2


def test_the_same_assessment_twice_is_rejected_once_and_two_that_differ_are_two(tmp_path: Path):
    twice = [headers(4), cells(4), cells(4)]
    report = check_paths([write_book(tmp_path / "a.xlsx", {"List 4": twice})])
    (line,) = report.rejections
    assert "List 4, row 2" in line
    assert "comes again on row 3, which was kept" in line
    two = made(tmp_path, (4, cells(4)), (4, cells(4, authorised=None)))
    assert len({row["assessment_id"] for row in two.rows("cin_assessments")}) == 2


def test_a_child_twice_on_a_list_of_one_row_per_child_is_rejected_once(tmp_path: Path):
    twice = [headers(7), cells(7), cells(7, end=date(2015, 4, 1))]
    report = check_paths([write_book(tmp_path / "a.xlsx", {"List 7": twice})])
    (line,) = report.rejections
    assert "comes again on row 3" in line
    (plans,) = [one for one in report.tables if one.table == "cp_plans"]
    assert (plans.rows_read, plans.rows_good, plans.rows_rejected) == (2, 1, 1)


def test_a_referral_and_the_need_that_began_with_it_are_one_episode(tmp_path: Path):
    rows = made(tmp_path, (3, cells(3)), (6, cells(6))).rows("cin_episodes")
    assert {row["referral_id"] for row in rows} == {"00101:2015-02-03"}
    assert rows[0]["referral_source_code"] == "2A"
    assert rows[1]["cin_primary_need_code"] == "N1"


def test_need_that_began_later_belongs_to_the_latest_referral_that_went_on(tmp_path: Path):
    rows = made(
        tmp_path,
        (3, cells(3, referral_date=date(2015, 1, 2))),
        (3, cells(3, referral_date=date(2015, 1, 20))),
        (3, cells(3, referral_date=date(2015, 1, 25), nfa="a) Yes")),
        (6, cells(6, start=date(2015, 2, 3))),
    ).rows("cin_episodes")
    assert rows[3]["referral_id"] == "00101:2015-01-20"
    ends = {row["referral_date"]: row["close_date"] for row in rows[:3]}
    # the first went on, but list 6 does not hold it: it had ended by the next referral
    assert ends == {"2015-01-02": "2015-01-20", "2015-01-20": None, "2015-01-25": "2015-01-25"}


def test_need_that_began_before_the_referrals_listed_stands_for_itself(tmp_path: Path):
    rows = made(
        tmp_path, (3, cells(3)), (6, cells(6, start=date(2013, 5, 1), end=date(2015, 1, 5)))
    ).rows("cin_episodes")
    assert rows[1]["referral_id"] == "00101:2013-05-01"
    assert rows[1]["close_date"] == "2015-01-05"


def test_an_enquiry_and_its_conference(tmp_path: Path):
    with_one = made(tmp_path, (5, cells(5)))
    assert with_one.one("s47_enquiry")["s47_nfa"] == "N"
    conference = with_one.one("initial_cp_conference")
    assert conference["s47_enquiry_id"] == with_one.one("s47_enquiry")["s47_enquiry_id"]
    assert conference["icpc_outcome_cp_flag"] == "Y"
    without = made(tmp_path, (5, cells(5, conference=None, plan=None, unnecessary="a) Yes")))
    assert without.one("s47_enquiry")["s47_nfa"] == "Y"
    assert without.rows("initial_cp_conference") == []
    still_open = made(tmp_path, (5, cells(5, conference=None, plan=None, unnecessary=None)))
    assert still_open.one("s47_enquiry")["s47_nfa"] is None


def test_the_latest_review_and_visit_of_a_plan_are_one_review_and_one_visit(tmp_path: Path):
    plan = made(tmp_path, (7, cells(7)))
    assert plan.one("cp_reviews") == {
        "cp_review_id": "00101:2015-04-28",
        "source_person_id": "00101",
        "cp_review_date": "2015-04-28",
        "cp_plan_id": "00101:2015-02-25",
    }
    assert plan.one("cp_visits")["cp_visit_seen_alone"] == "Y"


def test_a_child_in_care(tmp_path: Path):
    care = made(tmp_path, (8, cells(8, status_start=date(2015, 4, 2), uasc="a) Yes")))
    episode = care.one("cla_episodes")
    assert episode["cla_id"] == episode["cla_episode_id"] == "00101:2015-03-01"
    assert episode["cla_episode_start_reason"] == "S"
    assert episode["cla_last_iro_contact_date"] == "2015-04-01"
    assert care.one("legal_status")["legal_status_id"] == "00101:2015-04-02"
    assert care.one("cla_placement")["cla_placement_type"] == "U6"
    assert {row["health_check_type"] for row in care.rows("cla_health")} == {
        "Health Assessment",
        "Dental Check",
    }
    assert care.one("immigration_status")["immigration_status"] == "UASC"
    assert care.rows("missing") == []


def test_adoption_names_the_period_of_care(tmp_path: Path):
    both = made(tmp_path, (8, cells(8)), (10, cells(10, order=date(2015, 4, 20))))
    assert both.one("permanence")["cla_id"] == both.one("cla_episodes")["cla_id"]
    assert both.one("permanence")["permanence_order_type"] == "Adoption"
    assert both.one("family")["family_id"] == "F1"


def test_a_decision_without_a_date_is_rejected_with_its_reason(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"List 10": [headers(10), cells(10, decision=None)]})
    (line,) = check_paths([book]).rejections
    assert "is blank or not a date; without it there is no record" in line


def test_adopters_have_a_table_of_their_own(tmp_path: Path):
    adopter = made(tmp_path, (11, cells(11, left_reason="a) 1", children=2.0))).one("adopters")
    assert (adopter["adopter_id"], adopter["left_reason"]) == ("A1", "1")
    assert adopter["children_placed_count"] == "2"


def test_who_holds_a_child_is_told_for_the_month_of_the_drop_and_no_other(tmp_path: Path):
    held = made(
        tmp_path,
        (4, cells(4, worker="Assessor Example", authorised=None)),
        (8, cells(8, worker="Carer Example")),
        (9, cells(9, child_id="00202")),
    ).rows("involvements")
    by_role = {(row["source_person_id"], row["professional_role_id"]): row for row in held}
    assert set(by_role) == {("00101", "SW"), ("00202", "SW"), ("00202", "PA")}
    row = by_role["00101", "SW"]
    assert (row["involvement_start_date"], row["involvement_end_date"]) == (
        "2015-04-01",
        "2015-05-06",
    )
    assert row["involvements_id"] == "00101:2015-04:SW"


def test_a_closed_case_has_no_worker_and_a_team_alone_is_unallocated(tmp_path: Path):
    assert made(tmp_path, (8, cells(8, ceased=date(2015, 4, 1)))).rows("involvements") == []
    held = made(tmp_path, (8, cells(8, worker=None))).one("involvements")
    assert (held["professional_id"], held["professional_team"]) == ("UNALLOCATED", "Team North")


def test_a_workers_name_stands_in_the_register_only(tmp_path: Path):
    book = made(tmp_path, (4, cells(4)))
    worker = book.one("professionals")
    assert worker["professional_name"] == "Pat Example"
    assert book.one("cin_assessments")["assessment_worker_id"] == worker["professional_id"]
    assert "Pat" not in str(worker["professional_id"])
    by_number = made(tmp_path, (4, cells(4, worker="SW0042"))).one("cin_assessments")
    assert by_number["assessment_worker_id"] == "SW0042"


def test_ids_are_the_same_next_month(tmp_path: Path):
    rows = [(number, cells(number)) for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    now, then = (made(tmp_path, *rows, month=month) for month in ("2015-04", "2015-05"))
    for table in {head.table for head in now.heads} - {"involvements"}:
        assert now.rows(table) == then.rows(table)


def test_windows_claim_only_what_a_month_end_and_an_inspection_both_hold(tmp_path: Path):
    scopes = {
        head.table: head.scope
        for head in made(tmp_path, *((n, cells(n)) for n in (1, 7, 8, 9, 10))).heads
    }
    contacts = scopes["contacts"]
    assert (contacts.kind, contacts.date_from, contacts.date_to) == (
        "window",
        date(2014, 11, 6),
        date(2015, 4, 30),
    )
    assert (scopes["cp_plans"].kind, scopes["cp_plans"].latest_per_person) == ("open", True)
    assert scopes["care_leavers"].kind == "all"
    assert scopes["permanence"].date_from == date(2014, 5, 6)
    # the latest review alone is never all of them
    assert scopes["cp_reviews"].kind == "none"
    assert scopes["cp_reviews"].complete_from == date(2015, 5, 6)
    assert scopes["cp_plans"].complete_from == date(2015, 4, 1)
    assert scopes["contacts"].complete_from == date(2014, 11, 6)
