-- school_attendance: the latest word on each record, trimmed, blanks as null
-- grain    one row per child and span of school days
-- key      la_code, attendance_id
-- units    dates, both included; sessions are half days
-- source   landed.school_attendance
select
    la_code,
    nullif(trim(attendance_id), '') as attendance_id,
    nullif(trim(source_person_id), '') as source_person_id,
    start_date,
    end_date,
    sessions_possible,
    sessions_attended,
    source_file,
    source_row,
    drop_month
from landed.school_attendance
