-- what_if_figure: figures of whole cases, as printed value = numerator x per / base
-- grain    one row per KPI file, basis, period end and category: rates, percentages and ratios
-- key      file_stem, basis, period_end, category
-- units    numerator whole cases; base = denominator, or population by months
-- source   engine.compared, engine.kpi_value, engine.series_used, seed.kpi,
--          ref.population_for_period
select
    compared.file_stem,
    compared.kpi_id,
    compared.figure_key,
    compared.basis,
    compared.period_end,
    compared.category,
    compared.is_like_for_like,
    kpis.polarity,
    kpis.unit_of_count,
    -- a ratio may pass 100: what it counts is no part of what it is counted against
    kpis.measure = 'percentage' as is_share,
    compared.value_rounded,
    cast(figures.numerator as bigint) as numerator,
    cast(figures.denominator as bigint) as denominator,
    case
        when kpis.measure = 'rate' and figures.months not in (0, 12) then 120000
        when kpis.measure = 'rate' then 10000
        else kpis.scale
    end as per,
    case
        when kpis.measure = 'rate' and figures.months not in (0, 12)
            then populations.population * figures.months
        when kpis.measure = 'rate' then populations.population
        else cast(figures.denominator as bigint)
    end as base
from engine.compared as compared
inner join seed.kpi as kpis
    on compared.file_stem = kpis.file_stem
inner join engine.kpi_value as figures
    on
        compared.file_stem = figures.file_stem
        and compared.basis = figures.basis
        and compared.period_end = figures.period_end
        and compared.category = figures.category
        and figures.level = 'authority'
left join engine.series_used as used
    on compared.figure_key = used.figure_key
left join ref.population_for_period as populations
    on compared.period_end = populations.period_end
-- hours and amounts are no cases that there could be one more of; a share of one category moves
-- with every other
where
    compared.status = 'ok'
    -- nobody has published, or set a target for, any other part
    and (compared.is_main_figure or not kpis.has_whole or used.figure_key is not null)
    and (
        kpis.measure in ('rate', 'percentage')
        or (kpis.measure = 'ratio' and kpis.unit in ('percent', 'per_100'))
    )
    and kpis.weighted is null
    and figures.numerator = floor(figures.numerator)
    and coalesce(figures.denominator = floor(figures.denominator), true)
