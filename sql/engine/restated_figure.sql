-- restated_figure: every figure whose value, numerator or denominator moved since first published
-- grain    one row per KPI file, basis, period end, level (to team), member and category
-- key      file_stem, basis, period_end, level, member_key, category
-- units    value as the KPI's unit; category '' = the whole
-- source   seed.first_published, engine.kpi_value_all
select
    first_words.publication_id,
    first_words.published_at,
    kpis.file_stem,
    kpis.kpi_id,
    kpis.variant,
    kpis.measure,
    first_words.basis,
    first_words.period_end,
    first_words.level,
    first_words.member_key,
    first_words.service_id,
    first_words.team_id,
    coalesce(first_words.category, '') as category,
    first_words.value as first_value,
    figures.value as now_value,
    first_words.numerator as first_numerator,
    figures.numerator as now_numerator,
    first_words.denominator as first_denominator,
    figures.denominator as now_denominator,
    first_words.definition_version as first_version,
    kpis.version as now_version,
    first_words.status as first_status,
    figures.status as now_status
from seed.first_published as first_words
inner join seed.kpi as kpis
    on
        first_words.kpi_id = kpis.kpi_id
        and coalesce(first_words.variant, '') = coalesce(kpis.variant, '')
-- left: a figure may be gone, as when a category closed
left join engine.kpi_value_all as figures
    on
        kpis.file_stem = figures.file_stem
        and first_words.basis = figures.basis
        and first_words.period_end = figures.period_end
        and first_words.level = figures.level
        and first_words.member_key = figures.member_key
        and coalesce(first_words.category, '') = figures.category
-- a history that became shorter is not a figure that moved
inner join ref.period as periods
    on first_words.basis = periods.basis and first_words.period_end = periods.period_end
where
    first_words.level in ('authority', 'service', 'team')
    and (
        first_words.value is distinct from figures.value
        or first_words.numerator is distinct from figures.numerator
        or first_words.denominator is distinct from figures.denominator
    )
