-- int_care_leavers__birthdays: each care leaver's birthdays from the 17th to the 21st
-- grain    one row per young person on a list of care leavers and birthday
-- key      la_code, person_id, age
-- units    dates; a birthday of 29 February falls on 1 March in other years
-- source   intermediate.int_care_leavers__month_end
with
persons as (
    select distinct
        la_code,
        person_id,
        dob
    from intermediate.int_care_leavers__month_end
    where dob is not null
),

anniversaries as (
    select
        la_code,
        person_id,
        dob,
        unnest(range(17, 22)) as age
    from persons
),

dated as (
    select
        la_code,
        person_id,
        dob,
        cast(age as integer) as age,
        cast(dob + to_years(cast(age as integer)) as date) as same_day
    from anniversaries
)

select
    la_code,
    person_id,
    age,
    same_day + case when day(same_day) < day(dob) then 1 else 0 end as birthday
from dated
