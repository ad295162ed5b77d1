-- kpi_value: every figure of every KPI, at every level, basis and period end
-- grain    one row per KPI, variant, level, member, category, period end and basis
-- key      la_code, kpi_id, file_stem, basis, period_end, level, member_key, category_key
-- units    value as the KPI's unit, unrounded; category null = the whole
-- source   engine.kpi_value_all, seed.kpi, ref.population_for_period, seed.first_published
select
    run.la_code,
    kpis.kpi_id,
    figures.file_stem,
    kpis.variant,
    figures.period_end,
    figures.basis,
    figures.level,
    figures.member_key,
    case
        when figures.service_id <> '' then figures.service_id
        when figures.team_id <> '' then coalesce(teams.service_id, 'UNALLOCATED')
    end as service_id,
    nullif(figures.team_id, '') as team_id,
    nullif(figures.worker_id, '') as worker_id,
    nullif(figures.category, '') as category,
    figures.category as category_key,
    kpis.unit,
    figures.numerator,
    figures.denominator,
    case when kpis.measure = 'rate' then populations.population end as population,
    case when kpis.measure = 'rate' then populations.population_year end as population_year,
    case when kpis.measure = 'rate' then populations.vintage end as population_vintage,
    case when kpis.measure = 'rate' then populations.is_provisional end as population_provisional,
    figures.months as months_elapsed,
    figures.value,
    figures.value_rounded,
    figures.value_display,
    figures.value_decimals,
    figures.ci_lower,
    figures.ci_upper,
    figures.signal,
    figures.status,
    figures.reason,
    kpis.version as definition_version,
    -- a figure never published before is first published here
    case
        when first_words.publication_id is null then figures.value
        else first_words.value
    end as first_published_value,
    coalesce(first_words.published_at, run.extracted_at) as first_published_at,
    coalesce(first_words.publication_id, run.publication_id) as first_publication_id
from engine.kpi_value_all as figures
inner join seed.kpi as kpis
    on figures.file_stem = kpis.file_stem
cross join ref.run as run
left join engine.team_at_period as teams
    on figures.team_id = teams.team_id and figures.period_end = teams.period_end
left join ref.population_for_period as populations
    on figures.period_end = populations.period_end
left join seed.first_published as first_words
    on
        kpis.kpi_id = first_words.kpi_id
        and coalesce(kpis.variant, '') = coalesce(first_words.variant, '')
        and figures.basis = first_words.basis
        and figures.period_end = first_words.period_end
        and figures.level = first_words.level
        and figures.member_key = first_words.member_key
        and figures.category = coalesce(first_words.category, '')
