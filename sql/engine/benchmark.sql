-- benchmark: the council among others in each published period, everything about that period
-- grain    one row per figure and period with a published figure of anyone
-- key      figure_key, period_end
-- units    published values as printed; quartile band A best to D, as LAIT; ranks 1 = best
-- source   engine.benchmark_change, engine.benchmark_own, engine.benchmark_spread,
--          engine.comparator_neighbour, engine.series_used
with
sides as (
    select
        figure_key,
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
    group by figure_key, period_end
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
    own.* exclude (figure_key, period_end, decimals, is_under_ten),
    spread.neighbour_rank,
    spread.neighbour_position,
    spread.neighbour_rank_count,
    mapped.mismatch,
    mapped.fit,
    case
        when own.own_published_value is null or own.national_position is not null then null
        when own.is_under_ten then 'fewer than ten cases'
        when spread.neighbour_position is null
            then 'no other authority, and fewer than six neighbours, have a figure'
        else 'no authority but the neighbours has a figure'
    end as place_missing_reason,
    case
        when own.own_published_value is null or spread.polarity is null then null
        when spread.polarity = '-' or mapped.no_quartile = 'N' then null
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
    on sides.figure_key = neighbours.figure_key and sides.period_end = neighbours.period_end
left join engine.benchmark_spread as spread
    on sides.figure_key = spread.figure_key and sides.period_end = spread.period_end
left join engine.benchmark_own as own
    on sides.figure_key = own.figure_key and sides.period_end = own.period_end
left join engine.series_used as mapped
    on sides.figure_key = mapped.figure_key
