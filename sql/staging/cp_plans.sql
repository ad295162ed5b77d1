-- cp_plans: the latest word on each record, trimmed, blanks as null
-- grain    one row per child protection plan of a child
-- key      la_code, cp_plan_id
-- units    dates; flags true, false or not recorded
-- source   landed.cp_plans
select
    la_code,
    nullif(trim(cp_plan_id), '') as cp_plan_id,
    nullif(trim(referral_id), '') as referral_id,
    nullif(trim(icpc_id), '') as icpc_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cp_plan_start_date,
    cp_plan_end_date,
    nullif(trim(cp_plan_initial_category), '') as cp_plan_initial_category,
    cp_plan_ola,
    nullif(trim(cp_plan_latest_category), '') as cp_plan_latest_category,
    cp_plan_previous_count,
    source_file,
    source_row,
    drop_month
from landed.cp_plans
