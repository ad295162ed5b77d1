-- kpi_month: the months that make up each covered period of each KPI file
-- grain    one row per KPI file, basis, period end and month in the period
-- key      file_stem, basis, period_end, month_end
-- units    dates
-- source   engine.kpi_period, ref.period_month
select
    periods.file_stem,
    periods.basis,
    periods.period_end,
    months.month_end
from engine.kpi_period as periods
inner join ref.period_month as months
    on periods.basis = months.basis and periods.period_end = months.period_end
where periods.is_covered
