-- comparator_said: England's, the region's and the neighbours' figure for each published period
-- grain    one row per figure, area (england, region, neighbours) and period
-- key      figure_key, area, period_end
-- units    as printed by the publisher
-- source   engine.comparator_latest, engine.comparator_neighbour. A neighbour mean that somebody
--          printed is quoted before the one we compute for the same period; where Inner or Outer
--          London has no figure, London has
with
printed as (
    select
        figure_key,
        case area_type
            when 'neighbour_mean' then 'neighbours'
            when 'wider_region' then 'region'
            else area_type
        end as area,
        area_name,
        period_end,
        period_label,
        value,
        'as printed' as value_source,
        publication,
        published_on,
        is_revised_since,
        cast(null as varchar) as vintage,
        case area_type when 'wider_region' then 2 else 1 end as preference
    from engine.comparator_latest
    where area_type in ('england', 'region', 'wider_region', 'neighbour_mean')
    union all
    select
        figure_key,
        'neighbours' as area,
        'Statistical neighbours' as area_name,
        period_end,
        period_label,
        neighbour_mean as value,
        'computed' as value_source,
        publication,
        published_on,
        is_revised_since,
        vintage,
        2 as preference
    from engine.comparator_neighbour
    where neighbour_mean is not null
)

select
    printed.figure_key,
    printed.area,
    printed.area_name,
    printed.period_end,
    printed.period_label,
    printed.value,
    printed.value_source,
    printed.publication,
    printed.published_on,
    printed.is_revised_since,
    printed.vintage
from printed
qualify
    row_number() over (
        partition by printed.figure_key, printed.area, printed.period_end
        order by printed.preference asc, printed.area_name asc
    ) = 1
