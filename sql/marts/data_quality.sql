-- data_quality: how many rows were rejected when loaded, and how many records each rule found
-- grain    one row per month, table, rule and column
-- key      la_code, month, table_name, rule, column_name, message
-- units    rows; no value of any record
-- source   seed.rejection_count, marts.quality_finding, ref.run
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
    findings.la_code,
    run.month,
    findings.table_name,
    findings.rule,
    findings.column_name,
    findings.message || ' ' || findings.remedy as message,
    count(*) as rows_count
from marts.quality_finding as findings
cross join ref.run as run
where findings.found_by = 'rule'
group by
    findings.la_code,
    run.month,
    findings.table_name,
    findings.rule,
    findings.column_name,
    findings.message,
    findings.remedy
