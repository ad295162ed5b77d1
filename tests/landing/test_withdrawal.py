"""The limits of withdrawal, each from both sides, and holds from finding to acceptance."""

import json
from pathlib import Path

import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.landing.holds import accept_hold, list_holds, open_holds, require_accepted
from pipelines.landing.land import Landed, land_drop
from tests.landing.small_drop import LA, Row, contacts, people, write_drop, write_table


def land_two(
    tmp_path: Path, before: list[Row], after: list[Row], said: str | None = None
) -> Landed:
    """Land March with ``before`` and April with ``after`` as its contacts."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    write_drop(raw, "2015-03", {"contacts": before})
    land_drop(raw, warehouse, LA, "2015-03")
    write_drop(raw, "2015-04", {"contacts": after}, said)
    return land_drop(raw, warehouse, LA, "2015-04")


def ids(landed: Landed) -> list[str]:
    return [hold.hold_id for hold in landed.holds]


@pytest.mark.parametrize(
    ("before", "gone", "held"),
    [
        (100, 2, False),  # exactly 2%
        (100, 3, True),
        (1000, 20, False),
        (1000, 21, True),
        (49, 1, False),  # over 2%, but a single record
        (49, 2, True),
        (19, 1, False),
        (19, 2, True),
        (20, 1, False),
        (1, 1, True),  # emptied
        (2, 1, False),
    ],
)
def test_withdrawal_limits(tmp_path: Path, before: int, gone: int, held: bool):
    landed = land_two(tmp_path, contacts(before), contacts(before)[gone:])
    assert ids(landed) == (["2015-04_r1_contacts_withdrawn"] if held else [])


def test_new_records_do_not_hide_withdrawn_ones(tmp_path: Path):
    landed = land_two(tmp_path, contacts(100), contacts(200, first=6))
    assert ids(landed) == ["2015-04_r1_contacts_withdrawn"]
    assert landed.holds[0].figures["withdrawn"] == 5


def test_a_corrected_record_is_not_a_withdrawn_one(tmp_path: Path):
    after = [row | {"contact_date": "2015-03-30"} for row in contacts(100)]
    assert ids(land_two(tmp_path, contacts(100), after)) == []


WINDOWED = (
    "extracted_at: 2015-05-05\nkind: windowed\nsynthetic: true\n"
    "window: {from: 2015-03-10, to: 2015-04-30}\n"
)


def test_a_window_answers_only_for_its_own_dates(tmp_path: Path):
    before = contacts(280)
    within = [row for row in before if row["contact_date"] >= "2015-03-10"]
    outside = len(before) - len(within)
    assert outside > 50
    landed = land_two(tmp_path, before, within, WINDOWED)
    assert "withdrawn" not in "".join(ids(landed))
    assert [one.kind for one in landed.manifest.tables["contacts"].scopes] == ["window"]


def test_a_record_inside_the_window_and_absent_is_withdrawn(tmp_path: Path):
    before = contacts(280)
    within = [row for row in before if row["contact_date"] >= "2015-03-10"]
    landed = land_two(tmp_path, before, within[10:], WINDOWED)
    assert landed.holds[0].figures == {
        "withdrawn": 10,
        "before": len(within),
        "share": round(10 / len(within), 6),
    }


@pytest.mark.parametrize(("after", "held"), [(95, False), (94, True)])
def test_a_table_out_of_scope_is_still_compared_by_size(tmp_path: Path, after: int, held: bool):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    write_drop(raw, "2015-03", {"person": people(100)})
    land_drop(raw, warehouse, LA, "2015-03")
    write_drop(raw, "2015-04", {"person": people(after)}, WINDOWED)
    landed = land_drop(raw, warehouse, LA, "2015-04")
    assert ids(landed) == (["2015-04_r1_person_smaller"] if held else [])


def test_a_quieter_half_year_is_not_a_smaller_table(tmp_path: Path):
    """Windows of two months hold different events; what both had to hold is all there."""
    rows = contacts(280)
    early = [row for row in rows if row["contact_date"] < "2015-03-10"]
    within = [row for row in rows if row["contact_date"] >= "2015-03-10"]
    assert len(within) < 0.95 * len(rows) and early
    assert land_two(tmp_path, rows, within, WINDOWED).holds == []


def test_rejected_rows_hold_once_and_not_again_while_they_stay_the_same(tmp_path: Path):
    rows = contacts(100)
    rows[7] = rows[7] | {"contact_date": "never"}
    landed = land_two(tmp_path, rows, rows)
    march = list_holds(tmp_path / "warehouse", LA, "2015-03")
    assert [hold.hold_id for hold in march] == ["2015-03_r1_contacts_rejected"]
    assert ids(landed) == []


def test_a_column_lost_since_last_month_holds(tmp_path: Path):
    after = [dict(row) for row in contacts(100)]
    landed = land_two(
        tmp_path,
        contacts(100),
        [{k: v for k, v in row.items() if k != "contact_source_code"} for row in after],
    )
    assert ids(landed) == ["2015-04_r1_contacts_columns"]
    assert "`cont_contact_source_code`" in landed.holds[0].message


def test_a_hold_waits_for_a_named_person(tmp_path: Path):
    warehouse = tmp_path / "warehouse"
    landed = land_two(tmp_path, contacts(100), contacts(50))
    with pytest.raises(DataProblem, match="kpi accept 2015-04_r1_contacts_withdrawn"):
        require_accepted(warehouse, landed.drop)
    hold_id = "2015-04_r1_contacts_withdrawn"
    for by, reason in ((" ", "moved"), ("A. Analyst", "")):
        with pytest.raises(WrongUse, match="--by"):
            accept_hold(warehouse, hold_id, by, reason)
    with pytest.raises(WrongUse, match=f"holds waiting: {hold_id}"):
        accept_hold(warehouse, "2015-04_r9_contacts_withdrawn", "A. Analyst", "moved")
    accepted = accept_hold(warehouse, hold_id, "A. Analyst", "two teams moved to another system")
    assert not accepted.is_open
    assert open_holds(warehouse, LA, "2015-04") == []
    require_accepted(warehouse, landed.drop)
    kept = json.loads((warehouse / LA / "holds" / f"{hold_id}.json").read_text())
    assert (kept["by"], kept["reason"]) == ("A. Analyst", "two teams moved to another system")
    assert kept["accepted_at"]


def test_an_acceptance_belongs_to_its_revision(tmp_path: Path):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    land_two(tmp_path, contacts(100), contacts(50))
    accept_hold(warehouse, "2015-04_r1_contacts_withdrawn", "A. Analyst", "seen")
    write_table(raw / LA / "2015-04", "contacts", contacts(40))
    landed = land_drop(raw, warehouse, LA, "2015-04")
    waiting = [hold.hold_id for hold in open_holds(warehouse, LA, "2015-04")]
    assert ids(landed) == waiting == ["2015-04_r2_contacts_withdrawn"]


def test_an_earlier_months_hold_stops_a_later_month(tmp_path: Path):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    land_two(tmp_path, contacts(100), contacts(50))
    write_drop(raw, "2015-05", {"contacts": contacts(50)})
    may = land_drop(raw, warehouse, LA, "2015-05")
    assert may.holds == []
    with pytest.raises(DataProblem, match="2015-04_r1_contacts_withdrawn"):
        require_accepted(warehouse, may.drop)


def test_holds_are_found_anew_when_the_month_before_is_landed_again(tmp_path: Path):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    land_two(tmp_path, contacts(50), contacts(50))
    assert open_holds(warehouse, LA, "2015-04") == []
    write_table(raw / LA / "2015-03", "contacts", contacts(100))
    land_drop(raw, warehouse, LA, "2015-03")
    waiting = [hold.hold_id for hold in open_holds(warehouse, LA, "2015-04")]
    assert waiting == ["2015-04_r1_contacts_withdrawn"]
