"""Since when each finding of data quality has been listed, from the publication before.

Belongs here: rows of ``seed.finding_seen``. Does not belong here: the findings themselves (sql).

A publication carries on what it read of the one before, so the newest of an earlier month says it
all. It holds keys; its restricted file leads back to the records.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.publish.first_published import attached, columns_of, earlier
from pipelines.publish.ledger import RESTRICTED

MART = "quality_finding"


def load(con: duckdb.DuckDBPyConnection, warehouse: Path, la_code: str, month: str) -> int:
    """Fill ``seed.finding_seen`` (which must exist) anew; returns its rows.

    Nothing where no earlier month was published, or with a version that kept no findings.
    """
    con.execute("delete from seed.finding_seen")
    before = [one for one in earlier(warehouse, la_code, month) if one.month < month]
    if not before or not before[-1].database(RESTRICTED).exists():
        return 0
    with attached(con, before[-1].database(RESTRICTED)):
        if "first_seen_month" not in columns_of(con, MART):
            return 0
        con.execute(
            "insert into seed.finding_seen (rule, table_name, column_name, record_id, "
            "first_seen_month) select f.rule, f.table_name, f.column_name, r.id, "
            f"min(f.first_seen_month) from earlier.marts.{MART} as f inner join ("
            "select distinct key, id from earlier.marts.key_map where key_kind = 'record') as r "
            "on r.key = f.record_key group by all"
        )
    row = con.execute("select count(*) from seed.finding_seen").fetchone()
    return int(row[0]) if row else 0
