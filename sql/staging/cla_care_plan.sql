-- cla_care_plan: the latest word on each record, trimmed, blanks as null
-- grain    one row per care plan of a looked-after child
-- key      la_code, table_id
-- units    dates
-- source   landed.cla_care_plan
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cla_care_plan_start_date,
    cla_care_plan_end_date,
    nullif(trim(cla_care_plan_json), '') as cla_care_plan_json,
    source_file,
    source_row,
    drop_month
from landed.cla_care_plan
