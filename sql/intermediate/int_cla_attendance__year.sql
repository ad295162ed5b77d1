-- int_cla_attendance__year: a school year's attendance of pupils in care for the 12 months to March
-- grain    one row per pupil of that cohort with attendance recorded and school year
-- key      la_code, person_id, school_year_end
-- units    sessions are half days; the whole school year counts, in care or not
-- source   intermediate.int_cla_pupils__year, intermediate.int_school_attendance__pupils
select
    pupils.la_code,
    pupils.person_id,
    pupils.school_year_end,
    max(attendance.attendance_id) as attendance_id,
    sum(attendance.sessions_possible) as sessions_possible,
    sum(attendance.sessions_possible - attendance.sessions_attended) as sessions_missed
from intermediate.int_cla_pupils__year as pupils
-- inner: only pupils with attendance recorded
inner join intermediate.int_school_attendance__pupils as attendance
    on
        pupils.la_code = attendance.la_code
        and pupils.person_id = attendance.person_id
        and attendance.end_date between pupils.school_year_from and pupils.school_year_end
group by pupils.la_code, pupils.person_id, pupils.school_year_end
