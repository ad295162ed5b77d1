-- published_value: every published figure, and rates that follow from published counts
-- grain    one row per series, area and period
-- key      series_id, area_code, period_end
-- units    value as the series is printed; null where a symbol stands
-- source   engine.published_known, engine.published_rate
with
candidates as (
    select
        series_id,
        area_level,
        area_code,
        area_name,
        joint_with,
        period_end,
        period_label,
        value,
        symbol,
        symbol_status,
        symbol_meaning,
        numerator,
        denominator,
        case when is_derived then 'computed' else 'as_printed' end as value_kind,
        publication,
        release,
        published_on,
        released_on,
        is_revised_since,
        source_file,
        source_row
    from engine.published_known
    union all by name
    select *
    from engine.published_rate
)

select * exclude (released_on)
from candidates
-- counts of a later release restate a rate that an earlier one printed
qualify
    row_number() over (
        partition by series_id, area_code, period_end
        order by
            is_revised_since asc,
            case when not is_revised_since then released_on end desc nulls last,
            released_on asc,
            value_kind asc,
            -- where a compiled table lacks a rate its counts may give it
            value is null,
            source_file asc,
            source_row asc
    ) = 1
