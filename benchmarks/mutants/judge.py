"""Does a golden case notice a mutant? One case's build at a time, in memory.

Belongs here: putting a mutant in the place of its model, remaking what reads it, asking what the
case expects. Does not belong here: which mutants meet which cases (hunt).

A mutant that leaves the KPI's rows as they were is not noticed, so the engine need not run. What a
mutant changed is undone by rolling back.
"""

from __future__ import annotations

from threading import Timer
from typing import Any

import duckdb

from benchmarks.mutants.make import Mutant
from pipelines.errors import DataProblem
from pipelines.models.discover import Model
from pipelines.models.graph import after, needed_for
from pipelines.models.runner import count_rows
from tests.sql.expectations import check_cohort, check_contract, check_value
from tests.sql.golden import Build

FIGURES = "marts.kpi_value"
LONGEST_SECONDS, MOST_MEMORY, MOST_ROWS = 20, "1GB", 50_000
KILLED, MISSED, NO_QUERY = "killed", "missed", "no query"
_NEVER_RUNS = (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException)

# what else a model reads is the same for every case
_FILLED_BY_CASE = ("landed.", "staging.", "intermediate.")

Rows = list[str]


class TooManyRows(Exception):
    """A table of a few hand-made records that has grown past reason."""


class Judge:
    """One golden case, made with the true models, against which mutants are tried."""

    def __init__(self, file_stem: str, case: dict[str, Any]) -> None:
        self.build = Build(case, file_stem)
        self.build.con.execute(f"set memory_limit = '{MOST_MEMORY}'")
        self.build.con.execute("set temp_directory = ''")
        self.case = case
        self.kpi = self.build.kpi
        self.build.run(self.kpi.name)
        models = self.build.models()
        self.needed = needed_for(models, [self.kpi.name])
        self.chains: dict[str, list[Model]] = {}
        self.filled: dict[str, bool] = {}
        self.true_rows: dict[str, Rows] = {}
        self.engine: list[Model] = []
        # after a query broke off, what it held in memory is not given back
        self.is_spoilt = False
        self.said: dict[tuple[str, ...], str] = {}

    def reads(self, model: str) -> bool:
        """Whether the KPI's rows come, directly or not, from this model and the case fills it."""
        if model not in self.filled:
            own = self.needed[model].depends if model in self.needed else frozenset[str]()
            sources = [name for name in own if name.startswith(_FILLED_BY_CASE)]
            self.filled[model] = model == self.kpi.name or any(
                count_rows(self.build.con, name) for name in sources
            )
        return self.filled[model]

    def try_out(self, mutant: Mutant) -> str:
        """KILLED, MISSED, or NO_QUERY for what DuckDB cannot even read."""
        for model in (mutant.model, self.kpi.name):
            if model not in self.true_rows:
                self.true_rows[model] = self._rows(model)
        if not self.engine and self.case.get("expect_value"):
            self._make_figures()
        con = self.build.con
        con.execute("begin")
        watchdog = Timer(LONGEST_SECONDS, con.interrupt)
        watchdog.start()
        try:
            return self._tried(mutant)
        except _NEVER_RUNS:
            return NO_QUERY
        except (duckdb.Error, DataProblem, TooManyRows):
            self.is_spoilt = True
            return KILLED  # a query that breaks on these rows, or hardly ends
        finally:
            watchdog.cancel()
            con.execute("rollback")

    def _tried(self, mutant: Mutant) -> str:
        self.build.con.execute(f"create or replace table {mutant.model} as {mutant.sql}")
        if mutant.model != self.kpi.name:
            if self._rows(mutant.model) == self.true_rows[mutant.model]:
                return MISSED
            for model in self._between(mutant.model):
                self.build.make(model)
        rows = self._rows(self.kpi.name)
        if rows == self.true_rows[self.kpi.name]:
            return MISSED
        key = tuple(rows)
        if key not in self.said:
            self.said[key] = self._asked()
        return self.said[key]

    def _asked(self) -> str:
        """The rows first: what they show needs no engine."""
        try:
            check_contract(self.build)
            if "expect_cohort" in self.case:
                check_cohort(self.build, self.case["expect_cohort"])
            if self.case.get("expect_value"):
                self._check_figures()
        except AssertionError:
            return KILLED
        return MISSED

    def _check_figures(self) -> None:
        for model in self.engine:
            self.build.make(model)
        for expected in self.case["expect_value"]:
            check_value(self.build, expected)

    def _between(self, model: str) -> list[Model]:
        """The models that carry a change of one on to the KPI, the KPI last."""
        if model not in self.chains:
            self.chains[model] = after(self.needed, [model])
        return self.chains[model]

    def _make_figures(self) -> None:
        self.build.run(FIGURES)
        all_needed = needed_for(self.build.models(), [FIGURES])
        self.engine = after(all_needed, [self.kpi.name])

    def _rows(self, table: str) -> Rows:
        if count_rows(self.build.con, table) > MOST_ROWS:
            raise TooManyRows(table)
        return sorted(map(repr, self.build.con.execute(f"from {table}").fetchall()))
