"""Files whose series stand beside categories and variants: factors, sources, labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.reference.facts import places
from pipelines.reference.reading import read_file
from tests.reference.made_files import ORDER_A, ORDER_B, authority, write
from tests.reference.test_layouts import accounted, values

FACTORS = ("Alcohol_Misuse_child", "Neglect", "Emotional_Abuse", "Other")


def test_factors_are_counts_and_one_that_began_later_may_be_missing(tmp_path: Path) -> None:
    header = f"{ORDER_A},category,Episodes_with_assessment_factor,{','.join(FACTORS)}"
    row = authority("2025", "871", "Factors,980,14,c,282,x")
    reading = read_file(write(tmp_path / "c3.csv", header, [row]))
    assert accounted(reading)
    assert values(reading, "factor_alcohol_misuse_child_count") == {("871", "2025"): "14"}
    assert values(reading, "factor_neglect_count") == {("871", "2025"): None}
    symbols = {one["series_id"]: one["symbol_status"] for one in reading.values}
    assert symbols["factor_neglect_count"] == "suppressed"
    assert symbols["factor_other_count"] == "not_available"
    assert "factor_gangs_count" not in symbols


def test_every_factor_of_the_genuine_header_has_a_place() -> None:
    known = {one.value[0] for one in places() if one.dataset == "c3_factors"}
    assert len(known) == 38 and "child_criminal_exploitation" in known
    # five kinds of private fostering are one column there
    assert "privately_fostered" not in known


@pytest.mark.parametrize(
    "header",
    [
        f"{ORDER_B},cla_group,characteristic,number,percentage",
        f"{ORDER_B},characteristic,breakdown,children_count,children_percent",
    ],
)
@pytest.mark.parametrize("name", ["Unaccompanied asylum-seeking children", "Under another name"])
def test_unaccompanied_children_under_the_label_seen_and_without_it(
    tmp_path: Path, header: str, name: str
) -> None:
    cells = [f"{name},{name},30,14", "Place providers,Own provision,90,42"]
    rows = [authority("2025", "871", one, order="B") for one in cells]
    reading = read_file(write(tmp_path / "cla.csv", header, rows))
    assert accounted(reading)
    expected = {("871", "2025"): "14"} if name.startswith("Unaccompanied") else {}
    assert values(reading, "cla_uasc_pct") == expected


def test_sources_and_shares_of_the_interactive_tool(tmp_path: Path) -> None:
    header = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    rows = [
        f"{name},x,2025,Slough,{value},871,South East"
        for name, value in (
            ("RefBySource_Police_%", "41.6"),
            ("RefBySource_Schl_%", "-"),
            ("Unacc_Asylmn_Seek_Childn", "21"),
            ("LAC_Fixed_ Ex", "11.25"),
            ("LAC_EngMaths9-4", "20.5"),
        )
    ]
    reading = read_file(write(tmp_path / "lait.csv", header, rows))
    assert values(reading, "referral_source_police_pct") == {("871", "2025"): "41.6"}
    assert values(reading, "referral_source_school_pct") == {("871", "2025"): None}
    assert values(reading, "cla_uasc_count") == {("871", "2025"): "21"}
    assert values(reading, "cla_suspended_pct") == {("871", "2025"): "11.25"}
    ends = {one["series_id"]: str(one["period_end"]) for one in reading.values}
    assert ends["ks4_engmaths_94_cla_pct"] == "2025-08-31"
    assert ends["cla_uasc_count"] == "2025-03-31"
