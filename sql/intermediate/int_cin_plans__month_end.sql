-- int_cin_plans__month_end: children with a child in need plan at each month end
-- grain    one row per child and month end; of two open plans the one that started first
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   staging.cin_plans, ref.month_end; merges through intermediate.int_persons__survivor
-- Open means started on or before the day and not ended by its close.
with
plans as (
    select
        plans.la_code,
        plans.cin_plan_id,
        coalesce(survivors.person_id, plans.source_person_id) as person_id,
        plans.cin_plan_start_date as start_date,
        coalesce(plans.cin_plan_end_date, date '9999-12-31') as end_date
    from staging.cin_plans as plans
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            plans.la_code = survivors.la_code
            and plans.source_person_id = survivors.source_person_id
    where plans.cin_plan_start_date is not null
)

select
    plans.la_code,
    plans.person_id,
    month_ends.snapshot_date,
    plans.cin_plan_id,
    plans.start_date
from plans
-- inner: a plan counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        plans.start_date <= month_ends.snapshot_date
        and plans.end_date > month_ends.snapshot_date
qualify
    row_number() over (
        partition by plans.la_code, plans.person_id, month_ends.snapshot_date
        order by plans.start_date, plans.cin_plan_id
    ) = 1
