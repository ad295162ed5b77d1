"""Which columns of the canonical tables each KPI rests on, read from the parsed queries.

Belongs here: following every column of a KPI's query back to the landed column it is made from.
Does not belong here: which tables a query reads (discover), whether a column was sent (SQL).

Two kinds are kept apart: columns that decide which rows there are and what they count, and
columns that only say whose the rows are (the query's own team and worker).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from pipelines.canonical.model import load_tables
from pipelines.errors import WrongUse
from pipelines.models.discover import Model
from pipelines.models.graph import in_order, needed_for
from pipelines.models.seed_tables import SEED_TABLES, seed_columns
from pipelines.settings import default_paths

Column = tuple[str, str]
Columns = frozenset[Column]
_LAYERS = ("reference", "staging", "quality", "intermediate", "kpi")
_CREDIT = ("team_id", "worker_id", "second_team_id", "second_worker_id")
_NONE: Columns = frozenset()


@dataclass
class Lineage:
    """A query's columns by the landed columns each is made from, and those that choose rows."""

    outputs: dict[str, Columns] = field(default_factory=dict)
    rows: Columns = _NONE


@dataclass(frozen=True)
class KpiColumns:
    """What one KPI file rests on: ``counted`` for its figures, ``credited`` for whose they are.

    ``credited`` maps team_id and worker_id, where the file gives them, to the columns each may
    come from.
    """

    counted: Columns
    credited: dict[str, Columns]


def columns_read(models: dict[str, Model]) -> dict[str, KpiColumns]:
    """Per KPI file (by stem), the landed columns it rests on; remembered until a query changes.

    Raises:
        WrongUse: naming a file whose columns cannot be followed.
    """
    kpis = [model for model in models.values() if model.kpi is not None]
    wanted = needed_for(models, [model.name for model in kpis])
    used = {name: one for name, one in wanted.items() if one.layer in _LAYERS and one.sql}
    key = _key(used)
    known = _recall(key)
    if known is None:
        known = _trace_all(used)
        _remember(key, known)
    return known


def _key(models: dict[str, Model]) -> str:
    texts = [f"{name}\n{models[name].sql}" for name in sorted(models)]
    shape = [f"{name} {' '.join(spec.by_name)}" for name, spec in sorted(load_tables().items())]
    whole = "\n".join([version("sqlglot"), Path(__file__).read_text("utf-8"), *shape, *texts])
    return hashlib.sha256(whole.encode()).hexdigest()


def _cache() -> Path:
    return default_paths().warehouse / "cache" / "columns_read.json"


