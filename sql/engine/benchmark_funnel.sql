-- benchmark_funnel: where authorities lie against England, given how many cases they have
-- grain    one row per KPI, period and authority with a published numerator and denominator
-- key      kpi_id, period_end, area_code
-- units    limits of the authority's own figure, per 10,000 or per cent
-- source   engine.benchmark_area, engine.comparator_said, seed.kpi_series, seed.series,
--          seed.poisson_limit. An authority lies outside where its own 95% or 99.8% interval
--          (Wilson; Byar, exact Poisson below 10) leaves England out, England taken as fixed
with
inputs as (
    select
        areas.kpi_id,
        areas.period_end,
        areas.area_code,
        cast(england.value as double) as england_value,
        series.unit = 'percent' as is_share,
        cast(areas.numerator as double) as events,
        cast(areas.denominator as double) as cases,
        levels.confidence,
        levels.z
    from engine.benchmark_area as areas
    inner join engine.comparator_said as england
        on
            areas.kpi_id = england.kpi_id
            and areas.period_end = england.period_end
            and england.area = 'england'
    inner join seed.kpi_series as mapped
        on areas.kpi_id = mapped.kpi_id
    inner join seed.series as series
        on mapped.series_id = series.series_id and series.unit in ('percent', 'per_10000')
    cross join (values (95, 1.959963984540054), (998, 3.090232306167813)) as levels (confidence, z)
    where
        areas.is_ranked
        and areas.numerator >= 0
        and areas.denominator > 0
        and (series.unit <> 'percent' or areas.numerator <= areas.denominator)
),

limits as (
    select
        inputs.kpi_id,
        inputs.period_end,
        inputs.area_code,
        inputs.confidence,
        inputs.england_value,
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
    kpi_id,
    period_end,
    area_code,
    max(case when confidence = 95 then lower_limit end) as lower_95,
    max(case when confidence = 95 then upper_limit end) as upper_95,
    max(case when confidence = 998 then lower_limit end) as lower_998,
    max(case when confidence = 998 then upper_limit end) as upper_998,
    max(england_value) as england_value
from limits
group by kpi_id, period_end, area_code
