-- kpi_value_key: every figure stands once, and has a key
-- fails    figures that stand twice or whose key holds a null
-- source   marts.kpi_value
select
    file_stem,
    basis,
    period_end,
    level,
    team_id,
    category_key as category,
    count(*) as rows_count
from marts.kpi_value
group by
    la_code,
    kpi_id,
    file_stem,
    basis,
    period_end,
    level,
    team_id,
    member_key,
    category_key
having
    count(*) > 1
    or la_code is null
    or kpi_id is null
    or file_stem is null
    or basis is null
    or period_end is null
    or level is null
    or member_key is null
    or category_key is null
