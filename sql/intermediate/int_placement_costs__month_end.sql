-- int_placement_costs__month_end: the weekly price of each placement in force at each month end
-- grain    one row per placement and month end with a price; of two the one that came last
-- key      la_code, cla_placement_id, snapshot_date
-- units    weekly_cost in pounds
-- source   staging.placement_costs, ref.month_end
select
    costs.la_code,
    costs.cla_placement_id,
    months.snapshot_date,
    costs.placement_cost_id,
    costs.weekly_cost
from staging.placement_costs as costs
inner join ref.month_end as months
    on
        costs.valid_from <= months.snapshot_date
        and coalesce(costs.valid_to, date '9999-12-31') > months.snapshot_date
where costs.weekly_cost is not null
qualify
    row_number() over (
        partition by costs.la_code, costs.cla_placement_id, months.snapshot_date
        order by costs.valid_from desc, costs.placement_cost_id desc
    ) = 1
