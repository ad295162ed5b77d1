-- benchmark_area: every authority's published figure with its place among all
-- grain    one row per KPI, period and authority that published a figure or a symbol
-- key      kpi_id, period_end, area_code
-- units    value as printed; national_rank 1 = best, ties share the lowest; position 1 = highest
-- source   engine.comparator_known, seed.kpi_series, seed.series (polarity), ref.parameter. LAIT:
--          rank among authorities with a value; none where neither high nor low is good, nor here
--          on fewer than ten cases
with
polarities as (
    select
        mapped.kpi_id,
        -- 100 less a share is good where the share is bad
        case
            when series.polarity not in ('High', 'Low') then '-'
            when (series.polarity = 'High') = (mapped.transform = 'same') then 'High'
            else 'Low'
        end as polarity
    from seed.kpi_series as mapped
    inner join seed.series as series
        on mapped.series_id = series.series_id
),

authorities as (
    select
        known.kpi_id,
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
        coalesce(polarities.polarity, '-') as polarity,
        known.value is not null
        and coalesce(known.denominator >= small.value_number, true) as is_ranked
    from engine.comparator_known as known
    inner join ref.parameter as small
        on small.name = 'small_denominator'
    left join polarities
        on known.kpi_id = polarities.kpi_id
    where known.area_type in ('own_return', 'neighbour', 'authority')
)

select
    authorities.*,
    case
        when
            authorities.is_ranked and authorities.polarity = 'High'
            then rank() over (high order by authorities.value desc)
        when
            authorities.is_ranked and authorities.polarity = 'Low'
            then rank() over (high order by authorities.value asc)
    end as national_rank,
    case when authorities.is_ranked then rank() over (high order by authorities.value desc) end
        as national_position,
    case when authorities.is_ranked then count(*) over high end as national_count
from authorities
window high as (partition by kpi_id, period_end, is_ranked)
