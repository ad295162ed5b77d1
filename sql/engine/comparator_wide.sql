-- comparator_wide: the comparators of each KPI and month side by side
-- grain    one row per figure and month end
-- key      figure_key, month_end
-- units    as printed; min, max and median over the neighbours' own figures of the same period
-- source   engine.comparator_at, engine.comparator_neighbour
with
sides as (
    select
        figure_key,
        month_end,
        max(case when area = 'england' then value end) as england_value,
        max(case when area = 'england' then period_label end) as england_comparator_period,
        max(case when area = 'england' then period_end end) as england_period_end,
        max(case when area = 'england' then publication end) as england_publication,
        max(case when area = 'england' then lag_months end) as england_lag_months,
        max(case when area = 'region' then value end) as region_value,
        max(case when area = 'region' then area_name end) as region_name,
        max(case when area = 'region' then period_label end) as region_comparator_period,
        max(case when area = 'region' then period_end end) as region_period_end,
        max(case when area = 'region' then publication end) as region_publication,
        max(case when area = 'region' then lag_months end) as region_lag_months,
        max(case when area = 'neighbours' then value end) as neighbour_mean,
        max(case when area = 'neighbours' then value_source end) as neighbour_mean_source,
        max(case when area = 'neighbours' then period_label end) as neighbour_comparator_period,
        max(case when area = 'neighbours' then period_end end) as neighbour_period_end,
        max(case when area = 'neighbours' then publication end) as neighbour_publication,
        max(case when area = 'neighbours' then vintage end) as neighbour_vintage,
        max(case when area = 'neighbours' then lag_months end) as neighbour_lag_months,
        bool_or(is_revised_since) as comparator_is_revised_since
    from engine.comparator_at
    group by figure_key, month_end
)

select
    sides.figure_key,
    sides.month_end,
    sides.england_value,
    sides.england_comparator_period,
    sides.england_period_end,
    sides.england_publication,
    sides.england_lag_months,
    sides.region_value,
    sides.region_name,
    sides.region_comparator_period,
    sides.region_period_end,
    sides.region_publication,
    sides.region_lag_months,
    sides.neighbour_mean,
    sides.neighbour_mean_source,
    sides.neighbour_comparator_period,
    sides.neighbour_period_end,
    sides.neighbour_publication,
    sides.neighbour_vintage,
    sides.neighbour_lag_months,
    sides.comparator_is_revised_since,
    neighbours.neighbour_mean as neighbour_mean_computed,
    neighbours.neighbour_median,
    neighbours.neighbour_min,
    neighbours.neighbour_max,
    neighbours.neighbour_count
from sides
-- left: a printed mean may come without the ten behind it
left join engine.comparator_neighbour as neighbours
    on
        sides.figure_key = neighbours.figure_key
        and sides.neighbour_period_end = neighbours.period_end
