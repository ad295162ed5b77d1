-- int_persons__current: what is known of each person, duplicates merged, with the birthdays we test
-- grain    one row per person
-- key      la_code, person_id
-- units    dates
-- source   staging.person; merges through intermediate.int_persons__survivor
-- The surviving record speaks first; a merged one fills what the survivor leaves blank. A birthday
-- of 29 February falls on 1 March in other years.
with
records as (
    select
        survivors.la_code,
        survivors.person_id,
        survivors.source_person_id = survivors.person_id as is_survivor,
        people.sex,
        people.ethnicity,
        people.dob,
        people.expected_dob,
        people.death_date
    from intermediate.int_persons__survivor as survivors
    -- left: a merge may name a record that was not sent
    left join staging.person as people
        on
            survivors.la_code = people.la_code
            and survivors.source_person_id = people.source_person_id
),

persons as (
    select
        la_code,
        person_id,
        coalesce(max(sex) filter (where is_survivor), min(sex)) as sex,
        coalesce(max(ethnicity) filter (where is_survivor), min(ethnicity)) as ethnicity,
        coalesce(max(dob) filter (where is_survivor), min(dob)) as dob,
        coalesce(max(expected_dob) filter (where is_survivor), min(expected_dob)) as expected_dob,
        coalesce(max(death_date) filter (where is_survivor), min(death_date)) as death_date
    from records
    group by la_code, person_id
),

anniversaries as (
    select
        la_code,
        person_id,
        sex,
        ethnicity,
        dob,
        expected_dob,
        death_date,
        cast(dob + interval 14 year as date) as fourteenth,
        cast(dob + interval 16 year as date) as sixteenth,
        cast(dob + interval 18 year as date) as eighteenth
    from persons
)

select
    la_code,
    person_id,
    sex,
    ethnicity,
    dob,
    expected_dob,
    death_date,
    dob is null and expected_dob is not null as is_unborn,
    -- adding years to 29 February stops at the 28th: where the day shrank, move on by one
    fourteenth + case when day(fourteenth) < day(dob) then 1 else 0 end as fourteenth_birthday,
    sixteenth + case when day(sixteenth) < day(dob) then 1 else 0 end as sixteenth_birthday,
    eighteenth + case when day(eighteenth) < day(dob) then 1 else 0 end as eighteenth_birthday
from anniversaries
