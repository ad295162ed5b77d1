-- comparator: what others had published by the extract, each figure with its own period and release
-- grain    one row per KPI, variant, category, area and period, the latest release by then
-- key      figure_key, area_type, area_code, period_end
-- units    value as printed by the publisher
-- source   engine.comparator_latest, engine.series_used; variant and category null = the whole
select
    latest.figure_key,
    coalesce(used.kpi_id, latest.figure_key) as kpi_id,
    used.variant,
    used.category,
    latest.area_type,
    latest.area_code,
    latest.area_name,
    latest.period_end,
    latest.period_label,
    latest.value,
    latest.value_kind,
    latest.publication,
    latest.published_on,
    latest.source,
    latest.note
from engine.comparator_latest as latest
-- left: typed-in facts may be about a KPI without a series
left join engine.series_used as used
    on latest.figure_key = used.figure_key
