-- once_row: for KPIs that count a child (or record) once, its row in each period
-- grain    one row per KPI file, basis, period end, child or record, kind and category; category
--          '' = the child once whatever the category. A child is in the category of its last row,
--          so that categories add up; a record is in each of its categories
-- key      file_stem, basis, period_end, once_id, is_stock, category
-- units    the greatest numerator and denominator of the rows in the period or, if the KPI says
--          once_takes: last, those of the last row
-- source   engine.cohort, engine.kpi_month; credited to the team and worker of the last row
with
rows_in as (
    select
        cohort.file_stem,
        months.basis,
        months.period_end,
        case kpis.once_per when 'record' then cohort.record_id else cohort.person_id end as once_id,
        cohort.is_stock,
        cohort.category,
        coalesce(cohort.event_date, cohort.snapshot_date) as counted_on,
        cohort.record_id,
        cohort.service_id,
        cohort.team_id,
        cohort.worker_id,
        cohort.second_team_id,
        cohort.second_worker_id,
        cohort.numerator,
        cohort.denominator,
        kpis.once_per,
        kpis.once_takes = 'last' as takes_last
    from engine.cohort as cohort
    inner join seed.kpi as kpis
        on cohort.file_stem = kpis.file_stem and kpis.once_per is not null
    inner join engine.kpi_month as months
        on
            cohort.file_stem = months.file_stem
            and cohort.month_end = months.month_end
            and cohort.from_month <= months.period_end
    where
        case
            when cohort.is_stock then months.period_end = cohort.month_end
            else months.basis <> 'SNAP'
        end
),

ranked as (
    select
        file_stem,
        basis,
        period_end,
        once_id,
        is_stock,
        case when once_per = 'person' then first_value(category) over latest_first else category end
            as category,
        service_id,
        team_id,
        worker_id,
        second_team_id,
        second_worker_id,
        numerator,
        denominator,
        takes_last,
        row_number() over latest_first as recency
    from rows_in
    window
        latest_first as (
            partition by file_stem, basis, period_end, once_id, is_stock
            order by counted_on desc, record_id desc, category desc
        )
)

select
    file_stem,
    basis,
    period_end,
    once_id,
    is_stock,
    coalesce(category, '') as category,
    min_by(service_id, recency) as service_id,
    min_by(team_id, recency) as team_id,
    min_by(worker_id, recency) as worker_id,
    min_by(second_team_id, recency) as second_team_id,
    min_by(second_worker_id, recency) as second_worker_id,
    case
        when bool_or(takes_last) then min_by(numerator, recency)
        else max(numerator)
    end as numerator,
    case
        when bool_or(takes_last) then min_by(denominator, recency)
        else max(denominator)
    end as denominator
from ranked
group by
    grouping sets (
        (file_stem, basis, period_end, once_id, is_stock),
        (file_stem, basis, period_end, once_id, is_stock, category)
    )
having grouping(category) = 1 or category <> ''
