-- aimed: the target each of the authority's figures is held against, with its tolerance
-- grain    one row per KPI file, basis, period end and category that has a target
-- key      file_stem, basis, period_end, category
-- units    as the KPI's value; tolerance default 5 points for percentages, else a tenth of target
-- source   engine.compared, engine.target_at, engine.comparator_wide,
--          engine.headline, seed.kpi
with
held as (
    select
        compared.file_stem,
        compared.basis,
        compared.period_end,
        compared.category,
        compared.value_rounded,
        compared.status,
        kpis.unit,
        targets.kind as target_kind,
        targets.source as target_source,
        targets.target_upper,
        targets.tolerance,
        coalesce(targets.direction, kpis.polarity) as direction,
        case targets.kind
            when 'neighbour' then wide.neighbour_mean
            when 'england' then wide.england_value
            else targets.target
        end as target
    from engine.compared as compared
    inner join seed.kpi as kpis
        on compared.file_stem = kpis.file_stem
    inner join engine.target_at as targets
        on compared.kpi_id = targets.kpi_id and compared.period_end = targets.month_end
    left join engine.comparator_wide as wide
        on compared.kpi_id = wide.figure_key and compared.period_end = wide.month_end
    inner join engine.headline as headlines
        on compared.file_stem = headlines.file_stem
    -- a target is about the KPI's whole, or about each scenario where a whole means nothing; a
    -- target in numbers is about the basis the KPI is known by
    where
        kpis.variant is null
        and (compared.category = '' or not kpis.has_whole)
        and (kpis.measure <> 'count' or compared.basis = headlines.headline_basis)
)

select
    file_stem,
    basis,
    period_end,
    category,
    value_rounded,
    status,
    target_kind,
    target_source,
    direction,
    target,
    target_upper,
    coalesce(
        tolerance,
        case
            when unit = 'percent' then cast(5 as decimal(18, 4))
            else cast(abs(target) * 0.1 as decimal(18, 4))
        end
    ) as tolerance
from held
where target is not null
