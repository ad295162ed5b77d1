-- kpi_needed: the tables and columns a KPI file cannot do without, and from when each is complete
-- grain    one row per enabled KPI file and canonical table, or column of one that was not all sent
-- key      file_stem, name
-- units    months of history needed before a period begins; complete_from null = not known
-- source   engine.kpi_table, seed.coverage, seed.kpi_need, seed.column_coverage
select
    tables.file_stem,
    tables.table_name,
    tables.table_name as name,
    tables.months,
    tables.needs_own_drop,
    coverage.complete_from,
    coverage.complete_to,
    coalesce(coverage.is_sent, false) as is_sent
from engine.kpi_table as tables
left join seed.coverage as coverage
    on tables.table_name = coverage.table_name
union all
select
    needs.file_stem,
    needs.table_name,
    needs.table_name || '.' || needs.column_name as name,
    tables.months,
    false as needs_own_drop,
    columns.complete_from,
    columns.complete_to,
    columns.is_sent
from seed.kpi_need as needs
inner join engine.kpi_table as tables
    on needs.file_stem = tables.file_stem and needs.table_name = tables.table_name
-- inner: a column without a row of its own is as complete as its table
inner join seed.column_coverage as columns
    on needs.table_name = columns.table_name and needs.column_name = columns.column_name
