-- interval: every figure as a fraction, with its 95% interval if it has one
-- grain    one row per figure
-- key      figure_no
-- units    bounds as the figure: per cent, per 10,000 or a count; null without an interval
-- source   engine.fraction, seed.poisson_limit, engine.interval_mean; Wilson for shares of a whole,
--          Byar for counts and rates, exact Poisson below 10 (as PHEindicatormethods), Student's t
--          for means. None for ratios, medians, weighted figures and amounts
-- made     on reading: only engine.valued reads it
with
-- z is the 97.5th percentile of the normal distribution
inputs as (
    select
        *,
        case
            when status not in ('ok', 'small_denominator') or weighted is not null then 'none'
            when measure in ('percentage', 'share') and numerator between 0 and denominator
                then 'share'
            when measure = 'rate' and numerator >= 0 then 'count'
            when measure = 'count' and unit = 'count' and numerator >= 0 then 'count'
            else 'none'
        end as kind,
        cast(numerator as double) as events,
        cast(denominator as double) as cases,
        1.959963984540054 as z,
        -- what one event adds to the figure
        case
            when measure = 'rate'
                then 10000.0 * yearly_top / nullif(population * yearly_bottom, 0)
            else 1.0
        end as per_event
    from engine.fraction
),

spreads as (
    select
        *,
        case
            when kind = 'share'
                then z * sqrt(z * z + 4 * events * (1 - events / nullif(cases, 0)))
        end as spread
    from inputs
)

select
    spreads.figure_no,
    case
        when spreads.kind = 'none' then means.ci_lower
        when spreads.kind = 'share'
            then greatest(
                100 * (2 * events + z * z - spread) / nullif(2 * (cases + z * z), 0),
                0
            )
        when spreads.events < 10 then limits.lower * per_event
        else per_event * events * power(1 - 1 / (9 * events) - z / (3 * sqrt(events)), 3)
    end as ci_lower,
    case
        when spreads.kind = 'none' then means.ci_upper
        when spreads.kind = 'share'
            then least(
                100 * (2 * events + z * z + spread) / nullif(2 * (cases + z * z), 0),
                100
            )
        when spreads.events < 10 then limits.upper * per_event
        else
            per_event * (events + 1)
            * power(1 - 1 / (9 * (events + 1)) + z / (3 * sqrt(events + 1)), 3)
    end as ci_upper,
    spreads.unit,
    spreads.numerator,
    spreads.denominator,
    spreads.status,
    spreads.decimals,
    spreads.top,
    spreads.bottom
from spreads
-- left: only whole counts below 10 have an exact row
left join seed.poisson_limit as limits
    on spreads.events = limits.x and spreads.kind = 'count'
-- left: only means have one of these
left join engine.interval_mean as means
    on spreads.figure_no = means.figure_no
