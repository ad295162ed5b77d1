-- kpi_asked: every period of every KPI file that is asked for
-- grain    one row per enabled KPI file, basis and period end
-- key      file_stem, basis, period_end
-- units    months = complete months in the window
-- source   seed.kpi, seed.kpi_basis, ref.period
select
    kpis.file_stem,
    kpis.kpi_id,
    periods.basis,
    periods.period_end,
    periods.window_start,
    periods.months
from seed.kpi as kpis
inner join seed.kpi_basis as bases
    on kpis.file_stem = bases.file_stem
inner join ref.period as periods
    on bases.basis = periods.basis
where kpis.is_enabled and not coalesce(kpis.is_meta, false)
