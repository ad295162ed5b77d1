-- compared: the authority's figures beside those of the month and the year before
-- grain    one row per KPI file, basis, period end and category, at authority level
-- key      file_stem, basis, period_end, category
-- units    as the KPI's value
-- source   engine.kpi_value_all, seed.kpi
with
own as (
    select
        file_stem,
        basis,
        period_end,
        category,
        value,
        value_rounded,
        value_display,
        ci_lower,
        ci_upper,
        status
    from engine.kpi_value_all
    where level = 'authority'
),

dated as (
    select
        own.file_stem,
        own.basis,
        own.period_end,
        own.category,
        own.value,
        own.value_rounded,
        own.value_display,
        own.ci_lower,
        own.ci_upper,
        own.status,
        -- yearly bases have no month before: their previous figure is a year back
        last_day(
            own.period_end - to_months(case when own.basis in ('AY', 'R36') then 12 else 1 end)
        ) as previous_period_end,
        last_day(own.period_end - to_months(12)) as last_year_period_end
    from own
)

select
    dated.file_stem,
    -- as engine.series_used names a figure
    dated.file_stem || case when dated.category = '' then '' else '|' end || dated.category
        as figure_key,
    kpis.kpi_id,
    dated.basis,
    dated.period_end,
    dated.category,
    dated.value,
    dated.value_rounded,
    dated.value_display,
    dated.ci_lower,
    dated.ci_upper,
    dated.status,
    dated.previous_period_end,
    previous.value as previous_value,
    previous.value_rounded as previous_value_rounded,
    previous.value_display as previous_value_display,
    dated.last_year_period_end,
    last_year.value as last_year_value,
    last_year.value_rounded as last_year_value_rounded,
    last_year.value_display as last_year_value_display,
    -- what others publish is about whole years: beside other windows it is labelled so
    dated.basis in ('R12', 'SNAP', 'AY', 'R36')
    or (dated.basis = 'YTD' and month(dated.period_end) = 3) as is_like_for_like,
    kpis.variant is null and dated.category = '' as is_main_figure
from dated
inner join seed.kpi as kpis
    on dated.file_stem = kpis.file_stem
left join own as previous
    on
        dated.file_stem = previous.file_stem
        and dated.basis = previous.basis
        and dated.previous_period_end = previous.period_end
        and dated.category = previous.category
left join own as last_year
    on
        dated.file_stem = last_year.file_stem
        and dated.basis = last_year.basis
        and dated.last_year_period_end = last_year.period_end
        and dated.category = last_year.category
