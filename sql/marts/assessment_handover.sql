-- assessment_handover: how long each worker held each assessment, and whether it came to them late
-- grain    one row per assessment completed in the months shown, or open, and holding of a worker
-- key      la_code, record_id, holding_number
-- units    working days; days_held_wd from the day taken over (day 0) to the day handed on or
--          completed, so that the holdings of an assessment add up to its length since its start
-- source   engine.assessment_held, intermediate.int_assessments__valid, ref.calendar,
--          ref.working_day, ref.month_end, ref.parameter. Late at handover = the last day in time
--          had passed when the worker took the child over
with
limits as (
    select cast(value_number as integer) as limit_wd
    from ref.parameter
    where name = 'assessment_limit_wd'
),

shown as (
    select min(snapshot_date) as first_month
    from ref.month_end
)

select
    held.la_code,
    held.person_id,
    held.assessment_id as record_id,
    'cin_assessments' as record_table,
    row_number() over (
        partition by held.la_code, held.assessment_id order by held.held_from, held.involvement_id
    ) as holding_number,
    held.team_id,
    held.worker_id,
    held.held_from,
    held.held_to,
    to_days.wd_no - from_days.wd_no as days_held_wd,
    from_days.wd_no - assessments.clock_start_wd_no as days_run_at_start_wd,
    last_days.date as due_date,
    assessments.authorised_date,
    assessments.duration_wd > limits.limit_wd as is_completed_late,
    assessments.authorised_date is not null
    and row_number() over (
        partition by held.la_code, held.assessment_id
        order by held.held_from desc, held.involvement_id desc
    ) = 1 as is_completing_worker,
    from_days.wd_no - assessments.clock_start_wd_no > limits.limit_wd as is_late_at_handover
from engine.assessment_held as held
cross join limits
cross join shown
inner join intermediate.int_assessments__valid as assessments
    on held.la_code = assessments.la_code and held.assessment_id = assessments.assessment_id
inner join ref.calendar as from_days
    on held.held_from = from_days.date
inner join ref.calendar as to_days
    on held.held_to = to_days.date
inner join ref.working_day as last_days
    on assessments.clock_start_wd_no + limits.limit_wd = last_days.wd_no
where
    coalesce(assessments.authorised_date, date '9999-12-31') > shown.first_month - interval 1 month
