"""The map from keys leads to the row that a figure rests on, in the right month's file."""

from __future__ import annotations

import duckdb

from pipelines.models import landed, runner
from pipelines.publish.keyed import key_map_selects


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


def origins(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Key, table, month, file and row of every record key."""
    selects = key_map_selects(con, "marts", "landed", {"kpi_cohort": ["record_id", "record_table"]})
    return con.execute(
        "select key, table_name, drop_month, source_file, source_row "
        f"from ({' union all '.join(selects)}) where key_kind = 'record' order by key"
    ).fetchall()
