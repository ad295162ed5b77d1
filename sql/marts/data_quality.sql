-- data_quality: what was rejected when loaded, and what the figures could not credit
-- grain    one row per month, table, rule and column
-- key      la_code, month, table_name, rule, column_name, message
-- units    rows; no value of any record
-- source   seed.rejection_count, engine.quality_finding, ref.run
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
