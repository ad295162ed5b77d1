-- kpi_cohort: the rows behind every figure: who counted, when, credited to whom, contributing what
-- grain    one row per KPI, variant, record, category and, for stocks, month end
-- key      la_code, file_stem, record_id, category_key, month_end
-- units    numerator and denominator as the row contributes them
-- source   engine.cohort_described, engine.meta_described, seed.kpi. A row counts in a period that
--          holds month_end and ends on or after from_month; a stock row only where the period ends
--          with its month
-- made     on reading: its rows are those of engine.cohort_described
with
rows_behind as (
    select * from engine.cohort_described
    union all by name
    select * from engine.meta_described
)

select
    cohort.la_code,
    cohort.kpi_id,
    cohort.file_stem,
    kpis.variant,
    cohort.event_date,
    cohort.snapshot_date,
    cohort.is_stock,
    cohort.month_end,
    cohort.from_month,
    cohort.record_id,
    cohort.record_table,
    cohort.person_id,
    cohort.service_id,
    cohort.team_id,
    cohort.worker_id,
    cohort.second_team_id,
    cohort.second_worker_id,
    nullif(cohort.category, '') as category,
    cohort.category as category_key,
    cohort.numerator,
    cohort.denominator,
    cohort.age_band,
    cohort.sex,
    cohort.ethnicity_group
from rows_behind as cohort
inner join seed.kpi as kpis
    on cohort.file_stem = kpis.file_stem
