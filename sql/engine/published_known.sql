-- published_known: what each published figure said by the extract, the newest release of it
-- grain    one row per series, area and period
-- key      series_id, area_code, period_end
-- units    value as printed; null where a symbol stands, with its meaning
-- source   seed.published, ref.run. A later release restates an earlier one; a period whose
--          releases on file all came after the extract is told by the oldest, and says so
with
dated as (
    select
        published.*,
        published.released_on <= run.extract_date as is_known
    from seed.published as published
    cross join ref.run as run
    -- what nobody could have known by the extract stays out
    where
        published.released_on <= run.extract_date
        or published.first_published_on <= run.extract_date
)

select
    series_id,
    area_level,
    area_code,
    area_name,
    joint_with,
    period_text,
    period_end,
    period_label,
    value_text,
    value,
    symbol,
    symbol_status,
    symbol_meaning,
    numerator,
    denominator,
    is_derived,
    publication,
    dataset,
    release,
    case when is_known then released_on else first_published_on end as published_on,
    released_on,
    not is_known as is_revised_since,
    source_file,
    source_row
from dated
qualify
    row_number() over (
        partition by series_id, area_code, period_end
        order by
            is_known desc,
            -- LAIT's dash may only mean that it has not copied the figure
            dataset like 'LAIT %' and value is null,
            -- a figure that the publisher printed goes before one that somebody worked out
            is_derived asc,
            case when is_known then released_on end desc nulls last,
            released_on asc,
            source_file desc,
            source_row asc
    ) = 1
