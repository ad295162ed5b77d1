-- rolled: monthly sums at every level, for the whole and for each category
-- grain    one row per KPI file, level, member, category, kind, month and counting month
-- key      file_stem, level, service_id, team_id, worker_id, category, is_stock, month_end,
--          from_month
-- units    sums; category '' = the whole; ids '' = above that level. No worker by category
-- source   engine.cell, engine.kpi_level
with
sums as (
    select
        file_stem,
        is_second,
        is_stock,
        month_end,
        from_month,
        case
            -- grouping() and not "is null": a total and a missing id are different things
            when grouping(worker_id) = 0 then 'worker'
            when grouping(team_id) = 0 then 'team'
            when grouping(service_id) = 0 then 'service'
            else 'authority'
        end as level_name,
        coalesce(service_id, '') as service_id,
        coalesce(team_id, '') as team_id,
        coalesce(worker_id, '') as worker_id,
        coalesce(category, '') as category,
        sum(numerator) as numerator,
        sum(denominator) as denominator
    from engine.cell
    group by
        grouping sets (
            (file_stem, is_second, is_stock, month_end, from_month),
            (file_stem, is_second, is_stock, month_end, from_month, category),
            (file_stem, is_second, is_stock, month_end, from_month, service_id),
            (file_stem, is_second, is_stock, month_end, from_month, service_id, category),
            (file_stem, is_second, is_stock, month_end, from_month, team_id),
            (file_stem, is_second, is_stock, month_end, from_month, team_id, category),
            (file_stem, is_second, is_stock, month_end, from_month, team_id, worker_id)
        )
    -- a KPI without categories has no category rows beside its whole
    having grouping(category) = 1 or category <> ''
)

select
    sums.file_stem,
    levels.level,
    sums.service_id,
    sums.team_id,
    sums.worker_id,
    sums.category,
    sums.is_stock,
    sums.month_end,
    sums.from_month,
    sums.numerator,
    sums.denominator
from sums
-- inner: a KPI is published only at the levels it declares
inner join engine.kpi_level as levels
    on
        sums.file_stem = levels.file_stem
        and levels.level = sums.level_name || case when sums.is_second then '_second' else '' end
