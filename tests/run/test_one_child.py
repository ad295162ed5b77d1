"""One record less in the drop: each figure it belongs to moves by one, and no other moves.

The drop also holds a record that cannot be loaded, so the month waits until somebody accepts that.
"""

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.errors import DataProblem
from pipelines.landing.holds import accept_hold, open_holds
from pipelines.publish import ledger
from pipelines.run.month import run_month
from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH
from tests.run.conftest import drop_of

Figures = dict[tuple[object, ...], tuple[Any, ...]]
CONTACTS = "ssd_contacts.csv"
CONTACT_FIGURES = (
    "contact_decision_1wd_pct",
    "contacts_domestic_abuse_pct",
    "contacts_rate_per_10k",
    "contacts_received",
    "contacts_to_referral_pct",
)


def silent(_text: str) -> None:
    return None


def without_one_contact(folder: Path) -> None:
    """Take out one contact of mid-April; add one whose date is no date.

    It was about domestic abuse, decided the same day, and became a referral: so it is in every
    figure of contacts, as one of those counted.
    """
    text = (folder / CONTACTS).read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    chosen = next(
        number
        for number, row in enumerate(rows)
        if row["cont_contact_date"].startswith(f"{SECOND_MONTH}-1")
        and row["cont_contact_decision_date"] == row["cont_contact_date"]
        and row["cont_contact_reason_code"] == "DA"
        and '"NEW_REFERRAL_FLAG":"Y"' in row["cont_contact_outcome_json"]
    )
    lines = text.splitlines(keepends=True)
    gone = lines.pop(chosen + 1).split(",")
    spoilt = ["NEW1", gone[1], "unknown", *gone[3:]]
    (folder / CONTACTS).write_text("".join(lines) + ",".join(spoilt), "utf-8")


def figures(publication: ledger.Publication, level: str = "authority") -> Figures:
    con = duckdb.connect(str(publication.database()), read_only=True)
    try:
        rows = con.execute(
            "select kpi_id, coalesce(variant, ''), coalesce(category, ''), basis, period_end, "
            "member_key, numerator, denominator from marts.kpi_value where level = ?",
            [level],
        ).fetchall()
    finally:
        con.close()
    return {row[:6]: row[6:] for row in rows}


@pytest.fixture(scope="module")
def both(copy: Paths) -> tuple[ledger.Publication, ledger.Publication]:
    """April's publication, and the one without the contact."""
    before = ledger.current(copy.warehouse, LA)
    assert before is not None
    without_one_contact(drop_of(copy))
    with pytest.raises(DataProblem, match="kpi accept"):
        run_month(copy, LA, SECOND_MONTH, silent)
    assert ledger.current(copy.warehouse, LA) == before
    for hold in open_holds(copy.warehouse, LA, SECOND_MONTH):
        accept_hold(copy.warehouse, hold.hold_id, "A. Person", "that row is known to be wrong", LA)
    outcome = run_month(copy, LA, SECOND_MONTH, silent)
    assert outcome.is_new
    return before, outcome.publication


def moved(before: Figures, after: Figures) -> Figures:
    """What differs, as numerator and denominator after less before."""
    assert before.keys() >= after.keys()
    found = {}
    for key, (top, bottom) in before.items():
        new = after.get(key, (None, None))
        if new != (top, bottom):
            pairs = zip(new, (top, bottom), strict=True)
            found[key] = tuple(None if b is None else int((a or 0) - b) for a, b in pairs)
    return found


def test_the_figures_it_belongs_to_move_by_one_and_no_other(
    both: tuple[ledger.Publication, ledger.Publication],
) -> None:
    found = moved(figures(both[0]), figures(both[1]))
    whole = {key: change for key, change in found.items() if key[2] == ""}
    expected = {(kpi, basis) for kpi in CONTACT_FIGURES for basis in ("IM", "YTD", "R12")}
    assert {(str(key[0]), str(key[3])) for key in whole} == expected
    assert {str(key[4]) for key in found} == {f"{SECOND_MONTH}-30"}
    for key, change in whole.items():
        assert change in ((-1, -1), (-1, None)), key


@pytest.mark.parametrize("level", ["service", "team", "worker"])
def test_one_member_of_each_level_moves_by_one(
    both: tuple[ledger.Publication, ledger.Publication], level: str
) -> None:
    found = moved(figures(both[0], level), figures(both[1], level))
    assert len({key[5] for key in found}) == 1
    whole = [change for key, change in found.items() if key[2] == ""]
    assert whole
    assert all(change in ((-1, -1), (-1, None)) for change in whole)
