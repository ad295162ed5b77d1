"""Running small hand-written cases through the models, in memory.

Belongs here: filling landed and seed tables from a case, running what a KPI needs, reading back.
Does not belong here: the cases (tests/sql/kpi) or what is expected of the engine (test_engine).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb

from pipelines.canonical.model import load_tables
from pipelines.models import landed, quality_seeds, runner, seeds
from pipelines.models.discover import GATHERED, Model, load_models
from pipelines.models.graph import in_order, needed_for
from pipelines.settings import SQL_ROOT, CouncilSettings

LA = "871"
Row = Mapping[str, Any]
# the calendar depends on no case: made once
ONCE = ("ref.calendar", "ref.working_day", "ref.code")
TEAM_COLUMNS = ("team_id", "_team", "_team_id")
# whose ids are people of the register; posts and training name their own
WORKER_COLUMNS = ("professional_id", "worker_id", "chair_id", "iro_id", "icpc_chair_id")
CATALOGUE = (
    "kpi", "kpi_basis", "kpi_category", "kpi_lookback", "kpi_dependency", "kpi_parameter",
    "kpi_need", "kpi_version",
)  # fmt: skip
FIGURE = {
    "file_stem": "varchar", "basis": "varchar", "period_end": "date", "level": "varchar",
    "numerator": "decimal(24, 4)", "denominator": "decimal(24, 4)", "status": "varchar",
}  # fmt: skip
WORKER_TABLES_LEFT_OUT = ("posts", "training_attendance", "audits", "recruitment_candidates")


def month_end(month: str) -> dt.date:
    """Last day of ``yyyy-mm``."""
    year, number = int(month[:4]), int(month[5:7])
    first_of_next = dt.date(year + number // 12, number % 12 + 1, 1)
    return first_of_next - dt.timedelta(days=1)


@cache
def all_models() -> dict[str, Model]:
    """The project's models, read once."""
    return load_models(SQL_ROOT)


@cache
def template() -> duckdb.DuckDBPyConnection:
    """A build without records: empty landed tables, reference facts and the calendar."""
    con = runner.connect(":memory:", threads=1)
    runner.create_schemas(con)
    landed.create_empty(con)
    seeds.create_empty(con)
    seeds.load_reference(con, CouncilSettings(la_code=LA, la_name="Synthetic council"))
    for name in ONCE:
        runner.run_model(con, all_models()[name])
    con.execute("create table default_parameter as from seed.parameter")
    return con


