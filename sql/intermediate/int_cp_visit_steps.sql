-- int_cp_visit_steps: every visit a child protection plan owes, made or still to come
-- grain    one row per plan and visit owed: each day the child was seen, then the next
-- key      la_code, cp_plan_id, step_number
-- units    dates; visited_on null = still to come
-- source   int_cp_plans__anchored, int_cp_visits__seen, ref.parameter
-- First cp_visit_first_wd working days after the initial conference, each later one
-- cp_visit_interval_days after the child was last seen.
with
parameters as (
    select
        cast(max(case when name = 'cp_visit_first_wd' then value_number end) as integer)
            as first_wd,
        cast(max(case when name = 'cp_visit_interval_days' then value_number end) as integer)
            as interval_days
    from ref.parameter
),

owed as (
    select
        plans.la_code,
        plans.cp_plan_id,
        visits.visited_on,
        visits.cp_visit_id
    from intermediate.int_cp_plans__anchored as plans
    -- inner: a plan without a visit owes only the one still to come
    inner join intermediate.int_cp_visits__seen as visits
        on
            plans.la_code = visits.la_code
            and plans.person_id = visits.person_id
            and plans.start_date <= visits.visited_on
            and coalesce(plans.end_date, date '9999-12-31') >= visits.visited_on
    union all
    select
        la_code,
        cp_plan_id,
        cast(null as date) as visited_on,
        cast(null as varchar) as cp_visit_id
    from intermediate.int_cp_plans__anchored
),

numbered as (
    select
        owed.la_code,
        owed.cp_plan_id,
        plans.person_id,
        plans.anchor_date,
        plans.end_date,
        owed.visited_on,
        owed.cp_visit_id,
        row_number() over in_order as step_number,
        lag(owed.visited_on) over in_order as last_visited_on
    from owed
    inner join intermediate.int_cp_plans__anchored as plans
        on
            owed.la_code = plans.la_code
            and owed.cp_plan_id = plans.cp_plan_id
    window
        in_order as (
            partition by owed.la_code, owed.cp_plan_id
            order by owed.visited_on asc nulls last
        )
)

select
    numbered.la_code,
    numbered.cp_plan_id,
    numbered.person_id,
    numbered.step_number,
    numbered.end_date,
    numbered.visited_on,
    numbered.cp_visit_id,
    coalesce(
        numbered.last_visited_on + parameters.interval_days,
        first_due.date,
        numbered.anchor_date
    ) as due_on
from numbered
cross join parameters
-- left: a conference before the calendar begins was due its first visit long ago
left join ref.calendar as anchored
    on numbered.anchor_date = anchored.date
left join ref.working_day as first_due
    on first_due.wd_no = anchored.wd_no + parameters.first_wd
