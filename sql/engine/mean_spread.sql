-- mean_spread: how the single values behind each mean are spread
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, service_id, team_id, worker_id, category
-- units    sums as the KPI's numerator; exact decimals, so that order plays no part
-- source   engine.cohort_described, engine.kpi_month, seed.kpi; unweighted means of one value a row
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
        cohort.numerator
    from engine.cohort_described as cohort
    inner join seed.kpi as kpis
        on
            cohort.file_stem = kpis.file_stem
            and kpis.measure = 'mean'
            and kpis.weighted is null
            and kpis.once_per is null
    inner join engine.kpi_month as months
        on
            cohort.file_stem = months.file_stem
            and cohort.month_end = months.month_end
            and cohort.from_month <= months.period_end
    where
        cohort.numerator is not null
        and cohort.denominator = 1
        and case
            when cohort.is_stock then months.period_end = cohort.month_end
            else months.basis <> 'SNAP'
        end
)

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
    count(*) as values_count,
    sum(numerator) as values_sum,
    sum(cast(numerator as decimal(19, 4)) * cast(numerator as decimal(19, 4))) as squares_sum
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
