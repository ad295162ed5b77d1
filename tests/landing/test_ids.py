"""References written in another case, or with their zeros lost; ids with spaces and decimals."""

from pathlib import Path

import pyarrow.parquet as pq

from pipelines.landing.land import Landed, land_drop
from tests.landing.small_drop import LA, Row, write_drop

MONTH = "2015-03"


def land(tmp_path: Path, people: list[str], named: list[str]) -> Landed:
    children: list[Row] = [{"source_person_id": text, "sex": "F"} for text in people]
    rows: list[Row] = [
        {"contact_id": f"c{n}", "source_person_id": text, "contact_date": "2015-03-01"}
        for n, text in enumerate(named)
    ]
    write_drop(tmp_path / "raw", MONTH, {"person": children, "contacts": rows})
    return land_drop(tmp_path / "raw", tmp_path / "warehouse", LA, MONTH)


def named_in(landed: Landed) -> list[str]:
    return pq.read_table(landed.drop.table_path("contacts"))["source_person_id"].to_pylist()


def told(landed: Landed, rule: str) -> list[tuple[str | None, int, tuple[int, ...]]]:
    found = [one for one in landed.manifest.problems if one.rule == rule]
    return [(one.column, one.rows_count, one.first_rows) for one in found]


def test_a_reference_in_another_case_names_the_record_there_is(tmp_path: Path):
    landed = land(tmp_path, ["AB1", "ab2"], ["ab1", "AB2", "AB1", "zz9"])
    assert named_in(landed) == ["AB1", "ab2", "AB1", "zz9"]
    assert told(landed, "id_case") == [("source_person_id", 2, (2, 3))]
    text = "\n".join(landed.messages)
    assert "ssd_contacts.csv, lines 2, 3: `cont_person_id` names records whose ids" in text
    assert "ab1" not in text


def test_two_records_that_differ_in_case_only_are_two(tmp_path: Path):
    landed = land(tmp_path, ["AB1", "ab1"], ["Ab1", "ab1"])
    assert named_in(landed) == ["Ab1", "ab1"]
    assert told(landed, "id_case") == []


def test_lost_zeros_are_told_and_never_guessed(tmp_path: Path):
    landed = land(tmp_path, ["00123", "00456", "456"], ["123", "456", "00123"])
    assert named_in(landed) == ["123", "456", "00123"]
    assert told(landed, "id_zeros") == [("source_person_id", 1, (2,))]


def test_spaces_and_decimals_are_mended_and_told(tmp_path: Path):
    landed = land(tmp_path, ["123", "0045"], ["123.0", " 0045 ", "0045\u00a0"])
    assert named_in(landed) == ["123", "0045", "0045"]
    assert told(landed, "id_repaired") == [("source_person_id", 1, (2,))]
    assert told(landed, "id_spaces") == [("source_person_id", 2, (3, 4))]


def test_nothing_is_said_where_nothing_was_done(tmp_path: Path):
    landed = land(tmp_path, ["1", "2"], ["1", "2", "3"])
    rules = {one.rule for one in landed.manifest.problems}
    assert not rules & {"id_case", "id_zeros", "id_repaired", "id_spaces"}
