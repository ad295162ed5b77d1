-- comparator_neighbour: the statistical neighbours' published figures, summed up
-- grain    one row per figure and period with at least one neighbour's figure
-- key      figure_key, period_end
-- units    as printed; neighbour_count = how many of the ten have a figure
-- source   engine.comparator_latest, ref.run. Simple mean of printed values, missing ones dropped,
--          today's ten for every past year (as LAIT); below six of ten no mean or median (our rule)
with
counted as (
    select
        latest.figure_key,
        latest.period_end,
        max(latest.period_label) as period_label,
        count(*) as neighbour_count,
        avg(latest.value) as mean_value,
        median(latest.value) as median_value,
        min(latest.value) as neighbour_min,
        max(latest.value) as neighbour_max,
        max(latest.publication) as publication,
        max(latest.published_on) as published_on,
        max(run.neighbour_vintage) as vintage,
        bool_or(latest.is_revised_since) as is_revised_since
    from engine.comparator_latest as latest
    cross join ref.run as run
    where latest.area_type = 'neighbour'
    group by latest.figure_key, latest.period_end
)

select
    figure_key,
    period_end,
    period_label,
    neighbour_count,
    case when neighbour_count >= 6 then cast(mean_value as decimal(18, 4)) end as neighbour_mean,
    case
        when neighbour_count >= 6 then cast(median_value as decimal(18, 4))
    end as neighbour_median,
    neighbour_min,
    neighbour_max,
    publication,
    published_on,
    vintage,
    is_revised_since
from counted
