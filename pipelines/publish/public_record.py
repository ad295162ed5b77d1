"""The public's record: which figures it is shown, and which it was shown or refused before.

Belongs here: reading the build's authority figures for the choice of hidden ones (suppression),
reading what earlier public files said, and the two tables that follow. Does not belong here: the
choice itself, the public version of the marts (disclosure).

Every public file carries the record of all public files made before it (``public_record``), so only
the last one made is read. A figure's key is KPI, variant, category, basis and period end.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import numpy as np

from pipelines.publish import ledger
from pipelines.publish.count_types import BASES, Figures, Flags, Series
from pipelines.publish.suppression import Earlier, hidden_figures

LEVEL = "authority"
HIDDEN, RECORD = "temp.main.hidden_figure", "temp.main.public_record"
# what these count is not people
NOT_PEOPLE = ("action", "campaign", "grant", "kpi", "meeting", "milestone")
_SERIES = "temp.main.public_series"
_KEY = "kpi_id, variant, category, basis, period_end"
_SAME_SERIES = (
    "v.kpi_id = s.kpi_id and v.variant is not distinct from s.variant "
    "and v.category is not distinct from s.category"
)
_MONTH = "(year(v.period_end) * 12 + month(v.period_end) - 1)"


def choose_hidden(con: duckdb.DuckDBPyConnection, marts: str, before: Path | None) -> None:
    """Make ``HIDDEN`` (the key of every hidden figure) and ``RECORD`` (all ever shown or hidden).

    Args:
        con: Has the build attached; ``marts`` is its schema.
        marts: Where ``kpi_value`` and ``kpi_catalogue`` are.
        before: The public file made last before this one; none for an authority's first.
    """
    figures = _figures(con, marts)
    earlier = None if before is None else _earlier(con, before, figures)
    hidden = hidden_figures(figures, earlier)
    con.execute(
        "create or replace temp table hidden_figure as "
        f"select {_KEY} from {marts}.kpi_value limit 0"
    )
    series, basis, month = np.nonzero(hidden)
    con.execute(
        f"insert into {HIDDEN} select s.kpi_id, s.variant, s.category, "
        f"cast({list(BASES)!r} as varchar[])[h.basis + 1], "
        "last_day(make_date(h.month // 12, h.month % 12 + 1, 1)) from (select "
        "unnest(cast(? as integer[])) as series_no, unnest(cast(? as integer[])) as basis, "
        f"unnest(cast(? as integer[])) as month) as h inner join {_SERIES} as s using (series_no)",
        [series.tolist(), basis.tolist(), (month + figures.first).tolist()],
    )
    _keep_record(con, marts, before is not None)


def last_made(publications: Path) -> Path | None:
    """The public file made last among an authority's publications."""
    made: list[tuple[str, Path]] = []
    for folder in publications.glob("*_*"):
        file = folder / ledger.PUBLIC
        if folder.suffix != ledger.UNFINISHED and file.exists():
            manifest = json.loads((folder / ledger.MANIFEST).read_bytes())
            made.append((str(manifest["built_at"]), file))
    return max(made)[1] if made else None


