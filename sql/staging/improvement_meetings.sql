-- improvement_meetings: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per monitoring meeting of the improvement plan
-- key      la_code, meeting_id
-- units    dates
-- source   landed.improvement_meetings
select
    la_code,
    nullif(trim(meeting_id), '') as meeting_id,
    scheduled_date,
    held_date,
    source_file,
    source_row,
    drop_month
from landed.improvement_meetings
