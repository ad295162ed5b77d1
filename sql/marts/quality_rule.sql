-- quality_rule: the rules of data quality, how many records each finds and which KPIs they touch
-- grain    one row per rule
-- key      rule
-- units    records, each once however many of its columns are at fault
-- source   seed.rule, marts.quality_finding, ref.run
with
counted as (
    select
        rule,
        count(distinct table_name || '|' || record_id) as records_count
    from marts.quality_finding
    where found_by = 'rule'
    group by rule
)

select
    run.la_code,
    rules.rule,
    rules.name,
    rules.domain,
    rules.dfe_number,
    rules.severity,
    rules.fault,
    rules.message,
    rules.remedy,
    rules.kpi_files,
    coalesce(counted.records_count, 0) as records_count
from seed.rule as rules
cross join ref.run as run
left join counted
    on rules.rule = counted.rule
