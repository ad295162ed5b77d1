"""Replacing ids by keys on the way into published files, and the map that leads back.

Belongs here: which ids a build's marts hold, their keys, and ``key_map`` with the file and row each
id came from. Does not belong here: the secret itself (keys), the other tables (databases).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pandas as pd

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.models.landed import BY_DROP
from pipelines.publish.columns import Table
from pipelines.publish.keys import keys_of

# record ids that join several parts use this sign; the first part leads to the source row
ID_SEPARATOR = "|"
# every record behind a figure, a journey or a finding, with its table
RECORDS = "temp.main.record_behind"


def create_keys(
    con: duckdb.DuckDBPyConnection,
    marts: str,
    tables: Mapping[str, Table],
    found: Mapping[str, Sequence[str]],
    secret: bytes,
    la_code: str,
) -> int:
    """Make ``temp.main.key_of(kind, id, key)`` for every id the marts hold; returns its rows.

    Keys are made in Python and enter DuckDB as data, so the secret is in no SQL text.
    """
    con.execute("create or replace temp table key_of (kind varchar, id varchar, key varchar)")
    total = 0
    for kind, sources in _id_columns(tables, found).items():
        union = " union ".join(
            f'select cast("{column}" as varchar) as id from {marts}."{table}"'
            for table, column in sources
        )
        rows = con.execute(f"select id from ({union}) where id is not null").fetchall()
        keys = keys_of(secret, la_code, kind, [row[0] for row in rows])
        frame = pd.DataFrame(  # noqa: F841  DuckDB reads it by name
            {"kind": kind, "id": list(keys), "key": list(keys.values())}, dtype="str"
        )
        con.execute("insert into key_of select kind, id, key from frame")
        total += len(keys)
    return total


def _id_columns(
    tables: Mapping[str, Table], found: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, str]]]:
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for name, columns in found.items():
        for column in columns:
            kind = tables[name].columns[column].key_kind
            if kind:
                by_kind.setdefault(kind, []).append((name, column))
    return by_kind


def keyed_select(marts: str, table: Table, columns: Iterable[str]) -> str:
    """The select that publishes a table: ids as keys, every other column as it is."""
    listed: list[str] = []
    joins: list[str] = []
    for column in columns:
        described = table.columns[column]
        if described.key_kind is None:
            listed.append(f't."{column}"')
            continue
        alias = f"k{len(joins)}"
        listed.append(f'{alias}.key as "{described.published_name}"')
        joins.append(
            f"left join temp.main.key_of as {alias} on {alias}.kind = '{described.key_kind}' "
            f'and {alias}.id = cast(t."{column}" as varchar)'
        )
    return f'select {", ".join(listed)} from {marts}."{table.name}" as t {" ".join(joins)}'


def key_map_selects(
    con: duckdb.DuckDBPyConnection, marts: str, landed: str, found: Mapping[str, Sequence[str]]
) -> list[str]:
    """Selects whose union is ``key_map``: what each key stands for and where that came from.

    One row per key and source row; a key without a row of its own (made by a model) has nulls.
    """
    selects = [_persons(landed)]
    cohort_columns = found.get("kpi_cohort", [])
    if "record_id" not in cohort_columns:
        return selects
    record_table = "record_table" if "record_table" in cohort_columns else "null"
    records = (
        f"select distinct cast({record_table} as varchar) as table_name, record_id as id "
        f"from {marts}.kpi_cohort"
    )
    if "journey" in found:
        records += (
            " union select cast(record_table as varchar) as table_name, record_id as id "
            f"from {marts}.journey"
        )
    if "quality_finding" in found:
        records += (
            " union select cast(table_name as varchar) as table_name, record_id as id "
            f"from {marts}.quality_finding where record_id is not null"
        )
    # listed once: every table's select looks for its own records in it
    con.execute(f"create or replace temp table {RECORDS} as {records}")
    known = load_tables()
    rows = con.execute(f"select distinct table_name from {RECORDS}").fetchall()
    for (name,) in sorted(rows, key=str):
        if name in known:
            selects.append(_records(landed, known[name]))
    return [*selects, _unsourced()]


def _persons(landed: str) -> str:
    return (
        "select k.kind as key_kind, k.key, k.id, 'person' as table_name, s.drop_month, "
        "s.source_file, s.source_row from temp.main.key_of as k "
        f"left join {landed}.person as s on s.source_person_id = k.id where k.kind = 'person'"
    )


def _records(landed: str, spec: TableSpec) -> str:
    # an id that joins more parts than the table's key names a part of that record; where each
    # drop's word counts, the part after the key is the drop's month
    table, key = spec.table, [*spec.key, *(["drop_month"] if spec.by_drop else [])]
    source = f"{table}{BY_DROP}" if spec.by_drop else table
    whole = f"concat_ws('{ID_SEPARATOR}', {', '.join(f'cast(s.{c} as varchar)' for c in key)})"
    return (
        f"select 'record' as key_kind, k.key, r.id, '{table}' as table_name, s.drop_month, "
        f"s.source_file, s.source_row from {RECORDS} as r "
        "inner join temp.main.key_of as k on k.kind = 'record' and k.id = r.id "
        f"left join {landed}.{source} as s on {whole} = array_to_string(list_slice("
        f"string_split(r.id, '{ID_SEPARATOR}'), 1, {len(key)}), '{ID_SEPARATOR}') "
        f"where r.table_name = '{table}'"
    )


def _unsourced() -> str:
    known = ", ".join(f"'{name}'" for name in load_tables())
    return (
        "select 'record' as key_kind, k.key, r.id, r.table_name, null as drop_month, "
        f"null as source_file, null as source_row from {RECORDS} as r "
        "inner join temp.main.key_of as k on k.kind = 'record' and k.id = r.id "
        f"where r.table_name is null or r.table_name not in ({known})"
    )
