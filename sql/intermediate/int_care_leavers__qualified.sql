-- int_care_leavers__qualified: when each young person had been looked after long enough
-- grain    one row per young person looked after 13 weeks since 14 and at some time after 16
-- key      la_code, person_id
-- units    eligible_date: the first day looked after at 16 or over with the weeks complete
-- source   intermediate.int_cla_care_days; parameter care_leaver_min_care_weeks
-- Children (Leaving Care) Act 2000 and the Care Leavers (England) Regulations 2010.
with
needed as (
    select cast(max(value_number) as integer) * 7 as days_count
    from ref.parameter
    where name = 'care_leaver_min_care_weeks'
),

reached as (
    select
        periods.la_code,
        periods.person_id,
        periods.last_episode_id,
        greatest(
            periods.from_date,
            periods.sixteenth_birthday,
            periods.from_date
            + cast(greatest(needed.days_count - periods.days_before, 0) as integer)
        ) as eligible_date,
        periods.to_date,
        periods.sixteenth_birthday
    from intermediate.int_cla_care_days as periods
    cross join needed
)

select
    la_code,
    person_id,
    min(eligible_date) as eligible_date,
    min_by(last_episode_id, eligible_date) as last_episode_id
from reached
where
    -- care may end on the very day on which the weeks are complete
    eligible_date <= to_date
    and sixteenth_birthday < to_date
group by la_code, person_id
