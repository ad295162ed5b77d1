-- int_persons__school_age: the day on which each person's compulsory school age begins
-- grain    one row per person with a date of birth
-- key      la_code, person_id
-- units    dates; school_age_from: the first term that begins after the fifth birthday
-- source   intermediate.int_persons__current; parameter school_term_start_months
-- By arithmetic: that day may lie before the calendar begins.
with
term_months as (
    select
        cast(
            unnest(string_split(replace(max(value_text), ' ', ''), ',')) as integer
        ) as month_number
    from ref.parameter
    where name = 'school_term_start_months'
)

select
    persons.la_code,
    persons.person_id,
    persons.dob,
    min(
        make_date(
            year(persons.dob) + 5
            + cast(term_months.month_number <= month(persons.dob) as integer),
            term_months.month_number,
            1
        )
    ) as school_age_from
from intermediate.int_persons__current as persons
cross join term_months
where persons.dob is not null
group by all
