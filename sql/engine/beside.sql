-- beside: what stands beside each figure of the authority: others, tests, places, what is missing
-- grain    one row per KPI file, basis, period end and category, at authority level
-- key      file_stem, basis, period_end, category
-- units    as printed by the publisher, each with its own period, publication and lag
-- source   engine.compared, engine.comparator_wide, engine.benchmark_at, engine.tested_wide,
--          engine.series_used, seed.kpi, ref.run
select
    compared.file_stem,
    compared.basis,
    compared.period_end,
    compared.category,
    wide.neighbour_mean,
    wide.neighbour_mean_source,
    wide.neighbour_median,
    wide.neighbour_min,
    wide.neighbour_max,
    wide.neighbour_count,
    wide.neighbour_comparator_period,
    wide.neighbour_period_end,
    wide.neighbour_publication,
    wide.neighbour_vintage,
    wide.neighbour_lag_months,
    tested.neighbour_significance,
    wide.region_value,
    wide.region_name,
    wide.region_comparator_period,
    wide.region_period_end,
    wide.region_publication,
    wide.region_lag_months,
    tested.region_significance,
    wide.england_value,
    wide.england_comparator_period,
    wide.england_period_end,
    wide.england_publication,
    wide.england_lag_months,
    tested.england_significance,
    case
        when wide.figure_key is not null and not compared.is_like_for_like then 'annual'
    end as comparator_label,
    case
        when used.figure_key is null and not compared.is_main_figure
            then 'comparators are about the whole measure only'
        when used.figure_key is null and starts_with(lower(kpis.comparator), 'none')
            then kpis.comparator
        else nullif(
            concat_ws(
                '; ',
                case when wide.england_value is null then 'England' end,
                case when wide.region_value is null then 'region' end,
                case when wide.neighbour_mean is null then 'statistical neighbours' end
            ),
            ''
        ) || ': no figure up to this period was published by '
        || strftime(run.extract_date, '%d/%m/%Y')
    end as missing_reason,
    wide.neighbour_mean_computed,
    wide.comparator_is_revised_since,
    -- with every figure of somebody else's, also where the council itself has returned none
    case when wide.figure_key is not null or standing.figure_key is not null then used.mismatch end
        as comparator_mismatch,
    standing.own_published_value,
    standing.own_published_symbol,
    standing.period_label as own_published_period,
    standing.period_end as own_published_period_end,
    standing.own_lag_months,
    standing.own_change as own_published_change,
    standing.own_warehouse_value,
    standing.own_gap,
    standing.neighbour_change,
    standing.region_change,
    standing.england_change,
    standing.neighbour_rank,
    standing.neighbour_position,
    standing.neighbour_rank_count,
    standing.national_rank,
    standing.national_position,
    standing.national_rank_count,
    standing.quartile_band
from engine.compared as compared
cross join ref.run as run
inner join seed.kpi as kpis
    on compared.file_stem = kpis.file_stem
-- left: most variants and categories have no series
left join engine.series_used as used
    on compared.figure_key = used.figure_key
left join engine.comparator_wide as wide
    on
        compared.figure_key = wide.figure_key
        and compared.period_end = wide.month_end
left join engine.benchmark_at as standing
    on
        compared.figure_key = standing.figure_key
        and compared.period_end = standing.month_end
left join engine.tested_wide as tested
    on
        compared.file_stem = tested.file_stem
        and compared.basis = tested.basis
        and compared.period_end = tested.period_end
        and compared.category = tested.category
