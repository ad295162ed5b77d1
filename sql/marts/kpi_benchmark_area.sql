-- kpi_benchmark_area: each authority's published figure, neighbours marked, symbols with meaning
-- grain    one row per KPI, period and authority that published a figure or a symbol
-- key      la_code, kpi_id, period_end, area_code
-- units    value as printed, null where a symbol stands; ranks 1 = best, position 1 = highest
-- source   engine.benchmark_area, ref.run
select
    run.la_code,
    areas.kpi_id,
    areas.period_end,
    areas.period_label,
    areas.area_code,
    areas.area_name,
    areas.area_type = 'neighbour' as is_neighbour,
    areas.neighbour_rank as neighbour_closeness,
    areas.value,
    areas.value_kind,
    areas.symbol,
    areas.symbol_status,
    areas.symbol_meaning,
    -- what is no number is left out of every mean, never taken as nought
    areas.value is not null as is_counted,
    areas.numerator,
    areas.denominator,
    areas.national_rank,
    areas.national_position,
    areas.national_count,
    areas.publication,
    areas.published_on,
    areas.is_revised_since,
    areas.source
from engine.benchmark_area as areas
cross join ref.run as run
