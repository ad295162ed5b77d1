-- once_row: for KPIs that count a child (or record) once, its row in each period
-- grain    one row per KPI file, basis, period end, child or record, kind and category; category
--          '' = the child once whatever the category. A child is in the category of its last row,
--          so that categories add up; a record is in each of its categories
-- key      file_stem, basis, period_end, once_id, is_stock, category
-- units    the greatest numerator and denominator of the rows in the period or, if the KPI says
--          once_takes: last, those of the last row
-- source   engine.cohort_described, engine.kpi_month; credited to the team and worker of the last
--          row. One order of a child's rows serves every period that holds some of them
with
placed as (
    select
        cohort.file_stem,
        case kpis.once_per when 'record' then cohort.record_id else cohort.person_id end as once_id,
        cohort.is_stock,
        cohort.month_end,
        cohort.from_month,
        cohort.category,
        case kpis.once_per when 'record' then cohort.category else '' end as own_category,
        cohort.service_id,
        cohort.team_id,
        cohort.worker_id,
        cohort.second_team_id,
        cohort.second_worker_id,
        cohort.numerator,
        cohort.denominator,
        kpis.once_per = 'person' as is_person,
        kpis.once_takes = 'last' as takes_last,
        row_number() over (
            partition by
                cohort.file_stem,
                case kpis.once_per when 'record' then cohort.record_id else cohort.person_id end,
                cohort.is_stock
            order by
                coalesce(cohort.event_date, cohort.snapshot_date), cohort.record_id, cohort.category
        ) as place
    from engine.cohort_described as cohort
    inner join seed.kpi as kpis
        on cohort.file_stem = kpis.file_stem and kpis.once_per is not null
),

grouped as (
    select
        placed.file_stem,
        months.basis,
        months.period_end,
        placed.once_id,
        placed.is_stock,
        placed.own_category,
        bool_or(placed.is_person) as is_person,
        max_by(placed.category, placed.place) as last_category,
        max_by(placed.service_id, placed.place) as service_id,
        max_by(placed.team_id, placed.place) as team_id,
        max_by(placed.worker_id, placed.place) as worker_id,
        max_by(placed.second_team_id, placed.place) as second_team_id,
        max_by(placed.second_worker_id, placed.place) as second_worker_id,
        case
            when bool_or(placed.takes_last) then max_by(placed.numerator, placed.place)
            else max(placed.numerator)
        end as numerator,
        case
            when bool_or(placed.takes_last) then max_by(placed.denominator, placed.place)
            else max(placed.denominator)
        end as denominator
    from placed
    inner join engine.kpi_month as months
        on
            placed.file_stem = months.file_stem
            and placed.month_end = months.month_end
            and placed.from_month <= months.period_end
    where
        case
            when placed.is_stock then months.period_end = placed.month_end
            else months.basis <> 'SNAP'
        end
    group by
        placed.file_stem,
        months.basis,
        months.period_end,
        placed.once_id,
        placed.is_stock,
        grouping sets ((), (placed.own_category))
    having grouping(placed.own_category) = 1 or placed.own_category <> ''
)

select
    * exclude (own_category, is_person, last_category),
    unnest(
        case
            when own_category is not null then [own_category]
            when is_person and last_category <> '' then ['', last_category]
            else ['']
        end
    ) as category
from grouped
