-- training_attendance: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per worker and training programme
-- key      la_code, attendance_id
-- units    dates
-- source   landed.training_attendance
select
    la_code,
    nullif(trim(attendance_id), '') as attendance_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(programme), '') as programme,
    enrolled_date,
    completed_date,
    source_file,
    source_row,
    drop_month
from landed.training_attendance
