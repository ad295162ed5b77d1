-- expected: every figure that must be there, so that no event means zero and not a missing row
-- grain    one row per KPI file, basis, period end, level, member and declared category
-- key      file_stem, basis, period_end, level, service_id, team_id, category
-- units    category '' = the whole; never workers
-- source   engine.kpi_period, engine.kpi_level, engine.member, engine.measured, seed.kpi_category
-- made     on reading: only engine.figure reads it
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
),

known as (
    select
        periods.file_stem,
        periods.basis,
        periods.period_end,
        members.level,
        members.service_id,
        members.team_id
    from engine.kpi_period as periods
    inner join engine.kpi_level as levels
        on periods.file_stem = levels.file_stem
    inner join engine.member as members
        on
            periods.basis = members.basis
            and periods.period_end = members.period_end
            and levels.level = members.level
    union
    -- whoever has work in one category has a zero in the others, UNALLOCATED and closed teams too;
    -- else the parts of a share would miss its denominator
    select
        file_stem,
        basis,
        period_end,
        level,
        service_id,
        team_id
    from engine.measured
    where level in ('service', 'team')
)

select
    known.file_stem,
    known.basis,
    known.period_end,
    known.level,
    known.service_id,
    known.team_id,
    categories.category
from known
inner join categories
    on known.file_stem = categories.file_stem
