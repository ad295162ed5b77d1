-- benchmark_area: every authority's published figure with its place among all
-- grain    one row per figure, period and authority that published a figure or a symbol
-- key      figure_key, period_end, area_code
-- units    value as printed; national_rank 1 = best, ties share the lowest; position 1 = highest
-- source   engine.comparator_known, engine.series_used (polarity), ref.parameter. LAIT:
--          rank among authorities with a value; none where neither high nor low is good, nor here
--          on fewer than ten cases
with
authorities as (
    select
        known.figure_key,
        known.period_end,
        known.period_label,
        known.area_code,
        known.area_name,
        known.area_type,
        known.neighbour_rank,
        known.value,
        known.value_kind,
        known.symbol,
        known.symbol_status,
        known.symbol_meaning,
        known.numerator,
        known.denominator,
        known.publication,
        known.published_on,
        known.is_revised_since,
        known.source,
        coalesce(mapped.polarity, '-') as polarity,
        known.value is not null
        and coalesce(known.denominator >= small.value_number, true) as is_ranked
    from engine.comparator_known as known
    inner join ref.parameter as small
        on small.name = 'small_denominator'
    left join engine.series_used as mapped
        on known.figure_key = mapped.figure_key
    where known.area_type in ('own_return', 'neighbour', 'authority')
),

told as (
    select
        authorities.*,
        -- typed-in facts of the council and its neighbours are no nation to have a place in
        authorities.is_ranked
        and count(*) filter (where authorities.area_type = 'authority' and authorities.is_ranked)
            over (partition by authorities.figure_key, authorities.period_end)
        > 0 as is_placed
    from authorities
)

select
    told.* exclude (told.is_placed),
    case
        when told.is_placed and told.polarity = 'High'
            then rank() over (high order by told.value desc)
        when told.is_placed and told.polarity = 'Low'
            then rank() over (high order by told.value asc)
    end as national_rank,
    case when told.is_placed then rank() over (high order by told.value desc) end
        as national_position,
    case when told.is_placed then count(*) over high end as national_count
from told
window high as (partition by figure_key, period_end, is_ranked)
