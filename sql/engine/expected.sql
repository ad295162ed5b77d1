-- expected: every figure that must be there, so that no event means zero and not a missing row
-- grain    one row per KPI file, basis, period end, level, member and declared category
-- key      file_stem, basis, period_end, level, service_id, team_id, category
-- units    category '' = the whole; never workers
-- source   engine.kpi_period, engine.kpi_level, engine.member, seed.kpi_category
with
categories as (
    select
        file_stem,
        category
    from seed.kpi_category
    union all
    select
        file_stem,
        '' as category
    from seed.kpi
)

select
    periods.file_stem,
    periods.basis,
    periods.period_end,
    members.level,
    members.service_id,
    members.team_id,
    categories.category
from engine.kpi_period as periods
inner join engine.kpi_level as levels
    on periods.file_stem = levels.file_stem
inner join engine.member as members
    on
        periods.basis = members.basis
        and periods.period_end = members.period_end
        and levels.level = members.level
inner join categories
    on periods.file_stem = categories.file_stem
