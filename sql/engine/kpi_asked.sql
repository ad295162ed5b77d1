-- kpi_asked: every period for which a KPI file is to have figures
-- grain    one row per enabled KPI file, basis and period end
-- key      file_stem, basis, period_end
-- units    months = complete months in the window
-- source   seed.kpi, seed.kpi_basis, ref.run, ref.period
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
cross join ref.run as run
where
    kpis.is_enabled
    and not coalesce(kpis.is_meta, false)
    -- a definition that gave way is computed beside the new one: a year back, for a year
    and (
        kpis.superseded_on is null
        or periods.period_end > last_day(run.data_to - interval 12 month)
    )
    and coalesce(run.data_to <= last_day(kpis.superseded_on + interval 12 month), true)
