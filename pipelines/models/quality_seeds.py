"""What rules of data quality need beside the records: rules as rows, rejected rows, completeness.

Belongs here: filling those seed tables. Does not belong here: the rules (sql/quality), what earlier
publications found (pipelines.publish.earlier_findings).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.landing.completeness import column_fill
from pipelines.landing.precedence import OTHER_SOURCE
from pipelines.landing.store import LandedDrop
from pipelines.models import seeds
from pipelines.models.columns_read import KpiColumns
from pipelines.models.discover import Model
from pipelines.models.findings import rule_rows

_TEAM = ("_team", "team_id")
_WORKER = ("worker_id", "professional_id")


def load(
    con: duckdb.DuckDBPyConnection,
    models: Mapping[str, Model],
    read: Mapping[str, KpiColumns],
    drops: Sequence[LandedDrop],
) -> None:
    """Fill every seed table of data quality; ``drops`` oldest first, the newest being reported."""
    load_rules(con, models, read)
    seeds.insert_many(con, "column_fill", column_fill(drops))
    load_rejected(con, drops[-1])


def load_rules(
    con: duckdb.DuckDBPyConnection, models: Mapping[str, Model], read: Mapping[str, KpiColumns]
) -> None:
    """The rules, the column each is about, and how many KPI files rest on each column, anew."""
    for table in ("rule", "rule_column", "column_need"):
        con.execute(f"delete from seed.{table}")
    rules, columns = rule_rows(models, read)
    seeds.insert_many(con, "rule", rules)
    seeds.insert_many(con, "rule_column", columns)
    needs: dict[tuple[str, str], int] = {}
    for one in read.values():
        for place in one.counted | frozenset[tuple[str, str]]().union(*one.credited.values()):
            needs[place] = needs.get(place, 0) + 1
    counted = [
        {"table_name": table, "column_name": column, "kpis_count": number}
        for (table, column), number in sorted(needs.items())
    ]
    seeds.insert_many(con, "column_need", counted)


def load_rejected(con: duckdb.DuckDBPyConnection, drop: LandedDrop) -> None:
    """The newest drop's rejected rows: where each lies and the ids it names, no other value.

    Rows left for a stronger format are no fault and stay out. Whether the ids are known is for SQL
    to say: a rejected row may hold anything.
    """
    for table, entry in drop.manifest.tables.items():
        faulty = set(entry.rejected_by_rule) - {OTHER_SOURCE}
        if table in load_tables() and entry.rows_rejected and faulty:
            path = str(drop.rejected_path(table)).replace("'", "''")
            add_rejected(con, (drop.la_code, drop.month, table), f"read_parquet('{path}')")


def add_rejected(
    con: duckdb.DuckDBPyConnection, place: tuple[str, str, str], relation: str
) -> None:
    """Add one table's rejected rows; ``place`` is authority, month and table."""
    la_code, month, table = place
    spec = load_tables()[table]
    con.execute(
        "insert into seed.rejected_row by name select distinct "
        f"'{la_code}' as la_code, '{month}' as month, '{table}' as table_name, "
        "source_file, source_part, source_row, rule, column_name, message, "
        f"{_id(spec, ('source_person_id',))} as source_person_id, "
        f"{_id(spec, _TEAM)} as team_id, {_id(spec, _WORKER)} as worker_id "
        f"from {relation} where rule <> ?",
        [OTHER_SOURCE],
    )


def _id(spec: TableSpec, endings: tuple[str, ...]) -> str:
    """The first of a row's ids whose column ends so, as SQL."""
    named = [name for name in spec.by_name if name.endswith(endings) and "parent" not in name]
    if not named:
        return "cast(null as varchar)"
    parts = ", ".join(f"json_extract_string(row_json, '$.{name}')" for name in named)
    return f"trim(coalesce({parts}))" if len(named) > 1 else f"trim({parts})"
