-- placement_costs: the latest word on each record, trimmed, blanks as null
-- grain    one row per weekly price of a placement and period in which it holds
-- key      la_code, placement_cost_id
-- units    dates
-- source   landed.placement_costs
select
    la_code,
    nullif(trim(placement_cost_id), '') as placement_cost_id,
    nullif(trim(cla_placement_id), '') as cla_placement_id,
    weekly_cost,
    valid_from,
    valid_to,
    source_file,
    source_row,
    drop_month
from landed.placement_costs
