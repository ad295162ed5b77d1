-- staff_absences: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per absence of a worker; return_date is the first day back
-- key      la_code, absence_id
-- units    dates; return_date is the first day back
-- source   landed.staff_absences
select
    la_code,
    nullif(trim(absence_id), '') as absence_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(reason), '') as reason,
    start_date,
    return_date,
    source_file,
    source_row,
    drop_month
from landed.staff_absences
