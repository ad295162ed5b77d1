"""A query's mutants: the query again, with one thing wrong in each.

Belongs here: putting each replacement into a copy of the parsed query, and naming it. Does not
belong here: the replacements (operators), what cannot matter (equivalent).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.simplify import simplify

from benchmarks.mutants.equivalent import SAME_QUERY, why_the_same
from benchmarks.mutants.operators import changes
from pipelines.models.discover import Model

_READABLE = (
    exp.Predicate, exp.Case, exp.Coalesce, exp.Alias, exp.Connector, exp.Not, exp.Join, exp.Where,
    exp.Having, exp.Qualify, exp.Select,
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One query with one thing wrong.

    ``same`` says why it cannot give other rows than the query itself; empty for most.
    """

    model: str
    operator: str
    line: int
    before: str
    after: str
    number: int
    sql: str
    same: str = ""

    @property
    def name(self) -> str:
        """The mutant's name, the same on every run: unlike its line, it survives reformatting."""
        again = f" (no. {self.number})" if self.number > 1 else ""
        return f"{self.model}: {self.operator}: {self.before} -> {self.after}{again}"


def mutants(model: Model) -> list[Mutant]:
    """Every mutant of a model's query, in the order of the query."""
    tree = sqlglot.parse_one(model.sql, read="duckdb")
    own = _normal(tree)
    seen, named = {own}, Counter[str]()
    made = []
    for index, node in enumerate(list(tree.walk())):
        for operator, new in changes(node):
            mutant, normal = _mutant(model, tree, index, operator, new)
            if normal == own:
                mutant = replace(mutant, same=SAME_QUERY)
            elif normal in seen:
                continue  # two ways to the same wrong count once
            seen.add(normal)
            named[mutant.name] += 1
            made.append(replace(mutant, number=named[mutant.name]))
    return made


def as_parsed(model: Model) -> str:
    """The model's own query as it is written back after parsing: the control of the experiment."""
    return sqlglot.parse_one(model.sql, read="duckdb").sql(dialect="duckdb", comments=False)


def _mutant(
    model: Model,
    tree: exp.Expr,
    index: int,
    operator: str,
    new: exp.Expr,
) -> tuple[Mutant, str]:
    """A mutant, and its query in a form in which equal queries are equal texts."""
    original = list(tree.walk())[index]
    same = why_the_same(original, new, operator)
    copy = tree.copy()
    nodes = list(copy.walk())
    target = nodes[index]
    shown = _shown(target)
    before, line = _text(shown), _line(target)
    if target is shown:
        after = _text(new)
        target.replace(new)
    else:
        target.replace(new)
        after = _text(shown)
    sql = copy.sql(dialect="duckdb", comments=False)
    return Mutant(model.name, operator, line, before, after, 1, sql, same), _normal(copy)


def _normal(tree: exp.Expr) -> str:
    return simplify(tree.copy()).sql(dialect="duckdb", comments=False)


def _shown(node: exp.Expr) -> exp.Expr:
    """The smallest part of the query around a node that can be read by itself."""
    found: exp.Expr | None = node
    while found is not None and not isinstance(found, _READABLE):
        found = found.parent
    return found or node


def _text(node: exp.Expr, longest: int = 400) -> str:
    text = " ".join(node.sql(dialect="duckdb", comments=False).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _line(node: exp.Expr) -> int:
    """The line a node begins on; where the parser kept none, that of what it lies in."""
    around: exp.Expr | None = node
    while around is not None:
        lines = [one.meta["line"] for one in around.walk() if "line" in one.meta]
        if lines:
            return min(lines)
        around = around.parent
    return 1
