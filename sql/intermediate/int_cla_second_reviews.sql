-- int_cla_second_reviews: second reviews owed to children still looked after that day
-- grain    one row per period of care whose second review fell due
-- key      la_code, cla_id
-- units    dates; held_on null = not held
-- source   int_cla_review_steps, int_legal_statuses
-- A child under a short break alone (V3, V4) that day is not looked after.
with
due as (
    select
        la_code,
        person_id,
        cla_id,
        last_episode_id,
        start_date,
        due_on,
        held_on,
        iro_team_id,
        iro_worker_id
    from intermediate.int_cla_review_steps
    where
        step_number = 2
        and due_on < coalesce(end_date, date '9999-12-31')
),

on_a_break as (
    select
        due.la_code,
        due.cla_id
    from due
    inner join intermediate.int_legal_statuses as statuses
        on
            due.la_code = statuses.la_code
            and due.person_id = statuses.person_id
            and due.due_on >= statuses.start_date
            and due.due_on < coalesce(statuses.end_date, date '9999-12-31')
    group by
        due.la_code,
        due.cla_id
    having bool_and(statuses.is_short_break)
)

select
    due.la_code,
    due.person_id,
    due.cla_id,
    due.last_episode_id,
    due.start_date,
    due.due_on,
    due.held_on,
    due.iro_team_id,
    due.iro_worker_id
from due
anti join on_a_break
    on
        due.la_code = on_a_break.la_code
        and due.cla_id = on_a_break.cla_id
