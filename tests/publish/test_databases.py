"""What each of the three databases holds, and what none but the restricted one may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from pipelines.errors import DataProblem
from pipelines.publish import publication
from pipelines.publish.columns import Column, load_columns
from pipelines.publish.keys import key_of, load_key
from tests.publish.small_build import LA, PERSON_IDS, described, publish_month, request, write_build


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return publish_month(tmp_path_factory.mktemp("warehouse"), "2015-04").publication


def query(file, sql):
    con = duckdb.connect(str(file), read_only=True)
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def test_ids_become_keys_in_every_file(made):
    secret = load_key(LA, True, environment={})
    for name in ("kpi.duckdb", "kpi_restricted.duckdb"):
        rows = query(made.folder / name, "select person_key, record_key from marts.kpi_cohort")
        assert {row[0] for row in rows} == {key_of(secret, LA, "person", p) for p in PERSON_IDS}
        assert all(len(key) == 16 for row in rows for key in row)
    for name in ("kpi.duckdb", "kpi_public.duckdb"):
        content = (made.folder / name).read_bytes()
        assert b"CHILD00" not in content and b"CONTACT1" not in content


def test_the_key_map_leads_to_file_and_row(made):
    rows = query(
        made.database("kpi_restricted.duckdb"),
        "select c.record_key, m.id, m.table_name, m.source_file, m.source_row from marts.kpi_cohort"
        " as c inner join marts.key_map as m on m.key_kind = 'record' and m.key = c.record_key"
        " order by m.source_row",
    )
    assert [row[1:] for row in rows[:2]] == [
        ("CONTACT0", "contacts", "ssd_contacts.csv", 2),
        ("CONTACT1", "contacts", "ssd_contacts.csv", 3),
    ]
    assert len(rows) == 12
    persons = query(
        made.database("kpi_restricted.duckdb"),
        "select count(distinct key) from marts.key_map where key_kind = 'person'",
    )
    assert persons == [(12,)]


def test_names_and_map_only_in_the_restricted_file(made):
    for name in ("kpi.duckdb", "kpi_public.duckdb"):
        columns = query(
            made.database(name), "select table_name || '.' || column_name from duckdb_columns()"
        )
        assert ("worker.worker_name",) not in columns
        assert not [one for (one,) in columns if one.startswith("key_map")]
    assert query(
        made.database("kpi_restricted.duckdb"), "select worker_name from marts.worker"
    ) == [("A Worker",)]


def test_every_table_and_column_carries_its_description(made):
    for name in ("kpi.duckdb", "kpi_restricted.duckdb", "kpi_public.duckdb"):
        bare = query(
            made.database(name),
            "select table_name, column_name from duckdb_columns() where schema_name = 'marts' "
            "and comment is null union all select table_name, '' from duckdb_tables() "
            "where schema_name = 'marts' and comment is null",
        )
        assert bare == []


def test_an_undescribed_column_stops_the_publication(tmp_path):
    build = write_build(tmp_path / "b.duckdb", "2015-04", f"{LA}_2015-04_1")
    tables = described()
    value = tables["kpi_value"]
    fewer = {name: one for name, one in value.columns.items() if name != "ci_lower"}
    tables["kpi_value"] = replace(value, columns=fewer)
    wanted = replace(request(tmp_path, "2015-04", build), tables=tables)
    with pytest.raises(DataProblem, match=r"does not describe kpi_value\.ci_lower"):
        publication.publish(wanted)


def test_a_forgotten_id_column_stops_the_publication(tmp_path):
    build = write_build(tmp_path / "b.duckdb", "2015-04", f"{LA}_2015-04_1")
    tables = described()
    cohort = tables["kpi_cohort"]
    columns = dict(cohort.columns) | {"person_id": Column("person_id", "Forgotten.")}
    tables["kpi_cohort"] = replace(cohort, columns=columns)
    wanted = replace(request(tmp_path, "2015-04", build), tables=tables)
    with pytest.raises(DataProblem, match=r"would hold kpi_cohort\.person_id"):
        publication.publish(wanted)


def test_descriptions_file_is_checked(tmp_path):
    file = tmp_path / "columns.yml"
    file.write_text("marts.team:\n  description: Teams.\n  columns:\n    team_id: ''\n")
    with pytest.raises(DataProblem, match=r"team\.team_id has no description"):
        load_columns(file)
    file.write_text(
        "tables:\n  marts.team:\n    description: Teams.\n    columns:\n"
        "      person_id: {description: Child., publish_as: person_key}\n"
        "  engine.cell:\n    description: Not published.\n    columns: {}\n"
    )
    tables = load_columns(file)
    assert list(tables) == ["team"]
    assert tables["team"].columns["person_id"].published_name == "person_key"


def public_figures(tmp_path, figures):
    made = publish_month(tmp_path, "2015-05", figures=figures).publication
    return query(
        made.database("kpi_public.duckdb"),
        "select kpi_id, category, basis, period_end, numerator, value, value_display, status "
        "from marts.kpi_value order by all",
    ), made


MAY, APRIL = date(2015, 5, 31), date(2015, 4, 30)


def shown(rows):
    return {(row[0], row[1], row[2], row[3].month): row[4] for row in rows}


def test_small_counts_and_small_rests_are_hidden(tmp_path):
    rows, _ = public_figures(
        tmp_path,
        [
            ("open_count", None, "SNAP", MAY, 5, None),
            ("open_count", None, "SNAP", APRIL, 6, None),
            ("timely_pct", None, "SNAP", MAY, 46, 50),
            ("timely_pct", None, "SNAP", APRIL, 50, 50),
            ("open_rate", None, "SNAP", MAY, 3, None),
            ("actions_count", None, "SNAP", MAY, 1, None),
        ],
    )
    assert shown(rows) == {
        ("open_count", None, "SNAP", 5): None,
        ("open_count", None, "SNAP", 4): 6,
        ("timely_pct", None, "SNAP", 5): None,
        ("timely_pct", None, "SNAP", 4): 50,
        ("open_rate", None, "SNAP", 5): None,
        ("actions_count", None, "SNAP", 5): 1,
    }
    hidden = [row for row in rows if row[4] is None]
    assert all(row[5:] == (None, None, "suppressed") for row in hidden)


def test_one_hidden_category_takes_the_next_smallest_with_it(tmp_path):
    rows, _ = public_figures(
        tmp_path,
        [
            ("kinds_share", None, "R12", MAY, 60, 60),
            ("kinds_share", "a", "R12", MAY, 4, 60),
            ("kinds_share", "b", "R12", MAY, 0, 60),
            ("kinds_share", "c", "R12", MAY, 20, 60),
            ("kinds_share", "d", "R12", MAY, 36, 60),
        ],
    )
    by_category = {row[1]: row[4] for row in rows}
    assert by_category == {None: 60, "a": None, "b": 0, "c": None, "d": 36}


def test_months_and_year_to_date_go_together_and_the_rolling_year_stays(tmp_path):
    rows, made = public_figures(
        tmp_path,
        [
            ("open_count", None, "IM", APRIL, 9, None),
            ("open_count", None, "IM", MAY, 2, None),
            ("open_count", None, "YTD", APRIL, 9, None),
            ("open_count", None, "YTD", MAY, 11, None),
            ("open_count", None, "R12", MAY, 90, None),
        ],
    )
    assert set(shown(rows).values()) == {None, 90}
    assert shown(rows)[("open_count", None, "R12", 5)] == 90
    compared = query(
        made.database("kpi_public.duckdb"),
        "select basis, value, previous_value, rag, target, england_value, england_significance "
        "from marts.kpi_comparison where period_end = date '2015-05-31' order by basis",
    )
    assert compared == [
        ("IM", None, None, None, 90, 80, None),
        ("R12", 90.0, 7.0, "green", 90, 80, "better"),
        ("YTD", None, None, None, 90, 80, None),
    ]


def test_a_category_hidden_in_the_rolling_year_hides_its_months(tmp_path):
    months = [(APRIL, 3, 20, 40), (MAY, 0, 40, 15)]
    figures = [("kinds_share", None, "R12", MAY, 118, 118)]
    figures += [
        ("kinds_share", name, "R12", MAY, n, 118)
        for name, n in zip("abc", (3, 60, 55), strict=True)
    ]
    for end, *counts in months:
        whole = sum(counts)
        figures.append(("kinds_share", None, "IM", end, whole, whole))
        figures += [
            ("kinds_share", name, "IM", end, n, whole)
            for name, n in zip("abc", counts, strict=True)
        ]
    rows, _ = public_figures(tmp_path, figures)
    found = shown(rows)
    # the months hide b beside a, the year c: the months of c would give the year's back
    assert found[("kinds_share", "c", "R12", 5)] is None
    assert found[("kinds_share", "c", "IM", 4)] is None
    assert found[("kinds_share", "c", "IM", 5)] is None
    assert found[("kinds_share", None, "IM", 4)] == 63


def test_a_count_shown_by_another_kpi_is_hidden_with_it(tmp_path):
    rows, _ = public_figures(
        tmp_path,
        [
            ("timely_pct", None, "SNAP", APRIL, 30, 50),
            ("timely_pct", None, "SNAP", MAY, 46, 50),
            ("open_count", None, "SNAP", APRIL, 30, None),
            ("open_count", None, "SNAP", MAY, 46, None),
            ("open_rate", None, "SNAP", APRIL, 50, None),
            ("open_rate", None, "SNAP", MAY, 50, None),
        ],
    )
    found = shown(rows)
    # 50 less 46 would be the four children not in time
    assert found[("open_count", None, "SNAP", 5)] is None
    assert found[("open_count", None, "SNAP", 4)] == 30
    assert found[("open_rate", None, "SNAP", 5)] == 50


def test_everyone_alike_is_hidden_unless_the_service_kept_time(tmp_path):
    rows, _ = public_figures(
        tmp_path,
        [
            ("timely_pct", None, "SNAP", MAY, 13, 13),
            ("timely_pct", None, "SNAP", APRIL, 0, 13),
            ("attained_pct", None, "SNAP", MAY, 12, 12),
            ("attained_pct", None, "SNAP", APRIL, 0, 12),
            ("attained_pct", None, "R12", APRIL, 6, 12),
            ("kinds_share", "a", "SNAP", MAY, 40, 40),
            ("kinds_share", "a", "SNAP", APRIL, 0, 40),
        ],
    )
    assert shown(rows) == {
        ("timely_pct", None, "SNAP", 5): 13,
        ("timely_pct", None, "SNAP", 4): 0,
        ("attained_pct", None, "SNAP", 5): None,
        ("attained_pct", None, "SNAP", 4): None,
        ("attained_pct", None, "R12", 4): 6,
        ("kinds_share", "a", "SNAP", 5): None,
        ("kinds_share", "a", "SNAP", 4): 0,
    }


def test_posts_are_people_and_meetings_are_not(tmp_path):
    rows, _ = public_figures(
        tmp_path,
        [
            ("meetings_count", None, "SNAP", MAY, 2, None),
            ("posts_count", None, "SNAP", MAY, 3, None),
        ],
    )
    assert shown(rows) == {
        ("meetings_count", None, "SNAP", 5): 2,
        ("posts_count", None, "SNAP", 5): None,
    }


def test_the_public_file_holds_no_people_and_no_revisions(tmp_path):
    made = publish_month(tmp_path, "2015-04").publication
    columns = query(
        made.database("kpi_public.duckdb"),
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts'",
    )
    assert {table for table, _ in columns} == {
        "kpi_catalogue",
        "kpi_value",
        "kpi_comparison",
        "period",
        "public_record",
        "publication",
    }
    assert not [one for _, one in columns if one.startswith("first_published")]
    levels = query(made.database("kpi_public.duckdb"), "select distinct level from marts.kpi_value")
    assert levels == [("authority",)]
