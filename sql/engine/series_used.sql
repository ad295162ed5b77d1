-- series_used: which published series stands beside which figure
-- grain    one row per KPI, variant and category with a published series
-- key      figure_key
-- units    figure_key = file stem, and the category after a stroke where the figure is of one
-- source   seed.kpi_series, seed.series
select
    mapped.kpi_id || coalesce('__' || nullif(mapped.variant, ''), '')
    || coalesce('|' || nullif(mapped.category, ''), '') as figure_key,
    mapped.kpi_id,
    nullif(mapped.variant, '') as variant,
    nullif(mapped.category, '') as category,
    mapped.series_id,
    mapped.transform,
    mapped.fit,
    mapped.mismatch,
    series.unit,
    coalesce(series.decimals, 1) as decimals,
    series.no_quartile,
    -- 100 less a share is good where the share is bad
    case
        when coalesce(series.polarity, '-') not in ('High', 'Low') then '-'
        when (series.polarity = 'High') = (mapped.transform = 'same') then 'High'
        else 'Low'
    end as polarity
from seed.kpi_series as mapped
inner join seed.series as series
    on mapped.series_id = series.series_id
