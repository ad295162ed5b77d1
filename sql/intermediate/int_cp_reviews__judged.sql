-- int_cp_reviews__judged: whether each open plan's reviews are in time at each month end
-- grain    one row per child on a plan and month end
-- key      la_code, person_id, snapshot_date
-- units    is_in: first review fallen due; is_timely: none late in the look-back and none overdue;
--          by the clock in force, and by each clock (_by_months, _by_days)
-- source   int_cp_plans__month_end, int_cp_review_steps, ref.parameter
with
parameters as (
    select
        max(case when name = 'cp_review_clock' then value_text end) as clock,
        cast(max(case when name = 'cp_review_lookback_months' then value_number end) as integer)
            as lookback_months
    from ref.parameter
),

steps as (
    select
        plans.la_code,
        plans.person_id,
        plans.cp_plan_id,
        plans.snapshot_date,
        parameters.clock,
        plans.snapshot_date - to_months(parameters.lookback_months) as lookback_from,
        steps.due_on_by_months,
        steps.due_on_by_days,
        coalesce(steps.held_on, date '9999-12-31') as held_on
    from intermediate.int_cp_plans__month_end as plans
    cross join parameters
    -- inner: every plan owes at least its first review
    inner join intermediate.int_cp_review_steps as steps
        on
            plans.la_code = steps.la_code
            and plans.cp_plan_id = steps.cp_plan_id
),

judged as (
    select
        la_code,
        person_id,
        cp_plan_id,
        snapshot_date,
        clock,
        bool_or(due_on_by_months <= snapshot_date) as is_in_by_months,
        bool_or(due_on_by_days <= snapshot_date) as is_in_by_days,
        -- late in the look-back, or still owed: a plain look-back would lose the worst cases
        bool_or(
            due_on_by_months <= snapshot_date
            and held_on > due_on_by_months
            and (due_on_by_months > lookback_from or held_on > snapshot_date)
        ) as is_failed_by_months,
        bool_or(
            due_on_by_days <= snapshot_date
            and held_on > due_on_by_days
            and (due_on_by_days > lookback_from or held_on > snapshot_date)
        ) as is_failed_by_days
    from steps
    group by
        la_code,
        person_id,
        cp_plan_id,
        snapshot_date,
        clock
)

select
    la_code,
    person_id,
    cp_plan_id,
    snapshot_date,
    is_in_by_months,
    is_in_by_months and not is_failed_by_months as is_timely_by_months,
    is_in_by_days,
    is_in_by_days and not is_failed_by_days as is_timely_by_days,
    case when clock = 'days' then is_in_by_days else is_in_by_months end as is_in,
    case
        when clock = 'days' then is_in_by_days and not is_failed_by_days
        else is_in_by_months and not is_failed_by_months
    end as is_timely
from judged
