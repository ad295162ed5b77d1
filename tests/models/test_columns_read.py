"""Which landed columns a query rests on: through steps, joins, conditions and other models."""

from pathlib import Path

import pytest

from pipelines.models.columns_read import Lineage, columns_read, trace
from pipelines.models.discover import Model, load_models, tables_read
from pipelines.settings import SQL_ROOT

KNOWN = {
    "staging.contacts": Lineage(
        {
            name: frozenset({("contacts", name)})
            for name in ("la_code", "contact_id", "contact_date", "reason", "person_id")
        }
    ),
    "staging.person": Lineage(
        {name: frozenset({("person", name)}) for name in ("person_id", "dob", "sex")},
        frozenset({("person", "death_date")}),
    ),
}


def followed(sql: str) -> Lineage:
    model = Model("kpi.x", "kpi", Path("x.sql"), sql, tables_read(sql, Path("x.sql")))
    return trace(model, KNOWN)


def test_a_column_is_followed_through_steps_and_new_names() -> None:
    found = followed(
        "with a as (select contact_id as one, contact_date as day from staging.contacts), "
        "b as (select one as two, day + 1 as later from a) select two, later from b"
    )
    assert found.outputs == {
        "two": {("contacts", "contact_id")},
        "later": {("contacts", "contact_date")},
    }
    assert found.rows == frozenset()


@pytest.mark.parametrize(
    "clause",
    [
        "where reason = 'x'",
        "qualify row_number() over (partition by reason order by reason) = 1",
        "group by contact_id, reason",
    ],
)
def test_columns_that_choose_rows_count_though_none_is_shown(clause: str) -> None:
    found = followed(f"select contact_id from staging.contacts {clause}")
    assert ("contacts", "reason") in found.rows


def test_a_join_rests_on_what_it_joins_by_and_on_what_its_table_rests_on() -> None:
    found = followed(
        "select c.contact_id, p.dob from staging.contacts as c "
        "left join staging.person as p on c.person_id = p.person_id"
    )
    assert found.outputs["dob"] == {("person", "dob")}
    assert found.rows == {
        ("contacts", "person_id"),
        ("person", "person_id"),
        ("person", "death_date"),
    }
    assert ("person", "sex") not in found.rows | found.outputs["dob"]


def test_a_union_rests_on_both_parts_by_place() -> None:
    found = followed(
        "select contact_id as id, contact_date as day from staging.contacts "
        "union all select person_id, dob from staging.person"
    )
    assert found.outputs["day"] == {("contacts", "contact_date"), ("person", "dob")}


def test_a_column_of_the_same_select_and_a_window_are_followed() -> None:
    found = followed(
        "select contact_date as day, day + 1 as next_day, lag(contact_date) over by_person as last "
        "from staging.contacts window by_person as (partition by person_id order by contact_date)"
    )
    assert found.outputs["next_day"] == {("contacts", "contact_date")}
    assert ("contacts", "contact_date") in found.outputs["last"]


def test_a_recursive_step_rests_on_what_it_starts_from() -> None:
    found = followed(
        "with recursive w as (select person_id from staging.person union "
        "select w.person_id from w inner join staging.contacts as c on w.person_id = c.person_id) "
        "select person_id from w"
    )
    assert found.outputs["person_id"] == {("person", "person_id")}


def test_every_kpi_file_is_followed_to_columns_of_the_tables_it_reads() -> None:
    found = columns_read(load_models(SQL_ROOT))
    assert ("cin_assessments", "assessment_child_seen") in found[
        "assessment_child_seen_pct"
    ].counted
    assert ("cin_assessments", "assessment_child_seen") not in found["assessment_45wd_pct"].counted
    assert found["assessment_45wd_pct"].credited["team_id"] == {
        ("cin_assessments", "assessment_team")
    }
    assert columns_read(load_models(SQL_ROOT)) == found, "remembered as followed"
