-- int_school_attendance__pupils: spans of school days of children of compulsory school age
-- grain    one row per span of days with a session to attend
-- key      la_code, attendance_id
-- units    sessions are half days; is_looked_after on both the first and the last day
-- source   staging.school_attendance, intermediate.int_persons__current, int_cla_periods,
--          int_school_terms__month
-- quality.attendance_over_possible keeps out a span of more sessions attended than there were.
with
spans as (
    select
        spans.la_code,
        spans.attendance_id,
        coalesce(survivors.person_id, spans.source_person_id) as person_id,
        spans.start_date,
        spans.end_date,
        spans.sessions_possible,
        spans.sessions_attended
    from staging.school_attendance as spans
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            spans.la_code = survivors.la_code
            and spans.source_person_id = survivors.source_person_id
    left join quality.attendance_over_possible as wrong
        on
            spans.la_code = wrong.la_code
            and spans.attendance_id = wrong.record_id
    where
        spans.sessions_possible > 0
        and spans.sessions_attended is not null
        and wrong.record_id is null
),

of_age as (
    select
        spans.la_code,
        spans.attendance_id,
        spans.person_id,
        spans.start_date,
        spans.end_date,
        spans.sessions_possible,
        spans.sessions_attended
    from spans
    -- inner: without a date of birth no age can be told
    inner join intermediate.int_persons__current as persons
        on
            spans.la_code = persons.la_code
            and spans.person_id = persons.person_id
    inner join intermediate.int_school_terms__month as terms
        on last_day(spans.end_date) = terms.month_end
    where
        -- compulsory from the first term that begins after the fifth birthday to the end of Year 11
        persons.dob < terms.term_from - interval 5 year
        and persons.dob >= terms.school_year_from - interval 16 year
)

select
    of_age.la_code,
    of_age.attendance_id,
    of_age.person_id,
    of_age.start_date,
    of_age.end_date,
    of_age.sessions_possible,
    of_age.sessions_attended,
    bool_or(periods.cla_id is not null) as is_looked_after
from of_age
-- left: spans outside care are kept for figures of the whole school year
left join intermediate.int_cla_periods as periods
    on
        of_age.la_code = periods.la_code
        and of_age.person_id = periods.person_id
        and of_age.start_date >= periods.start_date
        and of_age.end_date < coalesce(periods.end_date, date '9999-12-31')
group by all
