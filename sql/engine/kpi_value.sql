-- kpi_value: every figure with its value, interval, signal, status and population
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, member_key, category
-- units    value as the KPI's unit; category '' = the whole, ids '' = above that level
-- source   engine.based, engine.valued, engine.kpi_signal
select
    based.file_stem,
    based.basis,
    based.period_end,
    based.level,
    based.member_key,
    based.service_id,
    based.team_id,
    based.worker_id,
    based.category,
    based.numerator,
    based.denominator,
    based.months,
    valued.value,
    valued.value_rounded,
    valued.value_display,
    valued.value_decimals,
    valued.ci_lower,
    valued.ci_upper,
    -- trial limits, from a year or less, are not yet evidence
    case when not signals.is_trial then signals.signal end as signal,
    valued.status,
    case
        when valued.status = 'no_population' and based.level = 'authority'
            then 'no population estimate was published by then'
        when valued.status = 'no_population'
            then 'no population below the authority: the count is in numerator'
        when valued.status = 'no_denominator' then 'nothing to divide by in this period'
        when valued.status = 'small_denominator' then 'too few in the denominator'
        else based.reason
    end as reason
from engine.based as based
inner join engine.valued as valued
    on based.figure_no = valued.figure_no
left join engine.kpi_signal as signals
    on
        based.file_stem = signals.file_stem
        and based.basis = signals.basis
        and based.level = signals.level
        and based.member_key = signals.member_key
        and based.category = signals.category
        and based.period_end = signals.period_end
