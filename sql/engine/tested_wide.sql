-- tested_wide: the three tests against comparators side by side
-- grain    one row per KPI file, basis, period end and category that was tested
-- key      file_stem, basis, period_end, category
-- units    better, worse, higher, lower or no different
-- source   engine.tested
select
    file_stem,
    basis,
    period_end,
    category,
    max(case when area = 'england' then significance end) as england_significance,
    max(case when area = 'region' then significance end) as region_significance,
    max(case when area = 'neighbours' then significance end) as neighbour_significance
from engine.tested
group by file_stem, basis, period_end, category
