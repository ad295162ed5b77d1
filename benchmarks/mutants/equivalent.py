"""Mutants that cannot give other rows: told by rule, or listed one by one with an argument.

Belongs here: the rules, each with why it holds, and reading ``equivalent.yml``. Does not belong
here: mutants that merely were not caught. They stay survivors.
"""

from __future__ import annotations

from pathlib import Path

from sqlglot import exp

from benchmarks.mutants.operators import is_council
from pipelines.yaml_files import read_yaml

LIST = Path(__file__).with_name("equivalent.yml")
ONE_COUNCIL = "a build holds one council: la_code is the same on every row"
SAME_QUERY = "the query itself, once simplified"
ONE_VALUE = "ref.parameter holds one value per name: least and greatest are the same"
NOT_ASKED = "in a filter unknown is as false, so a default of false changes nothing"
IS_ANY = "exists asks whether there is a row, not what it holds"
ANY_COUNT = "whether a count is above nought is the same for each and for each different"
PASSED_OVER = "least and greatest pass over what is unknown, and the default is beside it anyway"
IMPLIED = "another condition beside it cannot be true without it"
_COMPARISONS = (exp.LT, exp.LTE, exp.GT, exp.GTE, exp.EQ)
_STRONGER = {exp.LTE: (exp.LT, exp.EQ), exp.GTE: (exp.GT, exp.EQ)}


def why_the_same(node: exp.Expr, new: exp.Expr, operator: str) -> str:
    """Why replacing ``node`` by ``new`` cannot change a row; empty if it may."""
    if is_council(node) or _is_council_dropped(node, new):
        return ONE_COUNCIL
    if operator == "least for greatest" and {"value_number", "value_text"} & _columns(node):
        return ONE_VALUE
    if operator == "default dropped" and _is_false_by_default(node) and _is_filter(node):
        return NOT_ASKED
    if operator == "default dropped" and _is_passed_over(node):
        return PASSED_OVER
    if operator == "condition dropped" and _is_implied(node, new):
        return IMPLIED
    if _is_in_exists(node):
        return IS_ANY if node.arg_key == "expressions" else ""
    if operator.startswith("distinct") and _is_against_nought(node.parent):
        return ANY_COUNT
    return ""


def _is_in_exists(node: exp.Expr) -> bool:
    around = node.parent.parent if isinstance(node.parent, exp.Select) else None
    return isinstance(around, exp.Exists)


def _is_against_nought(node: exp.Expr | None) -> bool:
    compares = isinstance(node, exp.GT | exp.EQ | exp.NEQ)
    return compares and isinstance(node.expression, exp.Literal) and node.expression.this == "0"


def _columns(node: exp.Expr) -> set[str]:
    return {column.name for column in node.find_all(exp.Column)}


def _dropped(node: exp.Expr, new: exp.Expr) -> exp.Expr | None:
    """The condition that ``new`` no longer asks."""
    if not isinstance(node, exp.And):
        return None
    left = new.this if isinstance(new, exp.Paren) else new
    kept = list(left.flatten()) if isinstance(left, exp.And) else [left]
    missing = [part for part in node.flatten() if _bare(part) not in [_bare(one) for one in kept]]
    return missing[0] if len(missing) == 1 else None


def _bare(node: exp.Expr) -> exp.Expr:
    return node.unnest()


def _is_council_dropped(node: exp.Expr, new: exp.Expr) -> bool:
    dropped = _dropped(node, new)
    return dropped is not None and is_council(dropped)


def _is_false_by_default(node: exp.Expr) -> bool:
    last = node.expressions[-1] if isinstance(node, exp.Coalesce) else None
    return isinstance(last, exp.Boolean) and not last.this


def _is_passed_over(node: exp.Expr) -> bool:
    around = node.parent
    if not isinstance(around, exp.Least | exp.Greatest) or len(node.expressions) != 1:
        return False
    beside = [one for one in (around.this, *around.expressions) if one is not node]
    return node.expressions[0] in beside


def _is_filter(node: exp.Expr) -> bool:
    """Whether unknown and false lead to the same here: under and, or, up to a filter."""
    inner, around = node, node.parent
    while isinstance(around, exp.And | exp.Or | exp.Paren):
        inner, around = around, around.parent
    if isinstance(around, exp.If | exp.Join):
        return inner.arg_key in ("this", "on")
    return isinstance(around, exp.Where | exp.Having | exp.Qualify)


def _is_implied(node: exp.Expr, new: exp.Expr) -> bool:
    dropped = _dropped(node, new)
    if dropped is None or not _is_filter(node):
        return False
    beside = [_bare(part) for part in node.flatten() if part is not dropped]
    dropped = _bare(dropped)
    known = _not_null(dropped)
    if known is not None:
        return any(_compares(one, known) for one in [*beside, *_inner_conditions(node)])
    stronger = _STRONGER.get(type(dropped), ())
    return any(
        one == dropped
        or (
            isinstance(one, stronger)
            and (one.this, one.expression) == (dropped.this, dropped.expression)
        )
        for one in beside
    )


def _not_null(node: exp.Expr) -> exp.Expr | None:
    """The column a condition asks to be known."""
    inner = node.this if isinstance(node, exp.Not) else None
    if not isinstance(inner, exp.Is) or not isinstance(inner.expression, exp.Null):
        return None
    return inner.this if isinstance(inner.this, exp.Column) else None


def _compares(condition: exp.Expr, column: exp.Expr) -> bool:
    if isinstance(condition, exp.Between):
        return column in (condition.this, condition.args["low"], condition.args["high"])
    return isinstance(condition, _COMPARISONS) and column in (condition.this, condition.expression)


def _inner_conditions(node: exp.Expr) -> list[exp.Expr]:
    """What the inner joins of the same select ask of every row."""
    select = node.find_ancestor(exp.Select) if node.find_ancestor(exp.Where) else None
    joins = select.args.get("joins") or [] if select else []
    asked = [join.args["on"] for join in joins if join.args.get("on") and not join.side]
    return [_bare(part) for one in asked for part in one.flatten()]


def listed() -> dict[str, str]:
    """The mutants argued to be equivalent one by one: name -> argument."""
    entries = read_yaml(LIST.read_text(encoding="utf-8"))
    return {str(one["mutant"]): str(one["why"]) for one in entries or []}
