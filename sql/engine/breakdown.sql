-- breakdown: figures by one attribute of the child, at authority, service and team
-- grain    one row per KPI file, basis, period end, level, organisation, dimension and member
-- key      figure_no (also file_stem, basis, period_end, level, service_id, team_id, dimension,
--          member)
-- units    sums; ids '' = above that level. Only members with something counted
-- source   engine.breakdown_cell, engine.kpi_month, engine.kpi_level
with
sums as (
    select
        cells.file_stem,
        months.basis,
        months.period_end,
        cells.dimension,
        cells.member,
        case
            when grouping(cells.team_id) = 0 then 'team'
            when grouping(cells.service_id) = 0 then 'service'
            else 'authority'
        end as level,
        coalesce(cells.service_id, '') as service_id,
        coalesce(cells.team_id, '') as team_id,
        sum(cells.numerator) as numerator,
        sum(cells.denominator) as denominator
    from engine.breakdown_cell as cells
    inner join engine.kpi_month as months
        on
            cells.file_stem = months.file_stem
            and cells.month_end = months.month_end
            and cells.from_month <= months.period_end
    where
        case
            when cells.is_stock then months.period_end = cells.month_end
            else months.basis <> 'SNAP'
        end
    group by
        grouping sets (
            (cells.file_stem, months.basis, months.period_end, cells.dimension, cells.member),
            (
                cells.file_stem,
                months.basis,
                months.period_end,
                cells.dimension,
                cells.member,
                cells.service_id
            ),
            (
                cells.file_stem,
                months.basis,
                months.period_end,
                cells.dimension,
                cells.member,
                cells.team_id
            )
        )
)

select
    -- below zero, so that no number is also an undivided figure's
    -row_number() over () as figure_no,
    sums.file_stem,
    sums.basis,
    sums.period_end,
    sums.level,
    sums.service_id,
    sums.team_id,
    sums.dimension,
    sums.member,
    sums.numerator,
    sums.denominator
from sums
inner join engine.kpi_level as levels
    on sums.file_stem = levels.file_stem and sums.level = levels.level
