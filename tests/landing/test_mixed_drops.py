"""Several formats in one drop: claims, parts, merging, precedence and the account of each part."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from pipelines.errors import DataProblem
from pipelines.landing import council
from pipelines.landing.council import Council
from pipelines.landing.land import Landed, land_drop
from pipelines.landing.precedence import Precedence
from pipelines.landing.store import PartEntry
from pipelines.settings import CouncilSettings, Paths
from pipelines.sources.registry import SOURCES
from tests.landing.made_up_source import MadeUp, part, write_parts
from tests.landing.small_drop import LA, contacts, people, person_id, write_drop, write_table

MONTH = "2015-03"


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(council, "sources_for", lambda _: (MadeUp(), *SOURCES))


def land(tmp_path: Path, settings: Council | None = None) -> Landed:
    warehouse = tmp_path / "warehouse"
    return land_drop(tmp_path / "raw", warehouse, LA, MONTH, council=settings or Council())


def rows_of(landed: Landed, table: str) -> list[dict]:
    return pq.read_table(landed.drop.table_path(table)).to_pylist()


def parts_of(landed: Landed, table: str) -> dict[tuple[str, str], PartEntry]:
    return {(one.file, one.part): one for one in landed.manifest.tables[table].parts}


def balanced(landed: Landed) -> bool:
    return all(
        one.rows_read == one.rows_loaded + one.rows_rejected
        for entry in landed.manifest.tables.values()
        for one in entry.parts
    )


def test_one_file_feeds_several_tables_each_with_its_own_account(tmp_path: Path):
    rows = contacts(5)
    rows[3] |= {"contact_date": "soon"}
    child = [{"source_person_id": row["source_person_id"], "sex": "F"} for row in rows]
    folder = write_drop(tmp_path / "raw", MONTH, {})
    write_parts(
        folder,
        [
            part("contacts", [*rows, {"broken": "x"}], "sheet List 1"),
            part("person", [*child, *child], "sheet List 1", repeats="fill"),
            part("person", [{"source_person_id": person_id(9), "sex": "M"}], "sheet List 2"),
        ],
    )
    landed = land(tmp_path)
    assert balanced(landed)
    one = parts_of(landed, "contacts")["book.json", "sheet List 1"]
    assert (one.rows_read, one.rows_loaded, one.rows_rejected) == (6, 4, 2)
    assert one.rejected_by_rule == {"date_format": 1, "made_up": 1}
    first = parts_of(landed, "person")["book.json", "sheet List 1"]
    assert (first.rows_read, first.rows_loaded, first.rows_merged) == (10, 10, 5)
    assert landed.manifest.tables["person"].records == 6
    assert len(rows_of(landed, "person")) == 6
    assert {row["source_file"] for row in rows_of(landed, "contacts")} == {
        "book.json, sheet List 1"
    }


def test_a_rejected_row_is_told_by_file_part_row_and_column(tmp_path: Path):
    rows = contacts(3)
    rows[1] |= {"contact_date": "soon"}
    write_parts(write_drop(tmp_path / "raw", MONTH, {}), [part("contacts", rows, "sheet List 1")])
    landed = land(tmp_path)
    told = "\n".join(landed.messages)
    expected = "book.json, sheet List 1, row 3: `Header of contact_date` is not a date"
    assert expected in told
    assert "book.json, sheet List 1: 1 row of 3 cannot be loaded; the first, row 3" in "".join(
        hold.message for hold in landed.holds
    )
    rejected = pq.read_table(landed.drop.rejected_path("contacts")).to_pylist()
    assert (rejected[0]["source_part"], rejected[0]["source_row"]) == ("sheet List 1", 3)


def test_repeats_fill_blanks_and_differences_are_told(tmp_path: Path):
    said = [
        {"source_person_id": "a", "sex": "", "dob": "2010-01-01", "ethnicity": "WBRI"},
        {"source_person_id": "b", "sex": "F", "dob": "2011-01-01", "ethnicity": ""},
        {"source_person_id": "a", "sex": "M", "dob": "2010-01-02", "ethnicity": "WBRI"},
    ]
    write_parts(write_drop(tmp_path / "raw", MONTH, {}), [part("person", said, repeats="fill")])
    landed = land(tmp_path)
    a, b = rows_of(landed, "person")
    assert (a["sex"], str(a["dob"]), a["source_row"]) == ("M", "2010-01-01", 2)
    assert (b["sex"], b["ethnicity"]) == ("F", None)
    told = [one for one in landed.manifest.problems if one.rule == "values_differ"]
    assert [(one.column, one.rows_count, one.first_rows) for one in told] == [("dob", 1, (2,))]


def test_of_returns_the_latest_counts_whole(tmp_path: Path):
    def referral(closed: str | None) -> dict[str, str | None]:
        row = {"referral_id": "r", "source_person_id": "p", "referral_date": "2014-01-01"}
        return row | {"close_date": closed}

    folder = write_drop(tmp_path / "raw", MONTH, {})
    for year, closed in (("2014", "2014-03-01"), ("2015", None)):
        parts = [part("cin_episodes", [referral(closed)], as_at=f"{year}-03-31", repeats="latest")]
        write_parts(folder, parts, f"census_{year}.json")
    landed = land(tmp_path)
    (row,) = rows_of(landed, "cin_episodes")
    assert (row["close_date"], row["source_file"]) == (None, "census_2015.json, sheet One")
    assert balanced(landed)
    assert landed.manifest.tables["cin_episodes"].rows_merged == 1


def test_the_same_file_twice_is_loaded_once_and_said(tmp_path: Path):
    folder = write_drop(tmp_path / "raw", MONTH)
    (folder / "ssd_contacts (copy).csv").write_bytes((folder / "ssd_contacts.csv").read_bytes())
    (folder / "contacts.csv").write_bytes((folder / "ssd_contacts.csv").read_bytes())
    landed = land(tmp_path)
    assert landed.manifest.tables["contacts"].rows_loaded == 100
    told = "\n".join(landed.messages)
    assert told.count("loaded once") == 2


def test_unknown_files_are_said_never_ignored(tmp_path: Path):
    folder = write_drop(tmp_path / "raw", MONTH)
    (folder / "board paper.pdf").write_bytes(b"%PDF-1.4")
    assert "board paper.pdf: this is in no format known here" in "\n".join(land(tmp_path).messages)


def mixed(tmp_path: Path) -> None:
    """Contacts and people by the standard and by a workbook, which know some of the same."""
    folder = write_drop(tmp_path / "raw", MONTH, {"contacts": contacts(6), "person": people(4)})
    theirs = [dict(row) for row in contacts(8, first=3)]
    theirs[0]["contact_source_code"] = "1A"
    children = [{"source_person_id": person_id(n), "sex": "F"} for n in range(3, 11)]
    children[0] |= {"sex": "M"}
    children = [row | {"nationality": "British"} for row in children]
    parts = [part("contacts", theirs), part("person", children, repeats="fill")]
    write_parts(folder, parts)


def test_two_sources_one_counts_and_both_are_compared(tmp_path: Path):
    mixed(tmp_path)
    landed = land(tmp_path)
    assert balanced(landed)
    entry = landed.manifest.tables["contacts"]
    assert (entry.file, len(rows_of(landed, "contacts"))) == ("ssd_contacts.csv", 6)
    aside = parts_of(landed, "contacts")["book.json", "sheet One"]
    assert (aside.is_counted, aside.rows_read, aside.rows_loaded) == (False, 8, 0)
    assert aside.rejected_by_rule == {"other_source": 8}
    (compared,) = entry.comparisons
    assert (compared.stronger, compared.weaker) == ("ssd", "annex_a")
    assert (compared.matched, compared.only_stronger, compared.only_weaker) == (4, 2, 4)
    assert (compared.people_only_stronger, compared.people_only_weaker) == (2, 4)
    assert {name: n for name, n in compared.differing.items() if n} == {"contact_source_code": 1}
    told = "\n".join(landed.about_files)
    assert "contacts is in ssd and annex_a; ssd goes before" in told
    assert "0 rejected, 8 left for a format that goes before" in landed.messages[0]
    assert landed.holds == []


def test_people_of_two_sources_are_merged_by_precedence(tmp_path: Path):
    mixed(tmp_path)
    landed = land(tmp_path)
    found = {row["source_person_id"]: row for row in rows_of(landed, "person")}
    assert len(found) == 10
    assert found[person_id(3)]["sex"] == "F"  # the standard's word, not the workbook's
    assert found[person_id(3)]["nationality"] == "British"  # a blank filled
    assert found[person_id(3)]["source_file"] == "ssd_person.csv"
    assert found[person_id(9)]["source_file"] == "book.json, sheet One"
    entry = landed.manifest.tables["person"]
    assert (entry.rows_read, entry.rows_rejected, entry.rows_merged) == (12, 0, 2)
    assert entry.records == 10
    told = [one.column for one in landed.manifest.problems if one.rule == "values_differ"]
    assert told == ["sex"]


def test_a_council_may_set_another_order_and_the_month_is_landed_anew(tmp_path: Path):
    mixed(tmp_path)
    assert land(tmp_path).drop.revision == 1
    assert land(tmp_path).is_new is False
    order = Precedence(by_table={"contacts": ("annex_a", "ssd")})
    landed = land(tmp_path, Council(precedence=order))
    assert landed.drop.revision == 2
    assert landed.manifest.tables["contacts"].file == "book.json"
    assert len(rows_of(landed, "contacts")) == 8
    assert {row["sex"] for row in rows_of(landed, "person")} == {"F"}


def test_a_refused_file_refuses_the_drop_with_all_else_that_is_wrong(tmp_path: Path):
    folder = write_drop(tmp_path / "raw", MONTH)
    (folder / "book.json").write_text(json.dumps({"refuse": "no sheet has known headers"}))
    write_table(folder, "contacts", []).write_text("")
    with pytest.raises(DataProblem) as refused:
        land(tmp_path)
    for text in ("2 problems", "no sheet has known headers", "ssd_contacts.csv: the file is empty"):
        assert text in str(refused.value)


def test_a_duplicate_across_sheets_names_the_other_sheet(tmp_path: Path):
    folder = write_drop(tmp_path / "raw", MONTH, {})
    parts = [part("contacts", contacts(2), "sheet A"), part("contacts", contacts(1), "sheet B")]
    write_parts(folder, parts)
    landed = land(tmp_path)
    (rejected,) = pq.read_table(landed.drop.rejected_path("contacts")).to_pylist()
    assert (rejected["source_part"], rejected["source_row"]) == ("sheet A", 2)
    assert "comes again on row 2 of sheet B, which was kept" in rejected["message"]


def test_a_sheet_that_feeds_a_table_in_two_ways_has_one_account(tmp_path: Path):
    bare = [{n: v for n, v in row.items() if n != "contact_source_desc"} for row in contacts(3)]
    more = contacts(4, first=10)
    more[0] |= {"contact_date": "soon"}
    folder = write_drop(tmp_path / "raw", MONTH, {})
    write_parts(folder, [part("contacts", bare), part("contacts", more)])
    (one,) = land(tmp_path).manifest.tables["contacts"].parts
    assert (one.rows_read, one.rows_loaded, one.rows_rejected) == (7, 6, 1)


def test_no_message_or_manifest_holds_a_value(tmp_path: Path):
    mixed(tmp_path)
    landed = land(tmp_path)
    said = landed.manifest.model_dump_json() + "".join(landed.messages)
    for private in ("SECRET", "Private", "British"):
        assert private not in said


def test_a_required_column_no_row_has_rejects_every_row(tmp_path: Path):
    folder = write_drop(tmp_path / "raw", MONTH, {})
    rows = [{n: v for n, v in row.items() if n != "contact_date"} for row in contacts(3)]
    write_parts(folder, [part("contacts", rows)])
    entry = land(tmp_path).manifest.tables["contacts"]
    assert (entry.rows_read, entry.rows_loaded) == (3, 0)
    assert entry.rejected_by_rule == {"required_blank": 3}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"precedence": ["ssd", "annexa"]}, "no format is called annexa; the formats are ssd"),
        ({"precedence_by_table": {"contact": ["ssd"]}}, "there is no table contact"),
        ({"precedence_by_table": {"contacts": ["sdd"]}}, "no format is called sdd"),
    ],
)
def test_an_order_of_nothing_is_refused(said: dict, expected: str):
    with pytest.raises(ValidationError, match=expected):
        CouncilSettings.model_validate({"la_code": "871", "la_name": "x", **said})


def test_the_order_a_council_sets_is_used(tmp_path: Path):
    folder = tmp_path / "settings" / LA
    folder.mkdir(parents=True)
    text = "la_code: '871'\nla_name: x\nprecedence: [annex_a]\n"
    (folder / "settings.yml").write_text(text + "precedence_by_table: {person: [ssd]}\n")
    found = council.council_of(Paths(tmp_path), LA)
    order = found.precedence
    assert found.folder == folder
    ranked = sorted(["ssd", "annex_a", "cin_census"], key=lambda one: order.rank("contacts", one))
    assert ranked == ["annex_a", "ssd", "cin_census"]
    assert order.rank("person", "ssd") < order.rank("person", "annex_a")
