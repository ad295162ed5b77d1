"""Finding the SQL models and what each reads, from the files alone.

Belongs here: one record per model, its dependencies read from the parsed query. Does not belong
here: order and cycles (graph), house rules (lint), running (runner).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

from pipelines.errors import WrongUse
from pipelines.models.kpi_header import KpiHeader, parse_header
from pipelines.models.rule_header import RuleHeader, parse_rule
from pipelines.settings import default_paths

# folder -> schema; the order is the way data walks
LAYERS = {
    "reference": "ref",
    "staging": "staging",
    "quality": "quality",
    "intermediate": "intermediate",
    "kpi": "kpi",
    "engine": "engine",
    "kpi_meta": "kpi_meta",
    "marts": "marts",
}
COHORT_WRITTEN = "engine.cohort_written"
META_WRITTEN = "engine.meta_written"
# a table that gathers the cohorts of all KPI files of one layer, one below the other
GATHERED = {COHORT_WRITTEN: "kpi", META_WRITTEN: "kpi_meta"}
# the same for what all rules of data quality find
FINDINGS_WRITTEN = "quality.finding_written"
RULES = "quality"


@dataclass(frozen=True)
class Model:
    """One table of the warehouse and the query that makes it."""

    name: str
    layer: str
    path: Path
    sql: str
    depends: frozenset[str]
    kpi: KpiHeader | None = None
    rule: RuleHeader | None = None

    @property
    def stem(self) -> str:
        """The table's name within its schema."""
        return self.name.split(".", 1)[1]

    @property
    def is_view(self) -> bool:
        """Whether it is worked out where it is read: its header has a line ``made on reading``."""
        return re.search(r"^-- made\s+on reading", self.sql, re.MULTILINE) is not None

    @property
    def kpi_id(self) -> str:
        """The KPI a file belongs to: its name up to a double underscore."""
        return self.stem.split("__", 1)[0]

    @property
    def domain(self) -> str:
        """The domain a KPI file names or a rule lies in; the layer for everything else."""
        if self.rule:
            return self.path.parent.name
        return self.kpi.domain if self.kpi else self.layer


def tables_read(sql: str, file: Path) -> frozenset[str]:
    """Schema-qualified tables a query reads; names of its own steps are left out.

    Raises:
        WrongUse: if the query cannot be parsed or names a table without a schema.
    """
    try:
        statements = sqlglot.parse(sql, read="duckdb")
    except ParseError as error:
        detail = error.errors[0] if error.errors else {}
        line = detail.get("line", 1)
        raise WrongUse(f"{file}:{line}: not readable as SQL: {detail.get('description')}") from None
    queries = [statement for statement in statements if statement is not None]
    if len(queries) != 1:
        raise WrongUse(f"{file}:1: a model holds one select; this file holds {len(queries)}.")
    steps = {cte.alias_or_name for cte in queries[0].find_all(exp.CTE)}
    found: set[str] = set()
    for table in queries[0].find_all(exp.Table):
        if table.db:
            found.add(f"{table.db}.{table.name}")
        elif table.name and table.name not in steps:
            line = _line_of(sql, table.name)
            raise WrongUse(f"{file}:{line}: table '{table.name}' has no schema and is no step.")
    return frozenset(found)


@cache
def _parser_version() -> str:
    # one answer for a run: the package's description is parsed anew for every question
    return version("sqlglot")


def remembered_tables(sql: str, file: Path, known: dict[str, list[str]]) -> frozenset[str]:
    """As ``tables_read``, but a text parsed before is not parsed again; ``known`` is added to."""
    key = f"{_parser_version()}:{hashlib.sha256(sql.encode()).hexdigest()}"
    if key not in known:
        known[key] = sorted(tables_read(sql, file))
    return frozenset(known[key])


def _remember(known: dict[str, list[str]]) -> None:
    # A convenience that may fail: the next run then parses again.
    text = json.dumps(known)
    with contextlib.suppress(OSError):
        file = parse_cache()
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)


def _recall() -> dict[str, list[str]]:
    try:
        content: dict[str, list[str]] = json.loads(parse_cache().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content


def parse_cache() -> Path:
    """Where parsed texts are remembered: which tables each reads, by the text's hash."""
    return default_paths().warehouse / "cache" / "tables_read.json"


def _line_of(sql: str, word: str) -> int:
    for number, line in enumerate(sql.splitlines(), start=1):
        if word in line:
            return number
    return 1


def _read_model(path: Path, layer: str, known: dict[str, list[str]]) -> Model:
    sql = path.read_text(encoding="utf-8")
    header = parse_header(sql, path) if layer in GATHERED.values() else None
    rule = parse_rule(sql, path) if layer == RULES else None
    name = f"{LAYERS[layer]}.{path.stem}"
    return Model(name, layer, path, sql, remembered_tables(sql, path, known), header, rule)


@cache
def load_models(sql_root: Path) -> dict[str, Model]:
    """Every model under ``sql_root`` by name, with the tables that gather cohorts.

    Raises:
        WrongUse: for an unreadable file, a bad header or two files of one name.
    """
    models: dict[str, Model] = {}
    known = _recall()
    before = len(known)
    for layer in LAYERS:
        for path in sorted((sql_root / layer).rglob("*.sql")):
            model = _read_model(path, layer, known)
            if model.name in models:
                raise WrongUse(f"{path}: {models[model.name].path} makes {model.name} already.")
            models[model.name] = model
    if len(known) > before:
        _remember(known)
    for gathered, layer in GATHERED.items():
        cohorts = frozenset(name for name, model in models.items() if model.layer == layer)
        models[gathered] = Model(gathered, "engine", sql_root / layer, "", cohorts)
    rules = frozenset(name for name, model in models.items() if model.rule)
    models[FINDINGS_WRITTEN] = Model(FINDINGS_WRITTEN, RULES, sql_root / RULES, "", rules)
    return models
