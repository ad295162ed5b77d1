-- int_care_leavers__birthdays: 17th to 21st birthdays of young people who have left care
-- grain    one row per young person and birthday
-- key      la_code, person_id, age
-- units    dates; a birthday of 29 February falls on 1 March in other years
-- source   staging.care_leavers, int_persons__current, int_cla_periods
-- Out: qualifying care leavers, still in care on the 17th or 18th birthday, care taken over by
-- another authority (E3), home for six months or more (E4, E4A, E4B), died before the birthday.
with
leavers as (
    select
        leavers.la_code,
        coalesce(survivors.person_id, leavers.source_person_id) as person_id,
        max(leavers.table_id) as table_id
    from staging.care_leavers as leavers
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            leavers.la_code = survivors.la_code
            and leavers.source_person_id = survivors.source_person_id
    where not coalesce(lower(leavers.care_leaver_eligibility) like '%qualifying%', false)
    group by
        leavers.la_code,
        coalesce(survivors.person_id, leavers.source_person_id)
),

birthdays as (
    select
        leavers.la_code,
        leavers.person_id,
        leavers.table_id,
        persons.dob,
        persons.death_date,
        ages.age,
        cast(persons.dob + to_years(ages.age) as date) as clamped_birthday
    from leavers
    -- inner: without a date of birth there is no birthday
    inner join intermediate.int_persons__current as persons
        on
            leavers.la_code = persons.la_code
            and leavers.person_id = persons.person_id
            and persons.dob is not null
    cross join (select unnest([17, 18, 19, 20, 21]) as age) as ages
),

last_care as (
    select
        la_code,
        person_id,
        max(coalesce(recorded_end_date, date '9999-12-31')) as left_care_date,
        max_by(end_reason, coalesce(recorded_end_date, date '9999-12-31')) as left_care_reason
    from intermediate.int_cla_periods
    group by
        la_code,
        person_id
)

select
    birthdays.la_code,
    birthdays.person_id,
    birthdays.table_id,
    birthdays.age,
    clamped_birthday
    + case when day(clamped_birthday) < day(birthdays.dob) then 1 else 0 end as birthday
from birthdays
-- left: care may have ended before the landed history begins
left join last_care
    on
        birthdays.la_code = last_care.la_code
        and birthdays.person_id = last_care.person_id
where
    coalesce(birthdays.death_date, date '9999-12-31') > clamped_birthday
    -- at 17 and 18 only those who had left by then; later birthdays follow the 18th in any case
    and (birthdays.age > 18 or coalesce(last_care.left_care_date, dob) < clamped_birthday)
    and coalesce(last_care.left_care_reason, '') <> 'E3'
    and not (
        coalesce(last_care.left_care_reason, '') in ('E4', 'E4A', 'E4B')
        and clamped_birthday >= last_care.left_care_date + interval 6 month
    )
