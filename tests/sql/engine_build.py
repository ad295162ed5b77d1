"""Engine builds from hand-made cohort rows: no KPI file and no records, only what KPIs hand over.

Belongs here: making the tables the engine reads. Does not belong here: expectations (test_engine,
test_signals, test_comparison).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pipelines.models import runner, seeds
from pipelines.models.discover import META_WRITTEN
from pipelines.models.graph import in_order, needed_for
from pipelines.models.supply import refining_tables
from tests.sql.golden import LA, ONCE, Build, all_models

Row = Mapping[str, Any]
INTERMEDIATE = {
    "int_teams": "la_code varchar, team_id varchar, team_name varchar, service_id varchar,"
    " service_name varchar, manager_id varchar, valid_from date, valid_to date, is_service boolean",
    "int_workers": "la_code varchar, worker_id varchar, worker_name varchar, job_role varchar,"
    " current_team_id varchar, status varchar",
    "int_involvements__lead": "la_code varchar, person_id varchar, team_id varchar,"
    " worker_id varchar, role_priority integer, start_date date, end_date date,"
    " involvement_id varchar",
    "int_persons__current": "la_code varchar, person_id varchar, sex varchar, ethnicity varchar,"
    " dob date, expected_dob date, is_unborn boolean",
}
STUBBED = {"int_teams": {"is_service": False}}
FROM_2010 = dt.date(2010, 1, 1)
TEAMS = [
    {"team_id": "T1", "service_id": "SV1", "valid_from": FROM_2010},
    {"team_id": "T2", "service_id": "SV1", "valid_from": FROM_2010},
    {"team_id": "T3", "service_id": "SV2", "valid_from": FROM_2010},
    {"team_id": "UNALLOCATED", "service_id": "UNALLOCATED", "valid_from": FROM_2010},
]
WORKERS = [{"worker_id": f"W{number}"} for number in range(1, 6)]
DEFAULTS = {
    "measure": "percentage",
    "polarity": "higher",
    "attribution": "A-EVT",
    "headline": "R12",
    "has_whole": True,
    "unit_of_count": "child",
    "record_table": "contacts",
    "is_enabled": True,
    "comparator": "DfE",
    "levels": ["authority", "service", "team", "worker"],
}
UNITS = {"rate": "per_10000", "percentage": "percent", "share": "percent", "count": "count"}
SCALES = {"percent": 100, "per_10000": 10000, "per_100": 100}


def kpi(name: str = "k", bases: str = "IM YTD R12", **fields: Any) -> dict[str, Any]:
    """A KPI's catalogue row; ``bases``, ``categories``, ``lookbacks`` go into their own tables."""
    row = DEFAULTS | {"kpi_id": name.split("__")[0], "file_stem": name} | fields
    row.setdefault("unit", UNITS.get(row["measure"], "days"))
    row["scale"] = SCALES.get(row["unit"], 1)
    return row | {"bases": bases.split()}


def event(day: str, record: str, **fields: Any) -> dict[str, Any]:
    """A flow row that counts once in numerator and denominator unless told otherwise."""
    return {
        "file_stem": "k",
        "event_date": dt.date.fromisoformat(day),
        "record_id": record,
        "person_id": f"p-{record}",
        "team_id": "T1",
        "worker_id": "W1",
        "numerator": 1,
        "denominator": 1,
    } | fields


def stock(day: str, record: str, **fields: Any) -> dict[str, Any]:
    """A stock row at a month end."""
    row = event(day, record, **fields)
    return row | {"snapshot_date": row.pop("event_date")}


def many(day: str, passed: int, total: int, **fields: Any) -> list[dict[str, Any]]:
    """``total`` events on a day, the first ``passed`` of them in the numerator."""
    prefix = fields.pop("prefix", day)
    return [
        event(day, f"{prefix}-{number}", numerator=int(number < passed), **fields)
        for number in range(total)
    ]


