-- int_cla_initial_health: initial health assessments owed to children who came into care
-- grain    one row per stay in care that lasted beyond the day the assessment was due
-- key      la_code, episode_id
-- units    dates; completed_on null = none on record; was_assessed_before = shortly before care
-- source   int_cla_starts, int_legal_statuses, int_cla_health__checks, ref.calendar; iha_
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'iha_limit_wd') as integer) as limit_wd,
        cast(
            max(value_number) filter (where name = 'iha_earlier_assessment_months') as integer
        ) as earlier_months,
        max(value_text) filter (where name = 'iha_clock_end') as clock_end
    from ref.parameter
),

due as (
    select
        starts.la_code,
        starts.person_id,
        starts.episode_id,
        starts.cla_id,
        starts.start_date,
        due_days.date as due_on,
        cast(starts.start_date - to_months(parameters.earlier_months) as date) as recent_from,
        parameters.clock_end
    from intermediate.int_cla_starts as starts
    cross join parameters
    inner join ref.calendar as entry
        on starts.start_date = entry.date
    inner join ref.working_day as due_days
        on entry.wd_no + parameters.limit_wd = due_days.wd_no
    where due_days.date < coalesce(starts.end_date, date '9999-12-31')
),

on_a_break as (
    select
        due.la_code,
        due.episode_id
    from due
    inner join intermediate.int_legal_statuses as statuses
        on
            due.la_code = statuses.la_code
            and due.person_id = statuses.person_id
            and due.due_on >= statuses.start_date
            and due.due_on < coalesce(statuses.end_date, date '9999-12-31')
    group by due.la_code, due.episode_id
    having bool_and(statuses.is_short_break)
),

assessed as (
    select
        due.la_code,
        due.episode_id,
        bool_or(checks.check_date < due.start_date) as was_assessed_before,
        min(
            case
                when checks.check_date < due.start_date or not checks.is_by_doctor then null
                when due.clock_end = 'report' then checks.report_date
                else checks.check_date
            end
        ) as completed_on
    from due
    inner join intermediate.int_cla_health__checks as checks
        on
            due.la_code = checks.la_code
            and due.person_id = checks.person_id
            and checks.kind = 'health_assessment'
            and due.recent_from <= checks.check_date
    group by due.la_code, due.episode_id
)

select
    due.la_code,
    due.person_id,
    due.episode_id,
    due.cla_id,
    due.due_on,
    assessed.completed_on,
    coalesce(assessed.was_assessed_before, false) as was_assessed_before
from due
-- a child under a short break alone that day is not still looked after
anti join on_a_break
    on due.la_code = on_a_break.la_code and due.episode_id = on_a_break.episode_id
-- left: a child not assessed is owed an assessment all the same
left join assessed
    on
        due.la_code = assessed.la_code
        and due.episode_id = assessed.episode_id
