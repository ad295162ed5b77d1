-- data_quality: what was rejected when loaded, and what the figures could not credit
-- grain    one row per month, table, rule and column
-- key      la_code, month, table_name, rule, column_name, message
-- units    rows; no value of any record
-- source   seed.rejection_count, engine.quality_finding, intermediate.int_duplicates__collapsed,
--          ref.run
select
    la_code,
    month,
    table_name,
    rule,
    coalesce(column_name, '') as column_name,
    message,
    rows_count
from seed.rejection_count
union all
select
    run.la_code,
    run.month,
    findings.table_name,
    findings.rule,
    '' as column_name,
    findings.message,
    findings.rows_count
from engine.quality_finding as findings
cross join ref.run as run
union all
select
    duplicates.la_code,
    run.month,
    duplicates.table_name,
    'counted_once' as rule,
    '' as column_name,
    'Counted once with another record: ' || duplicates.rule
    || '. Close the duplicate in the case system if it is one.' as message,
    count(*) as rows_count
from intermediate.int_duplicates__collapsed as duplicates
cross join ref.run as run
group by
    duplicates.la_code,
    run.month,
    duplicates.table_name,
    duplicates.rule
