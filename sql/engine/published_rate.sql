-- published_rate: rates and shares that follow from published counts
-- grain    one row per series, area and period with a published count and base
-- key      series_id, area_code, period_end
-- units    value rounded as the series is printed, half up, from whole numbers
-- source   engine.published_known, seed.series. DfE's rule: the count of the year to 31 March Y
--          over the estimate of mid-(Y-1); from 2025 its files print counts alone
with
counts as (
    select
        series.series_id,
        series.unit,
        series.decimals,
        counted.* exclude (series_id),
        bases.value as base_value,
        bases.symbol as base_symbol,
        bases.symbol_status as base_status,
        bases.symbol_meaning as base_meaning
    from seed.series as series
    -- LAIT holds counts of old releases, rounded to five: no rate follows from those, but a share
    -- does where no other file has the count
    inner join engine.published_known as counted
        on
            series.count_series = counted.series_id
            and (counted.dataset not like 'LAIT %' or series.unit = 'percent')
    inner join engine.published_known as bases
        on
            series.base_series = bases.series_id
            and counted.area_code = bases.area_code
            and case
                when series.unit = 'per_10000' then make_date(year(counted.period_end) - 1, 6, 30)
                else counted.period_end
            end = bases.period_end
),

derived as (
    select
        counts.* exclude (counts.value, symbol, symbol_status, symbol_meaning),
        coalesce(nullif(symbol, ''), counts.base_symbol) as symbol,
        case when symbol_status = 'ok' then counts.base_status else symbol_status end
            as symbol_status,
        coalesce(nullif(symbol_meaning, ''), counts.base_meaning) as symbol_meaning,
        counts.value as count_value,
        cast(counts.value as hugeint)
        * case when counts.unit = 'per_10000' then 10000 else 100 end
        * cast(power(10, counts.decimals) as hugeint) as top,
        nullif(cast(counts.base_value as hugeint), 0) as bottom,
        cast(power(10, counts.decimals) as integer) as steps
    from counts
)

select
    series_id,
    area_level,
    area_code,
    area_name,
    joint_with,
    period_end,
    period_label,
    cast(((2 * top + bottom) // (2 * bottom)) / steps as decimal(18, 4)) as value,
    symbol,
    symbol_status,
    symbol_meaning,
    count_value as numerator,
    base_value as denominator,
    'computed' as value_kind,
    publication,
    release,
    published_on,
    released_on,
    is_revised_since,
    source_file,
    source_row
from derived
