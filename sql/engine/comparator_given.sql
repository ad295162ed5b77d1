-- comparator_given: what others published about each figure, typed in or read from files
-- grain    one row per figure, area, period and source
-- key      figure_key, area_type, area_code, period_end, source, publication
-- units    value as printed by the publisher, or 100 less it; null where a symbol stands
-- source   seed.comparator (typed-in facts), engine.published_value by
--          engine.series_used, ref.run
select
    -- typed-in facts are about the whole of a KPI
    comparators.kpi_id as figure_key,
    case
        when comparators.area_type in ('neighbour', 'own_return') then 'authority'
        else comparators.area_type
    end as area_type,
    coalesce(comparators.area_code, '') as area_code,
    comparators.area_name,
    comparators.period_end,
    comparators.period_label,
    comparators.value,
    comparators.value_kind,
    comparators.publication,
    comparators.published_on,
    comparators.source,
    comparators.note,
    false as is_revised_since,
    cast(null as varchar) as symbol,
    'ok' as symbol_status,
    cast(null as varchar) as symbol_meaning,
    cast(null as decimal(18, 4)) as numerator,
    cast(null as decimal(18, 4)) as denominator
from seed.comparator as comparators
cross join ref.run as run
where comparators.published_on <= run.extract_date and comparators.value is not null
union all by name
select
    mapped.figure_key,
    published.area_level as area_type,
    published.area_code,
    published.area_name,
    published.period_end,
    published.period_label,
    cast(
        case mapped.transform
            when 'complement' then 100 - published.value
            else published.value
        end as decimal(18, 4)
    ) as value,
    published.value_kind,
    published.publication || ', release ' || published.release as publication,
    published.published_on,
    published.source_file || ' line ' || published.source_row as source,
    case
        when published.is_revised_since
            then 'Value as revised since; dated as the first release'
    end as note,
    published.is_revised_since,
    published.symbol,
    published.symbol_status,
    published.symbol_meaning,
    -- 100 less a share counts the rest
    case mapped.transform
        when 'complement' then published.denominator - published.numerator
        else published.numerator
    end as numerator,
    published.denominator
from engine.series_used as mapped
inner join engine.published_value as published
    on mapped.series_id = published.series_id