class Engine(Build):
    """A build whose cohort is given."""

    def __init__(self, kpis: Sequence[Row], rows: Sequence[Row], **case: Any) -> None:
        month = case.pop("month", "2015-04")
        self.tables = {
            "int_teams": case.pop("teams", TEAMS),
            "int_workers": case.pop("workers", WORKERS),
            "int_involvements__lead": case.pop("lead", []),
            "int_persons__current": case.pop("persons", []),
        }
        targets = case.pop("targets", ["marts.kpi_value"])
        own_seeds = case.pop("own_seeds", {})
        super().__init__({"month": month, "history_months": 24, **case}, "")
        self._fill_catalogue(kpis)
        self._fill_intermediate()
        self._fill_cohort(rows)
        with self._only(own_seeds):
            self._run(targets)

    @contextmanager
    def _only(self, rows_by_table: Mapping[str, Sequence[Row]]) -> Iterator[None]:
        """Reference facts of this case alone; the template's are put back afterwards."""
        for name, rows in rows_by_table.items():
            self.con.execute(f"create or replace temp table kept_{name} as from seed.{name}")
            self.con.execute(f"delete from seed.{name}")
            for row in rows:
                seeds.insert(self.con, name, [row])
        try:
            yield
        finally:
            for name in rows_by_table:
                self.con.execute(f"delete from seed.{name}")
                self.con.execute(f"insert into seed.{name} from kept_{name}")

    def _fill_catalogue(self, kpis: Sequence[Row]) -> None:
        own = ("bases", "categories", "lookbacks", "tables")
        for one in kpis:
            seeds.insert(self.con, "kpi", [{name: one[name] for name in one if name not in own}])
            start = {"file_stem": one["file_stem"], "kpi_id": one["kpi_id"]}
            seeds.insert(self.con, "kpi_basis", [start | {"basis": b} for b in one["bases"]])
            categories = enumerate(one.get("categories", ()), start=1)
            seeds.insert(
                self.con,
                "kpi_category",
                [start | {"category": name, "position": n} for n, name in categories],
            )
            lookbacks = one.get("lookbacks", {}).items()
            seeds.insert(
                self.con,
                "kpi_lookback",
                [start | {"table_name": name, "months": n} for name, n in lookbacks],
            )
            tables = one.get("tables", ("contacts",))
            refining = refining_tables()
            seeds.insert(
                self.con,
                "kpi_dependency",
                [start | {"table_name": name, "is_refining": name in refining} for name in tables],
            )

    def _fill_intermediate(self) -> None:
        for name, columns in INTERMEDIATE.items():
            self.con.execute(f"create or replace table intermediate.{name} ({columns})")
            rows = [
                {"la_code": LA} | STUBBED.get(name, {}) | dict(row) for row in self.tables[name]
            ]
            self.insert(f"intermediate.{name}", rows)

    def _fill_cohort(self, rows: Sequence[Row]) -> None:
        runner.create_empty_cohort(self.con)
        runner.create_empty_cohort(self.con, META_WRITTEN)
        filled = []
        for row in rows:
            start = {"la_code": LA, "kpi_id": row["file_stem"].split("__")[0]}
            filled.append(start | {"gives_credit": True} | dict(row))
        self.insert("engine.cohort_written", filled)

    def _run(self, targets: Sequence[str]) -> None:
        models = all_models()
        for model in in_order(needed_for(models, targets)):
            is_case = model.layer == "reference" and model.name not in ONCE
            if is_case or (model.layer in ("engine", "marts") and model.sql):
                runner.run_model(self.con, model)

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows by column name; a column that a row lacks is null."""
        names = sorted({name for row in rows for name in row})
        place = "(" + ", ".join("?" * len(names)) + ")"
        for start in range(0, len(rows), 200):
            part = rows[start : start + 200]
            self.con.execute(
                f"insert into {table} ({', '.join(names)}) values {', '.join([place] * len(part))}",
                [row.get(name) for row in part for name in names],
            )

    def figure(self, basis: str = "IM", end: str = "2015-04-30", **which: Any) -> dict[str, Any]:
        """The one figure asked for; empty if it is not there."""
        asked = {"file_stem": "k", "level": "authority", "category": None} | which
        where = " and ".join(f"{name} is not distinct from ?" for name in asked)
        found = self.rows(
            f"select * from marts.kpi_value where basis = ? and period_end = ? and {where}",
            [basis, dt.date.fromisoformat(end), *asked.values()],
        )
        assert len(found) <= 1, f"{len(found)} figures for {asked}"
        return found[0] if found else {}

    def parts(self, basis: str = "IM", end: str = "2015-04-30", **which: Any) -> tuple[Any, Any]:
        """Numerator and denominator of one figure."""
        found = self.figure(basis, end, **which)
        return found.get("numerator"), found.get("denominator")
