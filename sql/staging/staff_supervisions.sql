-- staff_supervisions: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per one-to-one supervision of a worker
-- key      la_code, staff_supervision_id
-- units    dates
-- source   landed.staff_supervisions
select
    la_code,
    nullif(trim(staff_supervision_id), '') as staff_supervision_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(supervisor_id), '') as supervisor_id,
    supervision_date,
    source_file,
    source_row,
    drop_month
from landed.staff_supervisions