def _figures(con: duckdb.DuckDBPyConnection, marts: str) -> Figures:
    units = ", ".join(f"'{unit}'" for unit in NOT_PEOPLE)
    con.execute(
        "create or replace temp table public_series as "
        "select row_number() over (order by kpi_id, variant nulls first, category nulls first) - 1 "
        "as series_no, * from (select distinct v.kpi_id, v.variant, v.category, c.measure, "
        f"coalesce(c.unit_of_count, '') not in ({units}) as is_people, "
        "coalesce(c.tells_of, '') as tells_of "
        f"from {marts}.kpi_value as v inner join {marts}.kpi_catalogue as c "
        "on v.kpi_id = c.kpi_id and v.variant is not distinct from c.variant "
        f"where v.level = '{LEVEL}')"
    )
    listed = con.execute(
        "select kpi_id || coalesce('__' || variant, ''), coalesce(category, ''), measure, "
        f"is_people from {_SERIES} order by series_no"
    ).fetchall()
    found = con.execute(
        f"select cast(s.series_no as integer) as series, "
        f"cast(list_position({list(BASES)!r}, v.basis) - 1 as integer) as basis, "
        f"cast({_MONTH} as integer) as month, coalesce(cast(v.numerator as double), 'nan') as top, "
        f"coalesce(cast(v.denominator as double), 'nan') as bottom, {_everyone_alike()} as telling "
        f"from {marts}.kpi_value as v inner join {_SERIES} as s on {_SAME_SERIES} "
        f"where v.level = '{LEVEL}' and (v.numerator is not null or v.denominator is not null)"
    ).fetchnumpy()
    months = np.asarray(found["month"], dtype=np.int64)
    # a year more than there are figures: rolling years reach back
    first, last = (int(months.min()) - 12, int(months.max())) if len(months) else (0, 0)
    shape = (len(listed), len(BASES), last - first + 1)
    numerator, denominator = np.full(shape, np.nan), np.full(shape, np.nan)
    telling = np.zeros(shape, dtype=bool)
    place = (found["series"], found["basis"], months - first)
    numerator[place], denominator[place] = found["top"], found["bottom"]
    telling[place] = found["telling"]
    series = [Series(stem, category, measure, people) for stem, category, measure, people in listed]
    return Figures(series, first, numerator, denominator, telling)


def _everyone_alike() -> str:
    """A percentage of none or all of a group, or a share of all, tells something of each."""
    return (
        "coalesce(v.denominator > 0 and s.is_people and s.tells_of <> 'service' and ("
        "(s.measure = 'percentage' and v.numerator = 0) or (v.numerator = v.denominator and ("
        "s.measure = 'percentage' or (s.measure = 'share' and s.category is not null)))), false)"
    )


def _earlier(con: duckdb.DuckDBPyConnection, before: Path, figures: Figures) -> Earlier:
    path = str(before).replace("'", "''")
    con.execute(f"attach '{path}' as before (read_only)")
    try:
        tables = con.execute(
            "select 1 from duckdb_tables() where database_name = 'before' "
            "and table_name = 'public_record'"
        ).fetchall()
        # a file from before there was a record says what it shows itself
        said = (
            "before.marts.public_record"
            if tables
            else (
                f"(select {_KEY}, status <> 'suppressed' as was_shown, "
                "status = 'suppressed' as was_hidden from before.marts.kpi_value)"
            )
        )
        con.execute(f"create or replace temp table public_before as select * from {said}")
    finally:
        con.execute("detach before")
    found = con.execute(
        f"select cast(s.series_no as integer) as series, v.was_shown, v.was_hidden, "
        f"cast(list_position({list(BASES)!r}, v.basis) - 1 as integer) as basis, "
        f"cast({_MONTH} as integer) as month from temp.main.public_before as v "
        f"inner join {_SERIES} as s on {_SAME_SERIES}"
    ).fetchnumpy()
    months = np.asarray(found["month"], dtype=np.int64) - figures.first
    inside = (months >= 0) & (months < figures.numerator.shape[2])
    place = tuple(np.asarray(x)[inside] for x in (found["series"], found["basis"], months))
    flags: list[Flags] = []
    for name in ("was_shown", "was_hidden"):
        flag = np.zeros(figures.numerator.shape, dtype=bool)
        flag[place] = np.asarray(found[name])[inside]
        flags.append(flag)
    return Earlier(*flags)


def _keep_record(con: duckdb.DuckDBPyConnection, marts: str, with_before: bool) -> None:
    said = (
        f"select v.kpi_id, v.variant, v.category, v.basis, v.period_end, "
        f"h.kpi_id is null as was_shown, h.kpi_id is not null as was_hidden "
        f"from {marts}.kpi_value as v left join {HIDDEN} as h on v.kpi_id = h.kpi_id "
        "and v.variant is not distinct from h.variant and v.category is not distinct from "
        "h.category and v.basis = h.basis and v.period_end = h.period_end "
        f"where v.level = '{LEVEL}' and (v.numerator is not null or v.denominator is not null)"
    )
    if with_before:
        said += f" union all select {_KEY}, was_shown, was_hidden from temp.main.public_before"
        said = (
            f"select {_KEY}, bool_or(was_shown) as was_shown, bool_or(was_hidden) as was_hidden "
            f"from ({said}) group by {_KEY}"
        )
    con.execute(f"create or replace temp table public_record as {said}")
