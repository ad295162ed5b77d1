-- benchmark_spread: how all authorities' published figures of a period are spread
-- grain    one row per figure and period
-- key      figure_key, period_end
-- units    quartiles as the series, by linear interpolation (R type 7), missing ones dropped
-- source   engine.benchmark_area, engine.comparator_neighbour; ranks among the council and its
--          neighbours count those with a figure, and need six of the ten
with
quartiles as (
    select
        figure_key,
        period_end,
        max(period_label) as period_label,
        max(polarity) as polarity,
        count(value) as national_count,
        quantile_cont(cast(value as double), 0.25) as quartile_1,
        quantile_cont(cast(value as double), 0.5) as quartile_2,
        quantile_cont(cast(value as double), 0.75) as quartile_3
    from engine.benchmark_area
    group by figure_key, period_end
),

near as (
    select
        figure_key,
        period_end,
        area_type,
        polarity,
        rank() over (near_ones order by value desc) as near_position,
        rank() over (near_ones order by value asc) as low_position,
        count(*) over near_ones as near_count,
        -- as with the average: a place among fewer than six of ten says little
        is_ranked and count(*) filter (where area_type = 'neighbour') over near_ones >= 6
            as is_placed
    from engine.benchmark_area
    where area_type in ('own_return', 'neighbour')
    window near_ones as (partition by figure_key, period_end, is_ranked)
)

select
    quartiles.figure_key,
    quartiles.period_end,
    quartiles.period_label,
    quartiles.polarity,
    quartiles.national_count,
    quartiles.quartile_1,
    quartiles.quartile_2,
    quartiles.quartile_3,
    case
        when near.is_placed and near.polarity = 'High' then near.near_position
        when near.is_placed and near.polarity = 'Low' then near.low_position
    end as neighbour_rank,
    case when near.is_placed then near.near_position end as neighbour_position,
    case when near.is_placed then near.near_count end as neighbour_rank_count
from quartiles
left join near
    on
        quartiles.figure_key = near.figure_key
        and quartiles.period_end = near.period_end
        and near.area_type = 'own_return'
