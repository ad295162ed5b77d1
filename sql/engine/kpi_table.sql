-- kpi_table: the canonical tables a KPI file cannot do without, with the history each must have
-- grain    one row per enabled KPI file and canonical table
-- key      file_stem, table_name
-- units    months of history needed before a period begins; needs_own_drop: a period end
--          has figures only if its month had a drop of the table, which the source overwrites
-- source   seed.kpi_dependency (read from the queries), seed.kpi_lookback (the KPI's header)
with
needed as (
    select
        dependencies.file_stem,
        dependencies.table_name,
        coalesce(dependencies.needs_own_drop, false) as needs_own_drop
    from seed.kpi_dependency as dependencies
    -- some tables refine a figure and may be absent: no merges known, no register, no lead
    where not coalesce(dependencies.is_refining, false)
    union all
    select
        file_stem,
        record_table as table_name,
        false as needs_own_drop
    from seed.kpi
    union all
    select
        file_stem,
        table_name,
        false as needs_own_drop
    from seed.kpi_lookback
),

tables as (
    select
        file_stem,
        table_name,
        bool_or(needs_own_drop) as needs_own_drop
    from needed
    group by file_stem, table_name
)

select
    tables.file_stem,
    tables.table_name,
    tables.needs_own_drop,
    coalesce(lookbacks.months, 0) as months
from tables
-- inner: a KPI whose pack is switched off is not made
inner join seed.kpi as kpis
    on tables.file_stem = kpis.file_stem and kpis.is_enabled
left join seed.kpi_lookback as lookbacks
    on tables.file_stem = lookbacks.file_stem and tables.table_name = lookbacks.table_name
