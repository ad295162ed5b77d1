-- supervisions: the latest word on each record, trimmed, blanks as null
-- grain    one row per case supervision recorded on a child
-- key      la_code, supervision_id
-- units    dates
-- source   landed.supervisions
select
    la_code,
    nullif(trim(supervision_id), '') as supervision_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(supervisor_id), '') as supervisor_id,
    supervision_date,
    source_file,
    source_row,
    drop_month
from landed.supervisions