def _recall(key: str) -> dict[str, KpiColumns] | None:
    try:
        content = json.loads(_cache().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if content.get("key") != key:
        return None
    return {
        stem: KpiColumns(_set(one["counted"]), {c: _set(v) for c, v in one["credited"].items()})
        for stem, one in content["kpis"].items()
    }


def _set(pairs: list[list[str]]) -> Columns:
    return frozenset((table, column) for table, column in pairs)


def _remember(key: str, found: dict[str, KpiColumns]) -> None:
    # A convenience that may fail: the next run then reads the queries again.
    kpis = {
        stem: {
            "counted": sorted(one.counted),
            "credited": {column: sorted(names) for column, names in one.credited.items()},
        }
        for stem, one in found.items()
    }
    with contextlib.suppress(OSError):
        file = _cache()
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.write_text(json.dumps({"key": key, "kpis": kpis}), encoding="utf-8")
        unfinished.replace(file)


def _trace_all(models: dict[str, Model]) -> dict[str, KpiColumns]:
    known: dict[str, Lineage] = {
        f"landed.{table}": Lineage({name: frozenset({(table, name)}) for name in spec.by_name})
        for table, spec in load_tables().items()
    }
    known |= {
        f"seed.{table}": Lineage(dict.fromkeys(seed_columns(table), _NONE)) for table in SEED_TABLES
    }
    found: dict[str, KpiColumns] = {}
    for model in in_order(models):
        lineage = trace(model, known)
        known[model.name] = lineage
        if model.kpi is not None:
            counted = [columns for name, columns in lineage.outputs.items() if name not in _CREDIT]
            credited = {name: lineage.outputs[name] for name in _CREDIT if name in lineage.outputs}
            found[model.stem] = KpiColumns(lineage.rows.union(*counted), credited)
    return found


def trace(model: Model, known: dict[str, Lineage]) -> Lineage:
    """One model's lineage, given that of every table it reads.

    Raises:
        WrongUse: if the query's columns cannot be followed.
    """
    schema: dict[str, object] = {}
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for name in model.depends:
        layer, table = name.split(".", 1)
        if name in known:
            columns = dict.fromkeys(known[name].outputs, "varchar")
            tables.setdefault(layer, {})[table] = columns
    schema.update(tables)
    parsed = sqlglot.parse_one(model.sql, read="duckdb")
    try:
        whole = qualify(
            parsed,
            schema=schema,
            dialect="duckdb",
            validate_qualify_columns=False,
            quote_identifiers=False,
            identify=False,
            allow_partial_qualification=True,
        )
    except OptimizeError as error:
        raise WrongUse(f"{model.path}:1: its columns cannot be followed: {error}") from error
    scope = build_scope(whole)
    if scope is None:
        raise WrongUse(f"{model.path}:1: holds no query.")
    return _of_scope(scope, known, {})


def _of_scope(scope: Scope, known: dict[str, Lineage], done: dict[int, Lineage]) -> Lineage:
    """The lineage of one select, or of the parts of a union together."""
    if id(scope) in done:
        return done[id(scope)]
    done[id(scope)] = Lineage()  # a recursive step reads itself: what it starts from is enough
    if isinstance(scope.expression, exp.SetOperation):
        parts = [_of_scope(one, known, done) for one in scope.set_operation_scopes]
        if not parts:  # a recursive step reading itself
            return Lineage()
        names = list(parts[0].outputs)
        outputs = {name: parts[0].outputs[name] for name in names}
        for part in parts[1:]:
            for name, columns in zip(names, part.outputs.values(), strict=False):
                outputs[name] |= columns
        found = Lineage(outputs, frozenset().union(*(part.rows for part in parts)))
    else:
        found = _of_select(scope, known, done)
    done[id(scope)] = found
    return found


def _of_select(scope: Scope, known: dict[str, Lineage], done: dict[int, Lineage]) -> Lineage:
    sources = {
        alias: _of_source(source, known, done)
        for alias, (_, source) in scope.selected_sources.items()
    }
    for alias, source in scope.sources.items():
        sources.setdefault(alias, _of_source(source, known, done))
    nested = [
        _of_scope(one, known, done) for one in (*scope.subquery_scopes, *scope.derived_table_scopes)
    ]
    select = scope.expression
    if not isinstance(select, exp.Query):
        return Lineage()
    outputs: dict[str, Columns] = {}
    for projection in select.selects:
        outputs[projection.alias_or_name] = _made_from(projection, sources, outputs)
    used = set(scope.selected_sources)
    rows = frozenset().union(*(sources[alias].rows for alias in used))
    for one in nested:
        rows = rows.union(one.rows, *one.outputs.values())
    for place in ("where", "having", "qualify", "group", "distinct"):
        clause = select.args.get(place)
        if isinstance(clause, exp.Expr):
            rows |= _made_from(clause, sources, outputs)
    for join in select.args.get("joins") or ():
        rows |= _made_from(join, sources, outputs)
    return Lineage(outputs, rows)


def _of_source(
    source: exp.Expr | Scope, known: dict[str, Lineage], done: dict[int, Lineage]
) -> Lineage:
    if isinstance(source, Scope):
        return _of_scope(source, known, done)
    if isinstance(source, exp.Table):
        return known.get(f"{source.db}.{source.name}", Lineage())
    return Lineage()


def _made_from(
    expression: exp.Expr, sources: dict[str, Lineage], outputs: dict[str, Columns]
) -> Columns:
    """The landed columns an expression is made from; subqueries are followed apart."""
    found: set[Column] = set()
    for column in expression.find_all(exp.Column):
        if column.table in sources:
            found |= sources[column.table].outputs.get(column.name, _NONE)
        elif not column.table:
            # another column of the same select, or the only source there is
            found |= outputs.get(column.name, _NONE)
            for source in sources.values():
                found |= source.outputs.get(column.name, _NONE)
    return frozenset(found)
