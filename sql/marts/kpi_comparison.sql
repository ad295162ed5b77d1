-- kpi_comparison: the authority's figures beside its past, its target and what others published
-- grain    one row per KPI, variant, category, period end and basis, at authority level
-- key      la_code, file_stem, basis, period_end, category_key
-- units    as the KPI's unit; each comparator with its own period, publication and lag
-- source   engine.compared, engine.rated, engine.comparator_wide, engine.tested_wide, seed.kpi
select
    run.la_code,
    compared.kpi_id,
    compared.file_stem,
    kpis.variant,
    compared.basis,
    compared.period_end,
    nullif(compared.category, '') as category,
    compared.category as category_key,
    kpis.unit,
    compared.value,
    compared.value_rounded,
    compared.value_display,
    compared.status,
    compared.previous_period_end,
    compared.previous_value,
    compared.previous_value_rounded,
    compared.previous_value_display,
    compared.last_year_period_end,
    compared.last_year_value,
    compared.last_year_value_rounded,
    compared.last_year_value_display,
    rated.target,
    rated.target_upper,
    rated.tolerance,
    rated.target_kind,
    rated.target_source,
    rated.rag,
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
        when wide.kpi_id is not null and not compared.is_like_for_like then 'annual'
    end as comparator_label,
    case
        when not compared.is_main_figure then 'comparators are about the whole measure only'
        when starts_with(lower(kpis.comparator), 'none') then kpis.comparator
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
    end as missing_reason
from engine.compared as compared
cross join ref.run as run
inner join seed.kpi as kpis
    on compared.file_stem = kpis.file_stem
left join engine.rated as rated
    on
        compared.file_stem = rated.file_stem
        and compared.basis = rated.basis
        and compared.period_end = rated.period_end
        and compared.category = rated.category
-- left: comparators stand beside the main figure only
left join engine.comparator_wide as wide
    on
        compared.kpi_id = wide.kpi_id
        and compared.period_end = wide.month_end
        and compared.is_main_figure
left join engine.tested_wide as tested
    on
        compared.file_stem = tested.file_stem
        and compared.basis = tested.basis
        and compared.period_end = tested.period_end
        and compared.is_main_figure
