-- kpi_benchmark_area: each authority's published figure, neighbours marked, symbols with meaning
-- grain    one row per KPI, variant, category, period and authority with a figure or a symbol
-- key      la_code, figure_key, period_end, area_code
-- units    value as printed, null where a symbol stands; ranks 1 = best, position 1 = highest
-- source   engine.benchmark_area, engine.benchmark_funnel, engine.series_used, ref.run
select
    run.la_code,
    areas.figure_key,
    coalesce(used.kpi_id, areas.figure_key) as kpi_id,
    used.variant,
    used.category,
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
    funnel.lower_95,
    funnel.upper_95,
    funnel.lower_998,
    funnel.upper_998,
    case
        when funnel.england_value is null then null
        when funnel.england_value < funnel.lower_998 then 'above 99.8%'
        when funnel.england_value < funnel.lower_95 then 'above 95%'
        when funnel.england_value > funnel.upper_998 then 'below 99.8%'
        when funnel.england_value > funnel.upper_95 then 'below 95%'
        else 'inside'
    end as place_against_england,
    case
        when funnel.neighbour_mean is null then null
        when funnel.neighbour_mean < funnel.lower_998 then 'above 99.8%'
        when funnel.neighbour_mean < funnel.lower_95 then 'above 95%'
        when funnel.neighbour_mean > funnel.upper_998 then 'below 99.8%'
        when funnel.neighbour_mean > funnel.upper_95 then 'below 95%'
        else 'inside'
    end as place_against_neighbours,
    areas.publication,
    areas.published_on,
    areas.is_revised_since,
    areas.source
from engine.benchmark_area as areas
cross join ref.run as run
-- left: typed-in facts may be about a KPI without a series
left join engine.series_used as used
    on areas.figure_key = used.figure_key
left join engine.benchmark_funnel as funnel
    on
        areas.figure_key = funnel.figure_key
        and areas.period_end = funnel.period_end
        and areas.area_code = funnel.area_code
