-- comparator: what others had published by the extract, each figure with its own period and release
-- grain    one row per KPI, area and period, the latest release by then
-- key      kpi_id, area_type, area_code, period_end
-- units    value as printed by the publisher
-- source   engine.comparator_latest
select
    kpi_id,
    area_type,
    area_code,
    area_name,
    period_end,
    period_label,
    value,
    value_kind,
    publication,
    published_on,
    source,
    note
from engine.comparator_latest
