-- kpi_catalogue: every KPI and variant of this file: what it means, how it is counted and compared
-- grain    one row per KPI and variant
-- key      file_stem
-- units    unit names the unit of every value of the KPI
-- source   seed.kpi (the headers of sql/kpi), engine.headline, seed.kpi_category,
--          seed.kpi_parameter (read from the queries), ref.parameter
with
categories as (
    select
        file_stem,
        string_agg(category, ', ' order by position) as categories
    from seed.kpi_category
    group by file_stem
),

parameters as (
    select
        links.file_stem,
        string_agg(
            links.name || ' = ' || coalesce(nullif(settings.value_text, ''), 'none')
            || case when settings.value_number is null then '' else ' ' || settings.unit end
            || case when settings.is_default then '' else ' (set by the council)' end,
            '; ' order by links.name
        ) as parameters
    from seed.kpi_parameter as links
    inner join ref.parameter as settings
        on links.name = settings.name
    group by links.file_stem
)

select
    kpis.kpi_id,
    kpis.file_stem,
    kpis.variant,
    kpis.name,
    kpis.domain,
    kpis.measure,
    kpis.unit,
    kpis.scale,
    kpis.unit_of_count,
    kpis.tells_of,
    headlines.bases,
    headlines.headline_basis,
    array_to_string(kpis.levels, ', ') as levels,
    categories.categories,
    kpis.has_whole,
    kpis.polarity,
    kpis.definition,
    kpis.clock,
    kpis.source,
    kpis.attribution,
    kpis.second_credit,
    kpis.once_per,
    kpis.weighted,
    kpis.comparator,
    kpis.caveats,
    kpis.pack,
    kpis.version,
    kpis.record_table,
    kpis.formats,
    parameters.parameters,
    kpis.boundary_cases,
    kpis.version_log,
    kpis.differs,
    kpis.sql_text
from seed.kpi as kpis
inner join engine.headline as headlines
    on kpis.file_stem = headlines.file_stem
left join categories
    on kpis.file_stem = categories.file_stem
left join parameters
    on kpis.file_stem = parameters.file_stem
