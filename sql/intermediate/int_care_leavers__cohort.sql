-- int_care_leavers__cohort: care leavers by the birthday they had in the 12 months to a month end
-- grain    one row per young person and month end that had a drop
-- key      la_code, person_id, snapshot_date
-- units    age: the birthday, 17 to 21; is_in_year: it lies in the reporting year, from 1 April
-- source   intermediate.int_care_leavers__month_end, int_care_leavers__birthdays,
--          int_cla_periods; parameter care_leaver_home_months
-- One cohort for every figure by birthday. In: recorded as relevant or former relevant; with no
-- category recorded, looked after 13 weeks since 14 and at some time after 16. Out: died; back with
-- parents for six months; care taken over by another authority; looked after on the birthday or
-- again after it (SSDA903 checks 1007, 1016; LAIT indicators 221, 354).
with
settings as (
    select cast(max(value_number) as integer) as home_months
    from ref.parameter
    where name = 'care_leaver_home_months'
),

turned as (
    select
        states.la_code,
        states.person_id,
        states.snapshot_date,
        states.record_id,
        states.in_touch,
        states.accommodation,
        states.is_suitable,
        states.activity,
        birthdays.age,
        birthdays.birthday,
        -- the reporting year begins in April: April is month 1
        birthdays.birthday > last_day(
            states.snapshot_date
            - to_months(cast((month(states.snapshot_date) + 8) % 12 + 1 as integer))
        ) as is_in_year
    from intermediate.int_care_leavers__month_end as states
    inner join intermediate.int_care_leavers__birthdays as birthdays
        on
            states.la_code = birthdays.la_code
            and states.person_id = birthdays.person_id
            and states.snapshot_date >= birthdays.birthday
            and last_day(states.snapshot_date - interval 12 month) < birthdays.birthday
    where
        states.in_touch not in ('DIED', 'RHOM')
        and coalesce(states.death_date > states.snapshot_date, true)
        and states.is_relevant
),

barred as (
    select
        turned.la_code,
        turned.person_id,
        turned.snapshot_date
    from turned
    cross join settings
    inner join intermediate.int_cla_periods as periods
        on
            turned.la_code = periods.la_code
            and turned.person_id = periods.person_id
            and turned.snapshot_date >= periods.start_date
    group by turned.la_code, turned.person_id, turned.snapshot_date
    having
        max(coalesce(periods.end_date, date '9999-12-31')) > max(turned.birthday)
        -- E3: care taken over by another authority
        or max_by(coalesce(periods.end_reason, ''), periods.start_date) = 'E3'
        -- home to parents (E4, E4A, E4B), residence or child arrangements order (E41)
        or (
            max_by(coalesce(periods.end_reason, ''), periods.start_date)
            in ('E4', 'E4A', 'E4B', 'E41')
            and max(periods.end_date) + to_months(max(settings.home_months))
            <= max(turned.birthday)
        )
)

select
    turned.la_code,
    turned.person_id,
    turned.snapshot_date,
    turned.record_id,
    turned.in_touch,
    turned.accommodation,
    turned.is_suitable,
    turned.activity,
    turned.age,
    turned.birthday,
    turned.is_in_year
from turned
anti join barred
    on
        turned.la_code = barred.la_code
        and turned.person_id = barred.person_id
        and turned.snapshot_date = barred.snapshot_date
