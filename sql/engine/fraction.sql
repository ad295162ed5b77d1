-- fraction: every figure as one exact fraction, with the status that says whether it has a value
-- grain    one row per figure
-- key      figure_no
-- units    value = top / bottom, whole numbers both; decimals = places shown
-- source   engine.to_value, ref.parameter (small_denominator: on fewer, no percentage is shown)
-- made     on reading: only engine.interval reads it
with
small as (
    select value_number as small_denominator
    from ref.parameter
    where name = 'small_denominator'
),

judged as (
    select
        figure_no,
        level,
        measure,
        unit,
        weighted,
        scale,
        numerator,
        denominator,
        median_value,
        population,
        yearly_top,
        yearly_bottom,
        case
            when gap is not null then gap
            when measure = 'rate' and (level <> 'authority' or coalesce(population, 0) = 0)
                then 'no_population'
            when measure in ('count', 'rate') then 'ok'
            when denominator = 0 then 'no_denominator'
            when denominator < small_denominator then 'small_denominator'
            else 'ok'
        end as status,
        case
            when lower(unit) in ('percent', 'per_10000', 'per_100', 'fte') then 1
            -- days and money are shown whole, other averages to one place
            when measure in ('mean', 'ratio') and not regexp_matches(lower(unit), 'day|gbp') then 1
            else 0
        end as decimals
    from engine.to_value
    cross join small
)

select
    figure_no,
    measure,
    unit,
    weighted,
    numerator,
    denominator,
    population,
    yearly_top,
    yearly_bottom,
    status,
    decimals,
    -- ten-thousandths, so that amounts and weights stay whole numbers
    case
        when status not in ('ok', 'small_denominator') then null
        when measure = 'median' then cast(median_value * 10000 as hugeint)
        when measure = 'rate' then cast(numerator * 10000 as hugeint) * 10000 * yearly_top
        else cast(numerator * 10000 as hugeint) * scale
    end as top,
    case
        when status not in ('ok', 'small_denominator') then null
        when measure in ('count', 'median') then cast(10000 as hugeint)
        when measure = 'rate' then cast(population as hugeint) * 10000 * yearly_bottom
        else cast(denominator * 10000 as hugeint)
    end as bottom
from judged
