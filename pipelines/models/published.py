"""Putting published comparators into a build: the values of mapped series, neighbours, areas.

Belongs here: which part of the stored files a build needs. Does not belong here: reading files
(reference), choosing between releases (SQL).
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from pipelines.models.seed_tables import SEED_TABLES
from pipelines.reference.store import Kept

# beyond the months shown: a year's change, and the lag of the newest comparator
_YEARS_BEFORE = 4


def load_published(con: duckdb.DuckDBPyConnection, stored: Sequence[Kept]) -> None:
    """Values of the series that some KPI is compared with, neighbours and populations.

    ``seed.run`` must be filled: periods are those that its months can stand beside.
    """
    if not stored:
        return
    _load_values(con, [one for one in stored if one.values])
    _load_neighbours(con, [one for one in stored if one.neighbours])


def _sources(stored: Sequence[Kept], values: bool) -> str:
    parts = []
    for one in stored:
        path = str(one.values_file if values else one.neighbours_file).replace("'", "''")
        name = one.file.name.replace("'", "''")
        parts.append(f"select *, '{name}' as source_file from read_parquet('{path}')")
    return " union all ".join(parts)


def _load_values(con: duckdb.DuckDBPyConnection, stored: Sequence[Kept]) -> None:
    if not stored:
        return
    columns = [part.strip().split()[0] for part in _parts("published")]
    listed = ", ".join(columns)
    con.execute(
        f"insert into seed.published ({listed}) with wanted as ("
        "select s.series_id from seed.series as s inner join seed.kpi_series as k "
        "on s.series_id = k.series_id union select unnest([s.count_series, s.base_series]) "
        "from seed.series as s inner join seed.kpi_series as k on s.series_id = k.series_id) "
        f"select {listed} from ({_sources(stored, True)}) as given cross join seed.run as run "
        "where series_id in (select series_id from wanted) and period_end > last_day("
        f"run.data_to - to_months(run.history_months + 12 * {_YEARS_BEFORE})) "
        "order by series_id, area_code, period_end, released_on, source_file, source_row"
    )
    con.execute(
        "insert into seed.population (la_code, mid_year, age_band, estimate, vintage, "
        "published_on, source) select p.area_code, year(p.period_end), '0-17', "
        "cast(p.value as bigint), p.dataset || ' ' || p.release, p.released_on, "
        "p.publication || ', release ' || p.release || ' (' || p.source_file || ')' "
        "from seed.published as p inner join seed.run as run on p.area_code = run.la_code "
        "where p.series_id = 'population_0_17' and p.value is not null"
    )


def _parts(table: str) -> list[str]:
    return SEED_TABLES[table].replace("(18, 4)", "").split(",")


def _load_neighbours(con: duckdb.DuckDBPyConnection, stored: Sequence[Kept]) -> None:
    if not stored:
        return
    con.execute(
        "create or replace temp table said as select distinct on (la_code, vintage, rank) "
        "la_code, vintage, rank, neighbour_la_code, neighbour_name, source "
        f"from ({_sources(stored, False)}) order by la_code, vintage, rank, source_file desc"
    )
    # a file says all ten: typed-in ones of the same model give way
    con.execute(
        "delete from seed.neighbour as n using said as s "
        "where n.la_code = s.la_code and n.vintage = s.vintage"
    )
    con.execute(
        "insert into seed.neighbour by name select said.* from said inner join seed.run as run "
        "on said.la_code = run.la_code"
    )
    con.execute("drop table said")
