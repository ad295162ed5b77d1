"""What a format cannot say makes a KPI not available, or a level unknown; nothing else does."""

from pipelines.canonical.model import load_tables
from pipelines.models.columns_read import KpiColumns, columns_read
from pipelines.models.discover import load_models
from pipelines.models.kpi_header import KpiHeader
from pipelines.models.supply import (
    EVERY_COLUMN,
    FIXED_FORMATS,
    Supply,
    column_gaps,
    formats_by_file,
    level_gaps,
    level_rows,
    need_rows,
    needed_columns,
    refining_columns,
    refining_tables,
    supplied_by,
)
from pipelines.settings import PROJECT_ROOT, SQL_ROOT

LEVELS = ("authority", "service", "team", "worker")
MODELS = load_models(SQL_ROOT)
READ = columns_read(MODELS)
FORMATS = formats_by_file(MODELS, READ)
KPIS = {model.stem: model for model in MODELS.values() if model.kpi is not None}


def header(stem: str) -> KpiHeader:
    found = KPIS[stem].kpi
    assert found is not None
    return found


HEADER = header("contacts_received")


def supply(**tables: str) -> Supply:
    columns = {table: frozenset(names.split()) for table, names in tables.items()}
    return Supply(columns, dict.fromkeys(columns, ("cin_census",)))


def kpi(*counted: tuple[str, str], **credited: tuple[str, str]) -> KpiColumns:
    return KpiColumns(
        frozenset(counted), {name: frozenset({one}) for name, one in credited.items()}
    )


def test_a_column_no_format_has_is_a_gap_and_a_table_never_sent_is_left_to_coverage() -> None:
    read = kpi(("contacts", "contact_date"), ("contacts", "reason"), ("person", "dob"))
    there = supply(contacts="contact_date")
    assert column_gaps("x", HEADER, read, there) == {"contacts": ["reason"]}
    there = supply(contacts="contact_date reason", person="dob")
    assert column_gaps("x", HEADER, read, there) == {}


def test_a_column_that_only_refines_is_no_gap() -> None:
    read = kpi(("s47_enquiry", "s47_end_date"), ("teams", "team_name"))
    there = supply(s47_enquiry="s47_start_date", teams="team_id")
    assert column_gaps("s47_started", HEADER, read, there) == {}
    gaps = column_gaps("s47_no_icpc_required_pct", HEADER, read, there)
    assert gaps == {"s47_enquiry": ["s47_end_date"]}


def test_a_table_that_refines_counts_where_the_header_names_it() -> None:
    held = ("involvements", "involvement_end_date")
    assert needed_columns("x", HEADER, kpi(held)) == frozenset()
    assert needed_columns("x", header("unallocated_cases"), kpi(held)) == {held}
    registered = ("professionals", "social_worker_registration_no")
    allocated = "cp_allocated_sw_pct"
    assert registered in needed_columns(allocated, header(allocated), READ[allocated])


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
    there = supplied_by(["ssd"])
    assert level_rows(MODELS, READ, there) == []
    assert {stem for stem, names in FORMATS.items() if "ssd" not in names} == set()


def test_returns_have_no_team_and_supply_what_their_columns_allow() -> None:
    for name in ("cin_census", "ssda903"):
        levels = level_rows(MODELS, READ, supplied_by([name]))
        for stem in ("assessment_45wd_pct", "cla_rate_per_10k"):
            assert {"file_stem": stem, "level": "team"} in levels
    assert FORMATS["assessment_45wd_pct"] == ("ssd", "annex_a", "cin_census")
    assert FORMATS["cla_rate_per_10k"] == ("ssd", "annex_a", "ssda903")
    # the census does not say whether the child was seen, Annex A not who is unborn
    assert FORMATS["assessment_child_seen_pct"] == ("ssd",)
    # a list of recent starts has no ends, one of latest visits no history
    assert FORMATS["eh_episodes_open__ends"] == FORMATS["cp_visit_timely_pct"] == ("ssd",)


def test_the_catalogue_says_what_builds_through_every_format_found() -> None:
    """Every figure ``benchmarks.prove doors`` got out of a format is one it is said to supply."""
    lines = (PROJECT_ROOT / "docs" / "availability.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines]
    found = {
        (row[0], name)
        for row in rows
        if len(row) == len(FIXED_FORMATS) + 1 and row[0] in FORMATS
        for name, cell in zip(FIXED_FORMATS, row[1:], strict=True)
        if " from " in cell
    }
    assert len(found) > 200
    assert {one for one in found if one[1] not in FORMATS[one[0]]} == set()


def test_needed_columns_are_there_for_every_kpi_of_records() -> None:
    stems = {row["file_stem"] for row in need_rows(MODELS, READ)}
    assert stems == {stem for stem, model in KPIS.items() if model.layer != "kpi_meta"}


def test_every_refining_column_is_one_some_kpi_reads() -> None:
    read = {one for kpi_columns in READ.values() for one in kpi_columns.counted}
    for _, table, column, why in refining_columns():
        assert (table, column) in read or (column == EVERY_COLUMN and table in load_tables()), table
        assert why
    assert "teams" in refining_tables() and "contacts" not in refining_tables()
