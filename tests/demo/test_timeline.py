"""An extract shows what was recorded by its day, and nothing else changes between drops."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
import yaml

from pipelines.demo.corporate import corporate_tables, council_organisation
from pipelines.demo.demo import extract_day, refuse_real_data, write_demo
from pipelines.demo.late_entries import LATE_ENTRIES
from pipelines.demo.profile import DEFAULT_MONTHS, council_profile
from pipelines.demo.timeline import view
from pipelines.errors import WrongUse
from tests.demo.conftest import Reader

EXTRACTED = ("2015-04-07", "2015-05-05", "2015-06-05", "2015-07-06")
TABLES = {
    "ssd_contacts": ("contact_id", "contact_date"),
    "ssd_cin_episodes": ("referral_id", "referral_date"),
    "ssd_cin_assessments": ("assessment_id", "assessment_start_date"),
    "ssd_s47_enquiry": ("s47_enquiry_id", "s47_start_date"),
    "ssd_initial_cp_conference": ("icpc_id", "icpc_date"),
    "ssd_cp_plans": ("cp_plan_id", "cp_plan_start_date"),
    "ssd_cla_episodes": ("cla_episode_id", "cla_episode_start_date"),
    "ssd_cla_placement": ("cla_placement_id", "cla_placement_start_date"),
    "ssd_legal_status": ("legal_status_id", "legal_status_start_date"),
    "ssd_involvements": ("involvements_id", "involvement_start_date"),
    "supervisions": ("supervision_id", "supervision_date"),
}
DATED_ELSEWHERE = {"cla_last_iro_contact_date", "assessment_team", "assessment_worker_id"}


def test_extract_days() -> None:
    assert tuple(f"{extract_day(month)}" for month in DEFAULT_MONTHS) == EXTRACTED


def test_a_row_is_absent_shown_changed_and_withdrawn() -> None:
    row = {
        "s47_enquiry_id": "S1",
        "s47_start_date": date(2015, 4, 1),
        "s47_end_date": date(2015, 4, 20),
        "s47_nfa": True,
        "_recorded_on": date(2015, 4, 3),
        "_changes": [(date(2015, 5, 1), {"s47_nfa": False})],
        "_withdrawn_on": date(2015, 6, 1),
    }
    tables = {"s47_enquiry": [row]}
    shown = {day: view(tables, day)["s47_enquiry"] for day in map(date.fromisoformat, DAYS)}
    first, ended, changed = (shown[date.fromisoformat(day)][0] for day in DAYS[1:4])
    assert shown[date(2015, 4, 2)] == shown[date(2015, 6, 1)] == []
    assert (first["s47_end_date"], first["s47_nfa"]) == (None, None)
    assert (ended["s47_end_date"], ended["s47_nfa"]) == (date(2015, 4, 20), True)
    assert changed["s47_nfa"] is False
    assert not any(column.startswith("_") for column in changed)


DAYS = ("2015-04-02", "2015-04-03", "2015-04-20", "2015-05-01", "2015-06-01")


def test_planned_dates_may_lie_ahead() -> None:
    review = {
        "cp_review_id": "R1",
        "cp_review_due": date(2015, 7, 1),
        "cp_review_date": date(2015, 6, 30),
        "cp_review_quorate": True,
        "_recorded_on": date(2015, 4, 1),
    }
    (shown,) = view({"cp_reviews": [review]}, date(2015, 5, 5))["cp_reviews"]
    assert shown["cp_review_due"] == date(2015, 7, 1)
    assert shown["cp_review_date"] is None
    assert shown["cp_review_quorate"] is None


@pytest.mark.parametrize("stem", TABLES)
def test_only_late_entries_touch_the_past(drop: Reader, touched: set[str], stem: str) -> None:
    key, opening = TABLES[stem]
    for (before, after), extracted in zip(pairwise(DEFAULT_MONTHS), EXTRACTED, strict=False):
        old = drop(before, stem).set_index(key)
        new = drop(after, stem).set_index(key)
        day = pd.Timestamp(extracted)
        added = new.loc[new.index.difference(old.index)]
        surprising = set(added.index[added[opening] <= day])
        surprising |= set(old.index.difference(new.index))
        both = old.index.intersection(new.index)
        earlier, later = old.loc[both], new.loc[both]
        for column in set(old.columns) - DATED_ELSEWHERE:
            was, now = earlier[column], later[column]
            differs = ~((was == now) | (was.isna() & now.isna()))
            if pd.api.types.is_datetime64_any_dtype(now):
                differs &= ~(was.isna() & (now > day))
            else:
                differs &= was.notna()
            surprising |= set(both[differs])
        assert surprising <= touched, f"{len(surprising - touched)} rows of {stem} after {before}"


def test_late_entries_move_at_least_four_april_figures() -> None:
    moved = {figure for entry in LATE_ENTRIES for figure in entry.figures}
    assert len({kpi for kpi, _, period in moved if period == "2015-04"}) >= 4
    assert {entry.cause for entry in LATE_ENTRIES} == {
        "changed", "added", "withdrawn", "merged", "matured",
    }  # fmt: skip


def test_every_drop_is_marked_synthetic(demo_root: Path) -> None:
    for month in DEFAULT_MONTHS:
        folder = demo_root / "871" / month
        about = yaml.safe_load((folder / "drop.yaml").read_text(encoding="utf-8"))
        assert about["synthetic"] is True
        assert about["note"].startswith("SYNTHETIC DATA")
        assert "not Slough data" in (folder / "README.txt").read_text(encoding="utf-8")


def test_a_real_drop_is_never_overwritten(tmp_path: Path) -> None:
    real = tmp_path / "871" / "2015-01"
    real.mkdir(parents=True)
    (real / "ssd_contacts.csv").write_text("cont_contact_id\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="not marked synthetic"):
        write_demo(tmp_path)
    (real / "drop.yaml").write_text("synthetic: true\n", encoding="utf-8")
    refuse_real_data(tmp_path / "871")


def test_corporate_tables_show_no_future(demo_root: Path) -> None:
    profile = council_profile()
    tables = corporate_tables(profile, council_organisation(profile))
    shown = view(tables, date(2015, 5, 5))
    assert all(row["valid_from"] <= date(2015, 5, 5) for row in shown["posts"])  # type: ignore[operator]
