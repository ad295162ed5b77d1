"""CIN Census returns: every part, every oddity of real files, every record accounted for."""

import re
from datetime import date
from pathlib import Path

import pytest

from pipelines.sources.base import Scope
from pipelines.sources.registry import claim
from tests.sources.returns import Found, read

HEADER = """<Header><CollectionDetails>
<Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{on}</ReferenceDate>
</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>{lea}</LEA>
<SerialNo>001</SerialNo></Source></Header>
"""
IDENTIFIERS = """<ChildIdentifiers>
<LAchildID>{who}</LAchildID>
<UPN>A123456789012</UPN>
<PersonBirthDate>2008-02-29</PersonBirthDate>
<GenderCurrent>2</GenderCurrent>
</ChildIdentifiers>
"""
CHARACTERISTICS = """<ChildCharacteristics>
<Ethnicity>WBRI</Ethnicity>
<Disabilities><Disability>HEAR</Disability><Disability>VIS</Disability></Disabilities>
</ChildCharacteristics>
"""
REFERRAL = """<CINreferralDate>2014-05-06</CINreferralDate>
<ReferralSource>6</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode>
"""


def child(details: str, who: str = "00123", identifiers: str | None = None) -> str:
    """One child with one CINdetails; ``details`` follow its referral."""
    named = IDENTIFIERS.format(who=who) if identifiers is None else identifiers
    episode = f"<CINdetails>\n{REFERRAL}{details}\n<ReferralNFA>0</ReferralNFA>\n</CINdetails>\n"
    return f"<Child>\n{named}{CHARACTERISTICS}{episode}</Child>\n"


def census(
    children: str, *, year: str = "2015", on: str = "2015-03-31", lea: str = "871", root: str = ""
) -> str:
    header = HEADER.format(year=year, on=on, lea=lea)
    return f"<Message{root}>\n{header}<Children>\n{children}</Children>\n</Message>\n"


def found(tmp_path: Path, text: str, month: str = "2015-03") -> Found:
    path = tmp_path / "cin.xml"
    path.write_text(text, encoding="utf-8")
    result = read([path], month)
    assert result.balanced
    return result


def refusal(tmp_path: Path, text: str) -> str:
    (tmp_path / "cin.xml").write_text(text, encoding="utf-8")
    result = read([tmp_path / "cin.xml"])
    assert len(result.refusals) == 1
    return result.refusals[0]


def line_of(text: str, what: str) -> int:
    return text[: text.index(what)].count("\n") + 1


def test_a_child_with_everything_in_its_tables(tmp_path: Path):
    text = census(
        child(
            "<CINclosureDate>2015-02-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>\n"
            "<Assessments><AssessmentActualStartDate>2014-05-07</AssessmentActualStartDate>"
            "<AssessmentAuthorisationDate>2014-06-10</AssessmentAuthorisationDate>\n"
            "<FactorsIdentifiedAtAssessment><AssessmentFactors>4B</AssessmentFactors>"
            "<AssessmentFactors>1A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
            "</Assessments>\n"
            "<CINPlanDates><CINPlanStartDate>2014-06-11</CINPlanStartDate></CINPlanDates>\n"
        )
    )
    result = found(tmp_path, text)
    assert result.rows("person")[0] | {"source_row": 0} == {
        **dict.fromkeys(
            (
                "forename", "surname", "gender", "common_child_id", "legacy_id", "upn_unknown",
                "send_flag", "expected_dob", "death_date", "is_mother", "nationality",
            )
        ),
        "source_person_id": "00123",
        "sex": "F",
        "ethnicity": "WBRI",
        "dob": date(2008, 2, 29),
        "la_code": "871",
        "source_file": "cin.xml, Child",
        "source_row": 0,
    }  # fmt: skip
    assert result.column("disability", "disability_code") == ["HEAR", "VIS"]
    assert result.column("linked_identifiers", "identifier_value") == ["A123456789012"]
    (episode,) = result.rows("cin_episodes")
    assert episode["referral_date"] == date(2014, 5, 6)
    assert episode["referral_nfa"] is False
    assert (episode["close_reason"], episode["close_date"]) == ("RC7", date(2015, 2, 1))
    (assessment,) = result.rows("cin_assessments")
    assert assessment["referral_id"] == episode["referral_id"]
    assert assessment["assessment_auth_date"] == date(2014, 6, 10)
    (factors,) = result.rows("assessment_factors")
    assert factors["assessment_id"] == assessment["assessment_id"]
    assert factors["assessment_factors_json"] == '{"1A": "Y", "4B": "Y"}'
    (plan,) = result.rows("cin_plans")
    assert plan["cin_plan_start_date"] == date(2014, 6, 11)
    assert plan["referral_id"] == episode["referral_id"]


