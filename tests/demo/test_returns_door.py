"""The doors of the yearly returns: every figure they give is the one the SSD door gives.

The small council's records of April go out as a CIN Census and as an SSDA903 return and come in
again through their readers.
"""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.demo.export_rows import month_end
from pipelines.demo.formats import Export, exporters
from pipelines.demo.profile import council_profile
from pipelines.landing.land import land_drop
from pipelines.landing.store import latest
from pipelines.models import runner
from pipelines.publish import ledger
from pipelines.run import steps
from pipelines.run.session import open_session
from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH

# figures about the data and about figures: they differ because the doors do
ABOUT_DATA = ("data_completeness_pct", "kpi_team_worker_coverage_pct")
NOT_KNOWN = ("not_available", "insufficient_history")
FIGURES = (
    "select kpi_id, coalesce(variant, ''), coalesce(category, ''), basis, period_end, level,"
    " numerator, denominator, status from marts.kpi_value where period_end <= ?"
)
WANTED = {
    "cin_census": {
        "referrals_received", "assessment_45wd_pct", "s47_started", "cpp_rate_per_10k",
        "cin_rate_per_10k", "icpc_rate_per_10k",
    },
    "ssda903": {"cla_rate_per_10k", "cla_started_rate_per_10k", "cla_ceased_rate_per_10k"},
}  # fmt: skip
Figures = dict[tuple[Any, ...], tuple[Any, ...]]


def figures(database: runner.Build) -> Figures:
    with runner.reading(database) as con:
        rows = con.execute(FIGURES, [month_end(SECOND_MONTH)]).fetchall()
    return {row[:6]: row[6:] for row in rows}


@pytest.fixture(scope="module", params=sorted(WANTED))
def doors(
    request: pytest.FixtureRequest, published: Paths, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Figures, Figures]:
    """The format, the figures through the SSD door and through its own."""
    by_ssd = ledger.current(published.warehouse, LA)
    landed = latest(published.warehouse, LA, SECOND_MONTH)
    assert by_ssd is not None and landed is not None
    tables = {
        name: pq.read_table(landed.table_path(name)).to_pylist() for name in landed.manifest.tables
    }
    paths = Paths(tmp_path_factory.mktemp(request.param))
    folder = paths.raw / LA / SECOND_MONTH
    folder.mkdir(parents=True)
    extracted: date = landed.manifest.extracted_at.date()
    given = Export(folder, council_profile(LA), SECOND_MONTH, extracted, tables)
    exporters()[request.param](given)
    (folder / "drop.yaml").write_text(f"extracted_at: {extracted}\nsynthetic: true\n")
    land_drop(paths.raw, paths.warehouse, LA, SECOND_MONTH)
    session = open_session(paths, LA, SECOND_MONTH)
    with steps.build_in_memory(session, lambda _text: None) as build:
        found = figures(build)
    return request.param, figures(by_ssd.database("kpi_restricted.duckdb")), found


def test_every_authority_figure_is_the_one_the_ssd_gives(doors: tuple[str, Figures, Figures]):
    name, by_ssd, by_return = doors
    compared = Counter[str]()
    for key, (top, bottom, status) in by_return.items():
        if status in NOT_KNOWN or key[0] in ABOUT_DATA or key[5] != "authority":
            continue
        assert (top, bottom) == by_ssd[key][:2], key
        compared[key[0]] += 1
    assert set(compared) >= WANTED[name]


def test_what_a_return_cannot_know_says_so_and_is_never_nought(
    doors: tuple[str, Figures, Figures],
):
    name, _, by_return = doors
    status: dict[str, set[str]] = defaultdict(set)
    for key, row in by_return.items():
        status[key[0]].add(row[2])
    unknown = {
        "cin_census": ("assessment_child_seen_pct", "s47_no_icpc_required_pct", "cla_rate_per_10k"),
        "ssda903": ("cla_iro_contact_pct", "cla_health_assessment_pct", "cpp_rate_per_10k"),
    }
    for kpi in unknown[name]:
        assert status[kpi] == {"not_available"}, kpi
    never = {"cin_census": "re_referral_12m_pct", "ssda903": "cla_long_term_stability_pct"}
    assert "ok" not in status[never[name]], "one month is no history"


def test_no_child_is_said_to_be_unallocated_because_no_team_was_asked(
    doors: tuple[str, Figures, Figures],
):
    name, _, by_return = doors
    levels: dict[str, set[str]] = defaultdict(set)
    for key in by_return:
        levels[key[0]].add(key[5])
    for kpi in WANTED[name]:
        assert levels[kpi] == {"authority"}, kpi
