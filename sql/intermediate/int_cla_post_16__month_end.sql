-- int_cla_post_16__month_end: looked-after young people past Year 11 and what they do
-- grain    one row per young person and month end
-- key      la_code, person_id, snapshot_date
-- units    is_in_eet: in education, employment or training; has_plan: a post-16 plan recorded
-- source   intermediate.int_cla_pupils__month_end, staging.post_16_activity
with
activities as (
    select
        activities.la_code,
        coalesce(survivors.person_id, activities.source_person_id) as person_id,
        -- F full time, P part time; G codes are neither in education, employment nor training
        left(activities.activity_code, 1) in ('F', 'P') as is_eet,
        activities.has_plan,
        activities.start_date,
        coalesce(activities.end_date, date '9999-12-31') as end_date
    from staging.post_16_activity as activities
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            activities.la_code = survivors.la_code
            and activities.source_person_id = survivors.source_person_id
)

select
    pupils.la_code,
    pupils.person_id,
    pupils.snapshot_date,
    pupils.cla_episode_id,
    coalesce(bool_or(activities.is_eet), false) as is_in_eet,
    coalesce(bool_or(activities.has_plan), false) as has_plan
from intermediate.int_cla_pupils__month_end as pupils
-- left: no activity that day leaves the young person in
left join activities
    on
        pupils.la_code = activities.la_code
        and pupils.person_id = activities.person_id
        and pupils.snapshot_date >= activities.start_date
        and pupils.snapshot_date < activities.end_date
where pupils.is_past_year_11
group by pupils.la_code, pupils.person_id, pupils.snapshot_date, pupils.cla_episode_id
