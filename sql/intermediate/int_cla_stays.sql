-- int_cla_stays: unbroken stays in care of each child, periods that overlap joined into one
-- grain    one row per child and stay; short breaks (V3, V4) alone are none
-- key      la_code, person_id, stay_number
-- units    dates; end_date null or ahead: care goes on; previous_ = the stay before
-- source   intermediate.int_cla_periods
-- Records of one child that were merged, or two open periods, are one stay. Care that ended one day
-- and began again that day is two.
with
ordered as (
    select
        la_code,
        person_id,
        cla_id,
        start_date,
        end_date,
        end_reason,
        last_episode_id,
        max(coalesce(end_date, date '9999-12-31')) over (
            partition by la_code, person_id
            order by start_date, cla_id
            rows between unbounded preceding and 1 preceding
        ) as reached
    from intermediate.int_cla_periods
),

numbered as (
    select
        la_code,
        person_id,
        cla_id,
        start_date,
        end_date,
        end_reason,
        last_episode_id,
        sum(case when coalesce(start_date >= reached, true) then 1 else 0 end) over (
            partition by la_code, person_id
            order by start_date, cla_id
            rows between unbounded preceding and current row
        ) as stay_number
    from ordered
),

firsts as (
    select
        la_code,
        person_id,
        stay_number,
        cla_id,
        start_date
    from numbered
    qualify
        row_number() over (
            partition by la_code, person_id, stay_number
            order by start_date, cla_id
        ) = 1
),

lasts as (
    select
        la_code,
        person_id,
        stay_number,
        end_date,
        end_reason,
        last_episode_id
    from numbered
    qualify
        row_number() over (
            partition by la_code, person_id, stay_number
            order by
                coalesce(end_date, date '9999-12-31') desc,
                start_date asc,
                last_episode_id asc
        ) = 1
)

select
    firsts.la_code,
    firsts.person_id,
    firsts.stay_number,
    firsts.cla_id as first_cla_id,
    firsts.start_date,
    lasts.end_date,
    lasts.end_reason,
    lasts.last_episode_id,
    lag(lasts.end_date) over in_order as previous_end_date,
    lag(lasts.end_reason) over in_order as previous_end_reason
from firsts
inner join lasts
    on
        firsts.la_code = lasts.la_code
        and firsts.person_id = lasts.person_id
        and firsts.stay_number = lasts.stay_number
window
    in_order as (
        partition by firsts.la_code, firsts.person_id
        order by firsts.stay_number
    )
