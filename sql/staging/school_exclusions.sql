-- school_exclusions: the latest word on each record, trimmed, blanks as null
-- grain    one row per suspension or permanent exclusion of a child
-- key      la_code, exclusion_id
-- units    dates; sessions are half days; category FIXD = suspension, PERM, LNCH
-- source   landed.school_exclusions
select
    la_code,
    nullif(trim(exclusion_id), '') as exclusion_id,
    nullif(trim(source_person_id), '') as source_person_id,
    start_date,
    nullif(upper(trim(category)), '') as category,
    sessions,
    source_file,
    source_row,
    drop_month
from landed.school_exclusions
