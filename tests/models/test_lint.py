"""Each house rule for SQL catches its breach and names file and line."""

from pathlib import Path

import pytest

from pipelines.models import lint
from pipelines.models.discover import load_models

HEADER = "-- {stem}: a test model\n-- grain    one row\n-- key      la_code\n"
HEADER += "-- units    none\n-- source   test\n"


def tree(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, sql in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEADER.format(stem=file.stem) + sql, encoding="utf-8")
    return tmp_path


def test_a_sound_model_has_no_findings(tmp_path: Path) -> None:
    root = tree(tmp_path, {"staging/person.sql": "select la_code from landed.person"})
    assert lint.check(root) == []


@pytest.mark.parametrize(
    ("name", "sql", "words"),
    [
        ("marts/m.sql", "select la_code from staging.person", "may read"),
        ("staging/s.sql", "select la_code from landed.nowhere", "no model makes landed.nowhere"),
        ("staging/s.sql", "select current_date as x from landed.person", "reads no clock"),
        ("staging/s.sql", "select now() as x from landed.person", "reads no clock"),
        ("staging/s.sql", "select today() as x from landed.person", "reads no clock"),
        ("staging/s.sql", "select date '2015-04-01' as x from landed.person", "no typed-in date"),
        ("staging/s.sql", "select a from read_csv('x.csv')", "reads no file"),
        ("staging/s.sql", "select la_code from person", "has no schema"),
        ("staging/s.sql", "selec la_code frm landed.person", "not readable as SQL"),
        ("staging/s.sql", "select 1 as a; select 2 as b", "one select"),
    ],
)
def test_a_breach_is_found_with_file_and_line(
    tmp_path: Path, name: str, sql: str, words: str
) -> None:
    found = lint.check(tree(tmp_path, {name: sql}))
    assert any(words in line for line in found), found
    assert all(Path(name).name in line for line in found)


def test_a_word_in_a_comment_is_no_breach(tmp_path: Path) -> None:
    root = tree(
        tmp_path, {"staging/s.sql": "-- not current_date\nselect la_code from landed.person"}
    )
    assert lint.check(root) == []


def test_a_circle_names_both_files(tmp_path: Path) -> None:
    files = {
        "intermediate/int_a.sql": "select la_code from intermediate.int_b",
        "intermediate/int_b.sql": "select la_code from intermediate.int_a",
    }
    (message,) = lint.check(tree(tmp_path, files))
    assert "circle" in message and "int_a.sql" in message and "int_b.sql" in message


def test_a_header_must_have_its_fields(tmp_path: Path) -> None:
    file = tmp_path / "staging" / "s.sql"
    file.parent.mkdir(parents=True)
    file.write_text("-- s: no more\nselect la_code from landed.person", encoding="utf-8")
    assert len([line for line in lint.check(tmp_path) if "the header has no line" in line]) == 4


def test_a_step_of_the_query_is_no_table(tmp_path: Path) -> None:
    sql = "with people as (select la_code from landed.person) select la_code from people"
    models = load_models(tree(tmp_path, {"staging/s.sql": sql}))
    assert models["staging.s"].depends == {"landed.person"}
