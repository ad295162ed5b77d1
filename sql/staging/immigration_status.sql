-- immigration_status: the latest word on each record, trimmed, blanks as null
-- grain    one row per immigration status of a person
-- key      la_code, immigration_status_id
-- units    dates
-- source   landed.immigration_status
select
    la_code,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(immigration_status_id), '') as immigration_status_id,
    nullif(trim(immigration_status), '') as immigration_status,
    immigration_status_start_date,
    immigration_status_end_date,
    source_file,
    source_row,
    drop_month
from landed.immigration_status
