-- int_cla_review_steps: every statutory review a period of care owes, held or still to come
-- grain    one row per period of care and review owed: each one held, then the next
-- key      la_code, cla_id, step_number
-- units    dates; held_on null = still to come; step_number 1 is the first review
-- source   int_cla_periods, int_cla_reviews__held, ref.calendar, ref.parameter
-- First within 20 working days of becoming looked after, the second within 3 months of the first,
-- each later one within 6 of the one before (Care Planning Regulations 2010, regulation 33).
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'cla_review_first_wd') as integer)
            as first_wd,
        cast(max(value_number) filter (where name = 'cla_review_second_months') as integer)
            as second_months,
        cast(max(value_number) filter (where name = 'cla_review_later_months') as integer)
            as later_months
    from ref.parameter
),

owed as (
    select
        la_code,
        cla_id,
        cla_review_id,
        held_on,
        iro_team_id,
        iro_worker_id
    from intermediate.int_cla_reviews__held
    union all
    select
        la_code,
        cla_id,
        cast(null as varchar) as cla_review_id,
        cast(null as date) as held_on,
        cast(null as varchar) as iro_team_id,
        cast(null as varchar) as iro_worker_id
    from intermediate.int_cla_periods
),

numbered as (
    select
        owed.la_code,
        owed.cla_id,
        periods.person_id,
        periods.start_date,
        periods.end_date,
        periods.last_episode_id,
        owed.cla_review_id,
        owed.held_on,
        owed.iro_team_id,
        owed.iro_worker_id,
        row_number() over in_order as step_number,
        lag(owed.held_on) over in_order as previous_held_on
    from owed
    inner join intermediate.int_cla_periods as periods
        on
            owed.la_code = periods.la_code
            and owed.cla_id = periods.cla_id
    window
        in_order as (
            partition by owed.la_code, owed.cla_id
            order by owed.held_on asc nulls last
        )
)

select
    numbered.la_code,
    numbered.cla_id,
    numbered.person_id,
    numbered.start_date,
    numbered.end_date,
    numbered.last_episode_id,
    numbered.cla_review_id,
    numbered.held_on,
    numbered.iro_team_id,
    numbered.iro_worker_id,
    numbered.step_number,
    case numbered.step_number
        -- care that began before the calendar: the same number of weeks
        when 1 then coalesce(first_due.date, numbered.start_date + parameters.first_wd * 7 // 5)
        when 2 then cast(numbered.previous_held_on + to_months(parameters.second_months) as date)
        else cast(numbered.previous_held_on + to_months(parameters.later_months) as date)
    end as due_on
from numbered
cross join parameters
left join ref.calendar as entry
    on numbered.start_date = entry.date
left join ref.working_day as first_due
    on entry.wd_no + parameters.first_wd = first_due.wd_no
