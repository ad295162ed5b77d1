-- int_cin_plans__month_end: children with a child in need plan at each month end
-- grain    one row per child and month end; of two open plans the one that started first
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_cin_plans__valid, ref.month_end
-- Open means started on or before the day and not ended by its close.
select
    plans.la_code,
    plans.person_id,
    month_ends.snapshot_date,
    plans.cin_plan_id,
    plans.start_date
from intermediate.int_cin_plans__valid as plans
-- inner: a plan counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        plans.start_date <= month_ends.snapshot_date
        and coalesce(plans.end_date, date '9999-12-31') > month_ends.snapshot_date
qualify
    row_number() over (
        partition by plans.la_code, plans.person_id, month_ends.snapshot_date
        order by plans.start_date, plans.cin_plan_id
    ) = 1
