-- kpi_comparison: the authority's figures beside its past, its target and what others published
-- grain    one row per KPI, variant, category, period end and basis, at authority level
-- key      la_code, file_stem, basis, period_end, category_key
-- units    as the KPI's unit; each comparator with its own period, publication and lag
-- source   engine.compared, engine.rated, engine.tested_target, engine.assurance,
--          engine.beside, seed.kpi, ref.run
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
    tested.significance as target_significance,
    assurance.assurance as target_assurance,
    beside.* exclude (file_stem, basis, period_end, category)
from engine.compared as compared
cross join ref.run as run
inner join seed.kpi as kpis
    on compared.file_stem = kpis.file_stem
inner join engine.beside as beside
    on
        compared.file_stem = beside.file_stem
        and compared.basis = beside.basis
        and compared.period_end = beside.period_end
        and compared.category = beside.category
left join engine.rated as rated
    on
        compared.file_stem = rated.file_stem
        and compared.basis = rated.basis
        and compared.period_end = rated.period_end
        and compared.category = rated.category
left join engine.tested_target as tested
    on
        compared.file_stem = tested.file_stem
        and compared.basis = tested.basis
        and compared.period_end = tested.period_end
        and compared.category = tested.category
-- the process is judged on its months, whatever basis the figure is on
left join engine.assurance as assurance
    on
        compared.file_stem = assurance.file_stem
        and compared.period_end = assurance.period_end
        and compared.category = assurance.category
