/* rule
name: More sessions attended than there were
severity: error
records: [school_attendance]
columns:
  school_attendance: [sessions_attended, sessions_possible]
fault: number
message: The sessions attended are fewer than none or more than were possible.
remedy: Correct the number of sessions attended, or of those possible.
*/
select
    spans.la_code,
    spans.attendance_id as record_id,
    spans.source_person_id,
    spans.start_date as on_date,
    spans.source_file,
    spans.source_row,
    spans.drop_month
from staging.school_attendance as spans
where
    spans.sessions_attended < 0
    or spans.sessions_attended > spans.sessions_possible
