-- improvement_grants: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per grant for improvement work
-- key      la_code, grant_id
-- units    dates; amount_gbp in pounds
-- source   landed.improvement_grants
select
    la_code,
    nullif(trim(grant_id), '') as grant_id,
    nullif(trim(grant_name), '') as grant_name,
    approved_date,
    amount_gbp,
    source_file,
    source_row,
    drop_month
from landed.improvement_grants
