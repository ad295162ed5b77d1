-- kpi_level: the levels at which each KPI file is published
-- grain    one row per enabled KPI file and level
-- key      file_stem, level
-- units    none
-- source   seed.kpi; a second credit adds the levels team_second and worker_second, never totals
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
)

select
    file_stem,
    level
from named
union distinct
select
    file_stem,
    level
from seconds
