"""LAIT extracts, neighbour models and long tables: their traps, on made files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from pipelines.errors import DataProblem
from pipelines.reference.reading import read_file
from tests.reference.made_files import write
from tests.reference.test_layouts import accounted, one, values

LAIT = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"


def lait(short: str, years: str, value: str, number: str = "871.0") -> str:
    return f"{short},x,{years},Slough,{value},{number},South East"


def test_lait_values_are_text_with_noise_and_a_dash_for_missing(tmp_path: Path) -> None:
    rows = [
        lait(" Section_47 ", "2015", "234.80000000000001"),
        lait("Section_47", "2016", "-"),
        lait("Section_47", "2016", "139.1", "970.0"),
        lait("Section_47", "2016", "151.2", "989"),
        lait("Some other measure", "2016", "1"),
    ]
    reading = read_file(write(tmp_path / "bds_long.csv", LAIT, rows))
    assert values(reading, "s47_rate")[("871", "2015")] == "234.80000000000001"
    missing = next(v for v in reading.values if v["area_code"] == "871" and v["value"] is None)
    assert (missing["symbol"], missing["symbol_status"]) == ("-", "not_known")
    assert values(reading, "s47_rate")[("E92000001", "2016")] == "139.1"
    assert values(reading, "s47_rate")[("E12000008", "2016")] == "151.2"
    assert (reading.rows_not_needed, accounted(reading)) == (1, True)


def test_lait_discontinued_areas_and_stray_years_are_rejected(tmp_path: Path) -> None:
    rows = [
        lait("Section_47", "2016", "220.4", "1000.0"),
        lait("Section_47", "0", "220.4"),
        lait("LAC_Pers_Abs", "2016", "12.5"),
    ]
    reading = read_file(write(tmp_path / "bds_long.csv", LAIT, rows))
    assert sorted(reading.rejected) == [
        "LA Number '1000.0' is a discontinued area",
        "Years '0' is no year",
    ]
    # a bare year of a school-year series is that school year
    found = one(reading, "absence_persistent10_cla_pct", "871")
    assert found["period_end"] == dt.date(2016, 8, 31)


TENS = [f"{code}" for code in range(301, 311)]


def wide_row(code: str, name: str, cells: list[str]) -> str:
    pairs = ",".join(f"{cell},Very close " for cell in cells)
    return f"{code},{name},8,London,{pairs}"


WIDE = "old_la_code,la_name,region_ind,region_name," + ",".join(
    f"SN_{n},SN_{n}P" for n in range(1, 11)
)


def test_the_wide_model_by_code_or_name_with_a_mark_and_stray_spaces(tmp_path: Path) -> None:
    names = [f"Place {chr(65 + n)}" for n in range(9)]
    rows = [wide_row("871", "Slough", TENS), wide_row("342", "St. Helens", ["-"] * 10)]
    rows += [wide_row(str(311 + n), name, ["-"] * 10) for n, name in enumerate(names)]
    rows.append(wide_row("340", "Knowsley", ["St Helens ", *names]))
    reading = read_file(write(tmp_path / "sn_model_2025_wide.csv", WIDE, rows, mark=True))
    slough = [n["neighbour_la_code"] for n in reading.neighbours if n["la_code"] == "871"]
    assert slough == TENS
    knowsley = [n["neighbour_la_code"] for n in reading.neighbours if n["la_code"] == "340"]
    assert knowsley == ["342", *[str(311 + n) for n in range(9)]]
    assert {n["vintage"] for n in reading.neighbours} == {"2025-05"}
    assert accounted(reading)


def test_a_name_that_no_authority_has_is_rejected(tmp_path: Path) -> None:
    rows = [wide_row("871", "Slough", ["Atlantis", *TENS[1:]])]
    reading = read_file(write(tmp_path / "sn_model_2025_wide.csv", WIDE, rows))
    assert reading.rejected == {"no authority is called Atlantis": 1}


SHEET = [
    ["junk"],
    [],
    ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
    + [cell for n in range(1, 11) for cell in (f"SN{n}", "SNP")],
    [1, "Slough", 871, 8, "South East"] + [cell for c in TENS for cell in (int(c), "Close")],
    [2, "Nowhere", 872, 8, "South East"] + ["-"] * 20,
    [],
    ["Old SNs:"],
    [3, "Cumbria", 909, 1, "North West"] + [cell for c in TENS for cell in (int(c), "Close")],
]


def test_the_lait_workbook_and_its_older_block(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "LA SN Groups"
    for row in SHEET:
        sheet.append(row)
    book.save(tmp_path / "sn_april_2021.xlsx")
    as_csv = write(
        tmp_path / "sn_april_2021.csv",
        "junk" + "," * 25,
        [",".join(str(c) for c in row) + "," for row in SHEET[1:]],
    )
    for file in (tmp_path / "sn_april_2021.xlsx", as_csv):
        reading = read_file(file)
        assert [n["neighbour_la_code"] for n in reading.neighbours] == TENS
        assert {n["vintage"] for n in reading.neighbours} == {"2021-04"}


def test_a_model_without_a_vintage_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "neighbours.csv", WIDE, [wide_row("871", "Slough", TENS)])
    with pytest.raises(DataProblem, match="--vintage"):
        read_file(file)
    (tmp_path / "neighbours.csv.release.yml").write_text("vintage: '2030-04'\n")
    assert read_file(file).neighbours[0]["vintage"] == "2030-04"


def test_a_population_that_is_not_available_is_no_zero(tmp_path: Path) -> None:
    header = "mid_year,rate_year,geographic_level,region_code,region_name,old_la_code,new_la_code,"
    header += "la_name,population_0_17,source"
    rows = [
        "2014,2015,Local authority,E12000008,South East,871,E06000039,Slough,40029,ONS",
        "2014,2015,Local authority,E12000009,South West,837,E06000028,Bournemouth,x,ONS",
    ]
    reading = read_file(write(tmp_path / "pop.csv", header, rows))
    assert one(reading, "population_0_17", "871")["value"] == "40029"
    assert one(reading, "population_0_17", "871")["period_end"] == dt.date(2014, 6, 30)
    assert one(reading, "population_0_17", "837")["symbol_status"] == "not_available"


INDICATORS = (
    "indicator_id,time_period,geographic_level,area_code,old_la_code,area_name,numerator,"
    "denominator,value,flag,unit,derived,preferred,source,source_dataset,release"
)


def test_rows_of_a_compiled_table_keep_their_own_release(tmp_path: Path) -> None:
    start = "referral_rate,2024,Local authority,E06000039,871,Slough,3350"
    end = "per 10,000 aged 0-17"
    rows = [
        f'{start},44704,749.4,,"{end}",N,N,EES,C1,2024 (Oct 2024)',
        f'{start},45392,738.0,,"{end}",Y,Y,EES,C1,2025 (Oct 2025)',
        f'{start},,,-,"{end}",N,N,LAIT,LAIT:CPP_Total,LAIT Apr 2026',
        "somebody_elses_indicator,2024,National,E92000001,,England,,,1,,count,N,Y,EES,Q,2025",
    ]
    reading = read_file(write(tmp_path / "published.csv", INDICATORS, rows))
    found = [(v["value"], v["released_on"], v["symbol_status"]) for v in reading.values]
    assert found == [
        ("749.4", dt.date(2024, 10, 31), "ok"),
        ("738.0", dt.date(2025, 10, 31), "ok"),
        (None, dt.date(2026, 4, 30), "not_known"),
    ]
    assert (reading.rows_not_needed, accounted(reading)) == (1, True)
