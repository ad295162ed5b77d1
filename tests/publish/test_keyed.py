"""The map from keys leads to the row that a figure rests on, in the right month's file."""

from __future__ import annotations

import duckdb

from pipelines.models import landed, runner
from pipelines.publish.keyed import key_map_selects

COHORT = ["record_id", "record_table"]


def test_a_record_of_one_drop_leads_to_that_drops_file() -> None:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_empty(con)
    for month, row in (("2015-04", 7), ("2015-05", 9)):
        con.execute(
            "insert into landed.care_leavers__by_drop (la_code, table_id, source_person_id, "
            "source_file, source_row, drop_month) values ('871', 'k1', 'p1', ?, ?, ?)",
            [f"{month}.csv", row, month],
        )
    con.execute("create table marts.kpi_cohort (record_id varchar, record_table varchar)")
    ids = ["k1|2015-04", "k1|2015-05"]
    con.executemany(
        "insert into marts.kpi_cohort values (?, 'care_leavers')", [[one] for one in ids]
    )
    con.execute("create temp table key_of (kind varchar, id varchar, key varchar)")
    con.executemany("insert into key_of values ('record', ?, ?)", [[one, one[-2:]] for one in ids])
    assert origins(con) == [
        ("04", "care_leavers", "2015-04", "2015-04.csv", 7),
        ("05", "care_leavers", "2015-05", "2015-05.csv", 9),
    ]


def test_records_of_a_journey_or_a_finding_alone_are_on_the_map_too() -> None:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    landed.create_empty(con)
    for number, record in enumerate(("c1", "c2", "c3"), start=2):
        con.execute(
            "insert into landed.contacts (la_code, contact_id, source_person_id, source_file, "
            "source_row, drop_month) values ('871', ?, 'p1', 'contacts.csv', ?, '2015-04')",
            [record, number],
        )
    for table, column in (
        ("kpi_cohort", "record_table"),
        ("journey", "record_table"),
        ("quality_finding", "table_name"),
    ):
        con.execute(f"create table marts.{table} (record_id varchar, {column} varchar)")
    con.execute("insert into marts.kpi_cohort values ('c1', 'contacts')")
    con.execute("insert into marts.journey values ('c2', 'contacts')")
    con.execute("insert into marts.quality_finding values ('c3', 'contacts'), (null, 'contacts')")
    con.execute("create temp table key_of (kind varchar, id varchar, key varchar)")
    con.execute("insert into key_of select 'record', 'c' || i, 'k' || i from range(1, 4) as r (i)")
    found = {name: ["record_id"] for name in ("kpi_cohort", "journey", "quality_finding")}
    assert [(row[0], row[4]) for row in origins(con, found | {"kpi_cohort": COHORT})] == [
        ("k1", 2),
        ("k2", 3),
        ("k3", 4),
    ]


def origins(
    con: duckdb.DuckDBPyConnection, found: dict[str, list[str]] | None = None
) -> list[tuple[object, ...]]:
    """Key, table, month, file and row of every record key."""
    selects = key_map_selects(con, "marts", "landed", found or {"kpi_cohort": COHORT})
    return con.execute(
        "select key, table_name, drop_month, source_file, source_row "
        f"from ({' union all '.join(selects)}) where key_kind = 'record' order by key"
    ).fetchall()