def test_no_team_or_worker_is_made_up(tmp_path: Path):
    result = found(tmp_path, census(child("")))
    assert {"involvements", "professionals", "teams", "department"}.isdisjoint(result.tables)
    assert result.column("cin_episodes", "referral_team") == [None]


PROTECTION = """<Section47>
<S47ActualStartDate>2014-07-01</S47ActualStartDate>
<InitialCPCtarget>2014-07-22</InitialCPCtarget>
<DateOfInitialCPC>2014-07-20</DateOfInitialCPC>
<ICPCnotRequired>false</ICPCnotRequired>
</Section47>
<ChildProtectionPlans>
<CPPstartDate>2014-07-20</CPPstartDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
<NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2014-10-01</CPPreviewDate><CPPreviewDate>2015-02-01</CPPreviewDate></Reviews>
<Reviews><CPPreviewDate>2015-03-02</CPPreviewDate></Reviews>
</ChildProtectionPlans>
"""


def test_every_review_of_a_plan_is_read_not_only_the_first(tmp_path: Path):
    result = found(tmp_path, census(child(PROTECTION)))
    held = result.column("cp_reviews", "cp_review_date")
    assert held == [date(2014, 10, 1), date(2015, 2, 1), date(2015, 3, 2)]
    (plan,) = result.column("cp_plans", "cp_plan_id")
    assert set(result.column("cp_reviews", "cp_plan_id")) == {plan}


def test_a_conference_is_linked_to_its_enquiry_and_to_the_plan_begun_that_day(tmp_path: Path):
    result = found(tmp_path, census(child(PROTECTION)))
    (conference,) = result.rows("initial_cp_conference")
    (enquiry,) = result.rows("s47_enquiry")
    (plan,) = result.rows("cp_plans")
    assert conference["s47_enquiry_id"] == enquiry["s47_enquiry_id"]
    assert conference["cp_plan_id"] == plan["cp_plan_id"]
    assert plan["icpc_id"] == conference["icpc_id"]
    assert conference["icpc_outcome_cp_flag"] is True
    assert conference["icpc_transfer_in"] is False
    assert conference["icpc_target_date"] == date(2014, 7, 22)
    assert enquiry["s47_outcome_json"] == '{"ICPC_NOT_REQUIRED": "N"}'
    assert enquiry["s47_nfa"] is False
    assert enquiry["s47_end_date"] is None, "the return does not say when an enquiry ended"
    categories = (plan["cp_plan_initial_category"], plan["cp_plan_latest_category"])
    assert categories == ("NEG", "EMO")


def test_an_enquiry_whose_conference_is_still_to_come_has_no_outcome(tmp_path: Path):
    waiting = re.sub(r"<DateOfInitialCPC>.*</DateOfInitialCPC>\n", "", PROTECTION)
    (enquiry,) = found(tmp_path, census(child(waiting))).rows("s47_enquiry")
    assert enquiry["s47_nfa"] is None


def test_a_plan_begun_another_day_is_not_the_conferences(tmp_path: Path):
    later = PROTECTION.replace("<CPPstartDate>2014-07-20", "<CPPstartDate>2014-07-21")
    result = found(tmp_path, census(child(later)))
    assert result.column("initial_cp_conference", "icpc_outcome_cp_flag") == [False]
    assert result.column("cp_plans", "icpc_id") == [None]


def test_a_conference_beside_the_enquiries_follows_none(tmp_path: Path):
    alone = "<DateOfInitialCPC>2014-06-01</DateOfInitialCPC>"
    result = found(tmp_path, census(child(alone)))
    (conference,) = result.rows("initial_cp_conference")
    assert conference["s47_enquiry_id"] is None
    assert conference["icpc_date"] == date(2014, 6, 1)
    assert conference["icpc_transfer_in"] is True


