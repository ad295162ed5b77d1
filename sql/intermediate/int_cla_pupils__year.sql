-- int_cla_pupils__year: pupils looked after without a break for the 12 months to 31 March
-- grain    one row per pupil and school year
-- key      la_code, person_id, school_year_end
-- units    dates; school_year_end is 31 August; 5 to 15 years old when the school year began
-- source   intermediate.int_cla_years, intermediate.int_persons__current
select
    years.la_code,
    years.person_id,
    years.school_year_end,
    years.school_year_from,
    years.last_episode_id
from intermediate.int_cla_years as years
-- inner: without a date of birth no school year can be told
inner join intermediate.int_persons__current as persons
    on
        years.la_code = persons.la_code
        and years.person_id = persons.person_id
where
    persons.dob < years.school_year_from - interval 5 year
    and persons.dob >= years.school_year_from - interval 16 year
