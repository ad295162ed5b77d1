-- cell: monthly sums of the KPIs whose figures add up from month to month
-- grain    one row per KPI file, credit, team, worker, category, kind, month and counting month
-- key      file_stem, is_second, service_id, team_id, worker_id, category, is_stock, month_end,
--          from_month
-- units    sums of numerators and denominators
-- source   engine.cohort_described; medians and once-per KPIs are made from rows instead
with
credits as (
    select
        cohort.file_stem,
        false as is_second,
        cohort.service_id,
        cohort.team_id,
        cohort.worker_id,
        cohort.category,
        cohort.is_stock,
        cohort.month_end,
        cohort.from_month,
        cohort.numerator,
        cohort.denominator
    from engine.cohort_described as cohort
    union all
    select
        cohort.file_stem,
        true as is_second,
        'UNALLOCATED' as service_id,
        cohort.second_team_id as team_id,
        cohort.second_worker_id as worker_id,
        cohort.category,
        cohort.is_stock,
        cohort.month_end,
        cohort.from_month,
        cohort.numerator,
        cohort.denominator
    from engine.cohort_described as cohort
    where cohort.second_team_id is not null
)

select
    credits.file_stem,
    credits.is_second,
    credits.service_id,
    credits.team_id,
    credits.worker_id,
    credits.category,
    credits.is_stock,
    credits.month_end,
    credits.from_month,
    sum(credits.numerator) as numerator,
    sum(credits.denominator) as denominator
from credits
inner join seed.kpi as kpis
    on credits.file_stem = kpis.file_stem
where kpis.measure <> 'median' and kpis.once_per is null
group by
    credits.file_stem,
    credits.is_second,
    credits.service_id,
    credits.team_id,
    credits.worker_id,
    credits.category,
    credits.is_stock,
    credits.month_end,
    credits.from_month
