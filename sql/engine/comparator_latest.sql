-- comparator_latest: what had been published about others by the extract, where it is a number
-- grain    one row per figure, area and period that the published figure describes
-- key      figure_key, area_type, area_code, period_end
-- units    value as printed by the publisher
-- source   engine.comparator_known
select
    figure_key,
    area_type,
    area_code,
    area_name,
    period_end,
    period_label,
    value,
    value_kind,
    publication,
    published_on,
    source,
    note,
    is_revised_since
from engine.comparator_known
where value is not null
