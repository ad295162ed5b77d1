-- valued: the value of every figure, rounded once from whole numbers and put into words once,
--         with its interval and status
-- grain    one row per figure
-- key      figure_no
-- units    value as the KPI's unit; value_rounded to its decimals, null under 10 cases
-- source   engine.interval; rounding is half away from zero, never on a binary fraction
with
shown as (
    select
        figure_no,
        unit,
        numerator,
        denominator,
        status,
        decimals,
        top,
        bottom,
        ci_lower,
        ci_upper,
        -- whole units or tenths: twice the value plus one half, floored
        sign(top) * (
            (2 * abs(top) * case when decimals = 1 then 10 else 1 end + bottom)
            // nullif(2 * bottom, 0)
        ) as steps
    from engine.interval
),

tenths as (
    select
        figure_no,
        unit,
        numerator,
        denominator,
        status,
        decimals,
        top,
        bottom,
        ci_lower,
        ci_upper,
        cast(steps * case when decimals = 1 then 1 else 10 end as hugeint) as steps_of_tenth
    from shown
)

select
    figure_no,
    numerator,
    denominator,
    status,
    ci_lower,
    ci_upper,
    decimals as value_decimals,
    cast(top as double) / nullif(cast(bottom as double), 0) as value,
    case
        when status = 'ok'
            then cast(cast(steps_of_tenth as decimal(17, 0)) * 0.1 as decimal(18, 1))
    end as value_rounded,
    case
        when top is null then null
        -- 7.0000 is printed 7 and 7.5000 as 7.5; said here, so that it is worked out for few
        when status = 'small_denominator' and unit = 'percent'
            then
                regexp_replace(cast(numerator as varchar), '\.?0+$', '')
                || ' of ' || regexp_replace(cast(denominator as varchar), '\.?0+$', '')
        when decimals = 1
            then cast(
                cast(cast(steps_of_tenth as decimal(17, 0)) * 0.1 as decimal(18, 1)) as varchar
            )
        else cast(steps_of_tenth // 10 as varchar)
    end as value_display
from tenths
