"""What the gate looks at: small frames drawn from a build, none with a row about one child.

Belongs here: the query of each frame, and handing frames to the gate's process. Does not belong
here: what is expected of them (suites).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from pipelines.gate.reconcile import CheckResult

FRAMES: dict[str, str] = {
    # authority level: every column that is judged
    "kpi_value": """
        select
            figures.kpi_id, figures.file_stem, figures.basis, figures.period_end, figures.level,
            figures.member_key, figures.status, figures.numerator, figures.denominator,
            cast(figures.value as double) as value,
            case when kpis.measure in ('percentage', 'share') then figures.value end
                as percent_value,
            case when kpis.measure in ('percentage', 'share') then figures.numerator end
                as percent_numerator,
            case when kpis.measure in ('percentage', 'share') then figures.denominator end
                as percent_denominator,
            case when figures.status = 'ok' then figures.value else 0 end as value_if_ok,
            case when figures.status in ('not_available', 'insufficient_history', 'no_denominator')
                then figures.value end as value_if_none,
            -- a bound may equal its value (0 or 100 per cent) but for the last bit of a double
            figures.ci_lower - 1e-9 * (1 + abs(figures.ci_lower)) as ci_lower,
            figures.ci_upper + 1e-9 * (1 + abs(figures.ci_upper)) as ci_upper,
            case when figures.ci_lower is not null then figures.value end as value_with_interval,
            isnan(cast(figures.value as double)) or isinf(cast(figures.value as double))
                as is_not_a_number
        from marts.kpi_value as figures
        inner join seed.kpi as kpis on figures.file_stem = kpis.file_stem
        where figures.level = 'authority'
    """,
    # one row per KPI file and level
    "kpi_value_by_level": """
        select
            file_stem, level, count(*) as figures,
            count(*) - count(distinct hash(basis, period_end, member_key, category_key))
                as repeated_keys,
            count(*) filter (where period_end > (select data_to from ref.run)) as after_the_month,
            count(*) filter (where status is null) as without_status,
            count(*) filter (where member_key is null) as without_member
        from marts.kpi_value
        group by file_stem, level
    """,
    "kpi_comparison": """
        select
            file_stem, basis, period_end, status, rag, neighbour_count,
            case when target is null then rag end as rag_without_target,
            case when status <> 'ok' then rag end as rag_without_value,
            case when england_value is not null then england_comparator_period else '' end
                as england_period_if_any,
            case when neighbour_mean is not null then neighbour_comparator_period else '' end
                as neighbour_period_if_any
        from marts.kpi_comparison
    """,
    # one row per KPI file: counts of cohort rows that break the contract
    "kpi_cohort_by_kpi": """
        select
            file_stem, count(*) as rows_count,
            count(*) - count(distinct hash(record_id, category_key, month_end)) as repeated_keys,
            count(*) filter (where (event_date is null) = (snapshot_date is null)) as not_one_date,
            count(*) filter (where snapshot_date <> last_day(snapshot_date)) as not_a_month_end,
            count(*) filter (
                where coalesce(event_date, snapshot_date) > (select data_to from ref.run)
            ) as after_the_month,
            count(*) filter (where numerator is null and denominator is null) as without_numbers,
            -- a net change and a forecast may take away; a share, a rate and a percentage may not
            count(*) filter (
                where (numerator < 0 or denominator < 0)
                and file_stem in (
                    select kpis.file_stem from seed.kpi as kpis
                    where kpis.measure in ('percentage', 'share', 'rate', 'median')
                )
            ) as below_zero
        from marts.kpi_cohort
        group by file_stem
    """,
    "load_audit": """
        select
            month, revision, table_name, source_file, source_part,
            rows_read, rows_loaded, rows_rejected,
            rows_read - rows_loaded - rows_rejected as rows_unaccounted
        from seed.load_audit
    """,
}


def draw(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Every frame of the build the connection uses, a Parquet file each."""
    for name, query in FRAMES.items():
        con.execute(f"copy ({query}) to {_path(folder, name)} (format parquet)")


def load(folder: Path) -> dict[str, pd.DataFrame]:
    """The frames drawn into a folder, by name."""
    with duckdb.connect(":memory:") as con:
        return {name: con.execute(f"from {_path(folder, name)}").df() for name in FRAMES}


def _path(folder: Path, name: str) -> str:
    return "'" + str(folder / f"{name}.parquet").replace("'", "''") + "'"


def of_checks(results: Sequence[CheckResult]) -> pd.DataFrame:
    """One row; per reconciliation a column with the number of failing rows."""
    return pd.DataFrame([{one.name: one.rows for one in results}])
