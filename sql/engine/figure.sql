-- figure: every figure's numerator and denominator, those with nothing to count included
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      figure_no (also file_stem, basis, period_end, level, member_key, category)
-- units    sums; median_value for medians; category '' = the whole; nulls where nothing is counted
-- source   engine.measured, engine.expected, ref.run
with
filled as (
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
        median_value
    from engine.measured
    union all
    select
        expected.file_stem,
        expected.basis,
        expected.period_end,
        expected.level,
        expected.service_id,
        expected.team_id,
        '' as worker_id,
        expected.category,
        cast(null as decimal(38, 4)) as numerator,
        cast(null as decimal(38, 4)) as denominator,
        cast(null as decimal(18, 4)) as median_value
    from engine.expected as expected
    anti join engine.measured as measured
        on
            expected.file_stem = measured.file_stem
            and expected.basis = measured.basis
            and expected.period_end = measured.period_end
            and expected.level = measured.level
            and expected.service_id = measured.service_id
            and expected.team_id = measured.team_id
            and expected.category = measured.category
)

select
    -- a number within one build, so that later steps join on one column
    row_number() over () as figure_no,
    filled.file_stem,
    filled.basis,
    filled.period_end,
    filled.level,
    filled.level || ':' || case
        when filled.worker_id <> '' then filled.team_id || '/' || filled.worker_id
        when filled.team_id <> '' then filled.team_id
        when filled.service_id <> '' then filled.service_id
        else run.la_code
    end as member_key,
    filled.service_id,
    filled.team_id,
    filled.worker_id,
    filled.category,
    filled.numerator,
    filled.denominator,
    filled.median_value
from filled
cross join ref.run as run
