-- legal_status: the latest word on each record, trimmed, blanks as null
-- grain    one row per legal status of a person
-- key      la_code, legal_status_id
-- units    dates
-- source   landed.legal_status
select
    la_code,
    nullif(trim(legal_status_id), '') as legal_status_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(legal_status), '') as legal_status,
    legal_status_start_date,
    legal_status_end_date,
    source_file,
    source_row,
    drop_month
from landed.legal_status