class Build:
    """One case's build; the template is shared, so each case first clears what it touches."""

    def __init__(self, case: Row, file_stem: str) -> None:
        self.con = template()
        self.case = case
        self.file_stem = file_stem
        self._clear()
        self._fill_run()
        self._fill_landed()

    def _clear(self) -> None:
        for (name,) in self.con.execute(
            "select table_name from duckdb_tables()"
            " where schema_name = 'landed' and estimated_size > 0"
        ).fetchall():
            self.con.execute(f"delete from landed.{name}")
        for name in (
            "run",
            "coverage",
            "parameter",
            "first_published",
            "team_override",
            "load_audit",
        ):
            self.con.execute(f"delete from seed.{name}")
        self._clear_catalogue()

    def _clear_catalogue(self) -> None:
        for name in CATALOGUE:
            self.con.execute(f"delete from seed.{name}")

    def _fill_run(self) -> None:
        data_to = month_end(str(self.case["month"]))
        extracted = self.case.get("extracted_at") or data_to + dt.timedelta(days=5)
        if not isinstance(extracted, dt.datetime):
            extracted = dt.datetime.combine(extracted, dt.time(7))
        seeds.insert(
            self.con,
            "run",
            [
                {
                    "la_code": LA,
                    "la_name": "Synthetic council",
                    "month": str(self.case["month"]),
                    "data_to": data_to,
                    "extracted_at": extracted,
                    "extract_date": extracted.date(),
                    "history_months": self.case.get("history_months", 36),
                    "is_synthetic": True,
                    "publication_id": f"{LA}_{self.case['month']}_1",
                    "headline_basis": "R12",
                    "neighbour_vintage": "2021-04",
                }
            ],
        )
        if self.case.get("parameters"):
            seeds.insert(self.con, "parameter", seeds.parameter_rows(self.case["parameters"]))
        else:
            self.con.execute("insert into seed.parameter from default_parameter")
        for name, rows in (self.case.get("seeds") or {}).items():
            seeds.insert(self.con, name, rows)
        self._fill_coverage(data_to)

    def _fill_coverage(self, data_to: dt.date) -> None:
        said = self.case.get("coverage") or {}
        rows = []
        for table in load_tables():
            own = said.get(table, {})
            rows.append(
                {
                    "la_code": LA,
                    "table_name": table,
                    "complete_from": own.get("from", dt.date(2000, 1, 1)),
                    "complete_to": own.get("to", data_to),
                    "is_sent": own.get("sent", True),
                }
            )
        seeds.insert(self.con, "coverage", rows)

    def _fill_landed(self) -> None:
        given: dict[str, list[Row]] = {
            name: list(rows or []) for name, rows in (self.case.get("given") or {}).items()
        }
        full = with_implied(given, set(self.case.get("persons_not_sent") or ()))
        for table, rows in full.items():
            for number, row in enumerate(rows, start=2):
                values = {"la_code": LA, "source_file": f"{table}.csv", "source_row": number}
                values |= {"drop_month": str(self.case["month"]), "drop_no": 1} | dict(row)
                names = ", ".join(values)
                places = ", ".join("?" * len(values))
                self.con.execute(
                    f"insert into landed.{table} ({names}) values ({places})",
                    list(values.values()),
                )
        for table, spec in load_tables().items():
            if spec.by_drop and full.get(table):
                self._keep_by_drop(table, spec.key)

    def _keep_by_drop(self, table: str, key: Sequence[str]) -> None:
        """Rows of a table that is overwritten count month by month; the last month's otherwise."""
        rows = f"landed.{table}{landed.BY_DROP}"
        months = self.con.execute(f"insert into {rows} select * from landed.{table}").execute(
            f"select distinct drop_month from {rows}"
        )
        shared = {"la_code": LA, "table_name": table, "revision": 1}
        shared |= {"source_file": f"{table}.csv", "source_part": ""}
        drops = [shared | {"month": month} for (month,) in months.fetchall()]
        seeds.insert(self.con, "load_audit", drops)
        self.con.execute(
            f"create or replace temp table latest as select * from landed.{table} qualify "
            f"row_number() over (partition by {', '.join(key)} order by drop_month desc) = 1"
        )
        self.con.execute(f"delete from landed.{table}")
        self.con.execute(f"insert into landed.{table} select * from latest")

    @property
    def kpi(self) -> Model:
        """The KPI file the case is about."""
        return next(
            model
            for model in all_models().values()
            if model.kpi is not None and model.stem == self.file_stem
        )

    def models(self) -> dict[str, Model]:
        """The project's models, with this KPI alone among those whose cohorts are gathered."""
        models, kpi = dict(all_models()), self.kpi
        for gathered, layer in GATHERED.items():
            gather, mine = models[gathered], {kpi.name} if kpi.layer == layer else set[str]()
            models[gathered] = Model(gathered, gather.layer, gather.path, "", frozenset(mine))
        return models

    def run(self, *targets: str) -> None:
        """Make the targets and what they need; of all KPIs only this one."""
        models, kpi = self.models(), self.kpi
        chosen = needed_for(models, targets)
        if "figures" in self.case:
            chosen = self._with_given_figures(chosen)
        else:
            self._clear_catalogue()
            seeds.load_catalogue(self.con, {**_without_kpis(models), kpi.name: kpi}, PACKS)
        for model in in_order(chosen):
            self.make(model)

    def make(self, model: Model) -> None:
        """Make one table anew, unless no case changes it."""
        if model.name == "engine.finding_described":
            quality_seeds.load_rules(self.con, all_models(), {})
        if model.name not in ONCE:
            runner.run_model(self.con, model, [self.kpi])

    def _with_given_figures(self, chosen: dict[str, Model]) -> dict[str, Model]:
        """A KPI about KPIs counts the case's own figures, not any the engine would make."""
        columns = ", ".join(f"{name} {type_}" for name, type_ in FIGURE.items())
        self.con.execute(f"create or replace table engine.kpi_value ({columns})")
        for row in self.case["figures"]:
            names, places = ", ".join(row), ", ".join("?" * len(row))
            self.con.execute(
                f"insert into engine.kpi_value ({names}) values ({places})", list(row.values())
            )
        own = ("engine.headline", "ref.run", "ref.month_end", "ref.parameter", self.kpi.name)
        return {name: model for name, model in chosen.items() if name in own}

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """A query's rows as dictionaries."""
        result = self.con.execute(sql, list(parameters))
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


PACKS = ("core", "improvement_plan")


def _without_kpis(models: Mapping[str, Model]) -> dict[str, Model]:
    return {name: model for name, model in models.items() if model.kpi is None}


def with_implied(
    given: dict[str, list[Row]], not_sent: Collection[str] = ()
) -> dict[str, list[Row]]:
    """The case's rows and, where it names them without a row, children, teams and workers.

    Of the children ``not_sent`` there is no person record: their other records stand alone.
    """
    full = dict(given)
    persons = _mentioned(given, ("source_person_id", "survivor_person_id"), ())
    known = {row["source_person_id"] for row in given.get("person", [])} | set(not_sent)
    full["person"] = [
        *given.get("person", []),
        *({"source_person_id": one, "dob": dt.date(2008, 1, 1)} for one in sorted(persons - known)),
    ]
    if "teams" not in given:
        teams = _mentioned(given, TEAM_COLUMNS, ("department",))
        full["teams"] = [
            {"team_id": one, "team_name": one, "valid_from": dt.date(2000, 1, 1)}
            for one in sorted(teams)
        ]
    if "professionals" not in given:
        workers = _mentioned(given, WORKER_COLUMNS, WORKER_TABLES_LEFT_OUT)
        full["professionals"] = [{"professional_id": one} for one in sorted(workers)]
    return full


def _mentioned(
    given: Mapping[str, Iterable[Row]], endings: tuple[str, ...], left_out: tuple[str, ...]
) -> set[str]:
    return {
        value
        for table, rows in given.items()
        if table not in left_out
        for row in rows
        for column, value in row.items()
        if value is not None and column.endswith(endings)
    }


def plain(value: Any) -> Any:
    """A value in a form that compares: numbers as decimals, everything else as it is."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    if isinstance(value, dt.datetime):
        return value.date()
    return value
