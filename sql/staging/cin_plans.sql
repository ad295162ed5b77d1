-- cin_plans: the latest word on each record, trimmed, blanks as null
-- grain    one row per child in need plan of a child
-- key      la_code, cin_plan_id
-- units    dates
-- source   landed.cin_plans
select
    la_code,
    nullif(trim(cin_plan_id), '') as cin_plan_id,
    nullif(trim(referral_id), '') as referral_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cin_plan_start_date,
    cin_plan_end_date,
    nullif(trim(cin_plan_team), '') as cin_plan_team,
    nullif(trim(cin_plan_worker_id), '') as cin_plan_worker_id,
    source_file,
    source_row,
    drop_month
from landed.cin_plans
