"""The tables' own descriptions, and refusals of ones that do not hold together."""

from pathlib import Path

import pytest

from pipelines.canonical.codes import code_sets, load_codes
from pipelines.canonical.model import load_tables, read_table_file, table_spec


def test_every_table_is_found_under_its_own_name():
    tables = load_tables()
    assert len(tables) >= 60
    assert all(name == spec.table for name, spec in tables.items())


def test_no_header_can_mean_two_columns():
    for spec in load_tables().values():
        spellings = [form for column in spec.columns for form in spec.spellings(column.name)]
        assert len(spellings) == len(set(spellings)), spec.table


def test_no_two_tables_share_a_file():
    files = [spec.source_file.lower().removeprefix("ssd_") for spec in load_tables().values()]
    assert len(files) == len(set(files))


def test_person_ids_are_read_under_the_standards_name():
    contacts = table_spec("contacts")
    assert contacts.header("source_person_id") == "cont_person_id"
    assert set(contacts.spellings("source_person_id")) == {
        "cont_person_id",
        "cont_source_person_id",
        "person_id",
        "source_person_id",
    }


def test_every_code_list_a_column_names_exists():
    named = {c.codes for spec in load_tables().values() for c in spec.columns if c.codes}
    assert named <= set(code_sets())


def test_codes_are_unique_and_placed():
    codes = load_codes()
    assert len({(code.code_set, code.code) for code in codes}) == len(codes)
    assert all(code.label and code.group_label and code.source for code in codes)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("key: [nothing]", "`nothing` is not one of the columns"),
        ("date_column: name", "`name` is used as a date"),
        ("date_order: [[began, ended]]", "`ended` is not one of the columns"),
        ("colour: blue", "colour"),
        ("table: other", "should be `sample`"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(tmp_path: Path, change: str, expected: str):
    lines = {
        "table": "sample",
        "source_file": "sample",
        "origin": "extension",
        "grain": "one row",
        "key": "[sample_id]",
        "columns": "{sample_id: {type: id}, name: {type: text}, began: {type: date}}",
    }
    key, _, value = change.partition(": ")
    path = tmp_path / "sample.yml"
    path.write_text("\n".join(f"{name}: {text}" for name, text in {**lines, key: value}.items()))
    with pytest.raises(ValueError, match=r"sample\.yml") as refused:
        read_table_file(path)
    assert expected in str(refused.value)
