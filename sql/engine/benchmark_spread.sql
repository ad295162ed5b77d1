-- benchmark_spread: how all authorities' published figures of a period are spread
-- grain    one row per KPI and period
-- key      kpi_id, period_end
-- units    quartiles as the series, by linear interpolation (R type 7), missing ones dropped
-- source   engine.benchmark_area, engine.comparator_neighbour; ranks among the council and its
--          neighbours count those with a figure
with
quartiles as (
    select
        kpi_id,
        period_end,
        max(period_label) as period_label,
        max(polarity) as polarity,
        count(value) as national_count,
        quantile_cont(cast(value as double), 0.25) as quartile_1,
        quantile_cont(cast(value as double), 0.5) as quartile_2,
        quantile_cont(cast(value as double), 0.75) as quartile_3
    from engine.benchmark_area
    group by kpi_id, period_end
),

near as (
    select
        kpi_id,
        period_end,
        area_type,
        is_ranked,
        case
            when is_ranked and polarity = 'High' then rank() over (near_ones order by value desc)
            when is_ranked and polarity = 'Low' then rank() over (near_ones order by value asc)
        end as near_rank,
        case when is_ranked then rank() over (near_ones order by value desc) end as near_position,
        case when is_ranked then count(*) over near_ones end as near_count
    from engine.benchmark_area
    where area_type in ('own_return', 'neighbour')
    window near_ones as (partition by kpi_id, period_end, is_ranked)
)

select
    quartiles.kpi_id,
    quartiles.period_end,
    quartiles.period_label,
    quartiles.polarity,
    quartiles.national_count,
    quartiles.quartile_1,
    quartiles.quartile_2,
    quartiles.quartile_3,
    near.near_rank as neighbour_rank,
    near.near_position as neighbour_position,
    near.near_count as neighbour_rank_count
from quartiles
left join near
    on
        quartiles.kpi_id = near.kpi_id
        and quartiles.period_end = near.period_end
        and near.area_type = 'own_return'
