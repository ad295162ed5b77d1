-- int_cla_periods: periods of care that count in figures of children looked after
-- grain    one row per period of care; periods under V3 or V4 alone are left out
-- key      la_code, cla_id
-- units    dates; start_date is the first day that counts; end_date null or ahead: care goes on
-- source   int_cla_periods__recorded, int_cla_periods__counted_from, int_persons__current
-- Care ends at the latest on the day before the 18th birthday, so for a child whose birth date is
-- known end_date may be that day, long before it comes.
with
periods as (
    select
        periods.la_code,
        periods.cla_id,
        periods.person_id,
        periods.start_date as entered_care_date,
        case
            when counted.cla_id is null then periods.start_date
            else counted.counted_from
        end as start_date,
        periods.end_date as recorded_end_date,
        cast(persons.eighteenth_birthday - interval 1 day as date) as last_day_as_child,
        periods.end_reason,
        periods.last_episode_id
    from intermediate.int_cla_periods__recorded as periods
    -- left: no legal status recorded does not make a period a short break
    left join intermediate.int_cla_periods__counted_from as counted
        on
            periods.la_code = counted.la_code
            and periods.cla_id = counted.cla_id
    -- left: without a date of birth care ends as recorded
    left join intermediate.int_persons__current as persons
        on
            periods.la_code = persons.la_code
            and periods.person_id = persons.person_id
)

select
    la_code,
    cla_id,
    person_id,
    entered_care_date,
    start_date,
    recorded_end_date,
    case
        when last_day_as_child <= coalesce(recorded_end_date, last_day_as_child)
            then last_day_as_child
        else recorded_end_date
    end as end_date,
    end_reason,
    last_episode_id
from periods
where
    start_date is not null
    -- nothing of a period that began at 18 or later counts
    and coalesce(last_day_as_child, start_date) >= start_date
