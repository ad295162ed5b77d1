"""Traps in the layouts of published files, one test each, on files made in their image."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import DataProblem
from pipelines.reference.frames import Reading
from pipelines.reference.reading import read_file
from tests.reference.made_files import (
    D3,
    D3_LABEL,
    ORDER_A,
    ORDER_B,
    authority,
    england,
    region,
    write,
)


def values(reading: Reading, series: str) -> dict[tuple[str, str], Any]:
    """Value by area code and year as written."""
    return {
        (str(one["area_code"]), str(one["period_text"])): one["value"]
        for one in reading.values
        if one["series_id"] == series
    }


def one(reading: Reading, series: str, area: str) -> dict[str, object]:
    """The one value of a series for an area."""
    found = [v for v in reading.values if v["series_id"] == series and v["area_code"] == area]
    assert len(found) == 1
    return found[0]


def accounted(reading: Reading) -> bool:
    """Rows read are rows used, not needed or rejected."""
    rejected = sum(reading.rejected.values())
    return reading.rows_read == reading.rows_used + reading.rows_not_needed + rejected


# --- the CSV itself -----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [True, False])
def test_a_byte_order_mark_comes_and_goes(tmp_path: Path, mark: bool) -> None:
    rows = [authority("2015", "871", f"{D3_LABEL},173,25,14.5")]
    reading = read_file(write(tmp_path / "d3.csv", D3, rows, mark=mark))
    assert values(reading, "cpp_repeat_pct") == {("871", "2015"): "14.5"}
    assert accounted(reading)


def test_an_empty_cell_in_quotation_marks_is_empty(tmp_path: Path) -> None:
    rows = [england("2025", f"{D3_LABEL},61840,15130,24.5", blank='""')]
    reading = read_file(write(tmp_path / "d3.csv", D3, rows))
    assert values(reading, "cpp_repeat_pct") == {("E92000001", "2025"): "24.5"}


def test_identifiers_are_found_by_name_in_both_orders(tmp_path: Path) -> None:
    cells = f"{D3_LABEL},173,25,14.5"
    for order, ids in (("A", ORDER_A), ("B", ORDER_B)):
        header = D3.replace(ORDER_A, ids)
        rows = [authority("2015", "871", cells, order=order)]
        found = one(
            read_file(write(tmp_path / f"{order}.csv", header, rows)), "cpp_start_count", "871"
        )
        assert (found["area_name"], found["value"]) == ("Slough", "173")


def test_national_files_stop_after_the_country(tmp_path: Path) -> None:
    header = "time_period,time_identifier,geographic_level,country_code,country_name,"
    header += "cla_group,stage_of_adoption_process,age_start_poc,number"
    stage = "6. Total average time between entry into care and adoption"
    start = "2025,Reporting year,National,E92000001,England,CLA adopted during the year"
    rows = [f"{start},{stage},Total,02:03", f"{start},{stage},Age under 1,01:02"]
    rows.append(f"{start},Percentage placed within 12 months,Total,51")
    reading = read_file(write(tmp_path / "n.csv", header, rows))
    # years and months as text: two years and three months are 27 months, for all ages
    assert values(reading, "adoption_entry_to_adoption_months_national") == {
        ("E92000001", "2025"): "27"
    }


def test_a_metadata_file_is_no_data(tmp_path: Path) -> None:
    from pipelines.reference.reading import is_reference_file

    meta = write(tmp_path / "d3.meta.csv", "col_name,col_type", ["CPP_start,Indicator"])
    data = write(tmp_path / "d3.csv", D3, [])
    assert not is_reference_file(meta)
    assert is_reference_file(data)


def test_an_unknown_header_is_refused_with_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(DataProblem, match=r"x\.csv: not recognised by its header"):
        read_file(write(tmp_path / "x.csv", "a,b", ["1,2"]))


# --- areas --------------------------------------------------------------------------------------


def test_inner_and_outer_london_are_regions_of_their_own(tmp_path: Path) -> None:
    cells = f"{D3_LABEL},10,2,20.0"
    rows = [
        region("2025", "E12000007", "London", cells),
        region("2025", "E13000001", "Inner London", cells),
        region("2025", "E13000002", "Outer London", cells),
        authority("2025", "202", cells, "E09000007", "Camden", "E13000001,Inner London"),
    ]
    reading = read_file(write(tmp_path / "d3.csv", D3, rows))
    codes = {v["area_code"] for v in reading.values if v["area_level"] == "region"}
    assert codes == {"E12000007", "E13000001", "E13000002"}
    assert one(reading, "cpp_start_count", "202")["region_code"] == "E13000001"


def test_an_authority_is_known_by_its_three_digits_whatever_its_ons_code(tmp_path: Path) -> None:
    for ons in ("E10000002", "E06000060"):
        rows = [authority("2025", "825", f"{D3_LABEL},9,1,11.1", ons, "Buckinghamshire")]
        reading = read_file(write(tmp_path / "d3.csv", D3, rows))
        assert values(reading, "cpp_start_count") == {("825", "2025"): "9"}


SCHOOL = "Academic year"
CSWW = (
    f"{ORDER_A},inpost_fte,turnover_rate_fte,agency_rate_fte,vacancy_rate_fte,absence_rate_fte,"
    "caseload_fte,starters_fte,leavers_fte"
)


def test_authorities_that_return_together_each_have_the_joint_value(tmp_path: Path) -> None:
    rows = [
        authority(
            "2019",
            "314 / 318",
            "100.5,12.0,20.1,15.0,2.9,16.3,18.0,11.5",
            "E09000021 / E09000027",
            "Kingston upon Thames / Richmond upon Thames",
            "E13000002,Outer London",
        )
    ]
    reading = read_file(write(tmp_path / "csww.csv", CSWW, rows))
    assert values(reading, "sw_agency_rate_pct") == {
        ("314", "2019"): "20.1",
        ("318", "2019"): "20.1",
    }
    assert {v["joint_with"] for v in reading.values} == {"314 / 318"}
    assert reading.values[0]["period_end"] == dt.date(2019, 9, 30)


def test_outside_its_life_an_authority_is_not_applicable(tmp_path: Path) -> None:
    rows = [authority("2025", "928", f"{D3_LABEL},z,z,z", "E10000021", "Northamptonshire")]
    found = one(read_file(write(tmp_path / "d3.csv", D3, rows)), "cpp_start_count", "928")
    assert (found["value"], found["symbol_status"]) == (None, "not_applicable")


def test_a_level_nobody_knows_is_rejected_not_lost(tmp_path: Path) -> None:
    row = authority("2025", "871", f"{D3_LABEL},9,1,11.1").replace("Local authority", "School")
    reading = read_file(write(tmp_path / "d3.csv", D3, [row, england("2025", f"{D3_LABEL},9,1,1")]))
    assert list(reading.rejected.values()) == [1]
    assert accounted(reading)


# --- time ---------------------------------------------------------------------------------------


def test_kinds_of_year_end_on_their_own_days(tmp_path: Path) -> None:
    from pipelines.reference.periods import period_of

    march = dt.date(2025, 3, 31)
    for text, kind in (("2025", "reporting year"), ("202425", "financial year"), ("2024-25", "")):
        found = period_of(text, kind, "year_to_31_march")
        assert found is not None and (found.end, found.label) == (march, "2024-25")
    school = period_of("202425", "academic year", "academic_year")
    assert school is not None and school.end == dt.date(2025, 8, 31)
    bare = period_of("2025", "", "academic_year")
    assert bare is not None and bare.end == dt.date(2025, 8, 31)
    three = period_of("2014-16", "", "year_to_31_march")
    assert three is not None and three.end == dt.date(2016, 3, 31)


@pytest.mark.parametrize(
    ("text", "identifier", "kind"),
    [
        ("202425", "academic year", "year_to_31_march"),
        ("2025", "reporting year", "academic_year"),
        ("202426", "academic year", "academic_year"),
        ("2025", "academic year", "academic_year"),
        ("202425", "reporting year", "at_31_march"),
        ("0", "", "at_31_march"),
        ("Week 12", "", "at_31_march"),
    ],
)
def test_a_year_of_another_kind_is_no_year(text: str, identifier: str, kind: str) -> None:
    from pipelines.reference.periods import period_of

    assert period_of(text, identifier, kind) is None


def test_a_school_year_in_a_file_of_reporting_years_is_rejected(tmp_path: Path) -> None:
    cells = f"{D3_LABEL},9,1,11.1"
    rows = [authority("202425", "871", cells, kind=SCHOOL), england("2025", cells)]
    reading = read_file(write(tmp_path / "d3.csv", D3, rows))
    assert values(reading, "cpp_start_count") == {("E92000001", "2025"): "9"}
    assert accounted(reading)
    assert "is no year of" in next(iter(reading.rejected))


# --- symbols ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "status"),
    [
        ("c", "suppressed"),
        ("z", "not_applicable"),
        ("x", "not_available"),
        (":", "not_available"),
        ("u", "low_reliability"),
        ("low", "rounds_to_zero"),
        ("k", "rounds_to_zero"),
        ("~", "rounds_to_zero"),
        ("", "not_available"),
    ],
)
def test_a_symbol_is_no_number_and_keeps_its_meaning(
    tmp_path: Path, symbol: str, status: str
) -> None:
    rows = [authority("2025", "871", f"{D3_LABEL},9,{symbol},{symbol}")]
    found = one(read_file(write(tmp_path / "d3.csv", D3, rows)), "cpp_repeat_pct", "871")
    assert (found["value"], found["symbol"], found["symbol_status"]) == (None, symbol, status)


def test_x_meant_suppressed_before_2020(tmp_path: Path) -> None:
    rows = [authority("2018", "871", f"{D3_LABEL},9,x,x")]
    file = write(tmp_path / "d3.csv", D3, rows)
    # today's header without a date is no old spreadsheet
    assert one(read_file(file), "cpp_repeat_pct", "871")["symbol_status"] == "not_available"
    notes = tmp_path / "d3.csv.release.yml"
    notes.write_text("published_on: 2018-10-25\n")
    assert one(read_file(file), "cpp_repeat_pct", "871")["symbol_status"] == "suppressed"
    notes.write_text("release: '2018 revised'\npublished_on: 2023-10-26\n")
    again = one(read_file(file), "cpp_repeat_pct", "871")
    assert (again["symbol_status"], again["release"]) == ("not_available", "2018 revised")


def test_a_true_zero_is_a_number_and_an_unknown_symbol_is_rejected(tmp_path: Path) -> None:
    rows = [
        authority("2025", "871", f"{D3_LABEL},9,0,0"),
        authority("2024", "871", f"{D3_LABEL},?,0,0"),
    ]
    reading = read_file(write(tmp_path / "d3.csv", D3, rows))
    assert values(reading, "cpp_repeat_pct") == {("871", "2025"): "0"}
    assert reading.rejected == {"'?' is neither a number nor a symbol of this release": 1}
    assert accounted(reading)


# --- columns and labels that change from release to release ---------------------------------------


def test_columns_renamed_between_releases(tmp_path: Path) -> None:
    old = f"{ORDER_A},Category,Referrals,Referrals_rate,Re_referrals,Re_referrals_percent,"
    old += "No_Further_Action,No_Further_Action_percent"
    new = f"{ORDER_A},category,referral_count,rereferral_count,rereferral_percent,"
    new += "no_further_action_count,no_further_action_percent"
    first = read_file(
        write(tmp_path / "a.csv", old, [authority("2024", "871", "R,3350,749.4,502,15.0,48,2.1")])
    )
    second = read_file(
        write(tmp_path / "b.csv", new, [authority("2024", "871", "R,3350,502,15.0,48,2.1")])
    )
    for reading in (first, second):
        assert values(reading, "referral_count") == {("871", "2024"): "3350"}
        assert values(reading, "rereferral_pct") == {("871", "2024"): "15.0"}
    # the rate column is gone from 2025: not an error, the rate is worked out from the counts
    assert values(first, "referral_rate") == {("871", "2024"): "749.4"}
    assert values(second, "referral_rate") == {}


def test_a_column_that_must_be_there_is_missed_by_name(tmp_path: Path) -> None:
    header = f"{ORDER_A},category,At31_episodes,Started_episodes_x,Ended_episodes,Started_episodes"
    b1 = write(tmp_path / "b1.csv", header.replace("Started_episodes_x,", ""), [])
    with pytest.raises(DataProblem, match="no time_period is a year"):
        read_file(b1)
    c1 = f"{ORDER_A},category,referral_count,rereferral_percent"
    with pytest.raises(DataProblem, match="none of the columns no_further_action_percent"):
        read_file(write(tmp_path / "c1.csv", c1, [authority("2025", "871", "R,3350,15.0")]))


def test_names_with_digits_and_signs(tmp_path: Path) -> None:
    bands = ("3_months_or_less", "more_than_3_months_6_months")
    bands += ("more_than_6_months_less_than_1_year", "1_year_less_than_2_years", "2_years_or_more")
    d5 = f"{ORDER_A},category,CPP_At31," + ",".join(f"{one},{one}_percent" for one in bands)
    row = authority("2015", "871", "D,112,40,35.7,30,26.8,29,25.9,10,8.9,3,2.7")
    reading = read_file(write(tmp_path / "d5.csv", d5, [row]))
    assert values(reading, "cpp_to_12m_at31march_pct") == {("871", "2015"): "25.9"}
    assert values(reading, "cpp_2yr_plus_at31march_pct") == {("871", "2015"): "2.7"}
    c4 = f"{ORDER_A},category,Section47,ICPC,Duration_0-10_days,Duration_21+_days"
    reading = read_file(write(tmp_path / "c4.csv", c4, [authority("2015", "871", "S,940,382,9,8")]))
    assert values(reading, "s47_count") == {("871", "2015"): "940"}
    head = f"{ORDER_A},turnover_rate_fte_%,agency_worker_rate_fte_%,vacancy_rate_fte_%"
    reading = read_file(
        write(tmp_path / "h.csv", head, [authority("2016", "871", "28.9,52.1,45.2")])
    )
    assert values(reading, "sw_agency_rate_pct") == {("871", "2016"): "52.1"}


HEALTH_OLD = f"{ORDER_B},cla_group,characteristic,number,percentage"
HEALTH_NEW = f"{ORDER_B},characteristic,breakdown,children_count,children_percent"
HEALTH = (
    "Had their annual health assessment",
    "Had their teeth checked by a dentist",
    "Had their immunisations up to date",
    "SDQ average score",
)


@pytest.mark.parametrize("header", [HEALTH_OLD, HEALTH_NEW])
def test_characteristic_changed_its_meaning_and_a_score_stands_among_counts(
    tmp_path: Path, header: str
) -> None:
    group = "Children looked after for at least 12 months"
    rows = [authority("2025", "871", f"{group},{name},90,94", order="B") for name in HEALTH[:3]]
    rows.append(authority("2025", "871", f"{group},{HEALTH[3]},14.2,z", order="B"))
    reading = read_file(write(tmp_path / "h.csv", header, rows))
    assert values(reading, "cla_health_assessment_pct") == {("871", "2025"): "94"}
    assert values(reading, "cla_sdq_average_score") == {("871", "2025"): "14.2"}


@pytest.mark.parametrize(
    ("header", "age", "unsuitable"),
    [
        (
            f"{ORDER_B},age,accommodation_suitability,number,percentage",
            ("Aged 17 to 18", "Aged 19 to 21"),
            "Accommodation considered not suitable",
        ),
        (
            f"{ORDER_B},care_leaver_age,breakdown,care_leaver_count,care_leaver_percent",
            ("17 to 18 years", "19 to 21 years"),
            "Accommodation considered unsuitable",
        ),
    ],
)
def test_labels_renamed_between_releases(
    tmp_path: Path, header: str, age: tuple[str, str], unsuitable: str
) -> None:
    rows = [
        authority("2024", "871", f"{a},{what},30,{n}", order="B")
        for a, n in zip(age, (80, 88), strict=True)
        for what in ("Accommodation considered suitable", unsuitable)
    ]
    reading = read_file(write(tmp_path / "a.csv", header, rows))
    assert values(reading, "careleaver_suitable_accom_19_21_pct") == {("871", "2024"): "88"}
    assert values(reading, "careleaver_suitable_accom_17_18_pct") == {("871", "2024"): "80"}


def test_a_label_nobody_knows_is_said_aloud(tmp_path: Path) -> None:
    header = f"{ORDER_B},population_type,population_estimate,children_count,rate_per_10000"
    rows = [authority("2025", "871", "Children in our care,46686,173,37", order="B")]
    with pytest.raises(DataProblem, match=r"no row is labelled .*children in our care"):
        read_file(write(tmp_path / "cla.csv", header, rows))


@pytest.mark.parametrize("on", ["at", "on"])
def test_at_and_on_31_march_and_both_names_of_the_filter(tmp_path: Path, on: str) -> None:
    name = "population_count" if on == "at" else "population_type"
    count = "number" if on == "at" else "children_count"
    header = f"{ORDER_B},{name},population_estimate,{count},rate_per_10000"
    labels = (
        f"Children looked after {on} 31 March each year",
        "Children starting to be looked after each year",
        "Children ceasing to be looked after each year",
    )
    rows = [authority("2024", "871", f"{one},44849,201,45", order="B") for one in labels]
    reading = read_file(write(tmp_path / "cla.csv", header, rows))
    assert values(reading, "cla_31march_rate") == {("871", "2024"): "45"}
    assert one(reading, "cla_31march_rate", "871")["denominator"] == "44849"


def test_the_long_stability_label_of_2023(tmp_path: Path) -> None:
    header = f"{ORDER_B},cla_group,placement_stability,number,percentage"
    group = (
        "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    )
    carer = "Living with the same carer for at least 2 years"
    long = f'"{carer}, or are placed for adoption and have been with the same carer"'
    rows = [
        authority("2023", "871", f"{group},{long},40,75", order="B"),
        authority("2023", "871", f"{group},Total children,53,100", order="B"),
        authority(
            "2023",
            "871",
            "CLA on 31 March,With 3 or more placements during the year,9,5",
            order="B",
        ),
    ]
    reading = read_file(write(tmp_path / "s.csv", header, rows))
    assert values(reading, "cla_same_placement_2yrs_pct") == {("871", "2023"): "75"}


@pytest.mark.parametrize(
    "filters",
    [
        ("absence_terms", "phase_type_grouping"),
        ("year_breakdown", "school_type"),
    ],
)
def test_absence_filters_renamed_and_totals_taken(tmp_path: Path, filters: tuple[str, str]) -> None:
    header = f"{ORDER_B},{filters[0]},social_care_group,{filters[1]},t_pupils,t_sess_possible,"
    header += "t_sess_overall,pt_overall,t_pupils_pa_10_exact,pt_pupils_pa_10_exact,"
    header += "t_pupils_pa_50_exact,pt_pupils_pa_50_exact"
    start = "Six half terms,CLA 12 months at 31 March"
    rows = [
        authority("202425", "871", f"{start},{kind},90,1000,80,{n},9,10.0,2,2.2", kind=SCHOOL)
        for kind, n in (("Total", "8.0"), ("Primary", "5.5"))
    ]
    reading = read_file(write(tmp_path / "abs.csv", header.replace(ORDER_B, ORDER_A), rows))
    assert values(reading, "absence_overall_cla_pct") == {("871", "202425"): "8.0"}


def test_final_and_revised_versions_are_of_different_years(tmp_path: Path) -> None:
    header = f"{ORDER_A},social_care_group,version,t_pupils,t_att8,avg_att8,"
    header += "t_l2basics_94,pt_l2basics_94"
    group = "CLA 12 months at 31 March"
    rows = [
        authority("202425", "871", f"{group},Revised,7,82,11.7,1,14.3", kind=SCHOOL),
        authority("202324", "871", f"{group},Final,16,455.5,28.5,3,18.8", kind=SCHOOL),
    ]
    reading = read_file(write(tmp_path / "ks4.csv", header, rows))
    assert values(reading, "ks4_attainment8_cla") == {
        ("871", "202425"): "11.7",
        ("871", "202324"): "28.5",
    }
    twice = [*rows, authority("202425", "871", f"{group},Final,7,82,12.0,1,14.3", kind=SCHOOL)]
    with pytest.raises(DataProblem, match="two rows for 871 in 202425 with different values"):
        read_file(write(tmp_path / "ks4.csv", header, twice))
