-- median: medians over the rows of each period, which no monthly sum can give
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, service_id, team_id, worker_id, category
-- units    median_value as the KPI's numerator; denominator = rows it is taken over
-- source   engine.cohort_described, engine.kpi_month, engine.kpi_level; measure median only
with
rows_in as (
    select
        cohort.file_stem,
        months.basis,
        months.period_end,
        cohort.category,
        cohort.service_id,
        cohort.team_id,
        cohort.worker_id,
        cohort.numerator,
        cohort.denominator
    from engine.cohort_described as cohort
    inner join seed.kpi as kpis
        on cohort.file_stem = kpis.file_stem and kpis.measure = 'median'
    inner join engine.kpi_month as months
        on
            cohort.file_stem = months.file_stem
            and cohort.month_end = months.month_end
            and cohort.from_month <= months.period_end
    where
        cohort.numerator is not null
        and case
            when cohort.is_stock then months.period_end = cohort.month_end
            else months.basis <> 'SNAP'
        end
),

medians as (
    select
        file_stem,
        basis,
        period_end,
        case
            when grouping(worker_id) = 0 then 'worker'
            when grouping(team_id) = 0 then 'team'
            when grouping(service_id) = 0 then 'service'
            else 'authority'
        end as level,
        coalesce(service_id, '') as service_id,
        coalesce(team_id, '') as team_id,
        coalesce(worker_id, '') as worker_id,
        coalesce(category, '') as category,
        median(numerator) as median_value,
        sum(denominator) as denominator
    from rows_in
    group by
        grouping sets (
            (file_stem, basis, period_end),
            (file_stem, basis, period_end, category),
            (file_stem, basis, period_end, service_id),
            (file_stem, basis, period_end, service_id, category),
            (file_stem, basis, period_end, team_id),
            (file_stem, basis, period_end, team_id, category),
            (file_stem, basis, period_end, team_id, worker_id)
        )
    having grouping(category) = 1 or category <> ''
)

select
    medians.file_stem,
    medians.basis,
    medians.period_end,
    medians.level,
    medians.service_id,
    medians.team_id,
    medians.worker_id,
    medians.category,
    cast(medians.median_value as decimal(18, 4)) as median_value,
    medians.denominator
from medians
inner join engine.kpi_level as levels
    on medians.file_stem = levels.file_stem and medians.level = levels.level
