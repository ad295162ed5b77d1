-- int_cla_schooling__month_end: looked-after children of compulsory age without full-time schooling
-- grain    one row per such child and month end
-- key      la_code, person_id, snapshot_date
-- units    hours a week; part_time: on a roll, with fewer hours than the limit; days_count: so far
-- source   intermediate.int_cla_pupils__month_end, staging.school_rolls; parameter
--          full_time_school_hours; int_persons__school_age
-- A roll without hours recorded is taken as full time. Hours of two rolls add up.
with
settings as (
    select max(value_number) as full_time_hours
    from ref.parameter
    where name = 'full_time_school_hours'
),

rolls as (
    select
        rolls.la_code,
        coalesce(survivors.person_id, rolls.source_person_id) as person_id,
        rolls.start_date,
        coalesce(rolls.end_date, date '9999-12-31') as end_date,
        coalesce(rolls.weekly_hours, settings.full_time_hours) as weekly_hours
    from staging.school_rolls as rolls
    cross join settings
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            rolls.la_code = survivors.la_code
            and rolls.source_person_id = survivors.source_person_id
),

pupils as (
    select
        pupils.la_code,
        pupils.person_id,
        pupils.snapshot_date,
        pupils.cla_episode_id,
        greatest(pupils.start_date, persons.school_age_from) as owed_from,
        max(rolls.end_date) filter (where rolls.end_date <= pupils.snapshot_date) as last_end_date,
        max(rolls.start_date) filter (where rolls.end_date > pupils.snapshot_date)
            as timetable_from,
        sum(rolls.weekly_hours) filter (where rolls.end_date > pupils.snapshot_date)
            as weekly_hours
    from intermediate.int_cla_pupils__month_end as pupils
    inner join intermediate.int_persons__school_age as persons
        on
            pupils.la_code = persons.la_code
            and pupils.person_id = persons.person_id
    -- left: a child on no roll is the point of it
    left join rolls
        on
            pupils.la_code = rolls.la_code
            and pupils.person_id = rolls.person_id
            and pupils.snapshot_date >= rolls.start_date
    where
        pupils.is_of_compulsory_age
        -- the duty ends on the last Friday of June of Year 11, with the roll
        and (
            month(pupils.snapshot_date) not in (6, 7, 8)
            or persons.dob >= pupils.school_year_from - interval 15 year
        )
    group by all
)

select
    pupils.la_code,
    pupils.person_id,
    pupils.snapshot_date,
    pupils.cla_episode_id,
    case when pupils.weekly_hours is null then 'no_school_roll' else 'part_time' end as reason,
    date_diff(
        'day',
        greatest(pupils.owed_from, coalesce(pupils.timetable_from, pupils.last_end_date)),
        pupils.snapshot_date
    ) as days_count
from pupils
cross join settings
where coalesce(pupils.weekly_hours, 0) < settings.full_time_hours
