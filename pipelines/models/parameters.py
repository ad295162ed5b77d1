"""Which parameters each KPI's figures depend on, read from the SQL.

Belongs here: the link from a KPI file, through whatever it reads, to the parameters named there.
Does not belong here: a parameter's value (settings, reference data) or its use (sql).
"""

from __future__ import annotations

import csv
import re
from functools import cache

from pipelines.models.discover import Model
from pipelines.models.graph import needed_for
from pipelines.settings import REFERENCE_DATA

TABLE = "ref.parameter"
PARAMETERS_FILE = REFERENCE_DATA / "parameters.csv"
# the engine's own: under this many in a denominator no percentage is shown
SMALL_DENOMINATOR = "small_denominator"
_WITHOUT_DENOMINATOR = ("count", "rate")
_LITERAL = re.compile(r"'([a-z][a-z0-9_]*)'")
_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)


@cache
def known_parameters() -> frozenset[str]:
    """The names of all parameters there are."""
    if not PARAMETERS_FILE.exists():
        return frozenset()
    with PARAMETERS_FILE.open(encoding="utf-8", newline="") as handle:
        return frozenset(row["name"] for row in csv.DictReader(handle))


def named_in(model: Model) -> frozenset[str]:
    """The parameters one model looks up by name."""
    if TABLE not in model.depends:
        return frozenset()
    return known_parameters() & set(_LITERAL.findall(_COMMENT.sub("", model.sql)))


def parameters_of(models: dict[str, Model], kpi: Model) -> list[str]:
    """The parameters a KPI's figures depend on, through every model its file reads."""
    if kpi.kpi is None:
        raise ValueError(f"{kpi.name} is no KPI file")
    # figures about figures depend on what they say themselves, not on all that lies below
    read = [kpi] if kpi.layer == "kpi_meta" else needed_for(models, [kpi.name]).values()
    found = {name for model in read for name in named_in(model)}
    if kpi.kpi.measure not in _WITHOUT_DENOMINATOR:
        found.add(SMALL_DENOMINATOR)
    return sorted(found)
