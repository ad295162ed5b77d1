"""Disclosure control of the public database: which figures anyone may see.

Belongs here: the rules as SQL over the marts of one build, authority level only. Does not belong
here: who sees the other two databases (permissions of the folder), writing files (databases).

Rules, after those of the Department for Education's own releases:
1. primary: a count of 1 to 5 is hidden; of a percentage or share also where the rest
   (denominator less numerator) or the denominator is 1 to 5; of a rate where its count is;
2. secondary: where exactly one category beside a shown total is hidden, so is the next smallest;
3. linked in time: year to date and month differ by known months (April's are equal), so a series
   with a hidden month, year to date or rolling year (the sum of its months) shows neither months
   nor years to date; its rolling years stay, if rules 1, 2 and 4 allow;
4. linked by count: a figure that shows the count of a hidden one, as numerator or denominator, is
   hidden with it; which series share a count is read from the figures, equal at every period end;
5. everyone alike: a percentage of 0 or all of a group, or a share of all, tells something of each
   of them, so it is hidden unless it says how the service kept time (TIMELINESS);
6. a hidden figure gives nothing away: count, base, value, interval and signal are all blank.
Counts of what is not people (NOT_PEOPLE) are not hidden; posts and workers are people.
Revisions are not shown: the difference between two of them can be one child.
"""

from __future__ import annotations

from collections.abc import Sequence

LEVEL = "authority"
SMALLEST, LARGEST = 1, 5
NOT_PEOPLE = ("action", "campaign", "grant", "kpi", "meeting", "milestone")
# words of the ids of percentages about the service, not about the children it serves
TIMELINESS = ("timely", "wd_", "recorded", "current", "reviewed", "visited")
# each rule can hide what another then has to follow
PASSES = 4
# the authority's figures about people, listed once for all rules and passes
FIGURES = "temp.main.figure_about_people"
PARTS_OF_A_WHOLE = ("percentage", "share")
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


def hidden_figures(marts: str, target: str) -> list[str]:
    """Statements that make ``target``: the key of every figure hidden from the public.

    Grain: KPI, variant, category, basis, period end. ``marts`` is the schema of the build.
    """
    return [
        f"create or replace temp table {FIGURES} as {_figures(marts)}",
        f"create or replace temp table {target} as {_primary()}",
        *(
            f"insert into {target} {rule(target)}"
            for rule in (_secondary, _linked, _sharing) * PASSES
        ),
    ]


def _small(expression: str) -> str:
    return f"coalesce({expression} >= {SMALLEST} and {expression} <= {LARGEST}, false)"


def _figures(marts: str) -> str:
    not_people = ", ".join(f"'{unit}'" for unit in NOT_PEOPLE)
    return (
        "select v.kpi_id, v.variant, v.category, v.basis, v.period_end, v.numerator, "
        "v.denominator, c.measure "
        f"from {marts}.kpi_value as v inner join {marts}.kpi_catalogue as c "
        "on v.kpi_id = c.kpi_id and v.variant is not distinct from c.variant "
        f"where v.level = '{LEVEL}' and coalesce(c.unit_of_count, '') not in ({not_people})"
    )


def _primary() -> str:
    parts = ", ".join(f"'{measure}'" for measure in PARTS_OF_A_WHOLE)
    rest = "f.denominator - f.numerator"
    return (
        "select f.kpi_id, f.variant, f.category, f.basis, f.period_end "
        f"from {FIGURES} as f "
        f"where {_small('f.numerator')} or {_small('f.denominator')} "
        f"or (f.measure in ({parts}) and {_small(rest)}) or ({_everyone_alike()})"
    )


def _everyone_alike() -> str:
    timely = " or ".join(f"contains(f.kpi_id, '{word}')" for word in TIMELINESS)
    parts = ", ".join(f"'{measure}'" for measure in PARTS_OF_A_WHOLE)
    return (
        f"f.denominator > 0 and not ({timely}) and ("
        "(f.measure = 'percentage' and f.numerator = 0) or (f.numerator = f.denominator "
        f"and f.measure in ({parts}) and (f.measure = 'percentage' or f.category is not null)))"
    )


def _same(left: str, right: str, with_category: bool = True) -> str:
    same = f"{left}.kpi_id = {right}.kpi_id and {left}.variant is not distinct from {right}.variant"
    if with_category:
        same += f" and {left}.category is not distinct from {right}.category"
    return same


def _secondary(target: str) -> str:
    """The next smallest category of each row of categories in which exactly one is hidden."""
    row = "f.kpi_id, f.variant, f.basis, f.period_end"
    return (
        "select kpi_id, variant, category, basis, period_end from ("
        f"select {row}, f.category, h.kpi_id is not null as is_hidden, "
        f"count(h.kpi_id) over (partition by {row}) as hidden_count, row_number() over ("
        f"partition by {row}, h.kpi_id is not null "
        "order by coalesce(f.numerator, 0) = 0, f.numerator, f.category) as position "
        f"from {FIGURES} as f left join {target} as h on {_same('f', 'h')} "
        "and f.basis = h.basis and f.period_end = h.period_end where f.category is not null) "
        "where hidden_count = 1 and not is_hidden and position = 1"
    )


def _linked(target: str) -> str:
    """Months and years to date of every series that has a hidden one."""
    return (
        "select f.kpi_id, f.variant, f.category, f.basis, f.period_end "
        f"from {FIGURES} as f "
        "where f.basis in ('IM', 'YTD') and exists ("
        f"select 1 from {target} as h where {_same('f', 'h')} and h.basis in ('IM', 'YTD', 'R12')) "
        f"and not exists (select 1 from {target} as g where {_same('f', 'g')} "
        "and f.basis = g.basis and f.period_end = g.period_end)"
    )


def _sharing(target: str) -> str:
    """Figures that show, as numerator or denominator, the count of a hidden numerator.

    Two series share a count if it is the same at every period end of a basis, and not always 0.
    """
    key = "f.kpi_id, f.variant, f.category, f.basis"
    series = " union all ".join(
        f"select {key}, '{role}' as role, "
        f"list((f.period_end, f.{role}) order by f.period_end) as counts "
        f"from {FIGURES} as f where f.{role} is not null "
        f"group by {key} having max(f.{role}) > 0"
        for role in ("numerator", "denominator")
    )
    return (
        f"with series as ({series}) "
        "select distinct b.kpi_id, b.variant, b.category, b.basis, h.period_end "
        "from series as a inner join series as b on a.basis = b.basis and a.counts = b.counts "
        f"inner join {target} as h on {_same('a', 'h')} and a.basis = h.basis "
        f"where a.role = 'numerator' and not exists (select 1 from {target} as g "
        f"where {_same('b', 'g')} and b.basis = g.basis and g.period_end = h.period_end)"
    )


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
            f"where t.level = '{LEVEL}'"
        )
    if table == "kpi_comparison":
        return _public_comparison(marts, shown, hidden)
    names = ", ".join(f't."{column}"' for column in shown)
    return f"select {names} from {marts}.{table} as t"


def _masked(column: str) -> str:
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
        f"and t.basis = h.basis and t.period_end = h.period_end {level}"
    )
