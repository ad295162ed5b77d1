-- kpi_table: the canonical tables a KPI file cannot do without, with the history each must have
-- grain    one row per enabled KPI file and canonical table
-- key      file_stem, table_name
-- units    months of history needed before a period begins
-- source   seed.kpi_dependency (read from the queries), seed.kpi_lookback (the KPI's header)
with
-- these refine a figure and may be absent: no merges known, no register, no lead involvement
refining as (
    select unnest([
        'cla_immunisation_checks', 'cla_iro_contacts', 'department', 'involvements',
        'person_merges', 'professionals', 'staff_absences', 'teams'
    ]) as table_name
),

needed as (
    select
        dependencies.file_stem,
        dependencies.table_name
    from seed.kpi_dependency as dependencies
    left join refining
        on dependencies.table_name = refining.table_name
    where refining.table_name is null
    union distinct
    select
        file_stem,
        record_table as table_name
    from seed.kpi
    union distinct
    select
        file_stem,
        table_name
    from seed.kpi_lookback
)

select
    needed.file_stem,
    needed.table_name,
    coalesce(lookbacks.months, 0) as months
from needed
-- inner: a KPI whose pack is switched off is not made
inner join seed.kpi as kpis
    on needed.file_stem = kpis.file_stem and kpis.is_enabled
left join seed.kpi_lookback as lookbacks
    on needed.file_stem = lookbacks.file_stem and needed.table_name = lookbacks.table_name