def test_a_conference_given_at_both_levels_counts_once_under_its_enquiry(tmp_path: Path):
    both = "<DateOfInitialCPC>2014-07-20</DateOfInitialCPC>\n" + PROTECTION
    text = census(child(both))
    result = found(tmp_path, text)
    assert len(result.rows("initial_cp_conference")) == 1
    assert result.rows("initial_cp_conference")[0]["s47_enquiry_id"] is not None
    assert result.rejected("initial_cp_conference") == [
        (line_of(text, "<CINdetails>"), "conference_again")
    ]
    (message,) = result.tables["initial_cp_conference"].rejected["message"].to_pylist()
    assert f"line {line_of(text, '<Section47>')}" in message and "2884" in message


@pytest.mark.parametrize("said", ["1", "true", "TRUE", "Y"])
def test_yes_in_any_spelling(tmp_path: Path, said: str):
    details = (
        "<Section47><S47ActualStartDate>2014-07-01</S47ActualStartDate>\n"
        f"<ICPCnotRequired>{said}</ICPCnotRequired></Section47>"
    )
    text = census(child(details)).replace("<ReferralNFA>0", f"<ReferralNFA>{said}")
    result = found(tmp_path, text)
    assert result.column("cin_episodes", "referral_nfa") == [True]
    assert result.column("s47_enquiry", "s47_outcome_json") == ['{"ICPC_NOT_REQUIRED": "Y"}']
    assert result.rows("initial_cp_conference") == []


@pytest.mark.parametrize(
    ("element", "said", "sex"),
    [
        ("GenderCurrent", "1", "M"),
        ("GenderCurrent", "2", "F"),
        ("GenderCurrent", "0", "U"),
        ("GenderCurrent", "9", "U"),
        ("Sex", "F", "F"),
        ("Sex", "m", "M"),
        ("Sex", "U", "U"),
        ("Sex", "1", "M"),  # fake files put the old codes into the new element
    ],
)
def test_sex_under_its_old_and_its_new_name(tmp_path: Path, element: str, said: str, sex: str):
    text = census(child("")).replace("GenderCurrent>2", f"{element}>{said}")
    result = found(tmp_path, text.replace("/GenderCurrent", f"/{element}"))
    assert result.column("person", "sex") == [sex]


def test_an_unborn_child_has_an_expected_birth_date_and_no_other(tmp_path: Path):
    text = census(child("")).replace(
        "PersonBirthDate>2008-02-29<", "ExpectedPersonBirthDate>2015-06-01<"
    )
    result = found(tmp_path, text.replace("/PersonBirthDate", "/ExpectedPersonBirthDate"))
    assert result.column("person", "dob") == [None]
    assert result.column("person", "expected_dob") == [date(2015, 6, 1)]


def test_namespaces_make_no_difference(tmp_path: Path):
    plain = found(tmp_path, census(child(PROTECTION)))
    spaced = found(tmp_path, census(child(PROTECTION), root=' xmlns="urn:dfe:cin"'))
    text = (
        census(child(PROTECTION))
        .replace("</", "</c:")
        .replace("<", "<c:")
        .replace("<c:/c:", "</c:")
    )
    prefixed = found(tmp_path, text.replace("<c:Message>", '<c:Message xmlns:c="urn:dfe">'))
    for other in (spaced, prefixed):
        for table in plain.tables:
            assert other.rows(table) == plain.rows(table), table


def test_what_a_child_has_once_is_found_at_the_childs_own_level_too(tmp_path: Path):
    flat = "<LAchildID>C1</LAchildID>\n<PersonBirthDate>2010-01-01</PersonBirthDate><Sex>M</Sex>\n"
    text = census(child("", identifiers=flat)).replace("<ChildCharacteristics>\n", "")
    result = found(tmp_path, text.replace("</ChildCharacteristics>\n", ""))
    (person,) = result.rows("person")
    assert (person["source_person_id"], person["ethnicity"], person["sex"]) == ("C1", "WBRI", "M")
    assert result.column("disability", "disability_code") == ["HEAR", "VIS"]


def test_elements_of_a_later_year_are_told_and_cost_nothing(tmp_path: Path):
    text = census(
        child("<NewIn2028>x</NewIn2028>\n<Assessments><AssessmentActualStartDate>2014-05-07"
              "</AssessmentActualStartDate><Method>1</Method></Assessments>"),
    )  # fmt: skip
    result = found(tmp_path, text)
    said = [
        one.message for one in result.tables["person"].problems if one.rule == "unknown_element"
    ]
    assert any("cindetails/newin2028" in message for message in said)
    assert any("assessments/method" in message for message in said)
    assert len(result.rows("cin_episodes")) == len(result.rows("cin_assessments")) == 1
    told = result.tables["person"].problems
    place = next(one for one in told if "newin2028" in one.message)
    assert place.first_rows == (line_of(text, "<NewIn2028>"),)


