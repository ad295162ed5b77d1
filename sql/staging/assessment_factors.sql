-- assessment_factors: the latest word on each record, trimmed, blanks as null
-- grain    one row per assessment with its list of factors
-- key      la_code, table_id
-- units    none
-- source   landed.assessment_factors
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(assessment_id), '') as assessment_id,
    nullif(trim(assessment_factors_json), '') as assessment_factors_json,
    source_file,
    source_row,
    drop_month
from landed.assessment_factors
