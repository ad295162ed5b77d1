-- improvement_action_status: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per dated status of an improvement action
-- key      la_code, status_id
-- units    dates
-- source   landed.improvement_action_status
select
    la_code,
    nullif(trim(status_id), '') as status_id,
    nullif(trim(action_id), '') as action_id,
    status_date,
    nullif(trim(rag), '') as rag,
    source_file,
    source_row,
    drop_month
from landed.improvement_action_status
