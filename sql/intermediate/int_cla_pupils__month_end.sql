-- int_cla_pupils__month_end: children looked after at each month end, by stage of schooling
-- grain    one row per looked-after child with a date of birth and month end
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_cla_month_end, intermediate.int_persons__current,
--          intermediate.int_school_terms__month_end
-- School years run by the age on 31 August, so all limits fall on the first of a month and no
-- birthday of 29 February can cross one.
select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    children.cla_episode_id,
    children.start_date,
    terms.school_year_from,
    terms.term_from,
    terms.previous_term_from,
    persons.dob < terms.school_year_from - interval 4 year
    and persons.dob >= terms.school_year_from - interval 16 year as is_reception_to_year_11,
    -- compulsory from the first term that begins after the fifth birthday
    persons.dob < terms.term_from - interval 5 year
    and persons.dob >= terms.school_year_from - interval 16 year as is_of_compulsory_age,
    persons.dob < terms.school_year_from - interval 16 year as is_past_year_11
from intermediate.int_cla_month_end as children
-- inner: without a date of birth no school year can be told
inner join intermediate.int_persons__current as persons
    on
        children.la_code = persons.la_code
        and children.person_id = persons.person_id
        and persons.dob is not null
inner join intermediate.int_school_terms__month_end as terms
    on children.snapshot_date = terms.snapshot_date
