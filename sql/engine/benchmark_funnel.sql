-- benchmark_funnel: where authorities lie against England and against the council's neighbours
-- grain    one row per figure, period and authority with a published numerator and denominator
-- key      figure_key, period_end, area_code
-- units    limits of the authority's own figure, per 10,000 or per cent
-- source   engine.benchmark_area, engine.comparator_said, engine.comparator_neighbour,
--          engine.series_used, seed.poisson_limit. An authority lies outside where its own 95%
--          or 99.8% interval (Wilson; Byar, exact Poisson below 10) leaves England, or the mean
--          of the council's neighbours, out; both are taken as fixed
with
inputs as (
    select
        areas.figure_key,
        areas.period_end,
        areas.area_code,
        cast(england.value as double) as england_value,
        cast(neighbours.neighbour_mean as double) as neighbour_mean,
        mapped.unit = 'percent' as is_share,
        cast(areas.numerator as double) as events,
        cast(areas.denominator as double) as cases,
        levels.confidence,
        levels.z
    from engine.benchmark_area as areas
    inner join engine.series_used as mapped
        on
            areas.figure_key = mapped.figure_key
            and mapped.unit in ('percent', 'per_10000')
    -- left: either may be missing
    left join engine.comparator_said as england
        on
            areas.figure_key = england.figure_key
            and areas.period_end = england.period_end
            and england.area = 'england'
    left join engine.comparator_neighbour as neighbours
        on
            areas.figure_key = neighbours.figure_key
            and areas.period_end = neighbours.period_end
    cross join (values (95, 1.959963984540054), (998, 3.090232306167813)) as levels (confidence, z)
    where
        areas.is_ranked
        and areas.numerator >= 0
        and areas.denominator > 0
        and (mapped.unit <> 'percent' or areas.numerator <= areas.denominator)
),

limits as (
    select
        inputs.figure_key,
        inputs.period_end,
        inputs.area_code,
        inputs.confidence,
        inputs.england_value,
        inputs.neighbour_mean,
        case
            when is_share
                then
                    100 * (2 * events + z * z - z * sqrt(z * z + 4 * events * (1 - events / cases)))
                    / (2 * (cases + z * z))
            when events < 10
                then
                    10000
                    / cases
                    * case confidence when 95 then exact.lower else exact.lower_998 end
            else
                10000 / cases * events
                * power(1 - 1 / (9 * events) - z / (3 * sqrt(events)), 3)
        end as lower_limit,
        case
            when is_share
                then
                    100 * (2 * events + z * z + z * sqrt(z * z + 4 * events * (1 - events / cases)))
                    / (2 * (cases + z * z))
            when events < 10
                then
                    10000
                    / cases
                    * case confidence when 95 then exact.upper else exact.upper_998 end
            else
                10000 / cases * (events + 1)
                * power(1 - 1 / (9 * (events + 1)) + z / (3 * sqrt(events + 1)), 3)
        end as upper_limit
    from inputs
    -- left: only whole counts below 10 have an exact row
    left join seed.poisson_limit as exact
        on inputs.events = exact.x and not inputs.is_share
)

select
    figure_key,
    period_end,
    area_code,
    max(case when confidence = 95 then lower_limit end) as lower_95,
    max(case when confidence = 95 then upper_limit end) as upper_95,
    max(case when confidence = 998 then lower_limit end) as lower_998,
    max(case when confidence = 998 then upper_limit end) as upper_998,
    max(england_value) as england_value,
    max(neighbour_mean) as neighbour_mean
from limits
group by figure_key, period_end, area_code
