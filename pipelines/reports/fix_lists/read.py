"""Reading what is to be fixed: one source for fix lists and for the packs' records to fix.

Belongs here: the query, and the counts of a list. Does not belong here: layout (workbook), what is
wrong with records (sql/quality). What it returns names children by id: it goes into files that only
their owner can read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.reports.marts import Record, columns_of, records

MART = "quality_finding"
KEPT_OUT, TO_CHECK = "kept_out", "to_check"
# Old faults are in the mart; a list that people work through holds what figures still rest on.
MONTHS_LISTED = 12
# A day of work that is a year late is nearly always done and not recorded.
_FINDINGS = """
select
    findings.service_id,
    findings.team_id,
    findings.worker_id,
    {child} as child_id,
    findings.table_name,
    findings.column_name,
    findings.fault,
    findings.message as what,
    findings.remedy as remedy,
    case when findings.severity = 'error' then 'kept_out' else 'to_check' end as effect,
    coalesce(rules.name, 'Not loaded: ' || replace(findings.rule, '_', ' ')) as rule_name,
    rules.dfe_number,
    findings.source_file,
    findings.source_part,
    findings.source_row,
    findings.first_seen_month,
    -- the first list of all cannot say what is new
    findings.first_seen_month = $month and exists (
        select 1 from marts.quality_finding as earlier where earlier.first_seen_month < $month
    ) as is_new,
    cast(null as date) as due_date
from marts.quality_finding as findings
left join marts.quality_rule as rules on rules.rule = findings.rule
{people}
where
    findings.on_date is null
    or findings.on_date > cast($month_end as date) - to_months({months})
"""
_LATE = """
select
    null as service_id,
    lists.team_id,
    lists.worker_id,
    {child} as child_id,
    lists.record_table as table_name,
    '' as column_name,
    'missing date' as fault,
    case
        when lists.due_date is null then 'No due date can be worked out: ' || lists.action || '.'
        else
            'Over a year late: ' || lists.action || ', due '
            || strftime(lists.due_date, '%d/%m/%Y') || '.'
    end as what,
    case
        when lists.due_date is null then 'Record the missing date.'
        else 'Record it if done, or end it.'
    end as remedy,
    'to_check' as effect,
    'Work over a year late' as rule_name,
    null as dfe_number,
    files.source_file,
    '' as source_part,
    files.source_row,
    null as first_seen_month,
    false as is_new,
    lists.due_date
from marts.action_list as lists
{people}
left join (
    select key, first(source_file order by source_file, source_row) as source_file,
        first(source_row order by source_file, source_row) as source_row
    from marts.key_map where key_kind = 'record' group by key
) as files on files.key = lists.record_key
where lists.due_date is null or lists.due_date <= cast($month_end as date) - to_months(12)
"""
_PEOPLE = (
    "left join (select distinct key, id from marts.key_map where key_kind = 'person') as people "
    "on people.key = {table}.person_key"
)
_ORDER = """
order by effect, team_id, worker_id, rule_name, child_id, table_name, source_file, source_part,
    source_row, column_name, what
"""


def read_fix_list(
    con: duckdb.DuckDBPyConnection, month: str, month_end: date
) -> list[Record] | None:
    """Everything to fix, what keeps records out of figures first; ``None`` = no mart says.

    Grain: rule, record (or row that could not be loaded) and column. ``child_id`` is the id in the
    source, ``effect`` 'kept_out' or 'to_check'. A build that is not published has ids, no keys.
    """
    known, parts = columns_of(con, MART), []
    is_keyed = "person_key" in known
    if known:
        child = "people.id" if is_keyed else "findings.person_id"
        people = _PEOPLE.format(table="findings") if is_keyed else ""
        parts.append(_FINDINGS.format(child=child, people=people, months=MONTHS_LISTED))
    if "record_key" in columns_of(con, "action_list"):
        parts.append(_LATE.format(child="people.id", people=_PEOPLE.format(table="lists")))
    if not parts:
        return None
    days = {"month": month, "month_end": month_end} if known else {"month_end": month_end}
    return records(con, " union all by name ".join(parts) + _ORDER, days)  # type: ignore[arg-type]


def older_count(con: duckdb.DuckDBPyConnection, month_end: date) -> int:
    """How many findings are too old to be listed."""
    if not columns_of(con, MART):
        return 0
    row = con.execute(
        f"select count(*) from marts.{MART} where on_date <= cast(? as date) - to_months(?)",
        [month_end, MONTHS_LISTED],
    ).fetchone()
    return int(row[0]) if row else 0


@dataclass(frozen=True)
class Count:
    """How much there is to fix, of a team, a worker or a rule: rows of a fix list."""

    name: str
    rows: int
    kept_out: int
    new: int
    mostly: str


def counts(rows: Iterable[Record], by: str, names: dict[str, str]) -> list[Count]:
    """Counts by one column, in order of name."""
    grouped: dict[str, list[Record]] = {}
    for row in rows:
        grouped.setdefault(str(row[by] or ""), []).append(row)
    found = [
        Count(
            names.get(key, key) or "not known",
            len(own),
            sum(row["effect"] == KEPT_OUT for row in own),
            sum(bool(row["is_new"]) for row in own),
            _mostly(own),
        )
        for key, own in grouped.items()
    ]
    return sorted(found, key=lambda one: one.name)


def _mostly(rows: Sequence[Record]) -> str:
    """The commonest fault and how often: 'A referral without a decision (12)'."""
    (row, number, _), *_ = commonest(rows)
    return f"{row['rule_name']} ({number})"


def commonest(rows: Sequence[Record]) -> list[tuple[Record, int, int]]:
    """What is wrong most often: a row that stands for its rule, how many, how many of them new."""
    total: Counter[str] = Counter(str(row["rule_name"]) for row in rows)
    new: Counter[str] = Counter(str(row["rule_name"]) for row in rows if row["is_new"])
    first: dict[str, Record] = {}
    for row in rows:
        first.setdefault(str(row["rule_name"]), row)
    order = sorted(total, key=lambda name: (-total[name], name))
    return [(first[name], total[name], new[name]) for name in order]
