"""Disclosure control of the public database: which figures anyone may see.

Belongs here: the public version of each table as SQL over the marts of one build, authority level
only. Does not belong here: which figures are hidden (suppression; public_record reads and keeps
them), rounding (rounding), who sees the other two databases (permissions of the folder), writing
files (databases).

A hidden figure gives nothing away: count, base, value, interval and signal are all blank, and so is
what rests on it: figures compared with it, the assurance and signals of its series. Revisions are
not shown: the difference between two of them can be one child.
"""

from __future__ import annotations

from collections.abc import Sequence

LEVEL = "authority"
# what a public row keeps when the figure itself is hidden
_ROW_NAMES = {
    "la_code",
    "kpi_id",
    "file_stem",
    "variant",
    "unit",
    "period_end",
    "basis",
    "level",
    "service_id",
    "team_id",
    "worker_id",
    "member_key",
    "category",
    "category_key",
    "months_elapsed",
    "missing_reason",
}
_ROW_PREFIXES = (
    "population",
    "target",
    "tolerance",
    "england_",
    "region_",
    "neighbour_",
    "comparator_",
)
_OWN_ENDINGS = (
    "_rank",
    "_position",
    "_assurance",
    "_significance",
    "_difference",
    "_quartile",
    "_band",
    "_compared",
)
# read off the chart of a series' months or days
_RESTS_ON_MONTHS = ("signal", "target_assurance")
# never public, whatever the row: a revision can differ from the first figure by one child, and the
# warehouse's figure of another date may be hidden there
_NEVER = ("first_", "own_")
PUBLIC_TABLES = (
    "kpi_catalogue",
    "kpi_value",
    "kpi_comparison",
    "period",
    "period_month",
    "population",
    "neighbour",
    "comparator",
    "parameter",
)


def _same(left: str, right: str, with_category: bool = True) -> str:
    same = f"{left}.kpi_id = {right}.kpi_id and {left}.variant is not distinct from {right}.variant"
    if with_category:
        same += f" and {left}.category is not distinct from {right}.category"
    return same


def is_public(column: str) -> bool:
    """False for columns that no public table has."""
    return not column.startswith(_NEVER)


def is_own_figure(column: str) -> bool:
    """True for a column that tells something of the council's own figure."""
    if column in _ROW_NAMES:
        return False
    return not column.startswith(_ROW_PREFIXES) or column.endswith(_OWN_ENDINGS)


def public_select(marts: str, table: str, columns: Sequence[str], hidden: str) -> str:
    """The public version of one table of the build."""
    shown = [column for column in columns if is_public(column)]
    if table == "kpi_value":
        listed = ", ".join(_masked(column) for column in shown)
        return (
            f"select {listed} from {marts}.kpi_value as t left join {hidden} as h "
            f"on {_same('t', 'h')} and t.basis = h.basis and t.period_end = h.period_end "
            f"{_months_hidden(hidden, 't.category')} where t.level = '{LEVEL}'"
        )
    if table == "kpi_comparison":
        return _public_comparison(marts, shown, hidden)
    names = ", ".join(f't."{column}"' for column in shown)
    return f"select {names} from {marts}.{table} as t"


def _masked(column: str) -> str:
    if column in _RESTS_ON_MONTHS:
        shown = "h.kpi_id is null and m.kpi_id is null"
        return f'case when {shown} then t."{column}" end as "{column}"'
    if column == "status":
        return "case when h.kpi_id is not null then 'suppressed' else t.status end as status"
    if column.endswith("value_display"):
        # "7 of 9" is for those inside the council; a rounded value is there for ten cases or more
        rounded = column.removesuffix("display") + "rounded"
        return (
            f'case when h.kpi_id is null and t."{rounded}" is not null '
            f'then t."{column}" end as "{column}"'
        )
    if not is_own_figure(column):
        return f't."{column}"'
    return f'case when h.kpi_id is null then t."{column}" end as "{column}"'


def _public_comparison(marts: str, columns: Sequence[str], hidden: str) -> str:
    """Authority rows; all the council's own figures of a row go if any month it shows is hidden."""
    masked = ", ".join(_masked(column) for column in columns)
    category = "t.category" if "category" in columns else "cast(null as varchar)"
    level = f"where t.level = '{LEVEL}'" if "level" in columns else ""
    return (
        f"select {masked} from {marts}.kpi_comparison as t left join ("
        f"select distinct s.kpi_id, s.variant, s.category, s.basis, p.period_end "
        f"from {hidden} as s cross join (select distinct period_end from {marts}.period) as p "
        "where s.period_end in (p.period_end, last_day(p.period_end - interval 1 month), "
        "last_day(p.period_end - interval 12 month))) as h "
        "on t.kpi_id = h.kpi_id and t.variant is not distinct from h.variant "
        f"and {category} is not distinct from h.category "
        f"and t.basis = h.basis and t.period_end = h.period_end "
        f"{_months_hidden(hidden, category)} {level}"
    )


def _months_hidden(hidden: str, category: str) -> str:
    """Series with a hidden month or day: their charts, and what is read off them, rest on it."""
    return (
        f"left join (select distinct kpi_id, variant, category from {hidden} "
        "where basis in ('IM', 'SNAP')) as m on t.kpi_id = m.kpi_id "
        "and t.variant is not distinct from m.variant "
        f"and {category} is not distinct from m.category"
    )
