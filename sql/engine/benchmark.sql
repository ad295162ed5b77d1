-- benchmark: the council among others in each published period, everything about that period
-- grain    one row per KPI and period with a published figure of anyone
-- key      kpi_id, period_end
-- units    published values as printed; quartile band A best to D, as LAIT; ranks 1 = best
-- source   engine.benchmark_change, engine.benchmark_own, engine.benchmark_spread,
--          engine.comparator_neighbour, seed.kpi_series, seed.series
with
sides as (
    select
        kpi_id,
        period_end,
        max(period_label) as period_label,
        max(case when area = 'own' then change end) as own_change,
        max(case when area = 'england' then value end) as england_value,
        max(case when area = 'england' then change end) as england_change,
        max(case when area = 'region' then value end) as region_value,
        max(case when area = 'region' then change end) as region_change,
        max(case when area = 'neighbours_computed' then value end) as neighbour_mean,
        max(case when area = 'neighbours_computed' then change end) as neighbour_change,
        max(case when area = 'neighbours' then value end) as neighbour_mean_as_printed,
        bool_or(is_revised_since) as is_revised_since
    from engine.benchmark_change
    group by kpi_id, period_end
)

select
    sides.*,
    neighbours.neighbour_median,
    neighbours.neighbour_min,
    neighbours.neighbour_max,
    neighbours.neighbour_count,
    neighbours.vintage as neighbour_vintage,
    spread.national_count,
    spread.quartile_1,
    spread.quartile_2,
    spread.quartile_3,
    own.* exclude (kpi_id, period_end, decimals),
    spread.neighbour_rank,
    spread.neighbour_position,
    spread.neighbour_rank_count,
    mapped.mismatch,
    mapped.fit,
    case
        when own.own_published_value is null or spread.polarity is null then null
        when spread.polarity = '-' or series.no_quartile = 'N' then null
        when spread.polarity = 'Low' and own.own_published_value <= spread.quartile_1 then 'A'
        when spread.polarity = 'Low' and own.own_published_value <= spread.quartile_2 then 'B'
        when spread.polarity = 'Low' and own.own_published_value <= spread.quartile_3 then 'C'
        when spread.polarity = 'Low' then 'D'
        when own.own_published_value <= spread.quartile_1 then 'D'
        when own.own_published_value <= spread.quartile_2 then 'C'
        when own.own_published_value <= spread.quartile_3 then 'B'
        else 'A'
    end as quartile_band
from sides
left join engine.comparator_neighbour as neighbours
    on sides.kpi_id = neighbours.kpi_id and sides.period_end = neighbours.period_end
left join engine.benchmark_spread as spread
    on sides.kpi_id = spread.kpi_id and sides.period_end = spread.period_end
left join engine.benchmark_own as own
    on sides.kpi_id = own.kpi_id and sides.period_end = own.period_end
left join seed.kpi_series as mapped
    on sides.kpi_id = mapped.kpi_id
left join seed.series as series
    on mapped.series_id = series.series_id
