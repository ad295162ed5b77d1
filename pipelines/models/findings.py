"""Gathering what all rules of data quality find into one table, and the rules as rows.

Belongs here: the columns a rule may return, and its header as a row. Does not belong here: the
rules (sql/quality), to whom a finding is given (sql/engine).
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from pipelines.canonical.model import load_tables
from pipelines.errors import DataProblem
from pipelines.models.columns_read import KpiColumns
from pipelines.models.discover import Model

COLUMNS = {
    "rule": "varchar",
    "table_name": "varchar",
    "column_name": "varchar",
    "la_code": "varchar",
    "record_id": "varchar",
    # as the record has it, before merges
    "source_person_id": "varchar",
    # the day the fault lies on: who held the child then is asked to mend it; a state as at the
    # extract has none
    "on_date": "date",
    "team_id": "varchar",
    "worker_id": "varchar",
    "source_file": "varchar",
    "source_row": "bigint",
    "drop_month": "varchar",
}
_NEEDED = {"la_code", "record_id", "source_file", "source_row", "drop_month"}


def gather_findings(con: duckdb.DuckDBPyConnection, gathered: Model) -> None:
    """Make one table of the findings of every rule it depends on; grain: rule, record, column.

    Raises:
        DataProblem: naming a rule that lacks a column or has one no rule has.
    """
    columns = ", ".join(f"{name} {type_}" for name, type_ in COLUMNS.items())
    con.execute(f"create or replace table {gathered.name} ({columns})")
    parts = [_part(con, name) for name in sorted(gathered.depends)]
    if parts:
        con.execute(f"insert into {gathered.name} {' union all '.join(parts)}")


def _part(con: duckdb.DuckDBPyConnection, rule: str) -> str:
    given = {row[0] for row in con.execute(f"describe {rule}").fetchall()}
    wrong = sorted((given - set(COLUMNS)) | (_NEEDED - given))
    if wrong:
        raise DataProblem(f"{rule}: a rule returns other columns: {', '.join(wrong)}.")
    said = {"rule": f"'{rule.split('.')[1]}'"}
    columns = ", ".join(
        f"cast({said.get(name, name if name in given else 'null')} as {type_}) as {name}"
        for name, type_ in COLUMNS.items()
    )
    return f"select {columns} from {rule}"


def rule_rows(
    models: Mapping[str, Model], read: Mapping[str, KpiColumns]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of ``seed.rule`` (grain: rule) and ``seed.rule_column`` (rule, table, place)."""
    rules: list[dict[str, object]] = []
    columns: list[dict[str, object]] = []
    for model in models.values():
        rule = model.rule
        if rule is None:
            continue
        rules.append(
            {
                "rule": model.stem,
                "name": rule.name,
                "domain": model.domain,
                "dfe_number": ", ".join(rule.dfe) or None,
                "severity": rule.severity,
                "fault": rule.fault,
                "message": rule.message,
                "remedy": rule.remedy,
                "kpi_files": ", ".join(kpis_touched(model, read)),
            }
        )
        columns += [
            {
                "rule": model.stem,
                "table_name": table,
                "column_name": rule.columns[table][0],
                "is_only_table": len(rule.records) == 1,
            }
            for table in rule.records
        ]
    return rules, columns


def kpis_touched(model: Model, read: Mapping[str, KpiColumns]) -> list[str]:
    """The KPI files that rest on a column the rule may find at fault, in order of name."""
    rule = model.rule
    if rule is None:
        return []
    wanted = {(table, name) for table in rule.records for name in rule.columns[table]}
    # columns that each drop says anew are followed to their table only: its id stands for them
    wanted |= {
        (table, "source_person_id") for table in rule.records if load_tables()[table].by_drop
    }
    return sorted(
        stem
        for stem, one in read.items()
        if wanted & (one.counted | frozenset().union(*one.credited.values()))
    )
