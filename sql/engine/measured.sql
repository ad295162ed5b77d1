-- measured: what was counted, by sums, once-per rows or medians, in one list
-- grain    one row per KPI file, basis, period end, level, member and category counted
-- key      file_stem, basis, period_end, level, service_id, team_id, worker_id, category
-- units    sums; median_value for medians; category '' = the whole
-- source   engine.summed, engine.once_summed, engine.median
-- made     on reading: its parts are tables, read as they are
select
    file_stem,
    basis,
    period_end,
    level,
    service_id,
    team_id,
    worker_id,
    category,
    numerator,
    denominator,
    cast(null as decimal(18, 4)) as median_value
from engine.summed
union all
select
    file_stem,
    basis,
    period_end,
    level,
    service_id,
    team_id,
    worker_id,
    category,
    numerator,
    denominator,
    cast(null as decimal(18, 4)) as median_value
from engine.once_summed
union all
select
    file_stem,
    basis,
    period_end,
    level,
    service_id,
    team_id,
    worker_id,
    category,
    cast(null as decimal(38, 4)) as numerator,
    denominator,
    median_value
from engine.median
