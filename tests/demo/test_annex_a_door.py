"""The Annex A door: every figure it gives at authority level is the one the SSD door gives.

The small council's records of April go out as a workbook and come in again through the reader.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.demo.export_annex_a import export
from pipelines.demo.export_rows import month_end
from pipelines.landing.land import land_drop
from pipelines.landing.store import LandedDrop, latest
from pipelines.models import runner
from pipelines.publish import ledger
from pipelines.run import steps
from pipelines.run.session import open_session
from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH

# figures about the data and about figures: they differ because the doors do
ABOUT_DATA = ("data_completeness_pct", "kpi_team_worker_coverage_pct")
NOT_KNOWN = ("not_available", "insufficient_history")
Figures = dict[tuple[Any, ...], tuple[Any, ...]]
FIGURES = (
    "select kpi_id, coalesce(variant, ''), coalesce(category, ''), basis, period_end, member_key,"
    " numerator, denominator, status from marts.kpi_value where level = ? and period_end <= ?"
)


def figures(database: runner.Build, level: str) -> Figures:
    with runner.reading(database) as con:
        rows = con.execute(FIGURES, [level, month_end(SECOND_MONTH)]).fetchall()
    return {row[:6]: row[6:] for row in rows}


@pytest.fixture(scope="module")
def doors(
    published: Paths, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, runner.Build, LandedDrop]]:
    """The database through the SSD door and through Annex A, and what landed of the latter."""
    by_ssd = ledger.current(published.warehouse, LA)
    landed = latest(published.warehouse, LA, SECOND_MONTH)
    assert by_ssd is not None and landed is not None
    tables = {
        name: pq.read_table(landed.table_path(name)).to_pylist() for name in landed.manifest.tables
    }
    paths = Paths(tmp_path_factory.mktemp("annex_a"))
    folder = paths.raw / LA / SECOND_MONTH
    folder.mkdir(parents=True)
    export(tables, month_end(SECOND_MONTH), folder)
    said = f"extracted_at: {landed.manifest.extracted_at}\nsynthetic: true\n"
    (folder / "drop.yaml").write_text(said)
    made = land_drop(paths.raw, paths.warehouse, LA, SECOND_MONTH)
    session = open_session(paths, LA, SECOND_MONTH)
    with steps.build_in_memory(session, lambda _text: None) as build:
        yield by_ssd.database("kpi_restricted.duckdb"), build, made.drop


def test_nothing_of_the_workbook_is_rejected_and_all_of_it_is_accounted_for(
    doors: tuple[Path, runner.Build, LandedDrop],
):
    for entry in doors[2].manifest.tables.values():
        assert entry.rows_rejected == 0
        assert entry.rows_read == entry.rows_loaded


def test_every_authority_figure_annex_a_gives_is_the_one_the_ssd_gives(
    doors: tuple[Path, runner.Build, LandedDrop],
):
    by_ssd, by_annex_a = (figures(path, "authority") for path in doors[:2])
    compared = Counter[str]()
    for key, (top, bottom, status) in by_annex_a.items():
        if status in NOT_KNOWN or key[0] in ABOUT_DATA:
            continue
        assert key in by_ssd, key
        assert (top, bottom) == by_ssd[key][:2], key
        compared[key[0]] += 1
    # the front door by month, protection and care at the month's end
    wanted = {"contacts_rate_per_10k", "referrals_received", "assessment_45wd_pct", "s47_started"}
    wanted |= {"cpp_rate_per_10k", "cpp_category_pct", "cla_rate_per_10k", "cin_rate_per_10k"}
    assert wanted <= set(compared)
    assert len(compared) >= 20


def test_what_annex_a_cannot_know_says_so_and_is_never_nought(
    doors: tuple[Path, runner.Build, LandedDrop],
):
    by_annex_a = figures(doors[1], "authority")
    status: dict[str, set[str]] = {}
    for key, row in by_annex_a.items():
        status.setdefault(key[0], set()).add(row[2])
    # whether a case was open on the day of a contact needs the closures of earlier drops
    assert status["contacts_received"] == {"insufficient_history"}
    # no decision dates, the latest review only, no workforce; re-referrals need a year before
    assert status["contact_decision_1wd_pct"] == {"not_available"}
    assert status["perm_staff_pct"] == {"not_available"}
    assert "ok" not in status["cpp_review_timely_pct"]
    assert status["re_referral_12m_pct"] == {"insufficient_history"}
    assert "ok" not in status["cla_long_term_stability_pct"]


def test_teams_of_open_cases_are_those_of_the_month(doors: tuple[Path, runner.Build, LandedDrop]):
    by_ssd, by_annex_a = (figures(path, "team") for path in doors[:2])
    last = month_end(SECOND_MONTH)
    found = 0
    for key, row in by_annex_a.items():
        if key[0] in ("cpp_rate_per_10k", "cla_rate_per_10k") and key[4] == last and row[0]:
            assert row[0] == by_ssd[key][0], key
            found += 1
    assert found
