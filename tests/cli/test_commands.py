"""Each command on a small published council: what it prints and how it ends."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import CliRunner, Result

from pipelines.cli.main import COMMANDS, make_app
from pipelines.errors import DataProblem, KpiError, WrongUse
from pipelines.settings import Paths
from tests.conftest import FIRST_MONTH, LA, SECOND_MONTH

Run = Callable[..., Result]


@pytest.fixture
def kpi(published: Paths, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("KPI_HOME", str(published.home))
    return lambda *words: CliRunner().invoke(make_app(), list(words))


def problem(result: Result) -> KpiError:
    assert isinstance(result.exception, KpiError), result.output
    return result.exception


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(kpi: Run, name: str) -> None:
    result = kpi(name, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_show_prints_every_headline_with_a_value_or_a_status(kpi: Run) -> None:
    rows = json.loads(kpi("show", "--format", "json").stdout)
    assert len(rows) > 20
    assert all(row["status"] for row in rows)
    assert all(row["value"] is not None or row["status"] != "ok" for row in rows)


def test_show_json_carries_the_columns_of_the_mart(kpi: Run) -> None:
    (row,) = json.loads(
        kpi("show", "--kpi", "cpp_rate_per_10k", "--basis", "SNAP", "--format", "json").stdout
    )
    wanted = {"la_code", "kpi_id", "period_end", "basis", "level", "numerator", "denominator"}
    wanted |= {"value", "value_rounded", "status", "first_published_value"}
    assert wanted <= set(row)


def test_show_as_at_reads_that_months_publication(kpi: Run) -> None:
    words = ("show", "--month", FIRST_MONTH, "--as-at", FIRST_MONTH, "--format", "json")
    rows = json.loads(kpi(*words).stdout)
    assert {row["first_publication_id"] for row in rows} == {f"{LA}_{FIRST_MONTH}_1"}


def test_show_by_team_adds_to_the_authority(kpi: Run) -> None:
    def numerators(level: str) -> list[float]:
        words = ("--kpi", "assessment_45wd_pct", "--level", level, "--format", "json")
        return [row["numerator"] or 0 for row in json.loads(kpi("show", *words).stdout)]

    (whole,) = numerators("authority")
    assert whole > 0
    assert sum(numerators("team")) == whole
    assert sum(numerators("worker")) == whole
    assert sum(numerators("service")) == whole


def test_show_by_a_breakdown(kpi: Run) -> None:
    words = ("show", "--kpi", "referrals_received", "--by", "age_band", "--format", "json")
    rows = json.loads(kpi(*words).stdout)
    assert rows
    assert {row["dimension"] for row in rows} == {"age_band"}


@pytest.mark.parametrize(
    "words",
    [
        ("show", "--kpi", "no_such_kpi"),
        ("show", "--month", "April"),
        ("show", "--as-at", "2014-01"),
        ("show", "--level", "planet"),
        ("show", "--la", "123"),
        ("run", "--month", "2014-01"),
        ("query", "delete from kpi_value"),
        ("query", "select * from read_csv('/etc/passwd')"),
        ("query",),
        ("query", "select 1", "--file", "question.sql"),
        ("query", "--file", "no_such_question.sql"),
        ("query", "select 1", "--format", "parquet"),
        ("query", "copy (select 1) to 'elsewhere.csv'"),
        ("query", "select 1", "--format", "csv", "--to", "no_such_folder/rows.csv"),
        ("explain", "no_such_kpi"),
        ("init", "--la", "12", "--name", "X"),
    ],
)
def test_wrong_use_ends_with_two_and_says_what_can_be_done(kpi: Run, words: tuple[str]) -> None:
    found = problem(kpi(*words))
    assert isinstance(found, WrongUse)
    assert found.exit_code == 2
    assert len(str(found)) > 20


def test_explain_leads_from_the_figure_to_file_and_row(kpi: Run, published: Paths) -> None:
    words = ("explain", "cpp_rate_per_10k", "--rows", "--format", "json")
    rows = json.loads(kpi(*words).stdout)
    (figure,) = json.loads(kpi("show", "--kpi", "cpp_rate_per_10k", "--format", "json").stdout)
    assert sum(row["numerator"] for row in rows) == figure["numerator"]
    for row in rows:
        file = published.raw / LA / row["drop_month"] / row["source_file"]
        lines = file.read_text(encoding="utf-8").splitlines()
        assert 2 <= row["source_row"] <= len(lines)


@pytest.mark.parametrize("name", ["re_referral_12m_pct", "perm_adoption_sgo_6m_pct"])
def test_explain_rows_add_to_the_figure(kpi: Run, name: str) -> None:
    rows = json.loads(kpi("explain", name, "--rows", "--format", "json").stdout)
    (figure,) = json.loads(kpi("show", "--kpi", name, "--format", "json").stdout)
    assert sum(row["numerator"] or 0 for row in rows) == figure["numerator"]
    assert sum(row["denominator"] or 0 for row in rows) == figure["denominator"]
    assert all(row["source_file"] and row["source_row"] for row in rows)


def test_explain_prints_no_source_id(kpi: Run, published: Paths) -> None:
    text = kpi("explain", "cpp_rate_per_10k", "--rows").stdout
    ids = _column(published.raw / LA / SECOND_MONTH / "ssd_cp_plans.csv", "cppl_person_id")
    assert not any(f" {one} " in text for one in ids)


def _column(file: Path, name: str) -> set[str]:
    lines = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    place = lines[0].index(name)
    return {line[place] for line in lines[1:]}


def test_why_splits_a_change(kpi: Run) -> None:
    text = kpi("why", "assessment_45wd_pct", "--month", SECOND_MONTH).stdout
    assert "joined" in text
    assert "points" in text


def test_query_reads(kpi: Run) -> None:
    result = kpi("query", "select count(*) as figures from kpi_value", "--format", "csv")
    assert int(result.stdout.splitlines()[1]) > 1000


@pytest.mark.parametrize("how", ["csv", "json", "parquet", "table"])
def test_query_hands_rows_over_in_a_file_of_ones_own(kpi: Run, tmp_path: Path, how: str) -> None:
    question, rows = tmp_path / "question.sql", tmp_path / "rows"
    question.write_text("select kpi_id, value from kpi_value order by all limit 3", "utf-8")
    words = ("query", "--file", str(question), "--format", how, "--to", str(rows))
    assert "3 rows" in kpi(*words).output
    assert rows.stat().st_mode & 0o077 == 0
    if how == "parquet":
        assert parquet.read_metadata(rows).num_rows == 3
    else:
        assert "kpi_id" in rows.read_text("utf-8")
    assert isinstance(problem(kpi(*words)), WrongUse), "a file that is there stays as it is"


def test_check_says_a_sound_drop_can_be_loaded(kpi: Run, published: Paths) -> None:
    assert "can be loaded" in kpi("check", str(published.raw / LA / SECOND_MONTH)).stdout


def test_check_names_file_and_remedy(kpi: Run, published: Paths, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    shutil.copytree(published.raw / LA / SECOND_MONTH, folder)
    (folder / "ssd_contacts.csv").write_text("cont_contact_id,what\n", encoding="utf-8")
    result = kpi("check", str(folder))
    assert isinstance(problem(result), DataProblem)
    assert "ssd_contacts.csv" in result.output


def test_run_again_publishes_nothing_new_and_says_so(kpi: Run, published: Paths) -> None:
    before = sorted((published.of_la(LA) / "publications").iterdir())
    result = kpi("run", "--month", SECOND_MONTH, "--quiet")
    assert result.exit_code == 0
    assert "nothing new" in result.output
    assert sorted((published.of_la(LA) / "publications").iterdir()) == before


def test_release_writes_the_reports_anew_stamped_final(
    published: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(published.home, home)
    monkeypatch.setenv("KPI_HOME", str(home))
    result = CliRunner().invoke(make_app(), ["release", "--by", "A Head, head of service"])
    assert result.exit_code == 0, result.output
    pages = sorted((home / "warehouse" / LA / "final").rglob("scorecard_*.html"))
    assert len(pages) == 2
    for page in pages:
        assert "released by A Head, head of service" in page.read_text("utf-8")
        assert "not yet released" not in page.read_text("utf-8")
