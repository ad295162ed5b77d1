-- once_summed: figures of the KPIs that count a child (or record) once in each period
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, service_id, team_id, worker_id, category
-- units    sums over children or records; category '' = the whole
-- source   engine.once_row, engine.kpi_level
with
credits as (
    select
        file_stem,
        basis,
        period_end,
        category,
        false as is_second,
        service_id,
        team_id,
        worker_id,
        numerator,
        denominator
    from engine.once_row
    union all
    select
        file_stem,
        basis,
        period_end,
        category,
        true as is_second,
        'UNALLOCATED' as service_id,
        second_team_id as team_id,
        second_worker_id as worker_id,
        numerator,
        denominator
    from engine.once_row
    where second_team_id is not null
),

sums as (
    select
        file_stem,
        basis,
        period_end,
        is_second,
        category,
        case
            when grouping(worker_id) = 0 then 'worker'
            when grouping(team_id) = 0 then 'team'
            when grouping(service_id) = 0 then 'service'
            else 'authority'
        end as level_name,
        coalesce(service_id, '') as service_id,
        coalesce(team_id, '') as team_id,
        coalesce(worker_id, '') as worker_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator
    from credits
    group by
        grouping sets (
            (file_stem, basis, period_end, is_second, category),
            (file_stem, basis, period_end, is_second, category, service_id),
            (file_stem, basis, period_end, is_second, category, team_id),
            (file_stem, basis, period_end, is_second, category, team_id, worker_id)
        )
)

select
    sums.file_stem,
    sums.basis,
    sums.period_end,
    levels.level,
    sums.service_id,
    sums.team_id,
    sums.worker_id,
    sums.category,
    sums.numerator,
    sums.denominator
from sums
inner join engine.kpi_level as levels
    on
        sums.file_stem = levels.file_stem
        and levels.level = sums.level_name || case when sums.is_second then '_second' else '' end
-- no worker by category, as for the figures that add up
where sums.worker_id = '' or sums.category = ''