def test_an_element_that_should_come_once_and_comes_twice_is_told(tmp_path: Path):
    result = found(tmp_path, census(child("<ReferralSource>7</ReferralSource>")))
    assert result.column("cin_episodes", "referral_source_code") == ["6"]
    assert "cindetails/referralsource" in result.told("person")["repeated_element"]


def test_stray_text_between_elements_is_told_and_costs_nothing(tmp_path: Path):
    text = census(child("")).replace("<Children>\n", "<Children>\nstray words\n")
    result = found(tmp_path, text)
    assert "between elements" in result.told("person")["stray_text"]
    assert len(result.rows("cin_episodes")) == 1


def test_several_episodes_assessments_plans_and_enquiries_have_stable_keys(tmp_path: Path):
    two = "<Section47><S47ActualStartDate>2014-07-01</S47ActualStartDate>\n</Section47>\n" * 2
    again = f"<CINdetails>\n{REFERRAL}{two}</CINdetails>\n"
    first = found(tmp_path, census(child(two).replace("</Child>\n", again + "</Child>\n")))
    assert first.column("cin_episodes", "referral_id") == [
        "00123-REF-20140506",
        "00123-REF-20140506-2",
    ]
    keys = first.column("s47_enquiry", "s47_enquiry_id")
    assert keys == [f"00123-S47-20140701{end}" for end in ("", "-2", "-3", "-4")]
    later = found(
        tmp_path,
        census(child("", who="9") + child(two).replace("</Child>\n", again + "</Child>\n")),
        "2015-06",
    )
    assert later.column("s47_enquiry", "s47_enquiry_id") == keys


def test_a_date_written_another_way_makes_the_same_key(tmp_path: Path):
    text = census(child("")).replace("2014-05-06", "2014-05-06T00:00:00")
    assert found(tmp_path, text).column("cin_episodes", "referral_id") == ["00123-REF-20140506"]


def test_the_same_review_or_disability_twice_is_rejected_once(tmp_path: Path):
    twice = PROTECTION.replace("2015-02-01", "2014-10-01")
    text = census(child(twice)).replace(">VIS<", ">HEAR<")
    result = found(tmp_path, text)
    assert [rule for _, rule in result.rejected("cp_reviews")] == ["duplicate_key"]
    assert [rule for _, rule in result.rejected("disability")] == ["duplicate_key"]
    (message,) = result.tables["cp_reviews"].rejected["message"].to_pylist()
    assert message.startswith("`CPPreviewDate` comes again on line")


def test_a_child_without_an_id_is_rejected_with_all_its_records(tmp_path: Path):
    text = census(child(PROTECTION).replace("<LAchildID>00123</LAchildID>\n", ""))
    result = found(tmp_path, text)
    for table in ("person", "cin_episodes", "s47_enquiry", "cp_plans", "cp_reviews"):
        assert result.rows(table) == []
        assert {rule for _, rule in result.rejected(table)} == {"required_blank"}, table
    (message,) = result.tables["person"].rejected["message"].to_pylist()
    assert message == "`LAchildID` is blank; fill it in"


def test_a_record_without_its_date_is_rejected_on_its_line(tmp_path: Path):
    text = census(
        child(
            "<Assessments>\n<AssessmentAuthorisationDate>2014-06-10</AssessmentAuthorisationDate>\n</Assessments>"
        )
    )
    result = found(tmp_path, text)
    assert result.rejected("cin_assessments") == [
        (line_of(text, "<Assessments>"), "required_blank")
    ]


@pytest.mark.parametrize(
    ("said", "rule"), [("2014-02-30", "date_impossible"), ("soon", "date_format")]
)
def test_a_bad_date_is_rejected_and_never_blanked(tmp_path: Path, said: str, rule: str):
    result = found(tmp_path, census(child("")).replace("2014-05-06", said))
    assert [one for _, one in result.rejected("cin_episodes")] == [rule]


