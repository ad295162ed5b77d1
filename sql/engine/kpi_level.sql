-- kpi_level: the levels at which each KPI file is published
-- grain    one row per enabled KPI file and level
-- key      file_stem, level
-- units    none
-- source   seed.kpi, seed.kpi_level_gap
-- A second credit adds the levels team_second and worker_second, never totals. A level is left out
-- where no format landed names a team or a worker: nobody known is not everybody unallocated.
with
named as (
    select
        file_stem,
        unnest(levels) as level
    from seed.kpi
    where is_enabled
),

seconds as (
    select
        file_stem,
        unnest(['team_second', 'worker_second']) as level
    from seed.kpi
    where is_enabled and second_credit is not null
),

levels as (
    select
        file_stem,
        level
    from named
    union distinct
    select
        file_stem,
        level
    from seconds
)

select
    levels.file_stem,
    levels.level
from levels
left join seed.kpi_level_gap as gaps
    on
        levels.file_stem = gaps.file_stem
        and levels.level = gaps.level
where gaps.file_stem is null
