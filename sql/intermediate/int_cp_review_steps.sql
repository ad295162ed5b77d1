-- int_cp_review_steps: every review conference a child protection plan owes, held or still to come
-- grain    one row per plan and review owed: each one held, then the next
-- key      la_code, cp_plan_id, step_number
-- units    dates; held_on null = still to come; step_number 1 is the first review
-- source   int_cp_plans__anchored, int_cp_reviews__held, ref.parameter
-- First within 3 months of the initial conference, each later one within 6 months of the one before
-- (LAIT 19; Working Together). Calendar months stop at the month's last day. Both readings of the
-- clock are kept; parameter cp_review_clock picks due_on.
with
parameters as (
    select
        max(case when name = 'cp_review_clock' then value_text end) as clock,
        max(case when name = 'cp_review_first_months' then value_number end) as first_months,
        max(case when name = 'cp_review_later_months' then value_number end) as later_months,
        max(case when name = 'cp_review_first_days' then value_number end) as first_days,
        max(case when name = 'cp_review_later_days' then value_number end) as later_days
    from ref.parameter
),

owed as (
    select
        la_code,
        cp_plan_id,
        held_on,
        chair_id,
        cp_review_id
    from intermediate.int_cp_reviews__held
    union all
    select
        la_code,
        cp_plan_id,
        cast(null as date) as held_on,
        cast(null as varchar) as chair_id,
        cast(null as varchar) as cp_review_id
    from intermediate.int_cp_plans__anchored
),

numbered as (
    select
        owed.la_code,
        owed.cp_plan_id,
        plans.person_id,
        owed.held_on,
        owed.chair_id,
        owed.cp_review_id,
        row_number() over in_order as step_number,
        coalesce(lag(owed.held_on) over in_order, plans.anchor_date) as clock_start_date
    from owed
    inner join intermediate.int_cp_plans__anchored as plans
        on
            owed.la_code = plans.la_code
            and owed.cp_plan_id = plans.cp_plan_id
    window
        in_order as (
            partition by owed.la_code, owed.cp_plan_id
            order by owed.held_on asc nulls last
        )
),

clocked as (
    select
        numbered.la_code,
        numbered.cp_plan_id,
        numbered.person_id,
        numbered.step_number,
        numbered.held_on,
        numbered.chair_id,
        numbered.cp_review_id,
        parameters.clock,
        case
            when numbered.step_number = 1 then parameters.first_months
            else parameters.later_months
        end as months,
        case
            when numbered.step_number = 1 then parameters.first_days
            else parameters.later_days
        end as days,
        numbered.clock_start_date
    from numbered
    cross join parameters
)

select
    la_code,
    cp_plan_id,
    person_id,
    step_number,
    held_on,
    chair_id,
    cp_review_id,
    cast(clock_start_date + to_months(cast(months as integer)) as date) as due_on_by_months,
    clock_start_date + cast(days as integer) as due_on_by_days,
    case when clock = 'days' then due_on_by_days else due_on_by_months end as due_on
from clocked
