"""The small wrongs a query can be given: one node of its parsed tree replaced by another.

Belongs here: which nodes have which replacements. Does not belong here: making whole mutants
(make), which of them cannot matter (equivalent), running them (judge).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from sqlglot import exp

Change = tuple[str, exp.Expr]

_COMPARED = {
    exp.LT: exp.LTE, exp.LTE: exp.LT, exp.GT: exp.GTE, exp.GTE: exp.GT, exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
}  # fmt: skip
_EXTREMES = {
    exp.Min: exp.Max, exp.Max: exp.Min, exp.ArgMin: exp.ArgMax, exp.ArgMax: exp.ArgMin,
    exp.Greatest: exp.Least, exp.Least: exp.Greatest, exp.LogicalOr: exp.LogicalAnd,
    exp.LogicalAnd: exp.LogicalOr,
}  # fmt: skip
# no part of a figure: a type's places, a position in an ordering
_NO_BOUNDARY = (exp.DataTypeParam, exp.Ordered, exp.Group)
_CONDITIONS = (exp.Where, exp.Having, exp.Qualify)


def changes(node: exp.Expr) -> Iterator[Change]:
    """Each replacement of this one node, with the operator's name."""
    for operator in _OPERATORS:
        yield from operator(node)


def number(node: exp.Expr) -> Iterator[Change]:
    """A number, a day count of an interval or a fixed date, one more and one less."""
    if not isinstance(node, exp.Literal) or isinstance(node.parent, _NO_BOUNDARY):
        return
    text = str(node.this)
    if isinstance(node.parent, exp.Interval) or not node.is_string:
        for step in (1, -1):
            value = str(Decimal(text) + step)
            new = exp.Literal.string(value) if node.is_string else exp.Literal.number(value)
            yield f"number {step:+d}", new
    elif isinstance(node.parent, exp.Cast) and node.parent.is_type("date"):
        day = dt.date.fromisoformat(text)
        for step in (1, -1):
            if day.year not in (1, 9999):  # beyond them there is no day
                yield f"date {step:+d}", exp.Literal.string(f"{day + dt.timedelta(step)}")


def setting(node: exp.Expr) -> Iterator[Change]:
    """A parameter of the council, one more and one less than it is set to."""
    if isinstance(node, exp.Column) and node.name == "value_number":
        for step in (1, -1):
            yield f"setting {step:+d}", _moved(node, step)
    dated = isinstance(node, exp.Cast) and node.is_type("date")
    if dated and any(column.name == "value_text" for column in node.find_all(exp.Column)):
        for step in (1, -1):
            yield f"setting {step:+d}", _moved(node, step)


def _moved(node: exp.Expr, step: int) -> exp.Expr:
    kind = exp.Add if step > 0 else exp.Sub
    return exp.Paren(this=kind(this=node.copy(), expression=exp.Literal.number(1)))


def comparison(node: exp.Expr) -> Iterator[Change]:
    """A comparison that takes the limit itself, or no longer does; equal for unequal."""
    other = _COMPARED.get(type(node))
    if other and not is_council(node):
        yield "comparison", other(this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, exp.Is) and not isinstance(node.parent, exp.Not):
        yield "comparison", exp.Paren(this=exp.Not(this=node.copy()))


def is_council(node: exp.Expr) -> bool:
    """Whether a condition joins on the council: one build holds one, so it is no boundary."""
    return isinstance(node, exp.EQ) and all(
        isinstance(side, exp.Column) and side.name == "la_code"
        for side in (node.this, node.expression)
    )


def between(node: exp.Expr) -> Iterator[Change]:
    """An end of a range left out."""
    if not isinstance(node, exp.Between):
        return
    value, low, high = (node.args[name] for name in ("this", "low", "high"))
    for above, below in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
        lower = above(this=value.copy(), expression=low.copy())
        upper = below(this=value.copy(), expression=high.copy())
        yield "end of a range", exp.Paren(this=exp.And(this=lower, expression=upper))


