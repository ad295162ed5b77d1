-- errors_are_kept_out: a record with an error of data quality is counted in no figure
-- fails    records that are counted all the same, by rule and KPI file
-- source   marts.quality_finding, marts.kpi_cohort
-- An id that joins more parts begins with the record's own.
select
    findings.rule,
    findings.table_name,
    cohort.file_stem,
    cohort.record_id
from marts.quality_finding as findings
inner join marts.kpi_cohort as cohort
    on
        findings.la_code = cohort.la_code
        and findings.table_name = cohort.record_table
        and findings.record_id = split_part(cohort.record_id, '|', 1)
where findings.severity = 'error' and findings.found_by = 'rule'
