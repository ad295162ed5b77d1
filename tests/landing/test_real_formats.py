"""Every format in one drop, by its real reader: each file claimed, read and accounted for."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.landing.council import Council
from pipelines.landing.land import Landed, land_drop
from pipelines.landing.precedence import MERGED, UNSAID
from tests.landing.small_drop import LA, contacts, people, write_drop
from tests.sources.annex_a_book import sound_sheets, write_book
from tests.sources.test_cin_census import census, child
from tests.sources.test_ssda903 import CSV, write

MONTH = "2015-04"
MAPPING = """\
files: "log*"
tables:
  supervisions:
    columns:
      supervision_id: Ref
      source_person_id: Child
      supervision_date: Day
"""


@pytest.fixture
def landed(tmp_path: Path) -> Landed:
    folder = write_drop(tmp_path / "raw", MONTH, {"contacts": contacts(5), "person": people(5)})
    write_book(folder / "Annex A April.xlsx", sound_sheets())
    (folder / "cin.xml").write_text(census(child("", who="00101")))
    for module in ("header", "episodes"):
        write(folder, module, *CSV[module])
    (folder / "log.csv").write_text("Ref,Child,Day\nS1,00101,1/4/2015\n")
    (folder / "minutes.docx").write_bytes(b"PK\x03\x04")
    settings = tmp_path / "settings"
    (settings / "mappings").mkdir(parents=True)
    (settings / "mappings" / "log.yml").write_text(MAPPING)
    return land_drop(tmp_path / "raw", tmp_path / "warehouse", LA, MONTH, council=Council(settings))


def test_every_file_is_said_to_be_something(landed: Landed):
    told = "\n".join(landed.about_files)
    for file, words in {
        "ssd_contacts.csv": "Standard Safeguarding Dataset, table contacts",
        "Annex A April.xlsx": "Annex A",
        "cin.xml": "CIN Census",
        "episodes.csv": "SSDA903",
        "log.csv": "supervisions by the mapping log",
        "minutes.docx": "in no format known here",
    }.items():
        assert any(file in line and words in line for line in landed.about_files), (file, told)
    assert set(landed.manifest.formats) == {"ssd", "annex_a", "cin_census", "ssda903", "mapping"}


def test_every_part_of_every_file_balances(landed: Landed):
    for table, entry in landed.manifest.tables.items():
        written = pq.read_metadata(landed.drop.table_path(table)).num_rows
        assert written == entry.records, table
        places = [(part.file, part.part) for part in entry.parts]
        assert len(places) == len(set(places)), table
        for part in entry.parts:
            assert part.rows_read == part.rows_loaded + part.rows_rejected, (table, part.file)
            if not part.is_counted:
                assert part.rows_loaded == 0, (table, part.file)


def test_a_table_comes_from_one_format_and_people_from_all(landed: Landed):
    for table, entry in landed.manifest.tables.items():
        counted = {part.source for part in entry.parts if part.is_counted}
        assert len(counted) == 1 or table in MERGED, table
    tables = landed.manifest.tables
    assert {part.source for part in tables["contacts"].parts} == {"ssd", "annex_a"}
    assert tables["contacts"].file == "ssd_contacts.csv"
    assert {part.source for part in tables["person"].parts} >= {"ssd", "annex_a", "cin_census"}
    known = pq.read_table(landed.drop.table_path("person"))["source_person_id"].to_pylist()
    assert len(known) == len(set(known))
    assert "00101" in known


def test_where_two_formats_hold_a_table_they_are_compared(landed: Landed):
    for table, entry in landed.manifest.tables.items():
        formats = {part.source for part in entry.parts}
        assert len(entry.comparisons) == len(formats) - 1, table
        for one in entry.comparisons:
            assert one.matched + one.only_stronger == one.rows_stronger, table
            assert one.matched + one.only_weaker == one.rows_weaker, table


def test_every_record_leads_to_its_file_and_part(landed: Landed):
    rows = pq.read_table(landed.drop.table_path("cp_plans")).to_pylist()
    parts = {
        f"{one.file}, {one.part}" if one.part else one.file
        for one in landed.manifest.tables["cp_plans"].parts
    }
    assert rows
    assert {row["source_file"] for row in rows} <= parts
    assert all(row["source_row"] >= 1 for row in rows)


def test_a_row_names_the_columns_its_lists_do_not_have(tmp_path: Path):
    """A referral of lists 3 and 6, and one of list 3 alone, whose end nobody states."""
    sheets = sound_sheets(3, 6)
    alone = list(sheets["List 3"][1])
    alone[0] = "00102"
    folder = write_drop(tmp_path / "raw", MONTH, {})
    write_book(folder / "book.xlsx", {**sheets, "List 3": [*sheets["List 3"], alone]})
    drop = land_drop(tmp_path / "raw", tmp_path / "warehouse", LA, MONTH).drop
    rows = pq.read_table(drop.table_path("cin_episodes")).to_pylist()
    unsaid = {row["source_person_id"]: row[UNSAID] for row in rows}
    assert set(unsaid) == {"00101", "00102"}
    for column in ("referral_source_code", "close_date", "cin_primary_need_code"):
        assert f",{column}," not in unsaid["00101"]
    assert ",close_date," in unsaid["00102"] and ",cin_primary_need_code," in unsaid["00102"]
    assert ",referral_source_code," not in unsaid["00102"]
    assert ",referral_outcome_json," in unsaid["00101"]
