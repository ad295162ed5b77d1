-- rated: the colour of each of the authority's figures that has a target
-- grain    one row per KPI file, basis, period end and category that has a target
-- key      file_stem, basis, period_end, category
-- units    target and tolerance as the KPI's value; rag green, amber, red or null
-- source   engine.aimed. The rounded figure is compared, so that what is printed and its colour
--          agree; none for information targets, contextual measures and fewer than 10 cases
select
    file_stem,
    basis,
    period_end,
    category,
    target,
    target_upper,
    tolerance,
    target_kind,
    target_source,
    case
        when value_rounded is null or status <> 'ok' then null
        when target_kind = 'information' or direction = 'contextual' then null
        when direction = 'lower' and value_rounded <= target then 'green'
        when direction = 'lower' and value_rounded <= target + tolerance then 'amber'
        when direction = 'lower' then 'red'
        when
            value_rounded >= target
            and value_rounded <= coalesce(target_upper, value_rounded)
            then 'green'
        when
            value_rounded >= target - tolerance
            and value_rounded <= coalesce(target_upper + tolerance, value_rounded)
            then 'amber'
        else 'red'
    end as rag
from engine.aimed
