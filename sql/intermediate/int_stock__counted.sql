-- int_stock__counted: children in each stock at each month end, counted in its figures or paused
-- grain    one row per stock, child and month end
-- key      la_code, stock, person_id, snapshot_date
-- units    is_counted false: the record is open, but the child is not counted that day
-- source   the month-end model of each stock; int_stock__paused
select
    la_code,
    'open cases' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_cases__month_end
union all
select
    la_code,
    'children in need' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_cin__month_end
union all
select
    la_code,
    'child in need plans' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_cin_plans__month_end
union all
select
    la_code,
    'child protection plans' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_cp_plans__month_end
union all
select
    la_code,
    'children looked after' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_cla_month_end
union all
select
    la_code,
    'pre-proceedings' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_pre_proceedings__month_end
union all
select
    la_code,
    'early help' as stock,
    person_id,
    snapshot_date,
    true as is_counted
from intermediate.int_early_help__month_end
union all
select
    la_code,
    stock,
    person_id,
    snapshot_date,
    false as is_counted
from intermediate.int_stock__paused
