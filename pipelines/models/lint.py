"""House rules for SQL models that sqlfluff does not know.

Belongs here: layers, clocks, typed-in dates, headers, unknown tables; each finding names file and
line. Does not belong here: layout and capitals (sqlfluff), KPI header fields (kpi_header).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipelines.canonical.model import load_tables
from pipelines.errors import KpiError, WrongUse
from pipelines.models.definitions import old_version, superseded_on
from pipelines.models.discover import Model, load_models
from pipelines.models.graph import in_order
from pipelines.models.landed import BY_DROP
from pipelines.models.rule_header import DOMAINS as RULE_DOMAINS
from pipelines.models.seed_tables import SEED_TABLES
from pipelines.settings import SQL_ROOT

MAY_READ = {
    "reference": {"seed", "ref"},
    "staging": {"landed", "ref", "staging"},
    "quality": {"staging", "intermediate", "quality", "ref"},
    "intermediate": {"staging", "intermediate", "quality", "ref"},
    "kpi": {"staging", "intermediate", "ref"},
    "engine": {"engine", "intermediate", "quality", "ref", "seed", "kpi"},
    "kpi_meta": {"engine", "ref", "seed"},
    "marts": {"engine", "intermediate", "ref", "seed", "marts"},
}
_CLOCK = re.compile(
    r"\b(current_date|current_time|current_timestamp|localtime|localtimestamp"
    r"|(?:now|today|get_current_timestamp|transaction_timestamp)\s*\()",
    re.IGNORECASE,
)
_TYPED_DATE = re.compile(r"'(\d{4}-\d{2}-\d{2})")
_FILE_READ = re.compile(r"\b(read_csv|read_parquet|read_json|glob)\w*\s*\(", re.IGNORECASE)
_HEADER_FIELDS = ("grain", "key", "units", "source")
FAR_FUTURE = "9999-12-31"
MAX_LINES = 100


def findings(models: dict[str, Model]) -> Iterator[str]:
    """Every breach, as ``file:line: what and what to do``."""
    for model in models.values():
        if not model.sql:
            continue
        yield from _layer_breaches(model)
        yield from _unknown_tables(model, models)
        yield from _line_rules(model)
        yield from _header_rules(model, models)


def _layer_breaches(model: Model) -> Iterator[str]:
    for name in sorted(model.depends):
        schema = name.split(".")[0]
        if schema not in MAY_READ[model.layer]:
            allowed = ", ".join(sorted(MAY_READ[model.layer]))
            line = _line(model, name)
            yield f"{model.path}:{line}: {model.layer} may read {allowed}, not {name}."


def _unknown_tables(model: Model, models: dict[str, Model]) -> Iterator[str]:
    landed = {f"landed.{name}" for name in load_tables()}
    landed |= {f"landed.{name}{BY_DROP}" for name, spec in load_tables().items() if spec.by_drop}
    known = set(models) | landed | {f"seed.{name}" for name in SEED_TABLES}
    for name in sorted(model.depends - known):
        yield f"{model.path}:{_line(model, name)}: no model makes {name}; correct the name."


def _line_rules(model: Model) -> Iterator[str]:
    bare = _without_comments(model.sql)
    for number, line in enumerate(bare.splitlines(), start=1):
        where = f"{model.path}:{number}:"
        if _CLOCK.search(line):
            yield f"{where} a model reads no clock; take dates from ref.run."
        if _FILE_READ.search(line):
            yield f"{where} a model reads no file; read landed or seed tables."
        for found in _TYPED_DATE.findall(line):
            if found != FAR_FUTURE:
                yield f"{where} no typed-in date ({found}); make it a parameter or a reference row."
    if len(model.sql.splitlines()) > MAX_LINES:
        yield f"{model.path}:{MAX_LINES}: over {MAX_LINES} lines; usually two grains: split it."


def _without_comments(sql: str) -> str:
    blank = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), sql, flags=re.DOTALL)
    return re.sub(r"--[^\n]*", "", blank)


def _version_rules(model: Model, models: dict[str, Model]) -> Iterator[str]:
    if model.kpi is None or old_version(model.kpi) is None:
        return
    if superseded_on(model, models) is None:
        yield (
            f"{model.path}:1: keeps version {model.kpi.version}, but the log of {model.kpi_id}.sql "
            f"has no entry for version {model.kpi.version + 1}."
        )


def _header_rules(model: Model, models: dict[str, Model]) -> Iterator[str]:
    if model.kpi is not None:
        yield from _version_rules(model, models)
    if model.layer == "kpi_meta":
        # about KPIs of any domain, and no record of a source
        return
    if model.kpi is not None:
        if model.kpi.domain != model.path.parent.name:
            yield f"{model.path}:1: the header's domain is not the folder's name."
        if model.kpi.record not in load_tables():
            yield f"{model.path}:1: record '{model.kpi.record}' is no canonical table."
        return
    if model.rule is not None:
        yield from _rule_breaches(model)
        return
    top = [line for line in model.sql.splitlines() if line.startswith("--")]
    if not top or not top[0].startswith(f"-- {model.stem}:"):
        yield f"{model.path}:1: the first line is '-- {model.stem}: what it holds'."
    for field in _HEADER_FIELDS:
        if not any(re.match(rf"-- {field}\s", line) for line in top):
            yield f"{model.path}:1: the header has no line '-- {field} ...'."


def _rule_breaches(model: Model) -> Iterator[str]:
    """A rule lies in a known domain and speaks of tables and columns there are."""
    rule, known = model.rule, load_tables()
    if rule is None:
        return
    if model.path.parent.name not in RULE_DOMAINS:
        yield f"{model.path}:1: the folder is none of {', '.join(RULE_DOMAINS)}."
    for table, columns in rule.columns.items():
        if table not in known:
            yield f"{model.path}:1: '{table}' is no canonical table."
            continue
        for column in columns:
            if column not in known[table].by_name:
                yield f"{model.path}:1: {table} has no column '{column}'."


def _line(model: Model, name: str) -> int:
    for number, line in enumerate(model.sql.splitlines(), start=1):
        if name in line:
            return number
    return 1


def check(sql_root: Path = SQL_ROOT) -> list[str]:
    """All findings over a tree of models, cycles included."""
    try:
        models = load_models(sql_root)
        in_order(models)
    except WrongUse as error:
        return [str(error)]
    return list(findings(models))


def main() -> int:
    """Print findings; 1 if there are any."""
    try:
        found = check()
    except KpiError as error:
        found = [str(error)]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"sql: {len(found)} findings\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
