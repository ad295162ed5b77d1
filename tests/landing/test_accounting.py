"""Rows read = loaded + rejected, whatever the cells hold; duplicates; no value in any message."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import DataProblem
from pipelines.landing.audit import Account, AuditError
from pipelines.landing.claims import claim_files
from pipelines.landing.precedence import LoadedTable, Precedence
from pipelines.landing.reading import read_claimed
from pipelines.sources.base import ReadContext
from pipelines.sources.registry import SOURCES
from tests.landing.small_drop import Row, csv_text, referrals

COLUMNS = [
    "referral_id",
    "source_person_id",
    "referral_date",
    "referral_nfa",
    "cin_primary_need_code",
    "close_date",
]


def load(folder: Path, rows: list[Row], extra: str = "") -> LoadedTable:
    path = folder / "ssd_cin_episodes.csv"
    path.write_bytes((csv_text("cin_episodes", rows, COLUMNS) + extra).encode())
    context = ReadContext("871", "2015-04", date(2015, 5, 5))
    tables, refused, _ = read_claimed(claim_files([path], {}, SOURCES), context, Precedence())
    if refused:
        raise DataProblem(refused[0])
    return tables[0]


messy = st.one_of(
    st.sampled_from(
        ["", " ", "NULL", "2015-04-01", "31/02/2015", "Y", "N", "1", "123.0", "1E+5", "N1", "a\nb"]
    ),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=8),
)
messy_rows = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, messy)), max_size=25)


@settings(max_examples=30, deadline=None)
@given(messy_rows)
def test_every_row_is_loaded_or_rejected(rows: list[Row]):
    with TemporaryDirectory() as folder:
        loaded = load(Path(folder), rows)
    account = loaded.account
    filled = [row for row in rows if any(row.values())]
    assert account.rows_read == len(filled)
    assert account.rows_loaded == len(loaded.good)
    assert account.rows_read == account.rows_loaded + account.rows_rejected
    keys = loaded.good["referral_id"].to_pylist()
    assert len(set(keys)) == len(keys)
    assert None not in keys


def test_of_rows_with_one_key_the_last_is_kept_exact_or_not(tmp_path: Path):
    rows = referrals(3)
    rows += [rows[0], rows[1] | {"referral_nfa": "Y"}, rows[0]]
    loaded = load(tmp_path, rows)
    assert loaded.good["source_row"].to_pylist() == [4, 6, 7]
    rejected = loaded.rejected.to_pylist()
    assert [(row["source_row"], row["rule"]) for row in rejected] == [
        (2, "duplicate_key"),
        (3, "duplicate_key"),
        (5, "duplicate_key"),
    ]
    assert "comes again on line 7" in rejected[0]["message"]
    assert "comes again on line 6" in rejected[1]["message"]


def test_a_faulty_copy_never_costs_the_sound_one(tmp_path: Path):
    rows = referrals(2)
    rows.append(rows[0] | {"referral_date": "soon"})
    loaded = load(tmp_path, rows)
    assert loaded.good["source_row"].to_pylist() == [2, 3]
    assert loaded.account.rejected_by_rule == {"date_format": 1}


def test_a_row_with_several_faults_counts_once(tmp_path: Path):
    rows = referrals(2)
    rows[1] |= {"referral_date": "soon", "referral_nfa": "perhaps"}
    account = load(tmp_path, rows).account
    assert (account.rows_read, account.rows_loaded, account.rows_rejected) == (2, 1, 1)
    assert account.rejected_by_rule == {"date_format": 1, "flag_value": 1}


def test_rows_that_do_not_fit_count_as_rejected(tmp_path: Path):
    sound = csv_text("cin_episodes", referrals(1), COLUMNS).splitlines()[1]
    loaded = load(tmp_path, referrals(2), f"too,few\n{sound.replace('00001', '00009')}\n")
    assert loaded.account.rejected_by_rule == {"too_few_fields": 1}
    assert json.loads(loaded.rejected["row_json"].to_pylist()[0]) == {"fields": ["too", "few"]}


def test_a_refused_file_is_never_half_read(tmp_path: Path):
    with pytest.raises(DataProblem, match="looks cut off"):
        load(tmp_path, referrals(5), "half a ro")


def test_messages_hold_no_value_of_the_row(tmp_path: Path):
    rows = referrals(6)
    faults = {
        "referral_date": "PRIVATE-1",
        "referral_nfa": "PRIVATE-2",
        "close_date": "01/01/1066",
        "cin_primary_need_code": "PRIVATE-3",
        "referral_id": "9.87654E+11",
    }
    for place, (column, value) in enumerate(faults.items()):
        rows[place][column] = value
    loaded = load(tmp_path, [*rows, rows[5]])
    said = " ".join(loaded.rejected["message"].to_pylist())
    said += repr(loaded.rejections) + repr(loaded.problems) + repr(loaded.account)
    for value in (*faults.values(), "SECRET"):
        assert value not in said


def test_the_account_catches_a_lost_row_and_a_row_on_both_sides():
    rejected = [{"entry": 3, "rule": "x"}]
    Account.of("f.csv", 2, np.array([2]), rejected)
    with pytest.raises(AuditError, match=r"f\.csv"):
        Account.of("f.csv", 3, np.array([2]), rejected)
    with pytest.raises(AuditError):
        Account.of("f.csv", 2, np.array([2, 3]), rejected)
    with pytest.raises(AuditError):
        Account.of("f.csv", 2, np.array([2, 2]), [])


def test_merged_rows_count_as_loaded_and_never_twice():
    account = Account.of("f.xlsx", 3, np.array([0]), [], np.array([1, 2]))
    assert (account.rows_loaded, account.rows_merged, account.records) == (3, 2, 1)
    with pytest.raises(AuditError):
        Account.of("f.xlsx", 3, np.array([0, 1]), [], np.array([1, 2]))
