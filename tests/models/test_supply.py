"""What a format cannot say makes a KPI not available, or a level unknown; nothing else does."""

from pipelines.models.columns_read import KpiColumns, columns_read
from pipelines.models.discover import load_models
from pipelines.models.supply import (
    Supply,
    column_gaps,
    gap_rows,
    level_gaps,
    refining_columns,
    supplied_by,
)
from pipelines.settings import SQL_ROOT

LEVELS = ("authority", "service", "team", "worker")
MODELS = load_models(SQL_ROOT)
READ = columns_read(MODELS)


def supply(**tables: str) -> Supply:
    columns = {table: frozenset(names.split()) for table, names in tables.items()}
    return Supply(columns, dict.fromkeys(columns, ("cin_census",)))


def kpi(*counted: tuple[str, str], **credited: tuple[str, str]) -> KpiColumns:
    return KpiColumns(
        frozenset(counted), {name: frozenset({one}) for name, one in credited.items()}
    )


def test_a_column_no_format_has_is_a_gap_and_a_table_never_sent_is_left_to_coverage() -> None:
    read = kpi(("contacts", "contact_date"), ("contacts", "reason"), ("person", "dob"))
    assert column_gaps("x", read, supply(contacts="contact_date")) == {"contacts": ["reason"]}
    assert column_gaps("x", read, supply(contacts="contact_date reason", person="dob")) == {}


def test_a_column_that_only_refines_is_no_gap() -> None:
    read = kpi(("s47_enquiry", "s47_end_date"), ("teams", "team_name"))
    there = supply(s47_enquiry="s47_start_date", teams="team_id")
    assert column_gaps("s47_started", read, there) == {}
    assert column_gaps("s47_no_icpc_required_pct", read, there) == {"s47_enquiry": ["s47_end_date"]}


def test_levels_need_a_team_and_a_worker_named_by_the_record_or_its_lead() -> None:
    none = supply(cin_assessments="assessment_id")
    own = kpi(
        team_id=("cin_assessments", "assessment_team"),
        worker_id=("cin_assessments", "assessment_worker_id"),
    )
    assert level_gaps(kpi(), LEVELS, none) == ["service", "team", "worker"]
    assert level_gaps(own, LEVELS, none) == ["service", "team", "worker"]
    assert level_gaps(own, LEVELS, supply(cin_assessments="assessment_team")) == ["worker"]
    workers = supply(involvements="professional_id")
    assert level_gaps(kpi(), LEVELS, workers) == ["service", "team"]
    assert level_gaps(kpi(), ("authority",), none) == []


def test_a_kpi_whose_team_is_made_from_no_column_keeps_its_levels() -> None:
    read = KpiColumns(frozenset(), {"team_id": frozenset(), "worker_id": frozenset()})
    assert level_gaps(read, LEVELS, supply()) == []


def test_the_standard_dataset_has_no_gap() -> None:
    assert gap_rows(MODELS, READ, supplied_by(["ssd"])) == ([], [])


def test_the_census_and_the_903_have_no_team_and_say_which_columns_they_lack() -> None:
    columns, levels = gap_rows(MODELS, READ, supplied_by(["cin_census"]))
    reasons = {row["file_stem"]: row["reason"] for row in columns}
    assert reasons["assessment_child_seen_pct"] == "has no assessment_child_seen in cin_census"
    assert "assessment_45wd_pct" not in reasons
    assert {"file_stem": "assessment_45wd_pct", "level": "team"} in levels
    columns, levels = gap_rows(MODELS, READ, supplied_by(["ssda903"]))
    without = {row["file_stem"] for row in columns}
    assert "cla_rate_per_10k" not in without
    assert {"file_stem": "cla_rate_per_10k", "level": "team"} in levels


def test_every_refining_column_is_one_some_kpi_reads() -> None:
    read = {one for kpi_columns in READ.values() for one in kpi_columns.counted}
    for _, table, column, why in refining_columns():
        assert (table, column) in read and why
