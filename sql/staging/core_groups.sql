-- core_groups: the latest word on each record, trimmed, blanks as null
-- grain    one row per core group meeting held on a child protection plan
-- key      la_code, core_group_id
-- units    dates
-- source   landed.core_groups
select
    la_code,
    nullif(trim(core_group_id), '') as core_group_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cp_plan_id), '') as cp_plan_id,
    core_group_date,
    source_file,
    source_row,
    drop_month
from landed.core_groups
