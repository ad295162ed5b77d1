-- audit_standards: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per practice standard checked in an audit
-- key      la_code, audit_standard_id
-- units    none
-- source   landed.audit_standards
select
    la_code,
    nullif(trim(audit_standard_id), '') as audit_standard_id,
    nullif(trim(audit_id), '') as audit_id,
    nullif(trim(standard_code), '') as standard_code,
    nullif(trim(result), '') as result,
    nullif(trim(checked_by), '') as checked_by,
    source_file,
    source_row,
    drop_month
from landed.audit_standards
