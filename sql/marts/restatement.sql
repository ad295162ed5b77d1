-- restatement: every figure that moved since it was first published, by how much and why
-- grain    one row per KPI, variant, level (authority, service, team), member, category, period end
--          and basis
-- key      la_code, file_stem, basis, period_end, level, member_key, category_key
-- units    values as the KPI's unit; counts are distinct records; flags compare the fingerprints of
--          definitions, settings and reference data with the first publication's
-- source   engine.restated_figure, engine.restated_count, seed.earlier_publication
select
    run.la_code,
    figures.kpi_id,
    figures.file_stem,
    figures.variant,
    figures.basis,
    figures.period_end,
    figures.level,
    figures.member_key,
    figures.service_id,
    figures.team_id,
    nullif(figures.category, '') as category,
    figures.category as category_key,
    figures.first_value,
    figures.now_value,
    figures.now_value - figures.first_value as difference,
    figures.first_numerator,
    figures.now_numerator,
    figures.first_denominator,
    figures.now_denominator,
    figures.first_status,
    figures.now_status,
    coalesce(counts.records_added, 0) as records_added,
    coalesce(counts.records_changed, 0) as records_changed,
    coalesce(counts.records_withdrawn, 0) as records_withdrawn,
    coalesce(counts.records_matured, 0) as records_matured,
    coalesce(counts.records_merged, 0) as records_merged,
    coalesce(counts.records_recalculated, 0) as records_recalculated,
    publications.reference_changed,
    publications.setting_changed,
    publications.definition_changed,
    figures.first_version as first_definition_version,
    figures.now_version as now_definition_version,
    concat_ws(
        ', ',
        nullif(counts.records_added, 0) || ' added',
        nullif(counts.records_changed, 0) || ' changed',
        nullif(counts.records_withdrawn, 0) || ' withdrawn',
        nullif(counts.records_matured, 0) || ' matured',
        nullif(counts.records_merged, 0) || ' merged',
        nullif(counts.records_recalculated, 0) || ' recalculated',
        case
            when figures.first_version <> figures.now_version
                then
                    'definition changed from version ' || figures.first_version || ' to '
                    || figures.now_version
        end,
        case
            when figures.first_version <> figures.now_version then null
            when counts.file_stem is not null and coalesce(counts.records_recalculated, 0) = 0
                then null
            when
                figures.measure = 'rate'
                and figures.first_numerator is not distinct from figures.now_numerator
                then 'population estimate changed'
            when not publications.records_kept
                then 'the records of the first publication are no longer kept'
            when
                publications.reference_changed
                or publications.setting_changed
                or publications.definition_changed
                then concat_ws(
                    ' and ',
                    case when publications.reference_changed then 'reference data changed' end,
                    case when publications.setting_changed then 'a setting changed' end,
                    case when publications.definition_changed then 'a definition changed' end
                )
            else 'no record, definition, setting or reference figure explains it'
        end
    ) as cause,
    figures.publication_id as first_publication_id,
    figures.published_at as first_published_at
from engine.restated_figure as figures
inner join seed.earlier_publication as publications
    on figures.publication_id = publications.publication_id
cross join ref.run as run
left join engine.restated_count as counts
    on
        figures.file_stem = counts.file_stem
        and figures.basis = counts.basis
        and figures.period_end = counts.period_end
        and figures.level = counts.level
        and figures.member_key = counts.member_key
        and figures.category = counts.category
