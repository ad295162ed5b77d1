"""The page about every rule of data quality, and every rule of the Department's left out, with why.

Belongs here: gathering and layout. Does not belong here: the rules (sql/quality), what is said when
a row is not loaded (pipelines.canonical).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelines.canonical.model import load_tables
from pipelines.models.discover import Model, load_models
from pipelines.models.rule_header import DOMAINS
from pipelines.settings import PROJECT_ROOT, REFERENCE_DATA, SQL_ROOT

PAGE = PROJECT_ROOT / "docs" / "quality-rules.md"
OTHER_RULES = REFERENCE_DATA / "dfe_rules_not_by_query.csv"
NOTICE = "<!-- Made by `kpi handbook` from sql/quality and the canonical tables; do not edit. -->"
_INTRODUCTION = """\
{number} rules look at records across tables, beyond what is checked row by row when a file is
loaded. Each is one query under `sql/quality` with cases that pass and fail beside it. An **error**
keeps its record out of the figures it would corrupt, and a check of the gate proves it; a **query**
only lists it. What they find is in `quality_finding`, rule by rule in `quality_rule`, and goes back
to services, teams and workers as fix lists (`reports/fix_lists`); which figures each rule touches
is in `quality_rule`. Numbers are those of the
Department for Education's census and return checks. A rule that rests on what a council never
records (decision dates, factors) finds nothing there: that table or column is `not_available`, not
wrong row by row."""
_LOADING = """\
A row that breaks one of these is not loaded; its place and the reason go into the same fix lists.
A code outside its list is told by file and line, and the row is loaded as it is."""


def page(models: Mapping[str, Model] | None = None) -> str:
    """The whole page as Markdown."""
    models = load_models(SQL_ROOT) if models is None else models
    rules = [model for model in models.values() if model.rule is not None]
    lines = [NOTICE, "", "# Rules of data quality", "", _INTRODUCTION.format(number=len(rules))]
    for domain in DOMAINS:
        own = sorted((one for one in rules if one.domain == domain), key=lambda one: one.stem)
        if own:
            lines += ["", f"## {domain.replace('_', ' ').capitalize()}", "", *_table(own)]
    lines += ["", "## Checked when a row is loaded", "", _LOADING, "", *_loading()]
    lines += ["", "## Rules of the Department that are not queries", "", *_others()]
    return "\n".join(lines) + "\n"


def _table(rules: list[Model]) -> Iterator[str]:
    yield "| rule | finds | number | severity | what to do |"
    yield "|---|---|---|---|---|"
    for model in rules:
        rule = model.rule
        if rule is None:
            continue
        number = ", ".join(rule.dfe) or "local"
        yield (
            f"| `{model.stem}` | {rule.name}. {rule.message} | {number} | {rule.severity} "
            f"| {rule.remedy} |"
        )


def _loading() -> Iterator[str]:
    yield "| table | never blank | in order |"
    yield "|---|---|---|"
    for name, spec in load_tables().items():
        order = ", ".join(f"`{start}` to `{end}`" for start, end in spec.date_order) or "–"
        yield f"| `{name}` | {', '.join(f'`{one}`' for one in spec.required)} | {order} |"


def _others() -> Iterator[str]:
    yield "| return | numbers | about | where | why |"
    yield "|---|---|---|---|---|"
    for row in other_rules():
        numbers = row["numbers"].replace(" ", ", ")
        yield (
            f"| {row['return']} | {numbers} | {row['about']} | {row['handled']} | {row['reason']} |"
        )


def other_rules(file: Path = OTHER_RULES) -> list[dict[str, str]]:
    """The Department's rules that no query is made for, with where they are met or why not."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(file: Path = PAGE) -> None:
    """Write the page anew."""
    file.write_text(page(), encoding="utf-8")