def test_records_keep_the_line_they_start_on(tmp_path: Path):
    text = census(child(PROTECTION))
    result = found(tmp_path, text)
    assert result.column("s47_enquiry", "source_row") == [line_of(text, "<Section47>")]
    assert result.tables["cin_episodes"].parts[0].head.part == "CINdetails"


def test_a_file_on_one_line_is_numbered_by_child(tmp_path: Path):
    text = census("".join(child("", who=f"C{n}") for n in range(9))).replace("\n", "")
    result = found(tmp_path, text)
    assert result.column("cin_episodes", "source_row") == list(range(2, 11))
    assert result.tables["cin_episodes"].parts[0].head.position_word == "record"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"on": "2015-03-30"}, "not a 31 March"),
        ({"year": "2016"}, "not the year of"),
        ({"lea": "999"}, "another authority"),
        ({"on": "tomorrow"}, "not a date"),
    ],
)
def test_what_is_odd_in_the_header_is_told(tmp_path: Path, change: dict[str, str], says: str):
    head = found(tmp_path, census(child(""), **change)).tables["person"].parts[0].head
    assert any(says in note for note in head.notes)


def test_a_return_without_a_header_speaks_for_the_year_of_its_month(tmp_path: Path):
    text = f"<Message>\n<Children>\n{child('')}</Children>\n</Message>\n"
    head = found(tmp_path, text, "2015-06").tables["cin_episodes"].parts[0].head
    assert head.scope == Scope(
        "open", "referral_date", date(2015, 4, 1), date(2016, 3, 31), "close_date"
    )


def test_plans_are_not_said_to_be_none_in_a_year_that_did_not_ask(tmp_path: Path):
    assert "cin_plans" not in found(tmp_path, census(child(""))).tables
    asked = census(child(""), year="2022", on="2022-03-31").replace("2014-", "2013-")
    path = tmp_path / "later.xml"
    path.write_text(asked)
    later = read([path], "2022-03", date(2022, 4, 5))
    assert later.rows("cin_plans") == []
    assert "pre_proceedings" not in later.tables


def test_pre_proceedings_of_2026_27(tmp_path: Path):
    part = (
        "<PreProceedingsandFGDM><PPStartDate>2014-08-01</PPStartDate>\n"
        "<LBPSentDate>2014-08-05</LBPSentDate><PPOutcome>1</PPOutcome>"
        "<ReviewMeetingsCount>2</ReviewMeetingsCount></PreProceedingsandFGDM>"
    )
    (row,) = found(tmp_path, census(child(part))).rows("pre_proceedings")
    assert row["pre_pro_decision_date"] == date(2014, 8, 1)
    assert row["pre_pro_letter_date"] == date(2014, 8, 5)
    assert (row["pre_pro_outcome"], row["pre_pro_meetings_num"]) == ("1", 2)


@pytest.mark.parametrize(
    "text",
    [
        "<Message><Header><Collection>SCHOOL</Collection></Header><Child/></Message>",
        "<Message><Pupils/></Message>",
        "<html><body>Message</body></html>",
        "LAchildID,CINdetails\n1,2\n",
    ],
)
def test_other_files_are_not_taken_for_a_census(tmp_path: Path, text: str):
    path = tmp_path / "cin.xml"
    path.write_text(text)
    assert claim(path) is None


def test_a_hostile_or_cut_return_is_recognised_and_refused(tmp_path: Path):
    bomb = '<!DOCTYPE Message [<!ENTITY a "x">]>\n' + census(child(""))
    assert "document type" in refusal(tmp_path, bomb)
    assert "cut off" in refusal(tmp_path, census(child(""))[:-30])
    assert "line" in refusal(tmp_path, census(child("")).replace("00123", "00\x00123"))


def test_an_empty_return_has_its_tables_without_rows(tmp_path: Path):
    result = found(tmp_path, census(""))
    assert result.rows("cin_episodes") == result.rows("person") == []


def test_no_message_names_a_child(tmp_path: Path):
    odd = PROTECTION.replace("2014-07-20<", "2014-07-99<", 1)
    result = found(tmp_path, census(child(odd, who="SECRET1") + child(odd, who="SECRET1")))
    told = [one.message for table in result.tables.values() for one in table.problems]
    told += [text for t in result.tables.values() for text in t.rejected["message"].to_pylist()]
    assert told and not any("SECRET1" in text or "A1234" in text for text in told)
