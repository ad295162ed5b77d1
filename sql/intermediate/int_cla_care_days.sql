-- int_cla_care_days: time looked after since the 14th birthday, period by period
-- grain    one row per period of care that reaches past the child's 14th birthday
-- key      la_code, cla_id
-- units    dates; days_before: whole days looked after since 14 before this period
-- source   intermediate.int_cla_periods, intermediate.int_persons__current
-- Short breaks are out; two records that overlap count their common days once.
with
periods as (
    select
        periods.la_code,
        periods.person_id,
        periods.cla_id,
        periods.last_episode_id,
        greatest(periods.start_date, persons.fourteenth_birthday) as from_date,
        coalesce(periods.end_date, date '9999-12-31') as to_date,
        persons.sixteenth_birthday
    from intermediate.int_cla_periods as periods
    -- inner: without a date of birth no age can be told
    inner join intermediate.int_persons__current as persons
        on
            periods.la_code = persons.la_code
            and periods.person_id = persons.person_id
            and persons.dob is not null
    where coalesce(periods.end_date, date '9999-12-31') > persons.fourteenth_birthday
),

cut as (
    select
        la_code,
        person_id,
        cla_id,
        last_episode_id,
        greatest(
            from_date,
            coalesce(
                max(to_date) over (
                    partition by la_code, person_id
                    order by from_date, to_date, cla_id
                    rows between unbounded preceding and 1 preceding
                ),
                from_date
            )
        ) as from_date,
        to_date,
        sixteenth_birthday
    from periods
),

days as (
    select
        la_code,
        person_id,
        cla_id,
        last_episode_id,
        from_date,
        to_date,
        sixteenth_birthday,
        date_diff('day', from_date, to_date) as days_count
    from cut
    where to_date > from_date
)

select
    la_code,
    person_id,
    cla_id,
    last_episode_id,
    from_date,
    to_date,
    sixteenth_birthday,
    days_count,
    coalesce(
        sum(days_count) over (
            partition by la_code, person_id
            order by from_date
            rows between unbounded preceding and 1 preceding
        ),
        0
    ) as days_before
from days
