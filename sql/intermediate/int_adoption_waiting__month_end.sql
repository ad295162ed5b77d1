-- int_adoption_waiting__month_end: children under a placement order not yet placed for adoption
-- grain    one row per child and month end
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_permanence_plans, int_cla_month_end, ref.month_end
-- Looked after that day, the order made, the plan not reversed, no adoptive placement begun.
select
    plans.la_code,
    plans.person_id,
    plans.table_id,
    month_ends.snapshot_date,
    plans.placement_order_date,
    plans.matched_date
from intermediate.int_permanence_plans as plans
-- inner: a child counts at the month ends on which they waited
inner join ref.month_end as month_ends
    on
        plans.placement_order_date <= month_ends.snapshot_date
        and plans.care_start_date <= month_ends.snapshot_date
        and coalesce(plans.care_end_date, date '9999-12-31') > month_ends.snapshot_date
        and coalesce(plans.decision_reversed_date, date '9999-12-31') > month_ends.snapshot_date
        and coalesce(plans.placed_date, date '9999-12-31') > month_ends.snapshot_date
-- inner: a child under a short break alone that day is not looked after
inner join intermediate.int_cla_month_end as care
    on
        plans.la_code = care.la_code
        and plans.person_id = care.person_id
        and month_ends.snapshot_date = care.snapshot_date
qualify
    row_number() over (
        partition by plans.la_code, plans.person_id, month_ends.snapshot_date
        order by plans.adm_decision_date desc nulls last, plans.table_id asc
    ) = 1
