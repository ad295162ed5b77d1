-- tested: whether the authority's figure differs from each comparator by more than chance
-- grain    one row per KPI file, basis, period end and category that has an interval
-- key      file_stem, basis, period_end, category, area
-- units    better, worse, higher, lower or no different
-- source   engine.compared, engine.comparator_at, seed.kpi. A comparator outside the 95% interval
--          differs; a published figure is taken as fixed. Yearly bases only
with
sides as (
    select
        compared.file_stem,
        compared.basis,
        compared.period_end,
        compared.category,
        others.area,
        kpis.polarity,
        case
            when cast(others.value as double) < compared.ci_lower then 1
            when cast(others.value as double) > compared.ci_upper then -1
            else 0
        end as side
    from engine.compared as compared
    inner join seed.kpi as kpis
        on compared.file_stem = kpis.file_stem
    inner join engine.comparator_at as others
        on compared.figure_key = others.figure_key and compared.period_end = others.month_end
    where
        compared.is_like_for_like
        and compared.status = 'ok'
        and compared.ci_lower is not null
        and compared.ci_upper is not null
)

select
    file_stem,
    basis,
    period_end,
    category,
    area,
    case
        when side = 0 then 'no different'
        when polarity = 'contextual' and side = 1 then 'higher'
        when polarity = 'contextual' then 'lower'
        when (polarity = 'higher') = (side = 1) then 'better'
        else 'worse'
    end as significance
from sides
