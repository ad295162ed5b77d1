-- benchmark_change: published figures of a period and of the year before, side by side
-- grain    one row per figure, area (own, england, region, neighbours) and period
-- key      figure_key, area, period_end
-- units    change = value less the value a year before; null unless the years follow each other
-- source   engine.comparator_said, engine.comparator_known (own return),
--          engine.comparator_neighbour
with
said as (
    select
        figure_key,
        area,
        period_end,
        period_label,
        value,
        publication,
        is_revised_since
    from engine.comparator_said
    where not (area = 'neighbours' and value_source = 'computed')
    union all
    select
        figure_key,
        'own' as area,
        period_end,
        period_label,
        value,
        publication,
        is_revised_since
    from engine.comparator_known
    where area_type = 'own_return'
    union all
    select
        figure_key,
        'neighbours_computed' as area,
        period_end,
        period_label,
        neighbour_mean as value,
        publication,
        is_revised_since
    from engine.comparator_neighbour
    where neighbour_mean is not null
)

select
    said.figure_key,
    said.area,
    said.period_end,
    said.period_label,
    said.value,
    said.publication,
    said.is_revised_since,
    said.value - earlier.value as change
from said
left join said as earlier
    on
        said.figure_key = earlier.figure_key
        and said.area = earlier.area
        and last_day(said.period_end - to_months(12)) = earlier.period_end
