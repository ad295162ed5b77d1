-- meta_described: the rows behind KPIs about KPIs, in the shape of every other row
-- grain    one row per KPI file of sql/kpi_meta, KPI counted and month end
-- key      file_stem, record_id, month_end
-- units    numerator and denominator as the row contributes them
-- source   engine.meta_written, seed.kpi. A KPI belongs to no team and is about no child
select
    written.la_code,
    written.file_stem,
    written.kpi_id,
    written.record_id,
    kpis.record_table,
    written.snapshot_date,
    true as is_stock,
    written.snapshot_date as month_end,
    written.snapshot_date as from_month,
    'UNALLOCATED' as service_id,
    'UNALLOCATED' as team_id,
    'NONE' as worker_id,
    '' as category,
    written.numerator,
    written.denominator
from engine.meta_written as written
inner join seed.kpi as kpis
    on written.file_stem = kpis.file_stem and kpis.is_enabled
