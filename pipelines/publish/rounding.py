"""Rounding of the public database, for councils that want it on top of hiding.

Belongs here: the statements that round the finished public tables. Does not belong here: hiding
(disclosure), which comes first and does not change.

Counts go to the nearest ``step``, half up; rates are worked out anew from the rounded count;
percentages are worked out from the unrounded counts and shown whole; other values as they are
printed. Intervals go: they would give the count back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

COUNTED = "('count', 'rate', 'percentage', 'share')"
_SHOWN = ("value", "value_rounded", "value_display")
_TIMES = (("", "period_end"), ("previous_", "previous_period_end"))
_TIMES += (("last_year_", "last_year_period_end"),)


def statements(marts: str, step: int, found: Mapping[str, Sequence[str]]) -> list[str]:
    """Statements that round ``kpi_value`` and ``kpi_comparison`` of the public file.

    Args:
        marts: The schema of the public file.
        step: Counts go to the nearest of its multiples.
        found: Columns by table.
    """
    values, compared = set(found["kpi_value"]), set(found.get("kpi_comparison", ()))
    exact = f"floor(v.numerator / {step} + 0.5) * {step}"
    value = (
        f"case when c.measure = 'count' then {exact} "
        f"when c.measure = 'rate' then round(v.value * {exact} / nullif(v.numerator, 0), 1) "
        "when c.measure in ('percentage', 'share') then round(v.value) else v.value_rounded end"
    )
    made = {
        "numerator": f"case when c.measure in {COUNTED} then {exact} end",
        "denominator": "case when c.measure not in ('count', 'rate') "
        f"then floor(v.denominator / {step} + 0.5) * {step} end",
        "value": value,
        "value_rounded": f"case when v.value_rounded is not null then {value} end",
        "value_display": "case when v.value_display is not null then case when c.measure in "
        f"('percentage', 'share', 'count') then cast(cast({value} as bigint) as varchar) "
        f"when c.measure = 'rate' then format('{{:.1f}}', cast({value} as double)) "
        "else v.value_display end end",
        "value_decimals": "case when c.measure in ('percentage', 'share') then 0 "
        "else v.value_decimals end",
        "ci_lower": "null",
        "ci_upper": "null",
    }
    listed = ", ".join(f'"{name}" = {sql}' for name, sql in made.items() if name in values)
    same = "{0}.kpi_id = {1}.kpi_id and {0}.variant is not distinct from {1}.variant"
    done = [
        f"update {marts}.kpi_value as v set {listed} from {marts}.kpi_catalogue as c "
        f"where {same.format('v', 'c')}"
    ]
    for prefix, end in _TIMES:
        if end not in compared:
            continue
        columns = [name for name in _SHOWN if prefix + name in compared and name in values]
        taken = ", ".join(
            f'"{prefix}{name}" = case when t."{prefix}{name}" is not null then v."{name}" end'
            for name in columns
        )
        done.append(
            f"update {marts}.kpi_comparison as t set {taken} from {marts}.kpi_value as v "
            f"where {same.format('t', 'v')} and t.category is not distinct from v.category "
            f"and t.basis = v.basis and t.{end} = v.period_end"
        )
    return done
