-- kpi_chart: the monthly control chart of each measure, for the authority and each team
-- grain    one row per KPI, variant, level, member and month that has a value
-- key      la_code, file_stem, basis, level, member_key, period_end
-- units    value, centre and limits as the KPI's unit; limits are not cut at 0 or 100
-- source   engine.kpi_signal, seed.kpi; whole measures on their monthly basis only
select
    run.la_code,
    kpis.kpi_id,
    charts.file_stem,
    kpis.variant,
    charts.basis,
    charts.level,
    charts.member_key,
    charts.period_end,
    charts.x as value,
    charts.centre,
    charts.lower_limit,
    charts.upper_limit,
    charts.points_count,
    charts.is_trial,
    charts.rule,
    charts.signal,
    charts.segment
from engine.kpi_signal as charts
inner join seed.kpi as kpis
    on charts.file_stem = kpis.file_stem
cross join ref.run as run
where
    charts.level in ('authority', 'team')
    and charts.category = ''
