"""Rows under their schema: all faults collected, sound rows typed, nothing made blank."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from pipelines.canonical.model import table_spec
from pipelines.canonical.schemas import Checked, check_rows, clean

EXTRACTED = date(2015, 5, 5)


def check(table: str, *rows: dict[str, str | None]) -> Checked:
    names = list(rows[0])
    arrays = {
        name: clean(pa.array([row.get(name) for row in rows], pa.large_string())) for name in names
    }
    return check_rows(pa.table(arrays).to_pandas(), table_spec(table), EXTRACTED)


def rules(checked: Checked) -> list[tuple[int, str, str]]:
    found = checked.failures[["position", "rule", "column_name"]]
    return sorted(found.itertuples(index=False, name=None))


def referral(**cells: str | None) -> dict[str, str | None]:
    sound: dict[str, str | None] = {
        "referral_id": "r1",
        "source_person_id": "p1",
        "referral_date": "2015-04-01",
        "referral_nfa": "N",
        "close_date": "",
        "cin_primary_need_code": "N1",
    }
    return sound | cells


def test_a_sound_row_is_typed_and_missing_columns_are_null():
    checked = check("cin_episodes", referral(close_date="02/04/2015"))
    row = checked.good.to_pylist()[0]
    assert rules(checked) == []
    assert row["referral_date"] == date(2015, 4, 1)
    assert row["close_date"] == date(2015, 4, 2)
    assert row["referral_nfa"] is False
    assert row["referral_team"] is None


def test_every_fault_of_every_row_is_collected():
    checked = check(
        "cin_episodes",
        referral(),
        referral(referral_date="31/02/2015", referral_nfa="perhaps"),
        referral(referral_id=" ", close_date="soon"),
    )
    assert rules(checked) == [
        (1, "date_impossible", "referral_date"),
        (1, "flag_value", "referral_nfa"),
        (2, "date_format", "close_date"),
        (2, "required_blank", "referral_id"),
    ]
    assert checked.good_positions.tolist() == [0]


def test_an_end_before_its_start_rejects_the_row_and_the_same_day_does_not():
    checked = check(
        "cin_episodes",
        referral(close_date="2015-03-31"),
        referral(close_date="2015-04-01"),
    )
    assert rules(checked) == [(0, "date_order", "close_date")]


def test_an_event_wholly_after_the_extract_is_rejected_and_a_planned_end_is_not():
    checked = check(
        "cin_episodes",
        referral(referral_date="2015-05-06", close_date="2015-05-07"),
        referral(referral_date="2015-05-05", close_date="2015-05-07"),
        referral(referral_date="2015-05-06", close_date=""),
    )
    assert rules(checked) == [(0, "both_in_future", "close_date")]


def test_a_post_may_be_planned():
    post = {"post_id": "1", "team_id": "T1", "job_role": "social_worker", "contract": "permanent"}
    dates = {"valid_from": "2015-07-01", "valid_to": "2015-12-31", "fte": "0.6"}
    checked = check("posts", post | dates)
    assert rules(checked) == []
    assert checked.good.to_pylist()[0]["fte"] == Decimal("0.6000")


def test_an_unknown_code_is_kept_and_reported():
    checked = check("cin_episodes", referral(), referral(cin_primary_need_code="N5SA"))
    assert len(checked.good) == 2
    assert [(one.rule, one.rows_count, one.positions) for one in checked.findings] == [
        ("unknown_code", 1, (1,))
    ]
    assert "N5SA" not in checked.findings[0].message


def test_ids_are_trimmed_and_lose_a_spreadsheets_decimal_point():
    checked = check(
        "cin_episodes",
        referral(referral_id="\u00a0007 "),
        referral(referral_id="123.0"),
        referral(referral_id="1.2E+10"),
    )
    assert checked.good["referral_id"].to_pylist() == ["007", "123"]
    assert rules(checked) == [(2, "id_damaged", "referral_id")]
    assert checked.findings[0].rule == "id_repaired"


def test_null_written_out_is_blank():
    checked = check("cin_episodes", referral(close_date="NULL"))
    assert checked.good["close_date"].to_pylist() == [None]