def condition_dropped(node: exp.Expr) -> Iterator[Change]:
    """One condition of several, or the only one, no longer asked."""
    for kind, join in ((exp.And, exp.and_), (exp.Or, exp.or_)):
        if isinstance(node, kind) and not isinstance(node.parent, kind):
            parts = list(node.flatten())
            name = "condition dropped" if kind is exp.And else "alternative dropped"
            for left_out in range(len(parts)):
                kept = [part.copy() for n, part in enumerate(parts) if n != left_out]
                yield name, exp.Paren(this=join(*kept))
    if _is_only_condition(node):
        yield "condition dropped", exp.true()


def _is_only_condition(node: exp.Expr) -> bool:
    whole = isinstance(node.parent, _CONDITIONS) or (
        isinstance(node.parent, exp.Join) and node.arg_key == "on"
    )
    return whole and not isinstance(node, exp.And)


def connective(node: exp.Expr) -> Iterator[Change]:
    """``and`` for ``or``, and the other way."""
    swapped = {exp.And: exp.Or, exp.Or: exp.And}.get(type(node))
    if swapped:
        new = swapped(this=node.this.copy(), expression=node.expression.copy())
        yield "and for or", exp.Paren(this=new)


def negation(node: exp.Expr) -> Iterator[Change]:
    """A ``not`` left out."""
    if isinstance(node, exp.Not):
        yield "not dropped", exp.Paren(this=node.this.copy())


def case_branch(node: exp.Expr) -> Iterator[Change]:
    """A branch of a ``case`` left out, or what holds otherwise."""
    if not isinstance(node, exp.Case):
        return
    branches, otherwise = node.args["ifs"], node.args.get("default")
    for left_out in range(len(branches)):
        new = node.copy()
        new.args["ifs"][left_out].pop()
        if len(branches) == 1:
            new = otherwise.copy() if otherwise else exp.null()
        yield "case branch dropped", new
    if otherwise and not isinstance(otherwise, exp.Null):
        new = node.copy()
        new.set("default", None)
        yield "else dropped", new


def aggregate(node: exp.Expr) -> Iterator[Change]:
    """The least for the greatest, any for all, each for each different."""
    other = _EXTREMES.get(type(node))
    if other:
        yield "least for greatest", other(**{name: _copied(v) for name, v in node.args.items()})
    if isinstance(node, exp.Count) and not isinstance(node.this, exp.Star):
        if isinstance(node.this, exp.Distinct):
            yield "distinct dropped", exp.Count(this=node.this.expressions[0].copy())
        else:
            distinct = exp.Distinct(expressions=[node.this.copy()])
            yield "distinct added", exp.Count(this=distinct)
    if isinstance(node, exp.Select) and node.args.get("distinct"):
        new = node.copy()
        new.set("distinct", None)
        yield "distinct dropped", new


def _copied(value: object) -> object:
    if isinstance(value, list):
        return [_copied(one) for one in value]
    return value.copy() if isinstance(value, exp.Expr) else value


def default(node: exp.Expr) -> Iterator[Change]:
    """What stands in for the unknown left out, or turned round."""
    if isinstance(node, exp.Coalesce):
        parts = [node.this, *node.expressions]
        kept = parts[:-1]
        new = kept[0].copy()
        if len(kept) > 1:
            rest = [one.copy() for one in kept[1:]]
            new = exp.Coalesce(this=kept[0].copy(), expressions=rest)
        yield "default dropped", new
    if isinstance(node, exp.Boolean) and isinstance(node.parent, exp.Coalesce | exp.If | exp.Case):
        yield "true for false", exp.Boolean(this=not node.this)


_OPERATORS: tuple[Callable[[exp.Expr], Iterator[Change]], ...] = (
    number, setting, comparison, between, condition_dropped, connective, negation, case_branch,
    aggregate, default,
)  # fmt: skip
